"""Units of measure: a small table that a vocabulary can extend.

A symbol stands for a factor and a base; ``a/b`` divides. Months and years are the Julian
year's twelfth and whole. Pint knows far more, but importing it takes nearly as long as the
whole check (docs/decisions.md).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from claimbook.reading.fields import Fields

PLAIN = "1"  # the unit of plain numbers
_SYMBOL = r"[^\d\s.,~<>/-][^\d/]*(?:\d+ ?)?"
UNIT = rf"(?![eE]\d)(?:(?<=\s)1 ?/ ?)?{_SYMBOL}(?:/ ?{_SYMBOL})*"  # behind a number; 'e3' would be one of its ways
_MULTIPLE = re.compile(r"(?P<times>[0-9]+(?:\.[0-9]+)?)(?:\s+|(?=[^\s\d.,/]))(?P<unit>\S.*)")
_DIFFERING = ("IU",)  # how much that is depends on the substance
_LEAST = Fraction(1, 10**24)  # of its base, and the other way round the most
_DAY = 86_400
_YEAR = Fraction(1461, 4) * _DAY

_FACTORS: dict[str, dict[str, int | str | Fraction]] = {
    "g": {"kg": 1000, "g": 1, "mg": "0.001", "ug": "1e-6", "µg": "1e-6", "mcg": "1e-6", "ng": "1e-9"},
    "s": {"s": 1, "min": 60, "h": 3600, "day": _DAY, "week": 7 * _DAY, "month": _YEAR / 12, "year": _YEAR},
    "L": {"L": 1, "dL": "0.1", "mL": "0.001"},
    "m": {"km": 1000, "m": 1, "cm": "0.01", "mm": "0.001", "nm": "1e-9"},
    "mol": {"mol": 1, "mmol": "0.001", "umol": "1e-6", "µmol": "1e-6", "nmol": "1e-9", "pmol": "1e-12"},
    "Pa": {"Pa": 1, "kPa": 1000, "MPa": 10**6, "GPa": 10**9, "mmHg": "133.322387415"},
    "J": {"J": 1, "kJ": 1000},
    "IU": {"IU": 1},
    "°C": {"°C": 1},
    "%": {"%": 1},
    "1": {"1": 1},
    "USD": {"USD": 1},
}
FAMILIES = tuple(tuple(symbols) for symbols in _FACTORS.values())
_BUILT_IN = {
    symbol: (Fraction(factor), base) for base, symbols in _FACTORS.items() for symbol, factor in symbols.items()
}
_PLURALS = {
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "hours": "h",
    "hour": "h",
    "minutes": "min",
    "minute": "min",
    "d": "day",
}


@dataclass(frozen=True)
class Units:
    """The built-in symbols and those that a vocabulary adds (each a base of its own)."""

    extra: Mapping[str, tuple[Fraction, str]] = field(default_factory=dict)

    def resolve(self, symbol: str) -> tuple[Fraction, str] | None:
        """``(factor, base)`` of a symbol or of a quotient of symbols; None when unknown."""
        factor, bases = Fraction(1), []
        for position, part in enumerate(symbol.split("/")):
            found = self._simple(part.strip())
            if found is None:
                return None
            factor = factor / found[0] if position else found[0]
            bases.append(found[1])
        return factor, "/".join(bases)

    def factor(self, symbol: str, target: str) -> Fraction | None:
        """What to multiply a number in ``symbol`` with to get it in ``target``; None if unlike."""
        ours, theirs = self.resolve(symbol), self.resolve(target)
        if ours is None or theirs is None or ours[1] != theirs[1]:
            return None
        return ours[0] / theirs[0]

    def known(self) -> list[str]:
        """Every symbol, for suggestions."""
        return sorted({*_BUILT_IN, *self.extra, *_PLURALS})

    def like(self, target: str) -> list[str]:
        """The symbols that measure what another does, the smallest first; not their plurals."""
        symbols = (*_BUILT_IN, *self.extra)
        found = {symbol: factor for symbol in symbols if (factor := self.factor(symbol, target)) is not None}
        return sorted(found, key=lambda symbol: (found[symbol], symbol))

    def _simple(self, symbol: str) -> tuple[Fraction, str] | None:
        symbol = _PLURALS.get(symbol, symbol).replace("μ", "µ")
        return self.extra.get(symbol) or _BUILT_IN.get(symbol)


def can_be_said(unit: str) -> bool:
    """Whether a value can be written in a unit: '5 mg/m2', and '5' of a plain number."""
    return unit == PLAIN or re.fullmatch(rf" {UNIT}", f" {unit}") is not None


def read_units(top: Fields) -> Units:
    """The units that a vocabulary adds: names of their own, other names of known ones, and multiples of these."""
    section = top.mapping("units")
    extra: dict[str, tuple[Fraction, str]] = {}
    for name in section.node.entries if section is not None else ():
        assert section is not None
        if _can_be_called(name, section):
            found = _added(name, section, Units(extra))
            extra |= {name: found} if found is not None else {}
    return Units(extra)


def _can_be_called(name: str, section: Fields) -> bool:
    if can_be_said(name) and "/" not in name and " or " not in name:
        return True
    way = "Begin it with a letter, put digits at its end only, and leave out '/' and 'or'."
    section.unreadable(name, "no value can be written in a unit of this name", way)
    return False


def _added(name: str, section: Fields, known: Units) -> tuple[Fraction, str] | None:
    """What a name stands for; None when it stands for something already. What cannot be read is a unit of its own."""
    found, before = _meaning(name, section, known), known.resolve(name)
    if before is None:
        return found or (Fraction(1), name)
    if found is not None and found != before and name not in _DIFFERING:
        way = "Leave it out, or call yours otherwise."
        section.unreadable(name, f"'{name}' is a known unit, of another size", way)
        return None
    return found


def _meaning(name: str, section: Fields, known: Units) -> tuple[Fraction, str] | None:
    """``cup: cup``, ``drop: mL`` or ``psi: 6.895 kPa``; None (and a diagnostic) for anything else."""
    text = section.text(name) or name
    multiple = _MULTIPLE.fullmatch(text)
    symbol = multiple["unit"] if multiple is not None else text
    found = (Fraction(1), name) if text == name and known.resolve(name) is None else known.resolve(symbol)
    if found is None:
        way = f"Write '{name}: {name}' for a unit that nothing converts to, or how much it is, such as '0.5 mL'."
        section.unreadable(name, f"'{text}' is neither a known unit nor a number of one", way)
        return None
    factor = Fraction(multiple["times"] if multiple is not None else 1) * found[0]
    if not _LEAST <= factor <= 1 / _LEAST:
        section.unreadable(name, f"'{text[:40]}' is no size for a unit", "Give a number above zero, of a few digits.")
        return None
    return factor, found[1]
