"""The judgement on two positions: opposed or not, comparable or not, and how much."""

from claimbook.disagreement.grade import Comparison, Judgement, compare, compare_subjects, grade
from claimbook.disagreement.opposition import Opposition, is_same_question, oppose
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary


class Pair:
    """Two positions on one question that oppose each other on comparable subjects."""

    def __init__(self, first: Position, second: Position, opposition: Opposition, subjects: Comparison) -> None:
        self.first = first
        self.second = second
        self.opposition = opposition
        self.subjects = subjects

    def judgement(self, vocabulary: Vocabulary, *, same_passage: bool) -> Judgement:
        """The grade with its steps."""
        skip = [p.stance.moderator for p in (self.first, self.second) if isinstance(p.stance, ModerationStance)]
        circumstances = compare(self.first.moderators, self.second.moderators, vocabulary, skip)
        return grade(self.opposition, self.subjects, circumstances, (self.first, self.second), vocabulary,
                     same_passage=same_passage)  # fmt: skip


def confront(first: Position, second: Position, vocabulary: Vocabulary, *, same_study: bool = False) -> Pair | None:
    """Two positions as an opposed pair, the arms of the second swapped where that makes them meet."""
    if not is_same_question(first.stance, second.stance):
        return None
    for candidate in (second, swapped(second)):
        if candidate is None:
            continue
        subjects = compare_subjects(first, candidate, vocabulary)
        if subjects is not None:
            opposition = oppose(first, candidate, vocabulary, same_study=same_study)
            return Pair(first, candidate, opposition, subjects) if opposition is not None else None
    return None


def swapped(position: Position) -> Position | None:
    """An effect seen from the other arm; None when it is no effect or has one arm only."""
    stance = position.stance
    if not isinstance(stance, EffectStance) or ARMS[1] not in position.subjects:
        return None
    subject = tuple(sorted(((_other_arm(key), value) for key, value in position.subject), key=lambda item: item[0]))
    estimate = None  # an estimate is given for the arms as stated
    flipped = EffectStance(stance.effect.flipped, stance.family, estimate)
    return Position(flipped, subject, position.moderators, position.reach, position.wording)


def _other_arm(key: str) -> str:
    arm, dot, given = key.partition(".")
    if arm not in ARMS:
        return key
    return f"{ARMS[1 - ARMS.index(arm)]}{dot}{given}"
