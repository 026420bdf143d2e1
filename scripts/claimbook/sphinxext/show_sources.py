"""A source's page, and the table of coverage."""

from collections.abc import Iterable

from docutils import nodes

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.show_claims import count, quotes, record
from claimbook.sphinxext.show_disputes import full
from claimbook.views.model import CoverageView, Fact, PassageView, SourceView
from claimbook.views.phrases import plural

_COLUMNS = {"Source": 30, "Claims": 13, "Passages": 22, "Coverage": 35}
_UNMEASURED = "Not measured in this build, which had no archive of the sources' texts at hand."


def source_page(source: SourceView) -> build.Nodes:
    """Appraisal, self-contradictions, coverage, and all claims in the order of the document."""
    return [
        *([build.verbatim(build.definitions(_pairs(source.facts), classes=["cb-source"]))] if source.facts else []),
        _section("How far to trust it", "section_trust", *_trust(source)),
        _section("Where it contradicts itself", "section_contradictions", *_contradictions(source)),
        _section("How much of it is recorded", "section_coverage", *_coverage(source.coverage)),
        _section("What it says", "section_claims", *_claims(source)),
    ]


def _section(title: str, id_: str, *children: nodes.Node) -> nodes.Element:
    return build.verbatim(build.section(title, id_, *children))


def _pairs(facts: Iterable[Fact]) -> list[tuple[nodes.Node | str, str]]:
    return [(fact.label, fact.text) for fact in facts]


def _trust(source: SourceView) -> build.Nodes:
    word = build.inline(f"{source.trust.capitalize()} trust. ", classes=["cb-label"])
    return [build.paragraph(word, source.trust_because), *([build.paragraph(source.note)] if source.note else [])]


def _contradictions(source: SourceView) -> build.Nodes:
    if not source.contradictions:
        return [build.paragraph("No conflict or tension was found between its own claims.")]
    lead = plural(len(source.contradictions), "question", "questions")
    parts: build.Nodes = [build.paragraph(f"Its own claims do not fit each other on {lead}.")]
    return [*parts, *(full(dispute, permanent=False) for dispute in source.contradictions)]


def _coverage(found: CoverageView) -> build.Nodes:
    parts: build.Nodes = [build.paragraph(f"{plural(found.claims, 'claim')}. {found.anchors}.")]
    if found.measured is None:
        parts.append(build.paragraph(_UNMEASURED))
    else:
        parts.append(build.definitions(_pairs(found.measured), classes=["cb-numbers"]))
    if found.excluded:
        told = ", ".join(f"{fact.label} ({fact.text})" for fact in found.excluded)
        parts.append(build.paragraph(f"Set aside, because nothing is asserted there: {told}."))
    return parts


def _claims(source: SourceView) -> build.Nodes:
    if not source.passages:
        return [build.paragraph("Nothing is recorded yet.")]
    total = [claim for passage in source.passages for claim in passage.claims]
    lead = f"{count(total)}, in the order of the document. The words are ours; each heading gives the place."
    return [build.paragraph(lead), *(_passage(passage) for passage in source.passages)]


def _passage(passage: PassageView) -> nodes.Element:
    heading = build.passage_title("", "", nodes.Text(passage.at), classes=["cb-passage-title"])
    return build.block(heading, *quotes(passage.texts), *map(record, passage.claims), classes=["cb-passage-entry"])


def coverage_table(found: Iterable[CoverageView]) -> nodes.Node:
    """How much of each source is recorded."""
    rows = [
        build.row(
            [build.paragraph(build.link("source", one.source, one.title))],
            [build.paragraph(f"{one.claims:,}")],
            [build.paragraph(one.anchors)],
            _measured(one),
        )
        for one in found
    ]
    made = build.table(_COLUMNS, rows, ["cb-coverage"])
    return build.verbatim(build.block(made, classes=["cb-table-box"]))


def _measured(found: CoverageView) -> build.Nodes:
    if found.measured is None:
        return [build.paragraph(_UNMEASURED)]
    items = ([build.paragraph(f"{fact.label}: {fact.text}")] for fact in found.measured)
    return [build.bullets(items, classes=["cb-plain"])]
