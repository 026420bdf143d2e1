"""What a claim says as flat fields: a name, and a value or a word of the record format."""

from claimbook.records.claims import Arm, Claim, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.vocabulary.values import Term, Value
from claimbook.vocabulary.vocabulary import UNSTATED

Fields = dict[str, Value | str]


def resolved(claim: Claim) -> Fields:
    """What the claim asserts and its scope; ``intervention.dose`` is a dose that an arm carries."""
    return {**_asserted(claim), **claim.scope}


def _asserted(claim: Claim) -> Fields:
    match claim.assertion:
        case EffectAssertion() as effect:
            arms = {**_arm("intervention", effect.intervention), **_arm("comparator", effect.comparator)}
            return {**arms, "effect": effect.effect.value}
        case ValueAssertion() as value:
            return {"property": value.property, "mode": value.mode, "value": value.value}
        case ModerationAssertion() as moderation:
            return {"moderator": moderation.moderator, "when": moderation.when, "changes": moderation.changes.value}
    return {}


def _arm(role: str, arm: Arm) -> Fields:
    return {role: arm.term or UNSTATED, **{f"{role}.{key}": value for key, value in arm.given.items()}}


def text_of(value: Value | str) -> str:
    """A term as its id, any other value as it was written."""
    match value:
        case str():
            return value
        case Term():
            return value.id
        case _:
            return value.text
