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

_MULTIPLE = re.compile(r"(?P<times>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>\S.*)")
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


def read_units(top: Fields) -> Units:
    """The units that a vocabulary adds: names of their own, other names of known ones, and multiples of these."""
    section = top.mapping("units")
    extra: dict[str, tuple[Fraction, str]] = {}
    for name in section.node.entries if section is not None else ():
        assert section is not None
        extra[name] = _added(name, section, Units(extra))
    return Units(extra)


def _added(name: str, section: Fields, known: Units) -> tuple[Fraction, str]:
    """``cup: cup``, ``drop: mL`` or ``psi: 6.895 kPa``."""
    text = section.text(name) or name
    multiple = _MULTIPLE.fullmatch(text)
    if multiple is None:
        return known.resolve(text) or (Fraction(1), text)
    found = known.resolve(multiple["unit"])
    if found is None:
        section.unreadable(name, f"'{multiple['unit']}' is not a known unit", "Give it in one that is.")
        return Fraction(1), name
    factor = Fraction(multiple["times"]) * found[0]
    if not _LEAST <= factor <= 1 / _LEAST:
        section.unreadable(name, f"'{text[:40]}' is no size for a unit", "Give a number above zero, of a few digits.")
        return Fraction(1), name
    return factor, found[1]
