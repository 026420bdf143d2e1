"""Axes for the values of a property: their ends, their ticks, and where a value lies."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from claimbook.evidence.axis import Axis, axis_for
from claimbook.figures.model import AxisStretch, Tick
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.values import Measure, Type
from claimbook.vocabulary.vocabulary import Scale

WIDE = 10.0  # from this ratio of the largest to the smallest value on, quantities are laid out by their logarithms
ROUND = (1, 2, 5)
MINUTES = (15, 30, 60, 120, 240, 720, 1440)
MOST_TICKS = 6
MARGIN = 0.06


def scale_of(values: Iterable[Spans], measure: Measure, wanted: str = "") -> Scale:
    """Logarithms where they are wanted, or where quantities lie far apart; they must all be positive."""
    numbers = [number for spans in values for number in _ends(spans)]
    possible = bool(numbers) and min(numbers) > 0
    if wanted:
        return Scale.RATIO if wanted == "log" and possible else Scale.LINEAR
    far = possible and measure.type is Type.QUANTITY and max(numbers) >= WIDE * min(numbers)
    return Scale.RATIO if far else Scale.LINEAR


def axis_of(values: Sequence[Spans], measure: Measure, scale: Scale) -> Axis:
    """An axis that holds every end of the values, with room for what goes on beyond."""
    numbers = [number for spans in values for number in _ends(spans)] or [0.0]
    if measure.type is Type.SESSION_TIME:
        return _around_session(numbers)
    if scale is Scale.RATIO:
        ticks = tuple(_powers(min(numbers), max(numbers)))
        return _with_room(min(*numbers, *ticks), max(*numbers, *ticks), scale, ticks)
    ticks = _TICKS.get(measure.type, _even_ticks)(numbers)
    return _with_room(min(*numbers, *ticks), max(*numbers, *ticks), scale, ticks)


def years(numbers: Sequence[int]) -> Axis:
    """An axis of years."""
    ticks = _whole_ticks(numbers)
    return _with_room(min(numbers), max(numbers), Scale.LINEAR, tuple(t for t in ticks if t <= max(numbers)))


def ticks_of(axis: Axis, measure: Measure) -> tuple[Tick, ...]:
    """The axis's ticks, named in the measure's unit."""
    return tuple(Tick(percent(axis, value), _named(value, measure)) for value in axis.ticks)


def title(axis: Axis, measure: Measure) -> str:
    """What the numbers on the axis are: their unit, and that they are laid out by logarithms."""
    unit = f"in {measure.unit}" if measure.unit and measure.type is Type.QUANTITY else ""
    log = "logarithmic" if axis.scale is Scale.RATIO else ""
    return ", ".join(part for part in (unit, log) if part)


def percent(axis: Axis, value: float) -> float:
    """Where a value lies, from 0 to 100."""
    return round(axis.at(value) * 100, 2)


def stretches(spans: Spans, axis: Axis) -> tuple[AxisStretch, ...]:
    """The parts of a value on the axis."""
    return tuple(stretch(low, high, axis) for (low, _), (high, _) in spans.intervals)


def stretch(low: float, high: float, axis: Axis) -> AxisStretch:
    """The part of the axis between two numbers; an end beyond the axis is open."""
    beyond = low < axis.low, high > axis.high
    return AxisStretch(percent(axis, max(low, axis.low)), percent(axis, min(high, axis.high)), *beyond)


def _ends(spans: Spans) -> Iterator[float]:
    return (number for interval in spans.intervals for number, _ in interval if not math.isinf(number))


def _with_room(low: float, high: float, scale: Scale, ticks: tuple[float, ...]) -> Axis:
    """Some room on both sides, so that no mark stands on the edge."""
    if scale is Scale.RATIO:
        room = max(high / low, 2.0) ** MARGIN
        return Axis(low / room, high * room, scale, ticks)
    wide = (high - low or 1.0) * MARGIN
    return Axis(low - wide, high + wide, scale, ticks)


def _powers(low: float, high: float) -> Iterator[float]:
    """1, 2 and 5 times the powers of ten from below the lower to above the higher of two positive numbers."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found = [step * 10.0**power for power in range(first, last + 1) for step in ROUND]
    start = max(value for value in found if value <= low)
    end = min(value for value in found if value >= high)
    return (value for value in found if start <= value <= end)


def _whole_ticks(numbers: Sequence[float]) -> tuple[float, ...]:
    """Whole numbers at an even distance."""
    low, high = math.floor(min(numbers)), math.ceil(max(numbers))
    step = next(s * 10**p for p in range(12) for s in ROUND if s * 10**p * (MOST_TICKS - 1) >= high - low)
    return tuple(float(value) for value in range(math.ceil(low / step) * step, high + 1, step))


def _even_ticks(numbers: Sequence[float]) -> tuple[float, ...]:
    return axis_for(numbers, Scale.LINEAR).ticks


def _year_ticks(numbers: Sequence[float]) -> tuple[float, ...]:
    """The first days of years, for days counted as ordinals."""
    found = _whole_ticks([date.fromordinal(int(number)).year for number in numbers])
    return tuple(float(date(int(year), 1, 1).toordinal()) for year in found)


_TICKS: Mapping[Type, Callable[[Sequence[float]], tuple[float, ...]]] = {
    Type.COUNT: _whole_ticks,
    Type.DATE: _year_ticks,
}


# Around a session


def _around_session(numbers: list[float]) -> Axis:
    """Minutes on both sides of the session, as far as the values go and a little more."""
    low, high = min(-60.0, *numbers), max(30.0, *numbers)
    step = next((s for s in MINUTES if s * (MOST_TICKS - 1) >= high - low), MINUTES[-1])
    ticks = [float(value) for value in range(math.ceil(low / step) * step, int(high) + 1, step)]
    return _with_room(low, high, Scale.LINEAR, tuple(ticks))


def _named(value: float, measure: Measure) -> str:
    match measure.type:
        case Type.SESSION_TIME:
            return _from_session(value)
        case Type.DATE:
            return str(date.fromordinal(int(value)).year)
        case Type.PROPORTION:
            return f"{value * 100:g} %"
        case _:
            return f"{value:g}"


def _from_session(minutes: float) -> str:
    if not minutes:
        return "session"
    far = abs(minutes)
    told = f"{far / 60:g} h" if far >= 60 else f"{far:g} min"
    return f"−{told}" if minutes < 0 else f"+{told}"
