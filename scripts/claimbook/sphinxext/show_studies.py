"""The page of studies: an index, then one section for each, newest first within its design."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import source_anchor
from claimbook.sphinxext.show_sources import contradictions, record_list, retellers, study_facts
from claimbook.telling.labels import NamedWork
from claimbook.views.model import SourceView, StudyGroup

_STOPS = (".", "?", "!")
_COLUMNS = {"Study": 30, "About": 28, "Participants": 20, "Retold": 22}


def studies(groups: Sequence[StudyGroup]) -> build.Nodes:
    """All studies; the id of each section is that study's permalink."""
    if not groups:
        return [build.paragraph("There is no such study on record.", classes=["cb-none"])]
    return [build.verbatim(index(groups)), *(build.verbatim(_group(group)) for group in groups)]


def index(groups: Iterable[StudyGroup]) -> nodes.Element:
    """Every study in a line: a row of one table, with a row that names each design."""
    rows = [row for group in groups for row in (_heading(group), *map(_row, group.studies))]
    made = build.table(_COLUMNS, rows, ["cb-index"], stubs=1)
    return build.block(made, classes=["cb-table-box"])


def _heading(group: StudyGroup) -> nodes.row:
    title = build.paragraph(f"{group.title} ({len(group.studies)})")
    whole = nodes.entry("", title, morecols=len(_COLUMNS) - 1)
    return nodes.row("", whole, classes=["cb-group-row"])


def _row(study: SourceView) -> nodes.row:
    assert study.study is not None
    about = ", ".join(study.study.about)
    return build.row(
        [build.paragraph(build.link("source", study.key, study.citation.label))],
        build.cell("About", build.paragraph(about)),
        build.cell("Participants", build.paragraph(study.study.size or "not on record")),
        build.cell("Retold", build.paragraph(_retold(study))),
    )


def _retold(study: SourceView) -> str:
    assert study.study is not None
    wrong = sum(bool(view.differences) for view in study.study.retold_by)
    told = f"by {plural(len(study.study.retold_by), 'claim')}" if study.study.retold_by else "by none"
    return f"{told}, {wrong} of them otherwise" if wrong else told


def _group(group: StudyGroup) -> nodes.section:
    return build.section(group.title, f"design_{group.design}", *map(_study, group.studies))


def _study(source: SourceView) -> nodes.section:
    """A study: title and facts, what was read, how far to trust it, who retells it, its own claims."""
    assert source.study is not None
    trust = build.inline(f"{source.trust.capitalize()} trust. ", classes=["cb-label"])
    claims = [claim for passage in source.passages for claim in passage.claims]
    parts: build.Nodes = [
        build.paragraph(build.inline(source.title, classes=["cb-title"]), _stop_after(source.title), _entry(source)),
        build.definitions(((fact.label, fact.text) for fact in source.facts), classes=["cb-source"]),
        *study_facts(source.study),
        build.paragraph(trust, source.trust_because),
        *([build.paragraph(source.note)] if source.note else []),
        *contradictions(source),
    ]
    if source.study.retold_by:
        parts.append(build.fold(f"Who retells it ({len(source.study.retold_by)})", *retellers(source.study)))
    if claims:
        parts.append(
            build.fold(f"What it says ({plural(len(claims), 'claim')})", *record_list(source), classes=["cb-records"])
        )
    return build.section(source.citation.label, source_anchor(source.key), *parts, classes=["cb-study"])


def _stop_after(title: str) -> str:
    return " " if title.endswith(_STOPS) else ". "


def _entry(source: SourceView) -> nodes.Node:
    """The way to its entry of the bibliography."""
    return build.citation(NamedWork(source.citation.key, "Full reference"))
