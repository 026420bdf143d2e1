"""Evidence profiles on a page: counts, the largest and the newest study, and one row for each study."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from claimbook.capitals import capitalised
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.show_forest import forest
from claimbook.views.profile import FindingView, ForemostView, ProfileView, StudyRow, TallyView

STUDY, SIZE, DID, FOUND = "Study", "Participants", "What was done", "What it found"
_COLUMNS = {STUDY: 20, SIZE: 17, DID: 28, FOUND: 35}
_NOT_DONE = {STUDY: 25, SIZE: 17, FOUND: 58}  # where no study has anything of the third
_PRIMARY = "Primary studies, newest first"
_APART = "Meta-analyses, reviews, and other analyses of the same participants; not counted as studies"
_ONLY_APART = "No primary study on record is about this as a whole; narrower questions may have some."
_NONE = "No study on record found anything on this question."


def profiles(views: Sequence[ProfileView]) -> build.Nodes:
    """One profile, or a section for each of several."""
    if not views:
        return [build.paragraph(_NONE, classes=["cb-none"])]
    made: build.Nodes = []
    for view in views:
        parts = _profile(view)
        if view.id:
            parts = [build.section(view.title, view.id, *parts)]
        made += [build.verbatim(part) for part in parts if isinstance(part, nodes.Element)]
    return made


def _profile(view: ProfileView) -> build.Nodes:
    if not view.studies and not view.apart:
        return [build.paragraph(_NONE, classes=["cb-none"])]
    parts: build.Nodes = [_tally(tally) for tally in view.tallies]
    if not view.studies:
        parts.append(build.paragraph(_ONLY_APART))
    if view.studies:
        parts.append(_table(view.studies, _PRIMARY))
    if view.apart:
        parts.append(_table(view.apart, _APART))
    if view.forest is not None:
        parts += forest(view.forest)
    return parts


# Counts


def _tally(tally: TallyView) -> nodes.Element:
    """The studies on one family of outcomes: how many found what, and what the foremost found."""
    title = build.inline(f"{capitalised(tally.family)}: ", classes=["cb-label"]) if tally.family else nodes.Text("")
    counts = build.joined((build.sign(d.sign, f"{d.words}: {d.studies}", d.name) for d in tally.directions), " · ")
    parts: build.Nodes = [
        build.paragraph(title, f"{tally.studies}, {tally.participants}."),
        build.paragraph(*counts, classes=["cb-directions"]),
        *map(_foremost, tally.foremost),
    ]
    return build.block(*parts, classes=["cb-tally"])


def _foremost(view: ForemostView) -> nodes.paragraph:
    told: build.Nodes = []
    for row, why in view.studies:
        told += [
            nodes.Text("; " if told else ""),
            build.link("source", row.key, row.label),
            nodes.Text(f" ({why}): "),
            *build.joined(map(_finding, row.findings), ", "),
        ]
    return build.paragraph(build.inline(f"{view.what}: ", classes=["cb-label"]), *told, ".")


def _finding(view: FindingView) -> nodes.Node:
    state = build.sign(view.sign, view.claim.label, view.kind)
    return build.link("claim", view.claim.id, state, classes=["cb-finding"])


# One row a study


def _table(rows: Sequence[StudyRow], caption: str) -> nodes.Element:
    columns = _COLUMNS if any(row.did for row in rows) else _NOT_DONE
    shown = (_row(row, columns, primary=caption == _PRIMARY) for row in rows)
    made = build.table(columns, shown, ["cb-profile"], stubs=1)
    return build.block(build.paragraph(caption, classes=["cb-label"]), made, classes=["cb-table-box"])


def _row(row: StudyRow, columns: Iterable[str], *, primary: bool) -> nodes.row:
    """A study as a row; the caption of the primary ones says already that they are."""
    study: build.Nodes = [
        build.paragraph(build.link("source", row.key, row.label)),
        build.paragraph(row.read if primary else f"{row.design}, {row.read}", classes=["cb-at"]),
    ]
    if row.data_of:
        works = build.joined(build.work(work) for work in row.data_of)
        study.append(build.paragraph("participants of ", *works, classes=["cb-at"]))
    found = [[build.paragraph(_finding(finding))] for finding in row.findings]
    cells = {
        SIZE: build.paragraph(row.size or "not on record"),
        DID: _did(row),
        FOUND: build.bullets(found, classes=["cb-plain"]),
    }
    return build.row(study, *(build.cell(name, part) for name, part in cells.items() if name in columns))


def _did(row: StudyRow) -> nodes.Node:
    did = [[build.paragraph(f"{fact.label}: {fact.text}")] for fact in row.did]
    return build.bullets(did, classes=["cb-plain"]) if did else build.paragraph("–")
