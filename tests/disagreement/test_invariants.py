"""What must hold whatever is claimed (DESIGN 6.9).

To draw a base takes longer than to look at it, so whatever is drawn is put to every invariant.
"""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from claimbook.disagreement.disputes import find_disputes
from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disagreement.bases import read_claims, told
from tests.disagreement.oracle import as_oracle_sees
from tests.disagreement.strategies import STEADY, Specs, bases

MANY = settings(STEADY, max_examples=200)
FLIPPED = {"better": "worse", "worse": "better"}
Base = tuple[Vocabulary, Specs]


def found(specs: Specs, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    return told(find_disputes(read_claims(specs, vocabulary), vocabulary))


def changed(specs: Specs, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Specs:
    return {id_: change(spec) for id_, spec in specs.items()}


def order_of_claims_does_not_matter(vocabulary: Vocabulary, specs: Specs, random: Any) -> None:
    claims = read_claims(specs, vocabulary)
    shuffled = random.sample(claims, len(claims))
    one, two = find_disputes(shuffled, vocabulary), find_disputes(claims, vocabulary)
    assert told(one) == told(two)
    assert [(d.id, d.question, d.sides) for d in one] == [(d.id, d.question, d.sides) for d in two]


def order_of_records_does_not_matter(vocabulary: Vocabulary, specs: Specs, random: Any) -> None:
    ids = random.sample(sorted(specs), len(specs))
    assert found({id_: specs[id_] for id_ in ids}, vocabulary) == found(specs, vocabulary)


def names_of_claims_do_not_matter(vocabulary: Vocabulary, specs: Specs, random: Any) -> None:
    names = dict(zip(specs, random.sample([f"d{n}" for n in range(len(specs))], len(specs)), strict=True))
    renamed = found({names[id_]: spec for id_, spec in specs.items()}, vocabulary)
    expected = found(specs, vocabulary)
    for disagreement in expected:
        disagreement["members"] = sorted(sorted(names[id_] for id_ in member) for member in disagreement["members"])
    assert sorted(map(repr, renamed)) == sorted(map(repr, expected))


def turned(estimate: dict[str, Any]) -> dict[str, Any]:
    """The estimate as somebody would report it for the arms the other way round."""
    if estimate["measure"] == "smd":
        value, bounds = -float(estimate["value"]), [-float(b) for b in estimate["interval"]]
    else:
        value, bounds = 1 / float(estimate["value"]), [1 / float(b) for b in estimate["interval"]]
    return {**estimate, "value": str(value), "interval": [str(b) for b in sorted(bounds)]}


def other_way_round(spec: dict[str, Any]) -> dict[str, Any]:
    if "effect" not in spec or spec["comparator"] == "unstated":
        return spec
    swapped = {**spec, "intervention": spec["comparator"], "comparator": spec["intervention"]}
    swapped["effect"] = FLIPPED.get(spec["effect"], spec["effect"])
    return swapped | ({"estimate": turned(spec["estimate"])} if "estimate" in spec else {})


def swapping_arms_and_flipping_the_effect_changes_nothing(vocabulary: Vocabulary, specs: Specs) -> None:
    assert found(changed(specs, other_way_round), vocabulary) == found(specs, vocabulary)


def with_aliases(value: Any, vocabulary: Vocabulary) -> Any:
    """Every term by an alias, wherever it stands."""
    if isinstance(value, dict):
        return {key: with_aliases(member, vocabulary) for key, member in value.items()}
    aliases = {entry.id: entry.aliases[0].upper() for graph in vocabulary.graphs.values()
               for entry in graph.entries.values() if entry.aliases}  # fmt: skip
    if isinstance(value, str) and " of " in value:
        head, _, term = value.rpartition(" of ")
        return f"{head} of {aliases.get(term, term)}"
    return aliases.get(value, value) if isinstance(value, str) else value


def aliases_change_nothing(vocabulary: Vocabulary, specs: Specs) -> None:
    renamed = changed(specs, lambda spec: {key: with_aliases(value, vocabulary) for key, value in spec.items()})
    told_of = [{**f, "why": []} for f in found(renamed, vocabulary)]
    assert told_of == [{**f, "why": []} for f in found(specs, vocabulary)]


def a_claim_never_disagrees_with_itself(vocabulary: Vocabulary, specs: Specs) -> None:
    for disagreement in found(specs, vocabulary):
        for one, two in combinations(disagreement["members"], 2):
            assert not set(one) & set(two)


def adding_a_claim_changes_nothing_between_others(vocabulary: Vocabulary, specs: Specs) -> None:
    """Neither removed nor regraded, nor filed elsewhere, nor explained otherwise."""
    claims = read_claims(specs, vocabulary)
    *others, new = claims
    before = as_oracle_sees(find_disputes(others, vocabulary), others)
    after = as_oracle_sees(find_disputes(claims, vocabulary), claims)
    assert {key: verdict for key, verdict in after.items() if new.id not in key[1]} == before


def ids_of_disputes_are_used_once(vocabulary: Vocabulary, specs: Specs) -> None:
    disputes = find_disputes(read_claims(specs, vocabulary), vocabulary)
    assert len({dispute.id for dispute in disputes}) == len(disputes)
    for dispute in disputes:
        assert dispute.grade is min((d.grade for d in dispute.disagreements), key=lambda grade: grade.rank)
        assert all(labels for labels in (d.labels for d in dispute.disagreements))


@MANY
@given(bases(3, 7), st.randoms(use_true_random=False))
def test_invariants(base: Base, random: Any) -> None:
    order_of_claims_does_not_matter(*base, random)
    order_of_records_does_not_matter(*base, random)
    names_of_claims_do_not_matter(*base, random)
    swapping_arms_and_flipping_the_effect_changes_nothing(*base)
    aliases_change_nothing(*base)
    a_claim_never_disagrees_with_itself(*base)
    adding_a_claim_changes_nothing_between_others(*base)
    ids_of_disputes_are_used_once(*base)
