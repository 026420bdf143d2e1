"""The judgement on two positions: opposed or not, comparable or not, and how much."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.disagreement.grade import Judgement, ScopeComparison, compare_circumstances, compare_subjects, grade
from claimbook.disagreement.opposition import Opposition, is_same_question, oppose
from claimbook.disagreement.positions import (
    EffectStance,
    ModerationStance,
    Position,
    Scope,
    drug_rank,
    stated,
    turned,
)
from claimbook.records.claims import Reach
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term, relate
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary


class Pair(NamedTuple):
    """Two positions on one question that oppose each other on comparable subjects.

    ``first`` and ``second`` are seen from matching arms; ``held`` are the two as claims hold them.
    """

    first: Position
    second: Position
    held: tuple[Position, Position]
    opposition: Opposition
    subjects: ScopeComparison

    def judgement(self, vocabulary: Vocabulary, *, same_passage: bool) -> Judgement:
        """The grade with its steps."""
        sides = (self.first, self.second)
        circumstances = compare_circumstances(sides, vocabulary, met_already(*sides))
        return grade(self.opposition, self.subjects, circumstances, sides, vocabulary, same_passage=same_passage)


def met_already(first: Position, second: Position) -> list[str]:
    """The moderator on which a moderation claim and an effect claim have met already."""
    stances = (first.stance, second.stance)
    found = [stance.moderator for stance in stances if isinstance(stance, ModerationStance)]
    return found if len(found) == 1 else []


class Fit(NamedTuple):
    """Which of two positions are seen from their other arm to fit best, and their subjects then side by side."""

    swaps: tuple[bool, bool]
    subjects: ScopeComparison


# How positions on two given subjects fit: that depends on nothing but whether each has an effect, and on its reach.
Fits = dict[tuple[bool, bool, Reach, Reach], Fit | None]
_AS_THEY_ARE, _SECOND_SWAPPED, _FIRST_SWAPPED = (False, False), (False, True), (True, False)


def confront(
    first: Position,
    second: Position,
    vocabulary: Vocabulary,
    *,
    same_study: bool = False,
    fits: Fits | None = None,
) -> Pair | None:
    """Two positions as an opposed pair, the arms of one swapped where that makes them fit better.

    ``fits`` are those of positions on the same two subjects, as far as they are known.
    """
    if not is_same_question(first.stance, second.stance):
        return None
    found = facing(first, second, vocabulary, fits)
    if found is None:
        return None
    opposition = oppose(found.first, found.second, vocabulary, same_study=same_study)
    if opposition is None:
        return None
    return Pair(found.first, found.second, (first, second), opposition, found.subjects)


class Facing(NamedTuple):
    """Two positions as their arms fit best, with their subjects side by side."""

    first: Position
    second: Position
    subjects: ScopeComparison


def facing(first: Position, second: Position, vocabulary: Vocabulary, fits: Fits | None = None) -> Facing | None:
    """Two positions as they fit best, the arms of one swapped if need be; None when they are not comparable."""
    fits = {} if fits is None else fits
    key = isinstance(first.stance, EffectStance), isinstance(second.stance, EffectStance), first.reach, second.reach
    if key not in fits:
        fits[key] = _fit(first, second, vocabulary)
    fit = fits[key]
    return Facing(*_turned(first, second, fit.swaps), fit.subjects) if fit is not None else None


def _fit(first: Position, second: Position, vocabulary: Vocabulary) -> Fit | None:
    """The way round in which the subjects differ least, the first of several; None when they cannot be compared."""
    fitting: list[Fit] = []
    for swaps in _orientations(first, second, vocabulary):
        subjects = compare_subjects(*_turned(first, second, swaps), vocabulary)
        if subjects is not None:
            fitting.append(Fit(swaps, subjects))
            if not subjects.unequal:
                break
    return min(fitting, key=lambda fit: fit.subjects.unequal, default=None)


def _orientations(first: Position, second: Position, vocabulary: Vocabulary) -> Iterator[tuple[bool, bool]]:
    """The two as they are, then with the arms of one of them swapped, the canonical order of drugs first."""
    yield _AS_THEY_ARE
    other_ways: list[tuple[bool, bool]] = []
    if _has_two_arms(second) and _may_meet(first, second, vocabulary):
        other_ways.append(_SECOND_SWAPPED)
    if _has_two_arms(first) and _may_meet(second, first, vocabulary):
        other_ways.append(_FIRST_SWAPPED)
    yield from sorted(
        other_ways, key=lambda swaps: sorted(_drug(seen, vocabulary) for seen in _turned(first, second, swaps))
    )


def _turned(first: Position, second: Position, swaps: tuple[bool, bool]) -> tuple[Position, Position]:
    return swapped(first) if swaps[0] else first, swapped(second) if swaps[1] else second


def _may_meet(one: Position, two: Position, vocabulary: Vocabulary) -> bool:
    """Whether the first arm of the one and the second of the other do not exclude each other."""
    first, second = stated(one.subject, ARMS[0]), stated(two.subject, ARMS[1])
    return first is None or second is None or relate(first, second, vocabulary.graphs) is not Relation.DISJOINT


def _drug(position: Position, vocabulary: Vocabulary) -> tuple[int, bool, str]:
    drug = stated(position.subject, ARMS[0])
    return drug_rank(drug.id, vocabulary) if isinstance(drug, Term) else (2, True, "")


def _has_two_arms(position: Position) -> bool:
    """Whether it is an effect that can be seen from its other arm."""
    return isinstance(position.stance, EffectStance) and stated(position.subject, ARMS[1]) is not None


def swapped(position: Position) -> Position:
    """An effect of two arms, seen from the other one."""
    stance = position.stance
    assert isinstance(stance, EffectStance)
    flipped = EffectStance(stance.effect.flipped, stance.family, turned(stance.estimate))
    return Position(flipped, other_arms(position.subject), position.moderators, position.reach, position.wording)


def other_arms(subject: Scope) -> Scope:
    """A subject with its arms swapped."""
    return tuple(sorted(((_other_arm(key), value) for key, value in subject), key=lambda item: item[0]))


def _other_arm(key: str) -> str:
    arm, dot, given = key.partition(".")
    if arm not in ARMS:
        return key
    return f"{ARMS[1 - ARMS.index(arm)]}{dot}{given}"
