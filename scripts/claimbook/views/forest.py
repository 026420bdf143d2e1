"""Estimates with intervals as views: laid out on an axis for a picture, and as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.capitals import capitalised
from claimbook.check import Result
from claimbook.choosing.questions import question_of
from claimbook.disagreement.wording import show_value
from claimbook.evidence.axis import Axis, axis_for, in_sight
from claimbook.evidence.estimates import ENOUGH, Comparable, OrientedEstimate, estimates_on
from claimbook.evidence.question import EvidenceQuestion
from claimbook.evidence.studies import year_of
from claimbook.figures.glyphs import legend_of_sources, of_source
from claimbook.figures.model import AxisStretch, Glyph, LegendEntry, Tick
from claimbook.figures.scales import percent, stretch
from claimbook.manuscript.options import Options
from claimbook.records.sources import Design
from claimbook.telling import phrases, traces
from claimbook.views.model import ClaimLink
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, Scale, Vocabulary

_POOLING = (Design.META_ANALYSIS, Design.REVIEW)


class MarkView(NamedTuple):
    """An estimate: where its value and its interval lie on the axis, its size in words.

    Without an interval the mark is an outline, and ``reach`` is None.
    """

    claim: ClaimLink
    key: str
    about: str
    glyph: Glyph
    design: str
    told: str
    interval: str
    size: str
    at: float
    reach: AxisStretch | None


@dataclass(frozen=True, slots=True)
class PlotView:
    """Estimates on one measure and family; there is a picture if enough of them have an interval."""

    measure: str
    family: str
    favours: tuple[str, str]
    rows: tuple[MarkView, ...]
    intervals: int
    ticks: tuple[Tick, ...]
    neutral: Tick
    legend: tuple[LegendEntry, ...]
    ratio: bool
    pooled: int
    enough: bool


@dataclass(frozen=True, slots=True)
class ForestView:
    """All groups of comparable estimates on a question, those of most estimates first."""

    groups: tuple[PlotView, ...]


def forest(options: Options, result: Result, names: Mapping[str, str]) -> ForestView:
    """The estimates asked for."""
    return forest_of(question_of(options, result.base.vocabulary), result, names)


def forest_of(question: EvidenceQuestion, result: Result, names: Mapping[str, str]) -> ForestView:
    """The estimates on a question."""
    groups = estimates_on(question, result.base.claims(), result.base.records.sources)
    groups.sort(key=lambda group: -len(group.drawn))
    return ForestView(tuple(_plot(group, question, names) for group in groups))


def _plot(group: Comparable, question: EvidenceQuestion, names: Mapping[str, str]) -> PlotView:
    ends = [end for mark in group.marks for end in mark.interval or ()]
    axis = axis_for(in_sight((mark.value for mark in group.marks), ends, group.scale), group.scale)
    return PlotView(
        measure=question.vocabulary.measure_labels[group.measure],
        family=group.family.replace("-", " "),
        favours=_favours(question),
        rows=tuple(_mark(mark, axis, question.vocabulary, names, group.marks) for mark in group.marks),
        intervals=len(group.drawn),
        ticks=tuple(Tick(percent(axis, tick), phrases.number(tick)) for tick in axis.ticks),
        neutral=Tick(percent(axis, group.scale.neutral), f"{group.scale.neutral:g}"),
        legend=legend_of_sources(mark.source.design for mark in group.marks),
        ratio=group.scale is Scale.RATIO,
        pooled=sum(mark.source.design in _POOLING for mark in group.marks),
        enough=len(group.drawn) >= ENOUGH,
    )


def _favours(question: EvidenceQuestion) -> tuple[str, str]:
    """The names of what a higher and a lower value speak for."""
    vocabulary = question.vocabulary
    graph = vocabulary.graph_of(ARMS[0])
    given = sorted(question.terms.get(ARMS[0], ())) or [vocabulary.main]
    control = sorted(question.terms.get(ARMS[1], ())) or [*vocabulary.controls][:1]

    def named(terms: list[str], otherwise: str) -> str:
        return " or ".join(graph.label_of(term) for term in terms if term) or otherwise

    return named(given, "the intervention"), named(control, "the comparator")


def _mark(
    mark: OrientedEstimate,
    axis: Axis,
    vocabulary: Vocabulary,
    names: Mapping[str, str],
    group: Sequence[OrientedEstimate],
) -> MarkView:
    low, high = mark.interval or (0.0, 0.0)
    year, name = year_of(mark.source), names[mark.source.key]
    label = name if not year or str(year) in name else f"{name} ({year})"
    return MarkView(
        claim=ClaimLink(mark.claim.id, ", ".join([label, *_apart(mark, group, vocabulary)])),
        key=mark.source.key,
        about=_about(mark, vocabulary),
        glyph=of_source(mark.source)._replace(hollow=mark.interval is None),
        design=traces.DESIGNS[mark.source.design][0],
        told=f"{mark.value:.3g}",
        interval=f"{low:.3g} to {high:.3g}" if mark.interval else "",
        size=f"{mark.n:,}" if mark.n is not None else "",
        at=percent(axis, mark.value),
        reach=stretch(low, high, axis) if mark.interval else None,
    )


def _apart(mark: OrientedEstimate, group: Sequence[OrientedEstimate], vocabulary: Vocabulary) -> list[str]:
    """What tells an estimate from the others of its study."""
    scope = mark.claim.scope
    others = [other.claim.scope for other in group if other.source.key == mark.source.key]
    return [show_value(v, vocabulary) for name, v in scope.items() if any(other.get(name) != v for other in others)]


def _about(mark: OrientedEstimate, vocabulary: Vocabulary) -> str:
    """What tells the estimate from others of its group: what disputes are named by, the outcome, the circumstances."""
    names = (*vocabulary.effect.id_from, OUTCOME, *vocabulary.effect.moderators)
    scope = mark.claim.scope
    return capitalised(", ".join(show_value(scope[name], vocabulary) for name in names if name in scope))
