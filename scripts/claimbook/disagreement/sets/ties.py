"""Quantities that constraints tie together, also by way of others that nobody claims a value of."""

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from claimbook.diagnostics import Sink
from claimbook.rules import report
from claimbook.vocabulary.spans import Bound, Interval, Spans
from claimbook.vocabulary.vocabulary import Constraint, RatioConstraint

_LARGEST = sys.float_info.max  # stands for no upper bound: infinity times zero is no number
_SLACK = 1e-9

Path = tuple[RatioConstraint, ...]


class Factor(NamedTuple):
    """One quantity is ``low`` to ``high`` times another; each bound by the constraints that give it."""

    low: float
    high: float
    for_low: Path
    for_high: Path

    def of(self, spans: Spans) -> Spans:
        """Every product of a number with the factor, rounded: to be held against numbers that are."""
        return Spans(tuple(map(self.stretched, spans.intervals))).rounded()

    def stretched(self, piece: Interval) -> Interval:
        """From the least product with a number of the piece to the greatest."""
        return self.least(piece[0]), self.greatest(piece[1])

    def least(self, bound: Bound) -> Bound:
        return _times(bound, self.low if bound[0] >= 0 else self.high)

    def greatest(self, bound: Bound) -> Bound:
        return _times(bound, self.high if bound[0] >= 0 else self.low)

    def behind(self, found: Spans, expected: Spans) -> Path:
        """The constraints by which numbers that were found do not meet those that were expected."""
        if found.low > expected.high:
            return self.for_high
        return self.for_low if found.high < expected.low else (*self.for_low, *self.for_high)


Factors = Mapping[tuple[str, str], Factor]


def factors(constraints: Iterable[RatioConstraint]) -> Factors:
    """By what to multiply a quantity to get another, for every two that are tied, in both directions.

    Keys are ``(base, quantity)``. Where constraints exclude each other, only single ones are followed.
    """
    direct = _direct(constraints)
    linked = _linked(direct)
    if _contradiction(linked) is None:
        return linked
    return {pair: factor for pair, factor in direct.items() if _possible(factor)}


def check_constraints(constraints: Iterable[Constraint], sink: Sink) -> None:
    """Report constraints that no numbers but zero can satisfy together, those of the first contradiction found."""
    found = _contradiction(_linked(_direct(rule for rule in constraints if isinstance(rule, RatioConstraint))))
    if found is None:
        return
    rules = sorted({*found.for_low, *found.for_high}, key=lambda rule: rule.place)
    names = [f"'{rule.id}'" for rule in rules]
    report(sink, "CB118", rules[-1].place,
           what=f"No numbers can satisfy these constraints together: {', '.join(names)}.",
           way="Correct the factor of one of them, or leave it out.", about=names)  # fmt: skip


def _direct(constraints: Iterable[RatioConstraint]) -> dict[tuple[str, str], Factor]:
    found: dict[tuple[str, str], Factor] = {}
    for constraint in constraints:
        if constraint.base != constraint.quantity:
            for pair, factor in _both_ways(constraint):
                found[pair] = _narrowed(found[pair], factor) if pair in found else factor
    return found


def _contradiction(tied: Factors) -> Factor | None:
    return next((factor for factor in tied.values() if not _possible(factor)), None)


def as_written(tied: Factors) -> Iterator[tuple[str, str, Factor]]:
    """Every two tied quantities once, ``(base, quantity, factor)``, the way round that constraints are written."""
    for (base, quantity), factor in tied.items():
        here = _forward(base, factor.for_high), quantity
        there = _forward(quantity, tied[quantity, base].for_high), base
        if here > there:
            yield base, quantity, factor


def name_of(constraints: Iterable[RatioConstraint]) -> str:
    """What a dispute about constraints is filed under."""
    return "+".join(sorted({constraint.id for constraint in constraints}))


def rules_of(constraints: Iterable[RatioConstraint]) -> str:
    """The constraints in their own words."""
    return " ".join(dict.fromkeys(constraint.says for constraint in constraints))


def _both_ways(constraint: RatioConstraint) -> Iterator[tuple[tuple[str, str], Factor]]:
    low, high = (min(max(bound[0], 0.0), _LARGEST) for bound in (constraint.factor.low, constraint.factor.high))
    by = (constraint,)
    yield (constraint.base, constraint.quantity), Factor(low, high, by, by)
    yield (constraint.quantity, constraint.base), Factor(_inverse(high), _inverse(low), by, by)


def _inverse(number: float) -> float:
    return 1 / number if number * _LARGEST > 1 else _LARGEST


def _linked(direct: Mapping[tuple[str, str], Factor]) -> dict[tuple[str, str], Factor]:
    """Every way over others narrows a factor: shortest ways, as Floyd and Warshall find them.

    It ends at the first contradiction: beyond one, ways would grow longer and longer.
    """
    found = dict(direct)
    names = sorted({name for pair in direct for name in pair})
    for middle in names if _contradiction(found) is None else ():
        for base, quantity in permutations([name for name in names if name != middle], 2):
            if (base, middle) in found and (middle, quantity) in found:
                over = _product(found[base, middle], found[middle, quantity])
                known = found.get((base, quantity))
                found[base, quantity] = over if known is None else _narrowed(known, over)
                if not _possible(found[base, quantity]):
                    return found
    return found


def _product(one: Factor, two: Factor) -> Factor:
    return Factor(
        one.low * two.low,
        min(one.high * two.high, _LARGEST),
        (*one.for_low, *two.for_low),
        (*one.for_high, *two.for_high),
    )


def _narrowed(known: Factor, other: Factor) -> Factor:
    """What both allow; a bound that is hardly narrower is no reason to name other constraints."""
    low = other if other.low > known.low * (1 + _SLACK) else known
    high = other if other.high < known.high * (1 - _SLACK) else known
    return Factor(low.low, high.high, low.for_low, high.for_high)


def _possible(factor: Factor) -> bool:
    return factor.low <= factor.high * (1 + _SLACK)


def _forward(base: str, path: Path) -> int:
    """How many constraints of a path lead on as they are written, less those read backwards."""
    steps = 0
    for constraint in path:
        forward = constraint.base == base
        steps += 1 if forward else -1
        base = constraint.quantity if forward else constraint.base
    return steps


def _times(bound: Bound, factor: float) -> Bound:
    return (bound[0] if math.isinf(bound[0]) else bound[0] * factor), bound[1]
