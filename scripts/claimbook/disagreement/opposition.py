"""Whether two stances oppose each other, before their scopes are looked at."""

import math
from typing import NamedTuple

from claimbook.disagreement.modes import clashing
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, Stance, ValueStance, stated
from claimbook.disagreement.steps import Step
from claimbook.disagreement.wording import show_effect, show_stance, show_value
from claimbook.records.claims import Change, Effect, Estimate, Good
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, relate
from claimbook.vocabulary.vocabulary import Scale, Vocabulary

Z_95 = 1.959963984540054


class Opposition(NamedTuple):
    """Two stances that do not fit. ``weak`` starts as tension; ``opposite`` are better and worse."""

    why: tuple[Step, ...]
    weak: bool = False
    opposite: bool = False
    capped: bool = False


def oppose(first: Position, second: Position, vocabulary: Vocabulary, *, same_study: bool = False) -> Opposition | None:
    """How two positions oppose each other, or None."""
    match first.stance, second.stance:
        case EffectStance() as one, EffectStance() as two:
            return _effects(one, two, vocabulary)
        case ValueStance() as one, ValueStance() as two if one.property == two.property:
            return _values(one, two, vocabulary, same_study)
        case ModerationStance() as one, ModerationStance() as two:
            return _moderations(one, two, vocabulary)
        case ModerationStance() as one, EffectStance() as two:
            return _moderated(one, two, second, vocabulary)
        case EffectStance() as one, ModerationStance() as two:
            return _moderated(two, one, first, vocabulary)
    return None


# Effects


def _effects(one: EffectStance, two: EffectStance, vocabulary: Vocabulary) -> Opposition | None:
    pair = {one.effect, two.effect}
    if Effect.MIXED in pair or len(pair) == 1 or pair == {Effect.SAME, Effect.NOT_SHOWN}:
        return None
    words = f"{show_effect(one.effect)} against {show_effect(two.effect)}"
    if pair == {Effect.BETTER, Effect.WORSE}:
        found = Opposition((f"{words}: the effects are opposed",), opposite=True)
    elif Effect.SAME in pair:
        found = Opposition((f"{words}: one says there is an effect, the other that there is none",))
    else:
        found = Opposition((f"{words}: one found no evidence of the effect, which is weak",), weak=True)
    return _by_numbers(found, one.estimate, two.estimate, vocabulary)


def _by_numbers(found: Opposition, one: Estimate | None, two: Estimate | None, vocabulary: Vocabulary) -> Opposition:
    """Numbers beat labels: a z-test on the difference of two estimates of one measure."""
    if one is None or two is None or one.measure != two.measure:
        return found
    z = difference(one, two, vocabulary.measures.get(one.measure, Scale.LINEAR))
    if z is None:
        return found
    if abs(z) < Z_95:
        why = f"the conclusions differ, but the estimates are compatible (z = {abs(z):.2f})"
        return Opposition((*found.why, why), found.weak, found.opposite, capped=True)
    return Opposition((*found.why, f"the estimates differ (z = {abs(z):.2f})"), False, found.opposite)


def difference(one: Estimate, two: Estimate, scale: Scale) -> float | None:
    """Return z of the difference of two independent estimates, each turned so that higher is better.

    Standard errors come from the 95 % intervals, ratios are compared as logarithms (Altman and
    Bland, BMJ 2003). None when an interval is missing or a ratio is not positive.
    """
    first, second = _moments(one, scale), _moments(two, scale)
    if first is None or second is None:
        return None
    spread = math.hypot(first[1], second[1])
    return (first[0] - second[0]) / spread if spread else None


def _moments(estimate: Estimate, scale: Scale) -> tuple[float, float] | None:
    if estimate.value is None or estimate.interval is None:
        return None
    numbers = (estimate.value, *estimate.interval)
    if scale is Scale.RATIO:
        if min(numbers) <= 0:
            return None
        numbers = (math.log(numbers[0]), math.log(numbers[1]), math.log(numbers[2]))
    sign = 1.0 if estimate.good is Good.HIGHER else -1.0
    return sign * numbers[0], (numbers[2] - numbers[1]) / (2 * Z_95)


# Values


def _values(one: ValueStance, two: ValueStance, vocabulary: Vocabulary, same_study: bool) -> Opposition | None:
    if isinstance(one.value, Comparison) or isinstance(two.value, Comparison) or are_effects(one, two):
        return None
    found = clashing((one.mode, one.value), (two.mode, two.value), vocabulary.graphs)
    if found is None or (found.one_study and not same_study):
        return None
    weak = Effect.NOT_SHOWN in (one.implied_by, two.implied_by)
    return Opposition((lambda: f"{_against(one, two, vocabulary)}: {found.why}",), weak=weak)


def are_effects(one: ValueStance, two: ValueStance) -> bool:
    """Whether both values are implied by effects, which are compared as such, under all their circumstances."""
    return one.implied_by is not None and two.implied_by is not None


def _against(one: Stance, two: Stance, vocabulary: Vocabulary) -> str:
    return f"{show_stance(one, vocabulary)} against {show_stance(two, vocabulary)}"


# Moderation


def _moderations(one: ModerationStance, two: ModerationStance, vocabulary: Vocabulary) -> Opposition | None:
    if one.moderator != two.moderator or one.when != two.when:
        return None
    pair = {one.changes, two.changes}
    if Change.STRONGER not in pair or len(pair) == 1:
        return None
    words = _against(one, two, vocabulary)
    if Change.NOT_SHOWN in pair:
        return Opposition((f"{words}: one found no evidence of the change, which is weak",), weak=True)
    return Opposition((f"{words}: the changes do not fit",))


def _moderated(one: ModerationStance, two: EffectStance, effect: Position, vocabulary: Vocabulary) -> Opposition | None:
    """A moderation claim against an effect claim made under that very circumstance."""
    under_it = stated(effect.moderators, one.moderator)
    if under_it is None or isinstance(one.when, str) or two.effect is not Effect.BETTER:
        return None
    if relate(under_it, one.when, vocabulary.graphs) not in (Relation.EQUAL, Relation.NARROWER):
        return None
    under = f"{vocabulary.label(one.moderator)}: {show_value(one.when, vocabulary)}"
    if one.changes is Change.REVERSES:
        return Opposition((f"the effect reverses ({under}) against {show_effect(two.effect)}: opposed",), opposite=True)
    if one.changes in (Change.NONE, Change.WEAKER):
        words = f"the effect is {one.changes} ({under}) against {show_effect(two.effect)}, which is weak"
        return Opposition((words,), weak=True)
    return None


def is_same_question(first: Stance, second: Stance) -> bool:
    """Whether two stances speak of one property, or of outcomes of one family."""
    if isinstance(first, ValueStance) or isinstance(second, ValueStance):
        return isinstance(first, ValueStance) and isinstance(second, ValueStance) and first.property == second.property
    return not first.family or not second.family or first.family == second.family
