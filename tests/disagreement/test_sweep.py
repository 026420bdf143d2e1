"""Sweeps find every pair that all pairs would, and each once."""

from claimbook.disagreement import sweep
from claimbook.vocabulary.spans import Interval, Spans
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.integers(0, 6).map(float)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if low == high:
        return (low, 0), (high, 0)
    return (low, draw(st.sampled_from([0, 1]))), (high, draw(st.sampled_from([0, -1])))


SPANS = st.lists(intervals(), min_size=1, max_size=3).map(Spans.of)
LISTS = st.lists(SPANS, max_size=8)


@given(LISTS, LISTS)
def test_meeting_finds_all_that_meet(ones: list[Spans], twos: list[Spans]) -> None:
    found = list(sweep.meeting(ones, twos))
    assert len(found) == len(set(found))
    assert {(i, j) for i, one in enumerate(ones) for j, two in enumerate(twos) if one.meets(two)} <= set(found)


@given(LISTS, LISTS)
def test_apart_finds_all_that_lie_apart(ones: list[Spans], twos: list[Spans]) -> None:
    found = list(sweep.apart(ones, twos))
    assert len(found) == len(set(found))
    assert {(i, j) for i, one in enumerate(ones) for j, two in enumerate(twos) if not one.meets(two)} <= set(found)


@given(LISTS, LISTS)
def test_after_and_before_are_exact(ones: list[Spans], twos: list[Spans]) -> None:
    pairs = [(i, j) for i in range(len(ones)) for j in range(len(twos))]
    assert sorted(sweep.after(ones, twos)) == [(i, j) for i, j in pairs if twos[j].low > ones[i].high]
    assert sorted(sweep.before(ones, twos)) == [(i, j) for i, j in pairs if twos[j].high < ones[i].low]


@given(LISTS, LISTS)
def test_without_gaps_they_find_nothing_else(ones: list[Spans], twos: list[Spans]) -> None:
    whole = [[spans for spans in found if len(spans.intervals) == 1] for found in (ones, twos)]
    assert all(whole[0][i].meets(whole[1][j]) for i, j in sweep.meeting(*whole))
    assert not any(whole[0][i].meets(whole[1][j]) for i, j in sweep.apart(*whole))
