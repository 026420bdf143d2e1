"""Axes of values: logarithms where values lie far apart, hours around a session, years for dates."""

import pytest
from claimbook.evidence.axis import in_sight
from claimbook.figures.model import AxisStretch
from claimbook.figures.scales import axis_of, scale_of, stretches, ticks_of, title, years
from claimbook.vocabulary.units import Units
from claimbook.vocabulary.values import Measure, Type, parse_extent
from claimbook.vocabulary.vocabulary import Scale

DOSE = Measure(Type.QUANTITY, "mg")
TIME = Measure(Type.SESSION_TIME, "min", immediately=15)  # type: ignore[arg-type]
COUNT, DATE, SHARE = Measure(Type.COUNT), Measure(Type.DATE), Measure(Type.PROPORTION)


def labels(measure: Measure, *texts: str, wanted: str = "") -> list[str]:
    spans = [parse_extent(text, measure, Units()).spans for text in texts]
    return [tick.label for tick in ticks_of(axis_of(spans, measure, scale_of(spans, measure, wanted)), measure)]


@pytest.mark.parametrize(
    ("measure", "texts", "expected"),
    [
        (DOSE, ["25 mg or 50 mg", "1000 mg"], ["20", "50", "100", "200", "500", "1000"]),
        (DOSE, ["50 mg", "250 mg"], ["0", "50", "100", "150", "200", "250"]),
        (TIME, ["4 h before session", "immediately after session"], ["−4 h", "−3 h", "−2 h", "−1 h", "session"]),
        (TIME, ["30 min before session"], ["−1 h", "−30 min", "session", "+30 min"]),
        (COUNT, ["3", "12"], ["4", "6", "8", "10", "12"]),
        (DATE, ["1999", "2012-05"], ["2000", "2005", "2010"]),
        (SHARE, ["20 %", "60 %"], ["0 %", "20 %", "40 %", "60 %"]),
    ],
)
def test_ticks_are_round_and_named(measure: Measure, texts: list[str], expected: list[str]) -> None:
    assert labels(measure, *texts) == expected


def test_the_scale_can_be_chosen() -> None:
    assert labels(DOSE, "50 mg", "250 mg", wanted="log") == ["50", "100", "200", "500"]
    assert labels(DOSE, "10 mg", "500 mg", wanted="linear")[0] == "0"


def test_what_is_not_positive_has_no_logarithm() -> None:
    spans = [parse_extent(text, DOSE, Units()).spans for text in ("0 mg", "500 mg")]
    assert scale_of(spans, DOSE, "log") is Scale.LINEAR


def test_an_axis_says_its_unit() -> None:
    spans = [parse_extent(text, DOSE, Units()).spans for text in ("5 mg", "500 mg")]
    assert title(axis_of(spans, DOSE, Scale.RATIO), DOSE) == "in mg, logarithmic"
    assert title(axis_of(spans, DOSE, Scale.LINEAR), DOSE) == "in mg"


def test_open_ends_reach_the_edge_and_say_so() -> None:
    values = [parse_extent(text, TIME, Units()).spans for text in ("1 h before session", "before session")]
    axis = axis_of(values, TIME, Scale.LINEAR)
    point, before = (stretches(value, axis) for value in values)
    assert point == (AxisStretch(point[0].low, point[0].low),)
    assert (before[0].low, before[0].open_low, before[0].open_high) == (0.0, True, False)


def test_years_are_whole() -> None:
    assert years([2004, 2022]).ticks == (2005.0, 2010.0, 2015.0, 2020.0)
    assert years([2024]).ticks == (2024.0,)


def test_ends_far_out_are_left_out_of_sight() -> None:
    assert in_sight([0.2, 0.5], [0.1, 0.6, 40.0], Scale.LINEAR) == [0.2, 0.5, 0.0, 0.1, 0.6]
    assert in_sight([2.0], [0.6, 900.0], Scale.RATIO) == [2.0, 1.0, 0.6]
