"""Why two stances on one question do not oppose each other, in words.

Whether they do is for ``opposition`` to say; here is what a reader of its answer wants to know.
"""

from claimbook.disagreement.modes import clash_of
from claimbook.disagreement.opposition import are_effects
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, Stance, ValueStance
from claimbook.disagreement.wording import show_effect, show_relation, show_value
from claimbook.records.claims import Change, Effect
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, Value, relate
from claimbook.vocabulary.vocabulary import Mode, Vocabulary


def beside(first: Value, second: Value, vocabulary: Vocabulary) -> str:
    """``50 mg lies within 50–250 mg``."""
    verb = show_relation(relate(first, second, vocabulary.graphs))
    return f"{show_value(first, vocabulary)} {verb} {show_value(second, vocabulary)}"


def why_not(first: Position, second: Position, vocabulary: Vocabulary, *, same_study: bool) -> str:
    """Why two positions on one question that do not oppose each other do not."""
    match first.stance, second.stance:
        case ValueStance() as one, ValueStance() as two:
            return _values(one, two, vocabulary, same_study=same_study)
        case EffectStance() as one, EffectStance() as two:
            return _effects(one.effect, two.effect)
        case ModerationStance() as one, ModerationStance() as two:
            return _moderations(one, two, vocabulary)
        case one, two:
            effect = first if isinstance(one, EffectStance) else second
            return _moderated(one if isinstance(one, ModerationStance) else two, effect, vocabulary)


def show_rule(one: Mode, two: Mode) -> str:
    """When values under words of two classes disagree."""
    clash = clash_of(one, two)
    classes = f"'{one}' against '{two}'"
    return f"{classes} disagrees when {clash.rule}" if clash is not None else f"{classes} never disagrees"


def _values(one: ValueStance, two: ValueStance, vocabulary: Vocabulary, *, same_study: bool) -> str:
    for stance in (one, two):
        if isinstance(stance.value, Comparison):
            told = show_value(stance.value, vocabulary)
            return f"'{told}' is a comparison: it is held against what is claimed of both subjects, not against a value"
    rule, clash = show_rule(one.mode, two.mode), clash_of(one.mode, two.mode)
    if clash is None:
        return rule
    if are_effects(one, two):
        return "both values follow from effects, which are compared as effects"
    if clash.one_study and not same_study:
        return f"{rule}, and these do not"
    return f"{rule}, but {beside(one.value, two.value, vocabulary)}"


def _effects(one: Effect, two: Effect) -> str:
    if one is two:
        return f"both say the same: {show_effect(one)}"
    if Effect.MIXED in (one, two):
        return "a mixed result disagrees with nothing"
    return f"'{show_effect(one)}' and '{show_effect(two)}' can both be right"


def _moderations(one: ModerationStance, two: ModerationStance, vocabulary: Vocabulary) -> str:
    if one.moderator != two.moderator:
        return (
            f"they are about different moderators: {vocabulary.name(one.moderator)}, {vocabulary.name(two.moderator)}"
        )
    if one.when != two.when:
        whens = f"{show_value(one.when, vocabulary)}, {show_value(two.when, vocabulary)}"
        return f"they speak of different values of the moderator: {whens}"
    if one.changes is two.changes:
        return f"both say the same: {one.changes}"
    return f"'{one.changes}' and '{two.changes}' can both be right: only 'stronger' is at odds with the others"


def _moderated(stance: Stance, effect: Position, vocabulary: Vocabulary) -> str:
    assert isinstance(stance, ModerationStance)
    assert isinstance(effect.stance, EffectStance)
    name, stated = vocabulary.name(stance.moderator), effect.circumstances.get(stance.moderator)
    if isinstance(stance.when, str):
        return f"'{stance.when}' ({name}) is no value that an effect could be claimed under"
    if stated is None:
        return f"the effect claim does not state the {name}"
    if relate(stated, stance.when, vocabulary.graphs) not in (Relation.EQUAL, Relation.NARROWER):
        return f"the effect claim is not within it: {beside(stated, stance.when, vocabulary)} ({name})"
    if effect.stance.effect is not Effect.BETTER:
        return f"only '{show_effect(Effect.BETTER)}' is at odds with a change of the effect"
    return f"an effect that is {_SHOWN.get(stance.changes, stance.changes)} may still be a better one"


_SHOWN = {Change.NOT_SHOWN: "not shown to change"}
