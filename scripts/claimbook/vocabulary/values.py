"""Typed values: what a field may hold, how it is parsed, and how two of them lie to each other."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from claimbook.reading.spelling import nearest
from claimbook.vocabulary import spans
from claimbook.vocabulary.dates import parse_edtf
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Bound, Interval, Spans
from claimbook.vocabulary.terms import TermGraph
from claimbook.vocabulary.units import PLAIN, UNIT, Units


class Type(StrEnum):
    """The types a property may have."""

    QUANTITY = "quantity"
    SESSION_TIME = "session-time"
    COUNT = "count"
    PROPORTION = "proportion"
    DATE = "date"
    CATEGORY = "category"
    IDENTIFIER = "identifier"


class BadValueError(ValueError):
    """A value that cannot be read; the message says why and the help says what to write."""

    def __init__(self, why: str, way: str) -> None:
        super().__init__(why)
        self.way = way


@dataclass(frozen=True, slots=True)
class Extent:
    """Numbers in the property's own unit (minutes for session times, ordinal days for dates)."""

    spans: Spans
    text: str = field(compare=False)


class Term(NamedTuple):
    """A term of the graph of a dimension or of a category property."""

    graph: str
    id: str


class Identifier(NamedTuple):
    """A name, compared letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``above`` or ``below`` the same property on another subject."""

    above: bool
    property: str
    dimension: str
    term: str
    text: str = field(compare=False)


Value = Extent | Term | Identifier | Comparison


def relate(first: Value, second: Value, graphs: Mapping[str, TermGraph]) -> Relation:
    """How the first of two values of one property or dimension lies to the second."""
    if first == second:
        return Relation.EQUAL
    if isinstance(first, Term) and isinstance(second, Term):
        return graphs[first.graph].relation(first.id, second.id)
    if isinstance(first, Extent) and isinstance(second, Extent):
        return first.spans.relation(second.spans)
    return Relation.DISJOINT


class Measure(NamedTuple):
    """What the parser must know of a property: its type, unit, tolerance and named ranges."""

    type: Type
    unit: str = ""
    tolerance: Fraction = Fraction(0)
    immediately: Fraction = Fraction(0)
    ranges: Mapping[str, Spans] = {}


MAX_DIGITS = 30
_IN_DIGITS = "Write it in digits, such as '1,200' or '0.42'."
_NUMBER = r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_ALTERNATIVE = re.compile(
    rf"(?P<word>~|about|above|below|at least|at most)?\s*"
    rf"(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?\s*(?P<unit>{UNIT})?\Z"
)
_SESSION = re.compile(r"(?P<amount>.*?)\s*(?P<side>before|after|during)\s+(?:the\s+)?session\Z")
_AMOUNT_WORDS = ("about", "above", "below", "at", "least", "most")
_SESSION_WORDS = (*_AMOUNT_WORDS, "before", "after", "during", "immediately", "session", "the")
_SIGN = re.compile(r"(>=|<=|[><≥≤])\s*(.*)")
_DASH = re.compile(r"(?<=\d)\s*(?:[-–—]|\bto\b)\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d,)(?<=\d),(?=\d)")
_WITH_UNIT = rf"({_NUMBER})\s*([^\d\s.,<>~-]+\d*)"
_UNIT_TWICE = re.compile(rf"{_WITH_UNIT}\s*(?:\.\.|[-–—]|to)\s*{_WITH_UNIT}\Z")
_FIRST_WORDS = {">": "above", "<": "below", "≥": "at least", "≤": "at most", ">=": "at least", "<=": "at most"}


def parse_extent(text: str, measure: Measure, units: Units) -> Extent:
    """Read a value of any numeric type. Raises BadValueError with the reason and the way out."""
    text = " ".join(text.split())
    reader = _READERS[measure.type]
    intervals: list[Interval] = []
    for part in text.split(" or "):
        named = measure.ranges.get(part)
        intervals.extend(named.intervals if named is not None else [reader(_plain(part, measure.type), measure, units)])
    return Extent(Spans.of(intervals), text)


def _plain(text: str, type_: Type) -> str:
    """The text of one alternative, unless it has signs or dashes where words and dots are wanted."""
    sign = _SIGN.match(text)
    if sign is not None:
        raise BadValueError(f"a value cannot start with '{sign[1]}'", f"Write '{_FIRST_WORDS[sign[1]]} {sign[2]}'.")
    if type_ is not Type.DATE:
        _refuse_ways_of_writing(text)
    return text


def _refuse_ways_of_writing(text: str) -> None:
    """Other ways of writing numbers and ranges, each with what to write instead."""
    twice = _UNIT_TWICE.match(text)
    if twice is not None:
        low, unit, high, other = twice.groups()
        way = f"Write '{low}..{high} {unit}'." if unit == other else f"Give both ends in {unit} or both in {other}."
        raise BadValueError("a range has one unit, after its upper end", way)
    if _DASH.search(text):
        raise BadValueError("a range is written with two dots", f"Write '{_DASH.sub('..', text)}'.")
    if _COMMA.search(text) and not re.search(rf"(?<![\d,]){_NUMBER}(?![\d,])", text):
        why = "a comma marks thousands, as in '1,200', and a point the decimals"
        raise BadValueError(why, f"Write '{_COMMA.sub('.', text)}'.")


def number(text: str) -> Fraction:
    """A decimal number, thousands marked with commas if at all. Raises BadValueError."""
    text = text.strip()
    if re.fullmatch(_NUMBER, text) is None:
        meant = _COMMA.sub(".", text)
        way = f"Did you mean '{meant}'? A comma marks thousands." if re.fullmatch(_NUMBER, meant) else _IN_DIGITS
        raise BadValueError(f"'{text}' is not a number", way)
    if len(text) > MAX_DIGITS:
        raise BadValueError(f"'{text[:MAX_DIGITS]}...' has too many digits", "Round it.")
    return Fraction(text.replace(",", ""))


def _amount(text: str, measure: Measure, factor: Callable[[str | None], Fraction]) -> Interval:
    """One alternative as an interval of multiples of the property's unit."""
    match = _ALTERNATIVE.match(text)
    if match is None:
        names = ", ".join(measure.ranges) or "none"
        meant = _respelt(text, _ALTERNATIVE, _AMOUNT_WORDS) or nearest(text, measure.ranges)
        way = f"Did you mean '{meant}'?" if meant else f"{EXAMPLES[measure.type]} Named ranges: {names}."
        raise BadValueError(f"'{text}' is not a {measure.type} value", way)
    scale = factor(match["unit"].strip() if match["unit"] else None)
    low = number(match["low"]) * scale
    if match["high"] is None:
        return _from_word(match["word"], low, measure.tolerance)
    high = number(match["high"]) * scale
    if match["word"] not in (None, "~", "about"):
        raise BadValueError(f"'{match['word']}' does not go with a range", "Give one bound, or the range alone.")
    if low > high:
        raise BadValueError(f"the range '{text}' runs backwards", "Put the smaller number first.")
    return _approximately(low, high, measure.tolerance if match["word"] else Fraction(0))


def _respelt(text: str, pattern: re.Pattern[str], known: Iterable[str]) -> str | None:
    """The text with each word as the known one it most looks like; None if it still does not fit the pattern."""
    words = [(nearest(word, known) or word) if word.isalpha() else word for word in text.split()]
    meant = " ".join(words)
    return meant if meant != text and pattern.match(meant) else None


def _from_word(word: str | None, number: Fraction, tolerance: Fraction) -> Interval:
    value = float(number)
    match word:
        case "above":
            return spans.above(value)
        case "below":
            return spans.below(value)
        case "at least":
            return (value, 0), spans.HIGHEST
        case "at most":
            return spans.LOWEST, (value, 0)
        case "~" | "about":
            return _approximately(number, number, tolerance)
        case _:
            return spans.closed(value, value)


def _approximately(low: Fraction, high: Fraction, tolerance: Fraction) -> Interval:
    """A range that is wider at both ends by a share of what stands there, on whichever side of zero."""
    return spans.closed(float(low - abs(low) * tolerance), float(high + abs(high) * tolerance))


def _quantity(text: str, measure: Measure, units: Units) -> Interval:
    def factor(unit: str | None) -> Fraction:
        if unit is None and measure.unit == PLAIN:
            return Fraction(1)
        if unit is None:
            raise BadValueError(f"'{text}' has no unit", f"Write '{text} {measure.unit}'.")
        found = units.factor(unit, measure.unit)
        if found is not None:
            return found
        if units.resolve(unit) is None:
            raise BadValueError(f"'{unit}' is not a known unit", _known_unit(unit, measure.unit, units))
        way = f"Give it in {measure.unit} or a unit of the same kind."
        raise BadValueError(f"'{unit}' is not known to measure what {measure.unit} does", way)

    return _amount(text, measure, factor)


def _known_unit(unit: str, wanted: str, units: Units) -> str:
    """The way out where a unit, or a part of a quotient of units, is not known."""
    symbol = next(part for part in map(str.strip, unit.split("/")) if units.resolve(part) is None)
    meant = nearest(symbol, units.known())
    if meant is not None:
        return f"Did you mean '{meant}'?"
    told, size = ", ".join(units.like(wanted)) or wanted, f"<how many> {wanted}" if symbol == unit else symbol
    return f"Known are {told}; others go under 'units' in the vocabulary: '{symbol}: {size}'."


def _count(text: str, measure: Measure, _units: Units) -> Interval:
    def factor(unit: str | None) -> Fraction:
        if unit is not None:
            raise BadValueError(f"a count has no unit, but '{text}' has '{unit}'", "Write the number alone.")
        return Fraction(1)

    low, high = _amount(text, measure, factor)
    if -math.inf < low[0] < 0 or high < (0.0, 0):
        raise BadValueError(f"'{text}' counts less than nothing", "Write a number from zero on.")
    return low, high


def _proportion(text: str, measure: Measure, _units: Units) -> Interval:
    def factor(unit: str | None) -> Fraction:
        if unit not in (None, "%"):
            raise BadValueError(f"'{unit}' is not a proportion", "Write a per cent value such as '20 %', or '0.2'.")
        return Fraction(1, 100) if unit == "%" else Fraction(1)

    interval = _amount(text, measure, factor)
    if "%" not in text and max(abs(bound) for bound, _ in interval if not math.isinf(bound)) > 1:
        raise BadValueError(f"'{text}' is more than the whole", f"Write '{text} %' if you mean per cent.")
    return interval


def _date(text: str, _measure: Measure, _units: Units) -> Interval:
    interval = parse_edtf(text)
    if interval is None:
        raise BadValueError(f"'{text}' is not a date in EDTF", EXAMPLES[Type.DATE])
    return interval


def _session_time(text: str, measure: Measure, units: Units) -> Interval:
    """Minutes on one axis: before the session's start negative, after its end positive."""
    match = _SESSION.match(text)
    if match is None:
        meant = _respelt(text, _SESSION, _SESSION_WORDS) or nearest(text, measure.ranges)
        way = f"Did you mean '{meant}'?" if meant else EXAMPLES[Type.SESSION_TIME]
        raise BadValueError(f"'{text}' does not say when around the session", way)
    amount, side = match["amount"].strip(), match["side"]
    if side == "during":
        return _during(amount)
    low, high = _distance(amount, measure, units)
    return (low, high) if side == "after" else (_mirrored(high), _mirrored(low))


def _mirrored(bound: Bound) -> Bound:
    """The same distance on the other side of zero, which has no sign."""
    return 0.0 - bound[0], -bound[1]


def _during(amount: str) -> Interval:
    if amount:
        raise BadValueError("'during session' takes no amount", "Write 'during session'.")
    return spans.closed(0.0, 0.0)


def _distance(amount: str, measure: Measure, units: Units) -> Interval:
    """How far from the session, as an interval of minutes that leaves zero out."""
    if not amount:
        return spans.above(0.0)
    if amount == "immediately":
        if not measure.immediately:
            way = "Give the property an 'immediately: 15 min' in the vocabulary, or write the minutes here."
            raise BadValueError("the vocabulary does not say how wide 'immediately' is", way)
        return (0.0, 1), (float(measure.immediately), 0)
    if amount.isalpha() and nearest(amount, ("immediately",)):
        raise BadValueError(f"'{amount}' is no distance from a session", "Did you mean 'immediately'?")
    in_minutes = Measure(Type.QUANTITY, "min", measure.tolerance)
    low, high = _quantity(amount, in_minutes, units)
    low = max(low, (0.0, 1))
    if low > high:
        raise BadValueError(
            f"'{amount}' is no distance from a session", "Write 'immediately before session' or 'during session'."
        )
    return low, high


_READERS: dict[Type, Callable[[str, Measure, Units], Interval]] = {
    Type.QUANTITY: _quantity,
    Type.COUNT: _count,
    Type.PROPORTION: _proportion,
    Type.DATE: _date,
    Type.SESSION_TIME: _session_time,
}
NUMERIC = frozenset(_READERS)
EXAMPLES = {
    Type.QUANTITY: "Examples: '50 mg', '50..250 mg', 'above 250 mg', '25 mg or 50 mg', '~ 10 h'.",
    Type.COUNT: "Examples: '9', '3..7', 'above 9', '~ 9'.",
    Type.PROPORTION: "Examples: '20 %', '45..62 %', '0.2'.",
    Type.DATE: "Examples: '195X', '1999', '2025-06', '2025-06-24', '2022/2024', '1999/..'.",
    Type.SESSION_TIME: "Examples: '1..2 h before session', 'immediately after session', 'before session'.",
}
