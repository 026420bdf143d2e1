"""Estimates with intervals as views: laid out on an axis for a picture, and as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.check import Result
from claimbook.disagreement.wording import show_value
from claimbook.evidence.axis import Axis, axis_for
from claimbook.evidence.estimates import ENOUGH, Comparable, Mark, estimates_on
from claimbook.evidence.question import Question
from claimbook.evidence.studies import year_of
from claimbook.records.sources import Design
from claimbook.views import phrases, traces
from claimbook.views.asking import question_of
from claimbook.views.model import ClaimLink, Request
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, Scale, Vocabulary


class MarkView(NamedTuple):
    """An estimate: where its value and the ends of its interval lie, in percent of the axis; its size in words.

    ``kind`` is ``single`` for one study and ``pooled`` for an analysis of several.
    """

    claim: ClaimLink
    key: str
    about: str
    kind: str
    design: str
    told: str
    interval: str
    size: str
    at: float
    low: float
    high: float


class TickView(NamedTuple):
    """A number on the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class PlotView:
    """Estimates on one measure and family. ``drawn`` are those with an interval; there is a picture if ``enough``."""

    measure: str
    family: str
    favours: tuple[str, str]
    rows: tuple[MarkView, ...]
    drawn: tuple[MarkView, ...]
    ticks: tuple[TickView, ...]
    neutral: TickView
    ratio: bool
    pooled: int
    enough: bool


@dataclass(frozen=True, slots=True)
class ForestView:
    """All groups of comparable estimates on a question, those of most estimates first."""

    groups: tuple[PlotView, ...]


def forest(request: Request, result: Result, names: Mapping[str, str]) -> ForestView:
    """The estimates asked for."""
    return forest_of(question_of(request, result.base.vocabulary), result, names)


def forest_of(question: Question, result: Result, names: Mapping[str, str]) -> ForestView:
    """The estimates on a question."""
    groups = estimates_on(question, result.base.claims(), result.base.records.sources)
    groups.sort(key=lambda group: -len(group.drawn))
    return ForestView(tuple(_plot(group, question, names) for group in groups))


def _plot(group: Comparable, question: Question, names: Mapping[str, str]) -> PlotView:
    values = [number for mark in group.marks for number in (mark.value, *(mark.interval or ()))]
    axis = axis_for(values, group.scale)
    rows = {mark.claim.id: _mark(mark, axis, question.vocabulary, names) for mark in group.marks}
    return PlotView(
        measure=question.vocabulary.measure_labels[group.measure],
        family=group.family.replace("-", " "),
        favours=_favours(question),
        rows=tuple(rows.values()),
        drawn=tuple(rows[mark.claim.id] for mark in group.drawn),
        ticks=tuple(TickView(_percent(axis, tick), f"{tick:g}") for tick in axis.ticks),
        neutral=TickView(_percent(axis, group.neutral), f"{group.neutral:g}"),
        ratio=group.scale is Scale.RATIO,
        pooled=sum(_kind(mark) == "pooled" for mark in group.drawn),
        enough=len(group.drawn) >= ENOUGH,
    )


def _favours(question: Question) -> tuple[str, str]:
    """The names of what a higher and a lower value speak for."""
    vocabulary = question.vocabulary
    graph = vocabulary.graph_of(ARMS[0])
    given = sorted(question.terms.get(ARMS[0], ())) or [vocabulary.main]
    control = sorted(question.terms.get(ARMS[1], ())) or [*vocabulary.controls][:1]

    def named(terms: list[str], otherwise: str) -> str:
        return " or ".join(graph.label_of(term) for term in terms if term) or otherwise

    return named(given, "the intervention"), named(control, "the comparator")


def _mark(mark: Mark, axis: Axis, vocabulary: Vocabulary, names: Mapping[str, str]) -> MarkView:
    low, high = mark.interval or (mark.value, mark.value)
    year, label = year_of(mark.source), names[mark.source.key]
    return MarkView(
        claim=ClaimLink(mark.claim.id, label if not year or str(year) in label else f"{label} ({year})"),
        key=mark.source.key,
        about=_about(mark, vocabulary),
        kind=_kind(mark),
        design=traces.DESIGNS[mark.source.design][0],
        told=f"{mark.value:.3g}",
        interval=f"{low:.3g} to {high:.3g}" if mark.interval else "",
        size=f"{mark.n:,}" if mark.n is not None else "",
        at=_percent(axis, mark.value),
        low=_percent(axis, low),
        high=_percent(axis, high),
    )


def _kind(mark: Mark) -> str:
    return "pooled" if mark.source.design in (Design.META_ANALYSIS, Design.REVIEW) else "single"


def _about(mark: Mark, vocabulary: Vocabulary) -> str:
    """What tells the estimate from others of its group: what disputes are named by, the outcome, the circumstances."""
    names = (*vocabulary.effect.id_from, OUTCOME, *vocabulary.effect.moderators)
    scope = mark.claim.scope
    return phrases.capitalised(", ".join(show_value(scope[name], vocabulary) for name in names if name in scope))


def _percent(axis: Axis, value: float) -> float:
    return round(axis.at(value) * 100, 2)
