"""Sets of numbers, held against the ``portion`` package."""

import math

import portion
import pytest
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import HIGHEST, LOWEST, Bound, Interval, Spans, above, below, closed
from hypothesis import given
from hypothesis import strategies as st

numbers = st.integers(-4, 4).map(float)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval, with ends open, closed or infinite, and empty ones among them."""
    low: Bound = draw(st.tuples(numbers, st.sampled_from([0, 1])) | st.just(LOWEST))
    high: Bound = draw(st.tuples(numbers, st.sampled_from([0, -1])) | st.just(HIGHEST))
    return low, high


def oracle(items: list[Interval]) -> portion.Interval:
    found = portion.empty()
    for (low, open_low), (high, open_high) in items:
        left = portion.OPEN if open_low or math.isinf(low) else portion.CLOSED
        right = portion.OPEN if open_high or math.isinf(high) else portion.CLOSED
        ends = [{-math.inf: -portion.inf, math.inf: portion.inf}.get(end, end) for end in (low, high)]
        found |= portion.Interval.from_atomic(left, *ends, right)
    return found


sets = st.lists(intervals(), max_size=4)


@given(sets, sets)
def test_against_portion(one: list[Interval], two: list[Interval]) -> None:
    first, second = Spans.of(one), Spans.of(two)
    left, right = oracle(one), oracle(two)
    assert first.meets(second) == (not (left & right).empty)
    assert first.within(second) == (left in right)
    assert (first == second) == (left == right)
    assert bool(first.intervals) == (not left.empty)
    if first.intervals:
        assert (first.low[0], first.high[0]) == (float_of(left.lower), float_of(left.upper))


def float_of(end: object) -> float:
    return -math.inf if end == -portion.inf else math.inf if end == portion.inf else float(str(end))


@given(sets)
def test_normal_form(items: list[Interval]) -> None:
    found = Spans.of(items)
    assert Spans.of(found.intervals) == found
    assert Spans.of(reversed(items)) == found


MIRROR = {Relation.NARROWER: Relation.WIDER, Relation.WIDER: Relation.NARROWER}


@given(sets, sets)
def test_relation_mirrors(one: list[Interval], two: list[Interval]) -> None:
    first, second = Spans.of(one), Spans.of(two)
    assert second.relation(first) == MIRROR.get(first.relation(second), first.relation(second))


@given(st.lists(intervals(), min_size=1, max_size=3), st.integers(1, 3), st.integers(0, 2))
def test_products_hold_every_product(items: list[Interval], low: int, more: int) -> None:
    scaled = Spans.of(items).times(low, low + more)
    for number in range(-5, 6):
        for factor in (low, low + more / 2, low + more):
            if Spans.of([closed(number, number)]).within(Spans.of(items)):
                assert Spans.of([closed(number * factor, number * factor)]).within(scaled)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ([closed(50, 50)], [closed(50, 50)], Relation.EQUAL),
        ([closed(50, 50)], [closed(50, 250)], Relation.NARROWER),
        ([closed(50, 250)], [closed(100, 200)], Relation.WIDER),
        ([closed(50, 250)], [closed(250, 500)], Relation.OVERLAPPING),
        ([closed(50, 250)], [above(250)], Relation.DISJOINT),
        ([below(60)], [closed(60, 60)], Relation.DISJOINT),
        ([below(60)], [above(60)], Relation.DISJOINT),
        ([closed(25, 25), closed(50, 50)], [closed(30, 40)], Relation.DISJOINT),
        ([closed(0, 1), above(1)], [closed(0, 5), above(4)], Relation.EQUAL),
    ],
)
def test_relations(first: list[Interval], second: list[Interval], relation: Relation) -> None:
    assert Spans.of(first).relation(Spans.of(second)) is relation
