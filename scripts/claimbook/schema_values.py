"""Patterns for the values of properties, as JSON Schema (ECMAScript's regular expressions)."""

import re
from typing import Any

from claimbook.vocabulary.units import PLAIN, Units
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import UNSTATED, Property

_NUMBER = r"-?([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"
_WORD = "(~|about|above|below|at least|at most)"
_DAY = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
_SPECIAL = re.compile(r"([\\^$.*+?()\[\]{}|/])")
EXAMPLES = {
    Type.QUANTITY: "50 {unit}, 50..250 {unit}, above 250 {unit}, ~ 10 {unit}, 25 {unit} or 50 {unit}",
    Type.COUNT: "9, 3..7, above 9, ~ 9",
    Type.PROPORTION: "20 %, 45..62 %, 0.2",
    Type.DATE: "195X, 1999, 2025-06, '2025-06-24', 2022/2024, 1999/..",
    Type.SESSION_TIME: "1..2 h before session, immediately after session, during session",
    Type.IDENTIFIER: "text, compared letter by letter",
}


def property_value(prop: Property, units: Units) -> dict[str, Any]:
    """What a property of numbers, dates or names takes where a value stands."""
    plain = prop.measure.unit == PLAIN
    told = EXAMPLES[Type.COUNT if plain else prop.type].format(unit=prop.measure.unit)
    shape = {"description": f"{prop.label}: {told}"}
    if prop.type is Type.IDENTIFIER:
        return {"type": ["string", "number"], **shape}
    one = "|".join([_one(prop, units), *map(escaped, prop.measure.ranges)])
    text = {"type": "string", "pattern": f"^ *({one})( +or +({one}))* *$|^{UNSTATED}$"}
    bare_number = plain or prop.type in (Type.COUNT, Type.PROPORTION, Type.DATE)
    number = {"type": "number", **({"minimum": 0} if prop.type is Type.COUNT else {})}
    return {**shape, **({"anyOf": [number, text]} if bare_number else text)}


def _one(prop: Property, units: Units) -> str:
    """One alternative of a value."""
    match prop.type:
        case Type.DATE:
            return rf"(\.\.|{_DAY})/(\.\.|{_DAY})|{_DAY}"
        case Type.PROPORTION:
            return _amount("( *%)?")
        case Type.COUNT:
            return _amount("", _NUMBER.removeprefix("-?"))
        case Type.SESSION_TIME:
            amount = _amount(" *" + _symbols("min", units))
            return f"((immediately|{amount}) +)?(before|after) +(the +)?session|during +(the +)?session"
        case _:
            unit = " *" + _symbols(prop.measure.unit, units)
            return _amount(f"({unit})?" if prop.measure.unit == PLAIN else unit)


def _amount(unit: str, number: str = _NUMBER) -> str:
    return rf"({_WORD} *)?{number}( *\.\. *{number})?{unit}"


def _symbols(unit: str, units: Units) -> str:
    """Every symbol that measures the same, a quotient part by part."""
    parts = [_alike(part.strip(), units) for part in unit.split("/")]
    return " */ *".join(parts)


def _alike(unit: str, units: Units) -> str:
    found = [symbol for symbol in units.known() if units.factor(symbol, unit) is not None]
    return f"({'|'.join(escaped(symbol) for symbol in sorted(found, key=lambda s: (-len(s), s)))})"


def escaped(text: str) -> str:
    """Text as a pattern that matches it alone."""
    return _SPECIAL.sub(r"\\\1", text)
