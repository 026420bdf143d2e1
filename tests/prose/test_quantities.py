"""Numbers in sentences: what is read of them."""

from pathlib import Path

import pytest
import yaml
from claimbook.prose.quantities import Amount, QuantityReader
from claimbook.vocabulary.units import Units

READER = QuantityReader(Units())
CASES = yaml.safe_load((Path(__file__).parent / "quantities.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=list(CASES))
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert [told(text, each.start, each.end, each.readings) for each in READER.read(text)] == expected


def told(text: str, start: int, end: int, readings: tuple[Amount, ...]) -> str:
    return f"{text[start:end]}: " + " / ".join(f"{number:.10g} {base}".strip() for base, number in readings)


SAME = [
    ("1.5 h", "90 minutes"),
    ("0.5 g", "500 mg"),
    ("two weeks", "14 days"),
    ("30 mL/min", "0.03 L/min"),
    ("20%", "20 per cent"),
    ("250 µg", "0.25 mg"),
    ("1,200", "1200"),
    ("24 months", "two years"),
    ("2 million", "2,000,000"),
    ("⅓ day", "8 h"),
    ("2½ mg", "2.5 mg"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_amounts(one: str, other: str) -> None:
    assert READER.read(one)[0].readings[0] == READER.read(other)[0].readings[0]


def test_units_of_the_vocabulary() -> None:
    from fractions import Fraction

    reader = QuantityReader(Units({"cup": (Fraction(1), "cup")}))
    assert reader.read("3 cup")[0].readings == (Amount("cup", 3.0),)
