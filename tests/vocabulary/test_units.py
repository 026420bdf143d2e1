"""Units of measure."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping
from claimbook.reading.yamlfile import parse_yaml
from claimbook.vocabulary.units import FAMILIES, Units, can_be_said, read_units

GUIDE = Path(__file__).parents[2] / "docs" / "record-format.md"

UNITS = Units({"cup": (Fraction(1), "cup"), "puff": (Fraction(1), "puff")})


@pytest.mark.parametrize(
    ("symbol", "target", "factor"),
    [
        ("mg", "mg", 1),
        ("g", "mg", 1000),
        ("ug", "mg", Fraction(1, 1000)),
        ("µg", "mcg", 1),
        ("\u03bcg", "\u00b5g", 1),
        ("h", "min", 60),
        ("hours", "minutes", 60),
        ("days", "h", 24),
        ("week", "day", 7),
        ("year", "month", 12),
        ("mg/kg", "g/kg", Fraction(1, 1000)),
        ("mL/min", "L/h", Fraction(60, 1000)),
        ("mg/kg/day", "mg/kg/day", 1),
        ("mg / day", "mg/day", 1),
        ("cup/day", "cup/week", 7),
        ("nmol/L", "mmol/L", Fraction(1, 10**6)),
        ("mmHg", "Pa", Fraction("133.322387415")),
    ],
)
def test_factor(symbol: str, target: str, factor: Fraction) -> None:
    assert UNITS.factor(symbol, target) == factor


@pytest.mark.parametrize(
    ("symbol", "target"),
    [("mg", "h"), ("mg/kg", "mg"), ("mg/kg", "mg/L"), ("cup", "puff"), ("MG", "mg"), ("", "mg"), ("mg/", "mg")],
)
def test_unlike_or_unknown(symbol: str, target: str) -> None:
    assert UNITS.factor(symbol, target) is None


def test_units_of_a_vocabulary() -> None:
    sink = Sink()
    node = parse_yaml("units: {cup: cup, drop: mL, psi: 6.895 kPa, ksi: 1000 psi, pinch: 2 smidgens}", "v.yml", sink)
    assert isinstance(node, Mapping)
    units = read_units(Fields(node, "the vocabulary", sink))
    assert units.factor("cup", "mL") is None
    assert units.factor("drop", "L") == Fraction(1, 1000)
    assert units.factor("ksi", "MPa") == Fraction("6.895")
    assert [(found.code, str(found.place)) for found in sink] == [("CB109", "v.yml:1:67")]


@pytest.mark.parametrize("size", ["0 kPa", "0.0 kPa", f"{'9' * 400} kPa", f"0.{'0' * 400}1 kPa"])
def test_units_of_no_size(size: str) -> None:
    sink = Sink()
    node = parse_yaml(f"units: {{psi: {size}}}", "v.yml", sink)
    assert isinstance(node, Mapping)
    assert read_units(Fields(node, "the vocabulary", sink)).factor("kPa", "psi") is None
    assert [found.code for found in sink] == ["CB109"]


def added(text: str) -> tuple[Units, Sink]:
    sink = Sink()
    node = parse_yaml(f"units: {text}", "v.yml", sink)
    assert isinstance(node, Mapping)
    return read_units(Fields(node, "the vocabulary", sink)), sink


@pytest.mark.parametrize("text", ["{mg: 5 g}", "{µg: mg}", "{days: 3 h}", "{h: 61 min}", "{cup: 2 mL, mL: cup}"])
def test_known_units_keep_their_size(text: str) -> None:
    units, sink = added(text)
    assert [found.code for found in sink] == ["CB109"]
    assert [units.factor(symbol, "mg") for symbol in ("mg", "µg")] == [1, Fraction(1, 1000)]
    assert [units.factor(symbol, "min") for symbol in ("days", "h")] == [1440, 60]


@pytest.mark.parametrize("text", ["{mg: 0.001 g}", "{mcg: µg}", "{d: day}", "{IU: 0.025 µg}", "{dozen: 12 1}"])
def test_units_may_be_told_again_and_some_are_anyones(text: str) -> None:
    units, sink = added(text)
    assert not list(sink)
    assert units.factor("IU", "µg") == (Fraction(1, 40) if "IU" in text else None)


@pytest.mark.parametrize("size", [".5 g", "-3 mg", "1/2 mg", "1,000 mg", "12", "5 shot", "glass", "mLL"])
def test_what_is_no_unit_nor_a_number_of_one(size: str) -> None:
    units, sink = added(f'{{shot: "{size}"}}')
    assert [found.code for found in sink] == ["CB109"]
    assert units.factor("shot", "shot") == 1
    assert units.factor("shot", "mg") is None


@pytest.mark.parametrize("name", ["2x", "m2x", "mg/x", ".5", "a or b", "-x", "~"])
def test_names_that_values_cannot_use(name: str) -> None:
    units, sink = added(f'{{"{name}": 5 mg}}')
    assert [found.code for found in sink] == ["CB109"]
    assert not units.extra


@pytest.mark.parametrize("unit", ["1", "mg/m2", "1/h", "fl oz", "mg / kg", "°C", "%"])
def test_what_a_value_can_be_written_in(unit: str) -> None:
    assert can_be_said(unit)


@pytest.mark.parametrize("unit", ["mg/1", "1/1", "e3", "mg/", "2x", "1 h"])
def test_what_no_value_can_be_written_in(unit: str) -> None:
    assert not can_be_said(unit)


def test_the_guide_lists_every_unit() -> None:
    (told,) = re.findall(r"Known without that: (.*?), and any", GUIDE.read_text(encoding="utf-8"))
    assert re.findall(r"`(.+?)`", told) == [symbol for symbols in FAMILIES for symbol in symbols]


def test_every_symbol_is_known_and_resolves() -> None:
    assert {"mg", "cup", "hours"} <= set(UNITS.known())
    assert all(UNITS.resolve(symbol) is not None for symbol in UNITS.known())
