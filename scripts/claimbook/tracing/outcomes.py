"""What a study found, held against what a retelling says it found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from claimbook.disagreement.grade import Grade, compare_circumstances
from claimbook.disagreement.judge import Pair, confront, facing, met_already
from claimbook.disagreement.opposition import is_same_question
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, Scope, positions
from claimbook.disagreement.wording import show_stance
from claimbook.records.claims import Claim
from claimbook.tracing.facts import Departure
from claimbook.vocabulary.vocabulary import Vocabulary


class OutcomePosition(NamedTuple):
    """A position on an effect, and the id of the claim that holds it."""

    position: Position
    claim: str


def different_outcomes(
    told: Iterable[OutcomePosition], own: Sequence[OutcomePosition], vocabulary: Vocabulary
) -> Iterator[Departure]:
    """Effects told that some of the study's own contradict and none of them bears out."""
    for position, _ in told:
        against = [outcome for outcome in own if _contradicts(position, outcome.position, vocabulary)]
        if against and not any(_bears_out(position, outcome.position, vocabulary) for outcome in own):
            stated = dict.fromkeys(show_stance(outcome.position.stance, vocabulary) for outcome in against)
            ids = dict.fromkeys(outcome.claim for outcome in against)
            yield Departure("effect", show_stance(position.stance, vocabulary), " or ".join(stated), tuple(ids))


def outcomes_of(claim: Claim, apart: Collection[str], vocabulary: Vocabulary) -> Iterator[OutcomePosition]:
    """The effects that a claim tells of.

    What is told ``apart`` of a study's design is left out: it does not explain a difference in its results.
    """
    for position in positions(claim, vocabulary):
        if isinstance(position.stance, EffectStance | ModerationStance):
            yield OutcomePosition(_without(position, apart) if apart else position, claim.id)


def _without(position: Position, apart: Collection[str]) -> Position:
    subject, moderators = _kept(position.subject, apart), _kept(position.moderators, apart)
    return Position(position.stance, subject, moderators, position.reach, position.wording)


def _kept(scope: Scope, apart: Collection[str]) -> Scope:
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
