"""The judgement on two positions: opposed or not, comparable or not, and how much."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.disagreement.grade import Comparison, Judgement, compare_circumstances, compare_subjects, grade
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
    subjects: Comparison

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


def confront(first: Position, second: Position, vocabulary: Vocabulary, *, same_study: bool = False) -> Pair | None:
    """Two positions as an opposed pair, the arms of one swapped where that makes them fit better."""
    if not is_same_question(first.stance, second.stance):
        return None
    found = facing(first, second, vocabulary)
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
    subjects: Comparison


def facing(first: Position, second: Position, vocabulary: Vocabulary) -> Facing | None:
    """Two positions as they fit best, the arms of one swapped if need be; None when they are not comparable."""
    fitting: list[Facing] = []
    for one, two in _orientations(first, second, vocabulary):
        subjects = compare_subjects(one, two, vocabulary)
        if subjects is not None:
            fitting.append(Facing(one, two, subjects))
            if not subjects.unequal:
                break
    return min(fitting, key=lambda fit: fit.subjects.unequal, default=None)


def _orientations(first: Position, second: Position, vocabulary: Vocabulary) -> Iterator[tuple[Position, Position]]:
    """The two as they are, then with the arms of one of them swapped, the canonical order of drugs first."""
    yield first, second
    other_ways: list[tuple[Position, Position]] = []
    if _may_meet(first, second, vocabulary) and (other := swapped(second)) is not None:
        other_ways.append((first, other))
    if _may_meet(second, first, vocabulary) and (other := swapped(first)) is not None:
        other_ways.append((other, second))
    yield from sorted(other_ways, key=lambda pair: sorted(_drug(position, vocabulary) for position in pair))


def _may_meet(one: Position, two: Position, vocabulary: Vocabulary) -> bool:
    """Whether the first arm of the one and the second of the other do not exclude each other."""
    first, second = stated(one.subject, ARMS[0]), stated(two.subject, ARMS[1])
    return first is None or second is None or relate(first, second, vocabulary.graphs) is not Relation.DISJOINT


def _drug(position: Position, vocabulary: Vocabulary) -> tuple[int, bool, str]:
    drug = stated(position.subject, ARMS[0])
    return drug_rank(drug.id, vocabulary) if isinstance(drug, Term) else (2, True, "")


def swapped(position: Position) -> Position | None:
    """An effect seen from the other arm; None when it is no effect or has one arm only."""
    stance = position.stance
    if not isinstance(stance, EffectStance) or stated(position.subject, ARMS[1]) is None:
        return None
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
