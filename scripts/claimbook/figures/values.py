"""The values that are claimed of a property, on one axis: row by row, told apart by what is said of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.capitals import capitalised
from claimbook.disagreement.positions import ValueStance
from claimbook.disagreement.wording import show_effect, show_value
from claimbook.evidence.axis import Axis
from claimbook.evidence.studies import year_of
from claimbook.figures import glyphs, scales
from claimbook.figures.evidence_map import Voice
from claimbook.figures.model import (
    AxisStretch,
    ChartMark,
    ChartRow,
    ChartView,
    Glyph,
    Goal,
    LegendEntry,
    TableRow,
    Tick,
)
from claimbook.figures.packing import levels
from claimbook.figures.placing import PROPERTY, SCALE, SOURCE, Placed, placed, rows_of
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.options import Options
from claimbook.plurals import plural
from claimbook.records.claims import Claim, Effect
from claimbook.records.sources import Source
from claimbook.telling import phrases, traces
from claimbook.vocabulary.spans import Interval
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Comparison, Extent, Identifier, Type, Value
from claimbook.vocabulary.vocabulary import UNSTATED, Vocabulary

SCALES = ("log", "linear")
_COMPARED = " than the control"
_LETTERS = 30  # of an entry of the legend
_MORE = "the like"  # for words that an entry has no room for
_MERE = "circle"  # what was given, whatever came of it
_LEADS = {"diamond": "called "}  # before the words in the legend
_WHO, _WHAT = "Who says it", ("Value", "What is said of it")


class _Of(NamedTuple):
    """What a value is of, and who says it; ``about`` is what the values are not all about."""

    row: str
    about: tuple[str, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class _Point:
    """What one source says in one way of one value in one row."""

    of: _Of
    source: Source
    shape: str
    value: Extent
    words: tuple[str, ...]
    claims: tuple[Claim, ...]


def value_plot(options: Options, base: KnowledgeBase, voice: Voice) -> ChartView:
    """Every value of a property that the claims asked for give, or that an effect found at it implies."""
    vocabulary, name = base.vocabulary, options.get(PROPERTY)
    dimension = rows_of(options, vocabulary)
    held = list(placed(options, base.records.claims, vocabulary))
    telling = _telling(held, name, dimension, vocabulary)
    points = _points([h for h in held if isinstance(h.stance.value, Extent)], telling, base, voice)
    measure = vocabulary.properties[name].measure
    spans = [point.value.spans for point in points]
    axis = scales.axis_of(spans, measure, scales.scale_of(spans, measure, options.get(SCALE)))
    rows = _rows(held, dimension, base)
    ticks = scales.ticks_of(axis, measure)
    return ChartView(
        name=vocabulary.label(name),
        axis=scales.title(axis, measure),
        rows=tuple(_row(label, [p for p in points if p.of.row == key], axis, vocabulary) for key, label in rows),
        ticks=ticks,
        origin=_origin(measure.type, axis),
        legend=(*_legend_of_words(points), *glyphs.legend_of_sources((p.source.design for p in points), plain=True)),
        notes=tuple(_notes(held, axis, points)),
        columns=(_head(dimension, vocabulary), _WHO, *(_head(key, vocabulary) for key in telling), *_WHAT),
        table=tuple(_table(rows, points, vocabulary)),
    )


def _head(dimension: str, vocabulary: Vocabulary) -> str:
    return capitalised(dimension if dimension == SOURCE else vocabulary.label(dimension))


# What is claimed


def _telling(held: Iterable[Placed], name: str, rows: str, vocabulary: Vocabulary) -> list[str]:
    """The parts of the subject, beside the rows, that the values are not all about the same of."""
    subjects = [one.subject for one in held]
    parts = (key for key in vocabulary.properties[name].signature.subject if key != rows)
    return [key for key in parts if len({subject.get(key) for subject in subjects}) > 1]


def _rows(held: Iterable[Placed], dimension: str, base: KnowledgeBase) -> list[tuple[str, str]]:
    """The rows that some value stands in, with their labels: terms in the vocabulary's order, any of them last."""
    there = dict.fromkeys(one.row for one in held)
    if dimension == SOURCE:
        return [(key, base.records.sources[key].title) for key in there]
    graph = base.vocabulary.graph_of(dimension)
    return [(term, capitalised(graph.label_of(term))) for term in (*graph.entries, ANY) if term in there]


def _points(held: Iterable[Placed], telling: Sequence[str], base: KnowledgeBase, voice: Voice) -> list[_Point]:
    """The values, what one source says alike once; a mere use is left out where the source says what came of it."""
    grouped: dict[tuple[_Of, str, Value], list[Placed]] = {}
    for one in held:
        of = _Of(one.row, _about(one, telling, base.vocabulary), voice(one.claim))
        grouped.setdefault((of, glyphs.shape_of(one.stance), one.stance.value), []).append(one)
    told = {(of, part) for of, shape, value in grouped if shape != _MERE for part in _parts(value)}
    return [
        _point(group, of, base)
        for (of, shape, value), group in grouped.items()
        if shape != _MERE or not all((of, part) in told for part in _parts(value))
    ]


def _about(one: Placed, telling: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a value is about, where the values differ."""
    return tuple(show_value(one.subject.get(key, UNSTATED), vocabulary) for key in telling)


def _parts(value: Value) -> tuple[Interval, ...]:
    return value.spans.intervals if isinstance(value, Extent) else ()


def _point(group: Sequence[Placed], of: _Of, base: KnowledgeBase) -> _Point:
    first = group[0]
    assert isinstance(first.stance.value, Extent)
    return _Point(
        of=of,
        source=base.records.sources[first.claim.source],
        shape=glyphs.shape_of(first.stance),
        value=first.stance.value,
        words=tuple(dict.fromkeys(_word(held.stance) for held in group)),
        claims=tuple(held.claim for held in group),
    )


def _word(stance: ValueStance) -> str:
    """The source's own word; for an effect found at the value, the effect."""
    if stance.implied_by is None:
        return stance.word
    compared = stance.implied_by in (Effect.BETTER, Effect.WORSE)
    return f"{show_effect(stance.implied_by)}{_COMPARED if compared else ''}"


# The chart


def _row(label: str, points: list[_Point], axis: Axis, vocabulary: Vocabulary) -> ChartRow:
    """The marks of a row, recommendations below uses, each where nothing else is."""
    ordered = sorted(points, key=_order)
    places = [scales.stretches(point.value.spans, axis) for point in ordered]
    taken = levels([AxisStretch(place[0].low, place[-1].high) for place in places])
    marks = (_mark(p, place, level, vocabulary) for p, place, level in zip(ordered, places, taken, strict=True))
    return ChartRow(label, tuple(marks), max(taken, default=-1) + 1)


def _order(point: _Point) -> tuple[int, int, int, str]:
    design = glyphs.DESIGNS.index(point.source.design)
    return -design, glyphs.SAID.index(point.shape), -(year_of(point.source) or 0), point.claims[0].id


def _mark(point: _Point, place: tuple[AxisStretch, ...], level: int, vocabulary: Vocabulary) -> ChartMark:
    first, *more = point.claims
    others = f" And {plural(len(more), 'more claim')} alike." if more else ""
    name = (
        f"{point.of.voice}, {traces.DESIGNS[point.source.design][0]}: {_told(point, vocabulary)}. {first.says}{others}"
    )
    return ChartMark(
        goals=_goals(point),
        glyph=glyphs.of_source(point.source)._replace(shape=point.shape),
        name=name,
        at=tuple(map(_at, place)),
        stretches=place,
        level=level,
    )


def _goals(point: _Point) -> tuple[Goal, ...]:
    """Its claims: the first by who says it, the others by number."""
    labels = [point.of.voice, *map(str, range(2, len(point.claims) + 1))]
    return tuple(Goal("claim", claim.id, label) for claim, label in zip(point.claims, labels, strict=True))


def _at(stretch: AxisStretch) -> float:
    """The point of a stretch: its middle, or the end of it that is known."""
    if stretch.open_low != stretch.open_high:
        return stretch.high if stretch.open_low else stretch.low
    return round((stretch.low + stretch.high) / 2, 2)


def _told(point: _Point, vocabulary: Vocabulary) -> str:
    return ", ".join((*point.of.about, show_value(point.value, vocabulary), " or ".join(point.words)))


def _origin(type_: Type, axis: Axis) -> Tick | None:
    """The session, where times are told from it."""
    return Tick(scales.percent(axis, 0.0), "session") if type_ is Type.SESSION_TIME else None


def _legend_of_words(points: Iterable[_Point]) -> tuple[LegendEntry, ...]:
    """Each shape with the words that it stands for here, those of most marks first."""
    words: dict[str, Counter[str]] = {shape: Counter() for shape in glyphs.SAID}
    for point in points:
        words[point.shape].update(word.removesuffix(_COMPARED) for word in point.words)
    return tuple(
        LegendEntry(Glyph(shape, glyphs.NEUTRAL), _LEADS.get(shape, "") + _in_brief([w for w, _ in told.most_common()]))
        for shape, told in words.items()
        if told
    )


def _in_brief(words: Sequence[str]) -> str:
    """As many words as fit on a line of a narrow screen; marks and table have them all."""
    fitting = [i for i in range(1, len(words) + 1) if len(", ".join(words[:i])) <= _LETTERS]
    shown = words[: max(fitting, default=1)]
    return phrases.listing([*shown, *([_MORE] if len(shown) < len(words) else [])], "or")


def _notes(held: Iterable[Placed], axis: Axis, points: Iterable[_Point]) -> Iterator[str]:
    covered = [stretch for point in points for stretch in scales.stretches(point.value.spans, axis)]
    if any(stretch.low < stretch.high for stretch in covered):
        yield "A line is a range; its mark stands at the middle and says no more than the line does."
    if any(stretch.open_low or stretch.open_high for stretch in covered):
        yield "An arrowhead says that it goes on without an end given."
    unplaced = dict.fromkeys(h.claim.id for h in held if isinstance(h.stance.value, (Comparison, Identifier)))
    if unplaced:
        yield f"{plural(len(unplaced), 'claim')} without a number cannot be placed on the axis."


# The table


def _table(rows: Iterable[tuple[str, str]], points: list[_Point], vocabulary: Vocabulary) -> Iterator[TableRow]:
    by_row: Mapping[str, list[_Point]] = {key: [] for key, _ in rows}
    for point in points:
        by_row[point.of.row].append(point)
    for key, label in rows:
        for point in sorted(by_row[key], key=lambda p: (p.value.spans.low, p.value.spans.high, _order(p))):
            told = ", ".join(point.words)
            yield TableRow(label, _goals(point), (*point.of.about, show_value(point.value, vocabulary), told))
