"""Sets of numbers as unions of intervals.

A bound is ``(number, side)``. As a lower bound, side 0 is closed and 1 is open; as an upper
bound, 0 is closed and -1 is open. Bounds then compare as plain tuples: an interval is empty
when its lower bound is greater than its upper one, and two intervals meet in
``(max of lowers, min of uppers)``.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from claimbook.vocabulary.relation import Relation, of_containment

Bound = tuple[float, int]
Interval = tuple[Bound, Bound]

LOWEST: Bound = (-math.inf, 1)
HIGHEST: Bound = (math.inf, -1)


def closed(low: float, high: float) -> Interval:
    """The interval from ``low`` to ``high``, both included."""
    return (low, 0), (high, 0)


def above(number: float) -> Interval:
    """All numbers greater than ``number``."""
    return (number, 1), HIGHEST


def below(number: float) -> Interval:
    """All numbers less than ``number``."""
    return LOWEST, (number, -1)


def rounded(bound: Bound) -> Bound:
    """A bound with as many digits as reckoning with floats leaves sound: 3 times 0.1 is 0.3.

    To be compared, not to be reckoned with: rounded twice on the way, 10 h may come back from days as less.
    """
    return float(f"{bound[0]:.12g}"), bound[1]


class Spans(NamedTuple):
    """A set of numbers: sorted intervals that neither meet nor touch."""

    intervals: tuple[Interval, ...]

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> "Spans":
        """The union of any intervals; empty ones vanish."""
        merged: list[Interval] = []
        for low, high in sorted(interval for interval in intervals if interval[0] <= interval[1]):
            if merged and low <= _just_after(merged[-1][1]):
                merged[-1] = (merged[-1][0], max(merged[-1][1], high))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def meets(self, other: "Spans") -> bool:
        """Whether some number is in both."""
        for low, high in self.intervals:
            for other_low, other_high in other.intervals:
                if max(low, other_low) <= min(high, other_high):
                    return True
        return False

    def within(self, other: "Spans") -> bool:
        """Whether every number of this set is in ``other``."""
        return all(
            any(theirs[0] <= mine[0] and mine[1] <= theirs[1] for theirs in other.intervals) for mine in self.intervals
        )

    def relation(self, other: "Spans") -> Relation:
        """How this set lies to ``other``."""
        return of_containment(self.within(other), other.within(self), self.meets(other))

    @property
    def low(self) -> Bound:
        """The lower bound of the whole set."""
        return self.intervals[0][0]

    @property
    def high(self) -> Bound:
        """The upper bound of the whole set."""
        return self.intervals[-1][1]

    def rounded(self) -> "Spans":
        """The set as it is to be held against numbers that were reckoned."""
        return Spans.of((rounded(low), rounded(high)) for low, high in self.intervals)

    def times(self, low: float, high: float) -> "Spans":
        """Every product of a number of this set with a factor from ``low`` to ``high``, both positive."""
        return Spans.of(
            ((a[0] * (low if a[0] >= 0 else high), a[1]), (b[0] * (high if b[0] >= 0 else low), b[1]))
            for a, b in self.intervals
        )


def _just_after(high: Bound) -> Bound:
    """The greatest lower bound that still touches an interval ending at ``high``."""
    return high[0], high[1] + 1
