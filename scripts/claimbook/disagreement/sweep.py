"""Sweeps over numeric values: which of them meet and which lie apart, without looking at all pairs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import product

from claimbook.vocabulary.spans import Spans

Pairs = Iterator[tuple[int, int]]


def meeting(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Indices of values that may share a number: those whose hulls meet."""
    starts = sorted((spans.low, index) for index, spans in enumerate(twos))
    lows = [low for low, _ in starts]
    for index, spans in enumerate(ones):
        for _, other in starts[bisect_left(lows, spans.low) : bisect_right(lows, spans.high)]:
            yield index, other
    yield from _started_before(ones, twos)


def _started_before(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Those that meet although the second starts before the first."""
    starts = sorted((spans.low, index) for index, spans in enumerate(ones))
    lows = [low for low, _ in starts]
    for other, spans in enumerate(twos):
        for _, index in starts[bisect_right(lows, spans.low) : bisect_right(lows, spans.high)]:
            yield index, other


def after(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Indices of values of which the second lies wholly beyond the end of the first."""
    starts = sorted((spans.low, index) for index, spans in enumerate(twos))
    lows = [low for low, _ in starts]
    for index, spans in enumerate(ones):
        for _, other in starts[bisect_right(lows, spans.high) :]:
            yield index, other


def before(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Indices of values of which the second lies wholly before the start of the first."""
    yield from ((index, other) for other, index in after(twos, ones))


def apart(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Indices of values that may share no number: one beyond the other, or gaps in one of them."""
    yield from after(ones, twos)
    yield from before(ones, twos)
    yield from _with_gaps(ones, twos)


def _with_gaps(ones: Sequence[Spans], twos: Sequence[Spans]) -> Pairs:
    """Those whose hulls meet and of which at least one has a gap, as '25 mg or 50 mg' has."""
    gaps = [index for index, spans in enumerate(ones) if len(spans.intervals) > 1]
    whole = [index for index, spans in enumerate(ones) if len(spans.intervals) == 1]
    others = [index for index, spans in enumerate(twos) if len(spans.intervals) > 1]
    for index, other in (*product(gaps, range(len(twos))), *product(whole, others)):
        if max(ones[index].low, twos[other].low) <= min(ones[index].high, twos[other].high):
            yield index, other
