"""Positions on one subject, sorted by what they say, so that rivals are found without a look at all of them."""

from collections.abc import Iterable

from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, ValueStance
from claimbook.records.claims import Change, Effect
from claimbook.vocabulary.values import Value
from claimbook.vocabulary.vocabulary import Mode

SIGNED = (Effect.BETTER, Effect.WORSE)
ByValue = dict[Value, list[Position]]


class Group:
    """The positions on one subject, all on one question.

    ``values`` are those with a value of a property, ``effects`` those with an effect, and ``signed`` the
    effects for better or worse by every circumstance that they state. Of moderations ``stronger`` are those that
    say so, by moderator and when, ``otherwise`` all others, and ``moderating`` those that speak of a value.
    """

    def __init__(self, positions: Iterable[Position]) -> None:
        self.values: dict[Mode, ByValue] = {}
        self.effects: dict[Effect, list[Position]] = {}
        self.signed: dict[str, list[Position]] = {}
        self.stronger: dict[tuple[str, Value | str], list[Position]] = {}
        self.otherwise: list[Position] = []
        self.moderating: list[Position] = []
        for position in positions:
            self._add(position)

    def _add(self, position: Position) -> None:
        stance = position.stance
        if isinstance(stance, ValueStance):
            self.values.setdefault(stance.mode, {}).setdefault(stance.value, []).append(position)
        elif isinstance(stance, EffectStance):
            self._add_effect(stance, position)
        else:
            self._add_moderation(stance, position)

    def _add_effect(self, stance: EffectStance, position: Position) -> None:
        self.effects.setdefault(stance.effect, []).append(position)
        if stance.effect in SIGNED:
            for key, _ in position.moderators:
                self.signed.setdefault(key, []).append(position)

    def _add_moderation(self, stance: ModerationStance, position: Position) -> None:
        if stance.changes is Change.STRONGER:
            self.stronger.setdefault((stance.moderator, stance.when), []).append(position)
        else:
            self.otherwise.append(position)
        if not isinstance(stance.when, str):
            self.moderating.append(position)
