"""What claims speak of, so that a retelling stands beside what its study says of the same."""

from collections.abc import Iterator

from claimbook.records.claims import Claim, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.tracing.facts import FACTUAL, drug_arms
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import OUTCOME, Vocabulary

Topic = tuple[str, str]


def topics_of(claim: Claim, vocabulary: Vocabulary) -> set[Topic]:
    """What a claim speaks of: what it asserts something of, and the design that it states by the way."""
    return {*asserted(claim, vocabulary), *_stated(claim, vocabulary)}


def asserted(claim: Claim, vocabulary: Vocabulary) -> Iterator[Topic]:
    """What it asserts something of. Advice is no report: what is best or recommended speaks of no study."""
    match claim.assertion:
        case ValueAssertion() as value if vocabulary.modes[value.mode] in FACTUAL:
            yield "value", value.property
        case ModerationAssertion() as moderation:
            yield "moderation", moderation.moderator
        case EffectAssertion():
            outcome = claim.scope.get(OUTCOME)
            yield "effect", vocabulary.family(outcome.id) if isinstance(outcome, Term) else ""


def _stated(claim: Claim, vocabulary: Vocabulary) -> Iterator[Topic]:
    """What is fixed throughout a study, and stated as a circumstance."""
    stated = claim.scope.keys() | {name for arm in drug_arms(claim, vocabulary) for name in arm.given}
    yield from (("value", name) for name in vocabulary.studies.fixed if name in stated)
