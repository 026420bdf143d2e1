"""Typed values: what is read (``values.yml`` beside this file) and how values lie to each other."""

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from claimbook.vocabulary.dates import show_day
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Spans, closed
from claimbook.vocabulary.terms import TermEntry, TermGraph
from claimbook.vocabulary.units import Units
from claimbook.vocabulary.values import (
    BadValueError,
    Comparison,
    Extent,
    Identifier,
    Measure,
    Term,
    Type,
    Value,
    number,
    parse_extent,
    relate,
)
from hypothesis import given
from hypothesis import strategies as st

TABLE: dict[str, list[list[str]]] = yaml.load(
    Path(__file__).with_name("values.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
FIFTH = Fraction(1, 5)
UNITS = Units({"m2": (Fraction(1), "m2")})
MEASURES = {
    "quantity": Measure(Type.QUANTITY, "mg", FIFTH, ranges={"light": Spans.of([closed(50, 100)])}),
    "area": Measure(Type.QUANTITY, "mg/m2", FIFTH),
    "rate": Measure(Type.QUANTITY, "1/h", FIFTH),
    "ratio": Measure(Type.QUANTITY, "1", FIFTH),
    "session-time": Measure(Type.SESSION_TIME, "", FIFTH, Fraction(15)),
    "count": Measure(Type.COUNT, "", FIFTH),
    "proportion": Measure(Type.PROPORTION),
    "date": Measure(Type.DATE),
}


def read(text: str, type_: str) -> Extent:
    return parse_extent(text, MEASURES[type_], UNITS)


def shown(extent: Extent, type_: str) -> str:
    def end(value: float) -> str:
        return show_day(value) if type_ == "date" else f"{value:g}"

    return " ".join(
        f"{'(' if low[1] else '['}{end(low[0])}, {end(high[0])}{')' if high[1] else ']'}"
        for low, high in extent.spans.intervals
    )


def named(row: list[str]) -> str:
    return f"{row[1]}: {row[0]}"


@pytest.mark.parametrize("row", TABLE["read"], ids=named)
def test_read(row: list[str]) -> None:
    text, type_, expected = row
    extent = read(text, type_)
    assert shown(extent, type_) == expected
    assert extent.text == " ".join(text.split())


@pytest.mark.parametrize("row", TABLE["refused"], ids=named)
def test_refused(row: list[str]) -> None:
    text, type_, why, way = row
    with pytest.raises(BadValueError) as caught:
        read(text, type_)
    assert (str(caught.value), caught.value.way) == (why, way)


def test_immediately_needs_a_width() -> None:
    with pytest.raises(BadValueError, match="how wide 'immediately' is"):
        parse_extent("immediately before session", Measure(Type.SESSION_TIME), Units())


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("immediately before session", "immediately after session", Relation.DISJOINT),
        ("immediately before session", "during session", Relation.DISJOINT),
        ("immediately before session", "above 60 min before session", Relation.DISJOINT),
        ("immediately before session", "before session", Relation.NARROWER),
        ("1..2 h before session", "1 h before session", Relation.WIDER),
        ("1..2 h before session", "below 90 min before session", Relation.OVERLAPPING),
        ("60 min before session", "1 h before session", Relation.EQUAL),
        ("before session", "after session", Relation.DISJOINT),
    ],
)
def test_session_times_lie_on_one_axis(one: str, two: str, relation: Relation) -> None:
    assert read(one, "session-time").spans.relation(read(two, "session-time").spans) is relation


def test_spellings_of_one_value_are_equal() -> None:
    assert read("0.05 g", "quantity") == read("50  mg", "quantity")
    assert hash(read("0.05 g", "quantity")) == hash(read("50 mg", "quantity"))


@given(
    st.text(st.sampled_from("0123456789 .,<>~≥-–%eEmgh") | st.characters(), max_size=30),
    st.sampled_from(sorted(MEASURES)),
)
def test_any_text_is_read_or_refused_in_words(text: str, type_: str) -> None:
    try:
        extent = read(text, type_)
    except BadValueError as error:
        assert str(error)
        assert error.way
    else:
        assert extent.spans.intervals
        assert not any(math.isnan(end[0]) for interval in extent.spans.intervals for end in interval)


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "1 " * 50_000, "1" + " " * 100_000 + "mg", "a" + " " * 100_000 + "session", "1,000" * 20_000],
)
def test_long_texts_take_no_time(text: str) -> None:
    for type_ in MEASURES:
        with pytest.raises(BadValueError):
            read(text + "x", type_)


@given(st.fractions(0, 1000, max_denominator=100), st.fractions(0, 1000, max_denominator=100))
def test_ranges_hold_their_ends(one: Fraction, two: Fraction) -> None:
    low, high = sorted((round(float(one), 2), round(float(two), 2)))
    (interval,) = read(f"{low}..{high} mg", "quantity").spans.intervals
    assert interval == closed(low, high)


@given(
    st.decimals(-100, 100, places=1),
    st.decimals(-100, 100, places=1),
    st.fractions(0, 3, max_denominator=100),
    st.sampled_from(["mg", "kg"]),
)
def test_approximate_is_wider(one: Decimal, two: Decimal, tolerance: Fraction, unit: str) -> None:
    low, high = sorted((one, two))
    measure = Measure(Type.QUANTITY, "mg", tolerance)
    exact, about = (parse_extent(f"{word}{low}..{high} {unit}", measure, UNITS).spans for word in ("", "~ "))
    assert exact.within(about)
    assert (about == exact) == (not tolerance or low == high == 0)


@pytest.mark.parametrize(("text", "value"), [("1,200", 1200), ("-0.42", Fraction(-42, 100)), (" 7 ", 7), ("010", 10)])
def test_number(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e3", "1_000", "0x1F", "1,00", "½", "1.", ".5", "--1", "9" * 31])
def test_no_number(text: str) -> None:
    with pytest.raises(BadValueError):
        number(text)


GRAPHS = {"bean": TermGraph("bean", "Bean", [TermEntry("arabica", "arabica"), TermEntry("robusta", "robusta")], True)}
PAIRS: list[tuple[Value, Value, Relation]] = [
    (Identifier("a"), Identifier("a"), Relation.EQUAL),
    (Identifier("a"), Identifier("A"), Relation.DISJOINT),
    (Identifier("a"), Term("bean", "arabica"), Relation.DISJOINT),
    (Term("bean", "arabica"), Term("bean", "robusta"), Relation.DISJOINT),
    (Term("bean", "arabica"), Term("bean", "any"), Relation.NARROWER),
    (Comparison(True, "dose", "c", "x", "a"), Comparison(True, "dose", "c", "x", "b"), Relation.EQUAL),
]


@pytest.mark.parametrize(("one", "two", "relation"), PAIRS)
def test_relate(one: Any, two: Any, relation: Relation) -> None:
    assert relate(one, two, GRAPHS) is relation
