"""A source's page, and the table of coverage."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from claimbook.capitals import capitalised
from claimbook.plurals import plural
from claimbook.records.sources import Findability
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import given_anchor
from claimbook.sphinxext.show_chain import leading, retold, says
from claimbook.sphinxext.show_claims import quotes, record
from claimbook.sphinxext.show_disputes import full
from claimbook.sphinxext.show_text import facing
from claimbook.telling.phrases import Fact, not_given, percent
from claimbook.views.model import CoverageView, GivenView, PassageView, SourceView, StandingView, StudyView

MOST_OF_ADDRESS = 60  # letters of a web address that a line shows
_URL = re.compile(r"https?://(?P<site>[\w.:-]+)(?P<path>[^\s<>\"'`{}|\\^\[\]]*)")

_COLUMNS = {"Source": 30, "Claims": 13, "Passages": 22, "Coverage": 35}
_UNMEASURED = "Not measured in this build, which had no archive of the sources' texts at hand."


def source_page(source: SourceView) -> build.Nodes:
    """Appraisal, self-contradictions, coverage, and all claims in the order of the document."""
    return [
        *([build.verbatim(build.definitions(_pairs(source.facts), classes=["cb-source"]))] if source.facts else []),
        _section("How far to trust it", "section_trust", *_trust(source)),
        *_evidence(source),
        _section("Where it contradicts itself", "section_contradictions", *_contradictions(source)),
        _section("How much of it is recorded", "section_coverage", *_coverage(source.coverage)),
        *([_section("Its text beside what is recorded", "section_text", *facing(source.text))] if source.text else []),
        _section("What it says", "section_claims", *_claims(source)),
    ]


def _section(title: str, id_: str, *children: nodes.Node) -> nodes.Element:
    return build.verbatim(build.section(title, id_, *children))


def _pairs(facts: Iterable[Fact]) -> Iterator[tuple[nodes.Node | str, nodes.Node | str]]:
    """Labels and texts; an address is a link."""
    return ((fact.label, _address(fact.text)) for fact in facts)


def _evidence(source: SourceView) -> build.Nodes:
    """What stands behind a document; for a study, what was read of it and who retells it."""
    if source.study is not None:
        parts = [_section("What was read of it", "section_read", *study_facts(source.study))]
        if source.study.retold_by:
            parts.append(_section("Who retells it", "section_chain", *retellers(source.study)))
    else:
        parts = [_section("What stands behind it", "section_chain", *_standing(source.standing))]
    if source.references:
        parts.append(_section("The references that it gives", "section_references", *_given(source.references)))
    return list(parts)


def _standing(standing: Sequence[StandingView]) -> build.Nodes:
    """How many of its claims lead where, and which; those that name no study are only counted."""
    total = sum(len(group.claims) for group in standing)
    if not total:
        return [build.paragraph("Nothing is recorded yet.")]
    lead = f"Where its {plural(total, 'claim')} lead, held against the studies on record:"
    return [build.paragraph(lead), *(part for group in standing for part in _group(group, total))]


def _group(group: StandingView, total: int) -> build.Nodes:
    """The claims of one trace: those told otherwise in full sight, the others folded, or only counted."""
    share = f": {len(group.claims):,} of {total:,} ({percent(len(group.claims) / total)})"
    title: build.Nodes = [build.traced(group.trace), nodes.Text(share)]
    if group.trace.leads and not group.trace.astray:
        return [build.folded(title, leading(group.claims), classes=["cb-leading"])]
    listed = [leading(group.claims)] if group.trace.astray else []
    return [build.paragraph(*title, classes=["cb-share"]), *listed]


def _given(references: Sequence[GivenView]) -> build.Nodes:
    """Each reference with its appraisal; its id is its permalink."""
    found = Counter(given.found.words for given in references)
    lead = f"{plural(len(references), 'reference')}: {', '.join(f'{n} {words}' for words, n in found.items())}."
    return [build.paragraph(lead), *(_one_given(given) for given in references)]


def _one_given(given: GivenView) -> nodes.Element:
    parts: build.Nodes = [
        build.paragraph(given.gives, classes=["cb-says"]),
        build.paragraph(given.at, classes=["cb-at"]),
        build.paragraph(build.traced(given.found), f"; {', '.join(given.weak)}" if given.weak else ""),
    ]
    if given.works:
        either = "Most likely: " if given.found.name != Findability.RESOLVABLE else "It is: "
        label = build.inline(either, classes=["cb-label"])
        parts.append(build.paragraph(label, *build.joined((build.work(work) for work in given.works), " or ")))
    parts.append(build.paragraph(build.inline("Why: ", classes=["cb-label"]), given.because))
    if given.claims:
        lean = "1 claim leans" if len(given.claims) == 1 else f"{len(given.claims)} claims lean"
        parts.append(build.fold(f"{lean} on it", says(given.claims)))
    return build.block(*parts, classes=["cb-claim", "cb-given"], id_=given_anchor(given.source, given.id))


# Studies


def study_facts(study: StudyView) -> build.Nodes:
    """Design, how much was read and where, and what was not seen."""
    told = f"{capitalised(study.design)}, {study.read}."
    parts: build.Nodes = [
        build.paragraph(
            build.inline(told, classes=["cb-label"]),
            f" {study.size} participants." if study.size else " Its number of participants is not on record.",
        )
    ]
    if study.data_of:
        works = build.joined(build.work(work) for work in study.data_of)
        parts.append(
            build.paragraph(build.inline("Looks again at the participants of: ", classes=["cb-label"]), *works)
        )
    if study.not_seen:
        parts.append(build.paragraph(f"{not_given(study.not_seen)}."))
    if study.seen_at:
        links = build.joined(_address(url) for url in study.seen_at)
        parts.append(build.paragraph(build.inline("Read at: ", classes=["cb-label"]), *links, classes=["cb-seen"]))
    return parts


def _address(url: str) -> nodes.Node:
    """A link that reads as the site and the end of the address; what is no web address stays text."""
    found = _URL.fullmatch(url)
    if found is None:
        return nodes.Text(url)
    site, path = found["site"].removeprefix("www."), found["path"].rstrip("/")
    end = path.rpartition("/")[2]
    words = f"{site}{'/…/' if path.count('/') > 1 else '/'}{end}" if end else site
    short = words if len(words) <= MOST_OF_ADDRESS else f"{words[: MOST_OF_ADDRESS - 1]}…"
    return nodes.reference("", short, refuri=url, internal=False)


def retellers(study: StudyView) -> build.Nodes:
    """The claims that retell it, and how."""
    wrong = sum(bool(view.differences) for view in study.retold_by)
    lead = (
        f"{plural(len(study.retold_by), 'claim')} of other sources, {wrong or 'none'} of them told otherwise than here."
    )
    return [build.paragraph(lead), retold(study.retold_by)]


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
    counted = plural(len(total), "claim")
    lead = f"{counted}, in the order of the document. The words are ours; each heading gives the place."
    return [build.paragraph(lead), *(_passage(passage) for passage in source.passages)]


def _passage(passage: PassageView) -> nodes.Element:
    heading = build.passage_title("", "", nodes.Text(passage.at), classes=["cb-passage-title"])
    return build.block(heading, *quotes(passage.texts), *map(record, passage.claims), classes=["cb-passage-entry"])


def record_list(source: SourceView) -> build.Nodes:
    """The claims of a source by passage, each with its permalink."""
    return [_passage(passage) for passage in source.passages]


def contradictions(source: SourceView) -> build.Nodes:
    """Where a source does not fit itself; nothing where it does."""
    return _contradictions(source) if source.contradictions else []


def coverage_table(found: Iterable[CoverageView]) -> nodes.Node:
    """How much of each source is recorded."""
    rows = [
        build.row(
            [build.paragraph(build.link("source", one.source, one.title))],
            build.cell("Claims", build.paragraph(f"{one.claims:,}")),
            build.cell("Passages", build.paragraph(one.anchors)),
            build.cell("Coverage", *_measured(one)),
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
