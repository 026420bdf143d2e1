"""Sweeps over numeric values: which of them meet and which lie apart, without looking at all pairs.

Once one list is sorted, the values that go with a value of the other stand in a row there. Where
there are few pairs they are named one by one; where there may be millions, as blocks: some values
of one list that all go with some values of the other.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from claimbook.vocabulary.spans import LOWEST, Spans

Values = Sequence[Spans]
Pairs = Iterator[tuple[int, int]]
Blocks = Iterator[tuple[list[int], list[int]]]


class Swept(NamedTuple):
    """Indices of one list in their sorted order, and ``(index, start, end)`` for values of the other.

    Each goes with those from ``start`` to ``end``, the end left out. ``turned`` if the sorted list
    is the first of the two.
    """

    order: list[int]
    runs: list[tuple[int, int, int]]
    turned: bool = False

    def pairs(self) -> Pairs:
        for index, start, end in self.runs:
            for other in self.order[start:end]:
                yield (other, index) if self.turned else (index, other)

    def blocks(self) -> Blocks:
        """The same pairs as blocks; their sizes add up to n log n.

        A run is cut at powers of two, as in a segment tree, and runs are put together by piece.
        """
        pieces: dict[int, list[int]] = defaultdict(list)
        size = 1 << max(len(self.order) - 1, 0).bit_length()
        for index, start, end in self.runs:
            for piece in _pieces(start + size, end + size):
                pieces[piece].append(index)
        for piece, indices in pieces.items():
            width = size >> (piece.bit_length() - 1)
            first = piece * width - size
            others = self.order[first : first + width]
            yield (others, indices) if self.turned else (indices, others)


def _pieces(start: int, end: int) -> Iterator[int]:
    """The nodes of a segment tree that make up a run of its leaves."""
    while start < end:
        if start & 1:
            yield start
            start += 1
        if end & 1:
            end -= 1
            yield end
        start, end = start >> 1, end >> 1


class Sweep(NamedTuple):
    """A relation of numeric values. ``runs`` is right for values without gaps only."""

    pairs: Callable[[Values, Values], Pairs]
    runs: Callable[[Values, Values], list[Swept]]


def count(found: Iterable[Swept]) -> int:
    """How many pairs there are."""
    return sum(end - start for swept in found for _, start, end in swept.runs)


def _pairs(found: Iterable[Swept]) -> Pairs:
    return (pair for swept in found for pair in swept.pairs())


def _sorted(values: Values) -> tuple[list[int], list[tuple[float, int]]]:
    """Indices by where values start, and these starts."""
    order = sorted(range(len(values)), key=lambda index: values[index].low)
    return order, [values[index].low for index in order]


def _runs_meeting(ones: Values, twos: Values) -> list[Swept]:
    """Those that start within the other: the second within the first, or the first after the second."""
    (order, lows), (other_order, other_lows) = _sorted(twos), _sorted(ones)
    within = [(i, bisect_left(lows, v.low), bisect_right(lows, v.high)) for i, v in enumerate(ones)]
    without = [(i, bisect_right(other_lows, v.low), bisect_right(other_lows, v.high)) for i, v in enumerate(twos)]
    return [Swept(order, within), Swept(other_order, without, turned=True)]


def _runs_after(ones: Values, twos: Values) -> list[Swept]:
    last = max((value.low for value in twos), default=LOWEST)
    ending = [(index, value.high) for index, value in enumerate(ones) if value.high < last]
    if not ending:  # as where all agree: then there is nothing to sort
        return []
    order, lows = _sorted(twos)
    return [Swept(order, [(index, bisect_right(lows, high), len(order)) for index, high in ending])]


def _runs_before(ones: Values, twos: Values) -> list[Swept]:
    return [swept._replace(turned=True) for swept in _runs_after(twos, ones)]


def _runs_apart(ones: Values, twos: Values) -> list[Swept]:
    return _runs_after(ones, twos) + _runs_before(ones, twos)


def meeting(ones: Values, twos: Values) -> Pairs:
    """Indices of values that may share a number: those whose hulls meet."""
    return _pairs(_runs_meeting(ones, twos))


def after(ones: Values, twos: Values) -> Pairs:
    """Indices of values of which the second lies wholly beyond the end of the first."""
    return _pairs(_runs_after(ones, twos))


def before(ones: Values, twos: Values) -> Pairs:
    """Indices of values of which the second lies wholly before the start of the first."""
    return _pairs(_runs_before(ones, twos))


def apart(ones: Values, twos: Values) -> Pairs:
    """Indices of values that may share no number: one beyond the other, or gaps in one of them."""
    yield from _pairs(_runs_apart(ones, twos))
    yield from _with_gaps(ones, twos)


def _with_gaps(ones: Values, twos: Values) -> Pairs:
    """Those whose hulls meet and of which at least one has a gap, as '25 mg or 50 mg' has."""
    gaps = [index for index, spans in enumerate(ones) if len(spans.intervals) > 1]
    whole = [index for index, spans in enumerate(ones) if len(spans.intervals) == 1]
    others = [index for index, spans in enumerate(twos) if len(spans.intervals) > 1]
    for index, other in (*product(gaps, range(len(twos))), *product(whole, others)):
        if max(ones[index].low, twos[other].low) <= min(ones[index].high, twos[other].high):
            yield index, other


MEETING = Sweep(meeting, _runs_meeting)
AFTER = Sweep(after, _runs_after)
BEFORE = Sweep(before, _runs_before)
APART = Sweep(apart, _runs_apart)
