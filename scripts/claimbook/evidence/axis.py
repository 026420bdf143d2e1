"""An axis for estimates: its ends, its ticks, and where a value lies on it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from claimbook.vocabulary.vocabulary import Scale

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 50.0, 100.0)
MOST_TICKS = 6
FARTHEST = 2.0  # how far beyond the points the ends of intervals are still shown, in spans of all points


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high``; ratios are laid out by their logarithms."""

    low: float
    high: float
    scale: Scale
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies, from 0 at the low end to 1 at the high one; values beyond lie at the end."""
        low, high, here = (_place(number, self.scale) for number in (self.low, self.high, value))
        return min(1.0, max(0.0, (here - low) / (high - low)))

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def in_sight(points: Iterable[float], ends: Iterable[float], scale: Scale) -> list[float]:
    """The points, that of no difference, and those ends that do not lie so far out that nothing else could be told."""
    there = [*points, 1.0 if scale is Scale.RATIO else 0.0]
    places = [_place(point, scale) for point in there]
    reach = FARTHEST * (max(places) - min(places))
    near = [end for end in ends if min(places) - reach <= _place(end, scale) <= max(places) + reach]
    return [*there, *near]


def axis_for(values: Iterable[float], scale: Scale) -> Axis:
    """An axis that holds the values and that of no difference. Ratios must be positive."""
    numbers = [*values, 1.0 if scale is Scale.RATIO else 0.0]
    ticks = _ratio_ticks(numbers) if scale is Scale.RATIO else _linear_ticks(numbers)
    return Axis(min(*ticks, *numbers), max(*ticks, *numbers), scale, ticks)


def _place(value: float, scale: Scale) -> float:
    if scale is Scale.LINEAR:
        return value
    return math.log(value) if value > 0 else -math.inf


def _linear_ticks(values: list[float]) -> tuple[float, ...]:
    low, high = min(values), max(values)
    rough = (high - low) / (MOST_TICKS - 1) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in _STEPS if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 12) + 0.0 for index in range(first, max(last, first + 1) + 1))


def _ratio_ticks(values: list[float]) -> tuple[float, ...]:
    low, high = min(values), max(values)
    first = max((i for i, tick in enumerate(_RATIOS) if tick <= low), default=0)
    last = min((i for i, tick in enumerate(_RATIOS) if tick >= high), default=len(_RATIOS) - 1)
    ticks = _RATIOS[first : max(last, first + 1) + 1]
    every = math.ceil(len(ticks) / MOST_TICKS)
    return tuple(tick for tick in ticks if (ticks.index(tick) - ticks.index(1.0)) % every == 0)
