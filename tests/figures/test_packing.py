"""Marks never lie over another, however narrow the screen."""

from itertools import combinations

from claimbook.figures.model import AxisStretch
from claimbook.figures.packing import NARROWEST, ROOM, levels
from hypothesis import given
from hypothesis import strategies as st

PLACES = st.floats(0, 100)
REACHES = st.lists(st.tuples(PLACES, PLACES).map(lambda ends: AxisStretch(min(ends), max(ends))), max_size=30)


@given(REACHES)
def test_marks_of_one_level_are_a_finger_apart(reaches: list[AxisStretch]) -> None:
    placed = list(zip(levels(reaches), reaches, strict=True))
    for (level, first), (other, second) in combinations(placed, 2):
        if level == other:
            apart = max(first.low, second.low) - min(first.high, second.high)
            assert apart / 100 * NARROWEST >= ROOM - 1e-6


@given(REACHES)
def test_no_level_is_left_empty(reaches: list[AxisStretch]) -> None:
    assert set(levels(reaches)) == set(range(max(levels(reaches), default=-1) + 1))


def test_the_lowest_free_level_is_taken() -> None:
    point, far, wide = AxisStretch(50, 50), AxisStretch(80, 80), AxisStretch(20, 90)
    assert levels([point, point, far, wide, far]) == [0, 1, 0, 2, 1]
