"""Quantities in running text: every number, with what it may count or measure, in units that compare."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from claimbook.prose.english import BETWEEN, ELLIPSES, NUMBERED, NUMBERS, RANGING, SCALES, UNITS
from claimbook.vocabulary.units import Units

BARE, PERCENT = "", "%"
_MINUS = "−"
_ITEM_NUMBER = re.compile(r"\s*\d+[.)](?=\s|\Z)")
_FRACTION = "[¼-¾⅐-⅞]"
_VULGAR = re.compile(rf"(?P<whole>\d*)\D?(?P<sign>{_FRACTION})")
_DIGIT = re.compile(r"[\d.¼-¾⅐-⅞]")  # what a number may begin with: looked for alone, for that is many times faster
_DIGITS = re.compile(
    rf"(?:(?:\d{{1,2}}[ \u00a0\u2009\u202f]|\d+)?{_FRACTION}|"
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)(?:s\b)?"
)
_SIGN = re.compile(rf"(?:\A|[^\w)\]–-])[{_MINUS}-]\Z")
_LETTER_BEFORE = re.compile(r"[A-Za-z]-?\Z")
_JOINED = ("_", ".", ",")
_ORDINALS = ("st", "nd", "rd", "th")
_UNIT = re.compile(r"[\s\u00a0\u202f]?-?\s?(?P<unit>per cent\b|%|[A-Za-zµμ]+(?:/[A-Za-zµμ]+)*)")
_GAP = re.compile(rf"-?\s*(?:{'|'.join(map(re.escape, sorted(BETWEEN, key=len, reverse=True)))})\s*")
_ELLIPSIS = re.compile(rf".*\b(?:{'|'.join(ELLIPSES)})\s*", re.DOTALL)
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_WHOLE_WORD = re.compile(r"\b[A-Za-z]+\b")
_BEFORE = re.compile(r"([A-Za-z]+)\.?\s*\Z")
_NOUNS_WITHIN = 3
_NEAR = 40  # letters between a number and the one that stands in for its unit


class Amount(NamedTuple):
    """A number of base units: of ``g`` or ``s``, of per cent, or of nothing named (a count, a score, a year).

    The number is the float nearest to the exact one, so that 0.5 g and 500 mg are equal.
    """

    base: str
    number: float


class Quantity(NamedTuple):
    """A number as it stands in a text.

    ``readings`` are the amounts it may stand for, the likeliest first; ``figure`` is the number as it is
    written, whatever it measures. ``counted`` are the plain words
    that follow, of which one may name what is counted; ``label`` is the word before ("table"). ``opens``
    is set where a range begins, of which the next number is the end.
    """

    start: int
    end: int
    text: str
    readings: tuple[Amount, ...]
    figure: float
    written: bool
    counted: tuple[str, ...] = ()
    label: str = ""
    opens: bool = False

    @property
    def measured(self) -> bool:
        """Whether it has a unit."""
        return bool(self.readings[0].base)


class _Found(NamedTuple):
    """A number before it is known what it measures; ``figure`` is how it is written in digits."""

    start: int
    end: int
    figure: str
    written: bool


class QuantityReader:
    """Reads the numbers of texts with a vocabulary's units, and remembers what it has met."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._amounts: dict[tuple[str, str], tuple[Amount, ...]] = {}

    def read(self, text: str) -> list[Quantity]:
        """Every number of a text, in order. Those that are part of a name ("PHQ-9") are none."""
        found = _numbers(text)
        if not found:
            return []
        units = [_unit(text, number.end) for number in found]
        measured = [self._measure(*each) for each in zip(found, units, strict=True)]
        lent = _lent(text, found, [unit if amounts else "" for unit, amounts in zip(units, measured, strict=True)])
        read = [
            self._quantity(text, number, unit, own, self._measure(number, other))
            for number, unit, own, other in zip(found, units, measured, lent, strict=True)
        ]
        joints = [text[one.end : other.start].strip() in RANGING for one, other in pairwise(read)]
        return [quantity._replace(opens=opens) for quantity, opens in zip(read, [*joints, False], strict=True)]

    def _quantity(
        self, text: str, found: _Found, unit: str, own: tuple[Amount, ...], lent: tuple[Amount, ...]
    ) -> Quantity:
        end = text.index(unit, found.end) + len(unit) if own else found.end
        readings = own or (*lent, self._bare(found.figure))
        if not own and unit in SCALES:
            readings = (Amount(BARE, float(found.figure) * SCALES[unit]),)
        label = _BEFORE.search(text, max(found.start - 20, 0), found.start)
        numbered = label[1].casefold() if label is not None and label[1].casefold() in NUMBERED else ""
        return Quantity(found.start, end, text[found.start : end], readings, float(found.figure), found.written,
                        _counted(text, found.end), numbered)  # fmt: skip

    def _bare(self, figure: str) -> Amount:
        key = (figure, "")
        if key not in self._amounts:
            self._amounts[key] = (Amount(BARE, float(figure)),)
        return self._amounts[key][0]

    def _measure(self, found: _Found, unit: str) -> tuple[Amount, ...]:
        """The amounts that a number with a unit may be: of a whole quotient, then of what is above its line."""
        if not unit:
            return ()
        key = (found.figure, unit)
        if key not in self._amounts:
            spellings = [unit, unit.partition("/")[0]] if "/" in unit else [unit]
            known = [scale for spelling in spellings if (scale := self._resolve(spelling)) is not None]
            self._amounts[key] = tuple(Amount(base, float(Fraction(found.figure) * by)) for by, base in known)
        return self._amounts[key]

    def _resolve(self, spelling: str) -> tuple[Fraction, str] | None:
        """Factor and base of a unit as sentences spell it."""
        return self._units.resolve(UNITS.get(spelling, UNITS.get(spelling.casefold(), spelling)))


def _numbers(text: str) -> list[_Found]:
    start = item.end() if (item := _ITEM_NUMBER.match(text)) is not None else 0
    found = []
    for match in _digits(text, start):
        before = text[max(match.start() - 2, 0) : match.start()]
        if before[-1:].isalnum() or before[-1:] in _JOINED or _LETTER_BEFORE.search(before):
            continue
        if text[match.end() : match.end() + 2] not in _ORDINALS:
            signed = _SIGN.search(before) is not None
            figure = ("-" if signed else "") + _figure(match[0])
            found.append(_Found(match.start() - signed, match.end(), figure, written=False))
    for match in _WHOLE_WORD.finditer(text):
        number = NUMBERS.get(match[0].casefold())
        if number is not None:
            found.append(_Found(match.start(), match.end(), str(number), written=True))
    return sorted(found)


def _digits(text: str, start: int) -> Iterator[re.Match[str]]:
    """Every number in digits from ``start`` on."""
    while (first := _DIGIT.search(text, start)) is not None:
        match = _DIGITS.match(text, first.start())
        if match is not None:
            yield match
        start = (match or first).end()


def _figure(written: str) -> str:
    """A number in decimal digits, without signs between thousands; ``1½`` is 1.5."""
    vulgar = _VULGAR.fullmatch(written)
    if vulgar is None:
        return written.replace(",", "").rstrip("s")
    above, _, below = unicodedata.normalize("NFKC", vulgar["sign"]).partition("\N{FRACTION SLASH}")
    return str(int(vulgar["whole"] or 0) + Decimal(above) / Decimal(below))


def _unit(text: str, end: int) -> str:
    """The word after a number, which may be its unit."""
    match = _UNIT.match(text, end)
    return match["unit"] if match is not None else ""


def _lent(text: str, found: Sequence[_Found], units: Sequence[str]) -> list[str]:
    """For numbers without a unit: that of the next one, as in "50 to 250 mg", or of the one they stand in for."""
    lent = [""] * len(found)
    for n in range(len(found) - 2, -1, -1):
        if not units[n] and _GAP.fullmatch(text[found[n].end : found[n + 1].start]):
            lent[n] = units[n + 1] or lent[n + 1]
    for n in range(1, len(found)):
        if not units[n] and not lent[n] and units[n - 1]:
            start, end = found[n - 1].end, found[n].start
            near = end - start <= _NEAR and _ELLIPSIS.fullmatch(text, start, end)
            lent[n] = units[n - 1] if near else ""
    return lent


def _counted(text: str, end: int) -> tuple[str, ...]:
    """The few words after a number, as far as nothing but blanks is between them."""
    words = []
    at = end
    for _ in range(_NOUNS_WITHIN):
        match = _WORD.match(text, at + 1) if text[at : at + 1] in (" ", "\u00a0", "-") else None
        if match is None:
            break
        words.append(match[0].casefold())
        at = match.end()
    return tuple(words)
