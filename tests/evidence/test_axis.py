"""Axes hold their values, and ticks are round."""

import math

import pytest
from claimbook.evidence.axis import MOST_TICKS, axis_for
from claimbook.vocabulary.vocabulary import Scale
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.floats(-1e6, 1e6).filter(lambda number: number == 0 or abs(number) > 1e-6)
RATIOS = st.floats(0.001, 1000)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.15, 0.77, -0.27], (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)),
        ([1.0, 3.0], (0.0, 1.0, 2.0, 3.0)),
        ([], (0.0, 1.0)),
        ([-5.0, -1.2], (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0)),
    ],
)
def test_linear_ticks(values: list[float], ticks: tuple[float, ...]) -> None:
    assert axis_for(values, Scale.LINEAR).ticks == ticks


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.8, 1.5], (0.5, 1.0, 2.0)),
        ([0.3, 3.0], (0.25, 0.5, 1.0, 2.0, 4.0)),
        ([], (1.0, 2.0)),
    ],
)
def test_ratio_ticks(values: list[float], ticks: tuple[float, ...]) -> None:
    assert axis_for(values, Scale.RATIO).ticks == ticks


def test_ratios_are_laid_out_by_their_logarithms() -> None:
    axis = axis_for([0.5, 2.0], Scale.RATIO)
    assert math.isclose(axis.at(1.0), 0.5)
    assert axis.at(0.5) == 0.0
    assert axis.at(2.0) == 1.0


@given(st.lists(NUMBERS, max_size=8))
def test_linear_axes_hold_all_values_in_order(values: list[float]) -> None:
    check(values, Scale.LINEAR)


@given(st.lists(RATIOS, max_size=8))
def test_ratio_axes_hold_all_values_in_order(values: list[float]) -> None:
    check(values, Scale.RATIO)


def check(values: list[float], scale: Scale) -> None:
    axis = axis_for(values, scale)
    places = [axis.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(axis.holds(value) and 0 <= axis.at(value) <= 1 for value in values)
    assert 1 <= len(axis.ticks) <= MOST_TICKS + 2
    assert (1.0 if scale is Scale.RATIO else 0.0) in axis.ticks
