"""Units of measure."""

from fractions import Fraction

import pytest
from claimbook.vocabulary.units import Units

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


def test_every_symbol_is_known_and_resolves() -> None:
    assert {"mg", "cup", "hours"} <= set(UNITS.known())
    assert all(UNITS.resolve(symbol) is not None for symbol in UNITS.known())
