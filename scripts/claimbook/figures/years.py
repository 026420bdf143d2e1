"""Studies over the years, in rows by the direction of what they found."""

from collections.abc import Iterator

from claimbook.choosing.questions import question_of
from claimbook.evidence.axis import Axis
from claimbook.evidence.profile import StudyDirection, direction
from claimbook.evidence.studies import Study, StudyFinding, studies_on
from claimbook.figures import glyphs, scales
from claimbook.figures.model import AxisStretch, ChartMark, ChartRow, ChartView, Goal, TableRow, Tick
from claimbook.figures.packing import levels
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.options import Options
from claimbook.plurals import plural
from claimbook.records.claims import Effect
from claimbook.telling import traces
from claimbook.telling.phrases import listing

_ROWS = {
    StudyDirection.BETTER: "Better",
    StudyDirection.DEPENDS: "It depends",
    StudyDirection.NOT_SHOWN: "No difference shown",
    StudyDirection.SAME: "No difference",
    StudyDirection.WORSE: "Worse",
}
_COLUMNS = ("Year", "Study", "What it is", "What it found")


def study_years(options: Options, base: KnowledgeBase, names: dict[str, str]) -> ChartView:
    """The studies on a question, each once, by year and by the direction of all that it found."""
    question = question_of(options, base.vocabulary)
    studies = [s for s in studies_on(question, base.claims(), base.records.sources) if _effects(s)]
    dated = [study for study in studies if study.year is not None]
    axis = scales.years([study.year or 0 for study in dated] or [0])
    return ChartView(
        name="Studies by year of publication",
        axis="",
        rows=tuple(_rows(dated, axis, names)),
        ticks=tuple(Tick(scales.percent(axis, year), f"{year:g}") for year in axis.ticks),
        origin=None,
        legend=glyphs.legend_of_sources(study.source.design for study in dated),
        notes=tuple(_notes([names[study.key] for study in studies if study.year is None])),
        columns=_COLUMNS,
        table=tuple(_line(study, names) for study in studies),
    )


def _effects(study: Study) -> list[StudyFinding]:
    return [finding for finding in study.findings if finding.effect is not None]


def _rows(studies: list[Study], axis: Axis, names: dict[str, str]) -> Iterator[ChartRow]:
    """A row for every direction, empty ones too: that nothing was found is worth seeing."""
    by_direction: dict[StudyDirection, list[Study]] = {way: [] for way in _ROWS}
    for study in reversed(studies):
        by_direction[direction(_effects(study))].append(study)
    for way, label in _ROWS.items():
        here = by_direction[way]
        places = [scales.percent(axis, study.year or 0) for study in here]
        taken = levels([AxisStretch(place, place) for place in places])
        marks = (_mark(s, place, level, names) for s, place, level in zip(here, places, taken, strict=True))
        counted = sum(study.counts for study in here)
        told = f"{label}: {plural(counted, 'study', 'studies')}"
        yield ChartRow(told, tuple(marks), max(taken, default=-1) + 1)


def _mark(study: Study, at: float, level: int, names: dict[str, str]) -> ChartMark:
    finding = _foremost(study)
    told = f"{names[study.key]}, {traces.DESIGNS[study.source.design][0]}: {finding.claim.says}"
    others = [found.claim.id for found in _effects(study) if found is not finding]
    goals = tuple(Goal("claim", id_, names[study.key]) for id_ in dict.fromkeys([finding.claim.id, *others]))
    return ChartMark(goals, glyphs.of_source(study.source), told, (at,), (), level)


def _foremost(study: Study) -> StudyFinding:
    """The finding that stands for the study: a difference where there is one."""
    found = _effects(study)
    return next((f for f in found if f.effect in (Effect.BETTER, Effect.WORSE)), found[0])


def _line(study: Study, names: dict[str, str]) -> TableRow:
    found = _effects(study)
    goals = [Goal("claim", f.claim.id, names[study.key] if f is found[0] else str(n)) for n, f in enumerate(found, 1)]
    told = _ROWS[direction(found)].lower()
    return TableRow(str(study.year or "–"), tuple(goals), (traces.DESIGNS[study.source.design][0], told))


def _notes(undated: list[str]) -> Iterator[str]:
    yield "Each study stands once, at the direction of all that it found; what pools others is not counted."
    yield "It depends: not the same for every outcome, time or group."
    if undated:
        many = plural(len(undated), "study", "studies")
        yield f"{many} without a year cannot be placed: {listing(undated)}."
