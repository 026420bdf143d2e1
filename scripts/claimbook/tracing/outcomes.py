"""What a study found, held against what a retelling says it found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from claimbook.disagreement.grade import Grade, compare_circumstances
from claimbook.disagreement.judge import Pair, confront, facing, met_already
from claimbook.disagreement.opposition import is_same_question
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, Scope, positions
from claimbook.disagreement.wording import show_stance
from claimbook.records.claims import Claim
from claimbook.tracing.facts import Difference
from claimbook.vocabulary.vocabulary import Vocabulary


class _Held(NamedTuple):
    """A position on an effect, and the claim that holds it."""

    position: Position
    claim: Claim


def different_outcomes(
    claim: Claim, own: Sequence[Claim], apart: Collection[str], vocabulary: Vocabulary
) -> Iterator[Difference]:
    """Effects of the claim that some of the study's own contradict and none of them bears out.

    What is told ``apart`` of the study's design does not explain a difference in its results.
    """
    found = [_Held(position, mine) for mine in own for position in _effects(mine, apart, vocabulary)]
    for told in _effects(claim, apart, vocabulary):
        against = [held for held in found if _contradicts(told, held.position, vocabulary)]
        if against and not any(_bears_out(told, held.position, vocabulary) for held in found):
            stated = dict.fromkeys(show_stance(held.position.stance, vocabulary) for held in against)
            ids = dict.fromkeys(held.claim.id for held in against)
            yield Difference("effect", show_stance(told.stance, vocabulary), " or ".join(stated), tuple(ids))


def _effects(claim: Claim, apart: Collection[str], vocabulary: Vocabulary) -> Iterable[Position]:
    for position in positions(claim, vocabulary):
        if isinstance(position.stance, EffectStance | ModerationStance):
            subject, moderators = _without(position.subject, apart), _without(position.moderators, apart)
            yield Position(position.stance, subject, moderators, position.reach, position.wording)


def _without(scope: Scope, apart: Collection[str]) -> Scope:
    return tuple((key, value) for key, value in scope if key not in apart)


def _contradicts(told: Position, stated: Position, vocabulary: Vocabulary) -> bool:
    """Whether the two disagree under circumstances that do not explain it."""
    pair: Pair | None = confront(told, stated, vocabulary, same_study=True)
    return pair is not None and pair.judgement(vocabulary, same_passage=False).grade is not Grade.CONTRAST


def _bears_out(told: Position, stated: Position, vocabulary: Vocabulary) -> bool:
    """Whether the study found the same on this question, under circumstances that may be meant."""
    if type(told.stance) is not type(stated.stance) or not is_same_question(told.stance, stated.stance):
        return False
    met = facing(told, stated, vocabulary)
    if met is None:
        return False
    circumstances = compare_circumstances((met.first, met.second), vocabulary, met_already(met.first, met.second))
    return not circumstances.disjoint and _same(met.first, met.second)


def _same(one: Position, two: Position) -> bool:
    match one.stance, two.stance:
        case EffectStance() as first, EffectStance() as second:
            return first.effect is second.effect
        case ModerationStance() as first, ModerationStance() as second:
            return (first.moderator, first.changes) == (second.moderator, second.changes)
    return False
