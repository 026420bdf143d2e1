"""Two claims that a constraint ties together although they are about different properties, or one category each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from claimbook.disagreement.modes import CLAIMED
from claimbook.disagreement.positions import Position, ValueStance, positions
from claimbook.disagreement.sets.ties import Factor, as_written, factors, rules_of
from claimbook.disagreement.sets.violation import numbers, show_valued, spans_of, stance_of
from claimbook.disagreement.subjects import excluded
from claimbook.disagreement.wording import show_numbers
from claimbook.records.claims import Claim
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term, relate
from claimbook.vocabulary.vocabulary import ExclusionConstraint, RatioConstraint, Vocabulary


@dataclass(frozen=True, slots=True)
class Bond:
    """A constraint that ties two claims: its rule in its own words, and what comes of it for these two."""

    rule: str
    outcome: str


def bonds(one: Claim, two: Claim, vocabulary: Vocabulary) -> Iterator[Bond]:
    """Every constraint that ties a position of one claim to one of the other."""
    tied = factors(rule for rule in vocabulary.constraints if isinstance(rule, RatioConstraint))
    pairs = list(product(positions(one, vocabulary), positions(two, vocabulary)))
    for first, second in (*pairs, *((second, first) for first, second in pairs)):
        for base, quantity, factor in as_written(tied):
            if (first.topic, second.topic) == (base, quantity):
                yield _by_ratio(first, second, factor, vocabulary)
        for rule in _exclusions(vocabulary):
            if _holds(first, rule.having, vocabulary) and _holds(second, rule.never, vocabulary):
                yield _by_exclusion(rule, first, second, vocabulary)


def _exclusions(vocabulary: Vocabulary) -> list[ExclusionConstraint]:
    return [rule for rule in vocabulary.constraints if isinstance(rule, ExclusionConstraint)]


def _by_ratio(first: Position, second: Position, factor: Factor, vocabulary: Vocabulary) -> Bond:
    """What the first value gives for the second."""
    rule = rules_of((*factor.for_low, *factor.for_high))
    told = _both(first, second, vocabulary)
    if len(numbers([first, second])) < 2:
        return Bond(rule, f"{told}: only numbers that a value is, or had best be, are held against it.")
    if excluded(first.subject, second.subject, vocabulary):
        return Bond(rule, f"{told}: they are about different things.")
    expected = factor.of(spans_of(first))
    shown = show_numbers(expected, vocabulary.properties[second.topic].measure)
    meets = "with which the other agrees" if spans_of(second).rounded().meets(expected) else "which excludes the other"
    return Bond(rule, f"{told}: the first gives {shown}, {meets}.")


def _by_exclusion(rule: ExclusionConstraint, having: Position, never: Position, vocabulary: Vocabulary) -> Bond:
    """A category and one that never goes with it."""
    told = _both(having, never, vocabulary)
    if any(stance_of(position).mode not in CLAIMED for position in (having, never)):
        return Bond(rule.says, f"{told}: one of them does not say that it is so.")
    if _holds(having, rule.never, vocabulary) or _holds(never, rule.having, vocabulary):
        return Bond(rule.says, f"{told}: one of them breaks this alone.")
    if excluded(having.subject, never.subject, vocabulary):
        return Bond(rule.says, f"{told}: they are about different things.")
    return Bond(rule.says, f"{told}: both are claimed.")


def _both(first: Position, second: Position, vocabulary: Vocabulary) -> str:
    return f"With '{show_valued(first, vocabulary)}' and '{show_valued(second, vocabulary)}'"


def _holds(position: Position, pair: tuple[str, str], vocabulary: Vocabulary) -> bool:
    """Whether it speaks of a category, or of one within it."""
    stance = position.stance
    if not isinstance(stance, ValueStance) or stance.property != pair[0]:
        return False
    return relate(stance.value, Term(*pair), vocabulary.graphs) in (Relation.EQUAL, Relation.NARROWER)
