"""Units of measure: a small table that a vocabulary can extend.

A symbol stands for a factor and a base; ``a/b`` divides. Months and years are the Julian
year's twelfth and whole. Pint knows far more, but importing it takes nearly as long as the
whole check (docs/decisions.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

_DAY = 86_400
_YEAR = Fraction(1461, 4) * _DAY

_FACTORS: dict[str, dict[str, int | str | Fraction]] = {
    "g": {"kg": 1000, "g": 1, "mg": "0.001", "ug": "1e-6", "µg": "1e-6", "mcg": "1e-6", "ng": "1e-9"},
    "s": {"s": 1, "min": 60, "h": 3600, "day": _DAY, "week": 7 * _DAY, "month": _YEAR / 12, "year": _YEAR},
    "L": {"L": 1, "dL": "0.1", "mL": "0.001"},
    "m": {"km": 1000, "m": 1, "cm": "0.01", "mm": "0.001", "nm": "1e-9"},
    "mol": {"mol": 1, "mmol": "0.001", "umol": "1e-6"},
    "mmHg": {"mmHg": 1},
    "%": {"%": 1},
    "1": {"1": 1},
    "USD": {"USD": 1},
}
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

    def _simple(self, symbol: str) -> tuple[Fraction, str] | None:
        symbol = _PLURALS.get(symbol, symbol).replace("μ", "µ")
        return self.extra.get(symbol) or _BUILT_IN.get(symbol)
