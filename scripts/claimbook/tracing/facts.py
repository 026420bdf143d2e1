"""Facts of a study's design, held against what a retelling says of them.

A fact that a study states in several ways is told right if one of them fits. What is known of a
study only by what was read of it is never held against a claim: no statement, no difference.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from claimbook.disagreement.positions import in_order, same_drug
from claimbook.disagreement.wording import show_value
from claimbook.records.claims import Arm, Claim, EffectAssertion, ValueAssertion
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Value, relate
from claimbook.vocabulary.vocabulary import Mode, Vocabulary

ByName = Mapping[str, "Sequence[Stated]"]
FACTUAL = (Mode.IS, Mode.USED, Mode.STUDIED)


class Departure(NamedTuple):
    """One thing that a retelling tells otherwise than the study; ``claims`` are the study's own.

    In words: ``dose: 500 mg here, 50 mg in the study``.
    """

    about: str
    told: str
    stated: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.about}: {self.told} here, {self.stated} in the study"


class Stated(NamedTuple):
    """A value that a claim states, under the name of a property or dimension."""

    name: str
    value: Value
    claim: Claim


def by_name(facts: Iterable[Stated]) -> ByName:
    """Facts by what they are of."""
    found: dict[str, list[Stated]] = {}
    for fact in facts:
        found.setdefault(fact.name, []).append(fact)
    return found


def told_apart(told: Iterable[Stated], own: ByName, vocabulary: Vocabulary) -> frozenset[str]:
    """What is fixed throughout a study and told otherwise than in any of its own claims, by name."""
    return frozenset(
        fact.name
        for fact in told
        if fact.name in vocabulary.studies.fixed and _fits_none(fact, own.get(fact.name, ()), vocabulary)
    )


def factual_differences(
    told: Iterable[Stated], own: ByName, apart: Collection[str], vocabulary: Vocabulary
) -> Iterator[Departure]:
    """Facts told that fit none of those that the study's own claims state of the same thing.

    What is told ``apart`` does not keep other facts from being compared.
    """
    for fact in told:
        like = [each for each in own.get(fact.name, ()) if _meet(fact, each, apart, vocabulary)]
        if _fits_none(fact, like, vocabulary):
            values = dict.fromkeys(show_value(each.value, vocabulary) for each in like)
            yield Departure(
                vocabulary.name(fact.name), show_value(fact.value, vocabulary), " or ".join(values), _ids(like)
            )


def _fits_none(told: Stated, stated: Sequence[Stated], vocabulary: Vocabulary) -> bool:
    """Whether the study says something of it, but never this."""
    return bool(stated) and all(_disjoint(told.value, fact.value, vocabulary) for fact in stated)


def facts_of(claim: Claim, vocabulary: Vocabulary) -> Iterator[Stated]:
    """What the claim states of the study: a factual value, and what is fixed throughout a study."""
    stated = (*(arm.given for arm in drug_arms(claim, vocabulary)), claim.scope)
    for name in vocabulary.studies.fixed:
        yield from (Stated(name, values[name], claim) for values in stated if name in values)
    match claim.assertion:
        case ValueAssertion(name, mode, value) if vocabulary.modes[mode] in FACTUAL:
            yield Stated(name, value, claim)


def drug_arms(claim: Claim, vocabulary: Vocabulary) -> tuple[Arm, ...]:
    """The arms that are given the drug of a comparison, whichever is written first; it may be both."""
    if not isinstance(claim.assertion, EffectAssertion):
        return ()
    ordered = in_order(claim.assertion, vocabulary)
    one, other = ordered.intervention, ordered.comparator
    return (one, other) if same_drug(one, other, vocabulary) else (one,)


def _meet(told: Stated, stated: Stated, apart: Collection[str], vocabulary: Vocabulary) -> bool:
    """Whether two facts speak of the same thing: no other part of their scopes excludes the other."""
    mine, theirs = told.claim.scope, stated.claim.scope
    shared = (mine.keys() & theirs.keys()) - {told.name, *apart}
    return not any(_disjoint(mine[key], theirs[key], vocabulary) for key in shared)


def _disjoint(first: Value, second: Value, vocabulary: Vocabulary) -> bool:
    return relate(first, second, vocabulary.graphs) is Relation.DISJOINT


def _ids(facts: Iterable[Stated]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.claim.id for fact in facts))
