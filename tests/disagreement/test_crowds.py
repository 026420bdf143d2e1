"""Crowds: opposed in blocks, claims are told the same of each other as pair by pair."""

from itertools import product

import pytest
from claimbook.disagreement import crowds
from claimbook.disagreement.disputes import Dispute, find_disputes
from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import given, settings

from tests.disagreement.bases import DEFAULTS, coffee, read_claims
from tests.disagreement.strategies import STEADY, Specs, bases

COFFEE = coffee()
Told = set[tuple[str, frozenset[str], str]]


def told(disputes: list[Dispute]) -> Told:
    """Every two claims that disagree, under which dispute and how much."""
    return {
        (dispute.id, frozenset(pair), found.grade.value)
        for dispute in disputes
        for found in dispute.disagreements
        if len(found.members) == 2
        for pair in product(*found.members)
        if len(set(pair)) == 2
    }


def held(disputes: list[Dispute]) -> dict[tuple[str, str], set[str]]:
    """Who holds which position in which dispute."""
    return {(d.id, side.position): set(side.claims) for d in disputes for side in d.sides}


@settings(STEADY, max_examples=150)
@given(bases(4, 10))
def test_blocks_say_what_pairs_say(base: tuple[Vocabulary, Specs]) -> None:
    vocabulary, specs = base
    claims = read_claims(specs, vocabulary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowds, "MANY", 0)
        crowded = find_disputes(claims, vocabulary)
    single = find_disputes(claims, vocabulary)
    assert told(crowded) == told(single)
    assert held(crowded) == held(single)


def test_a_thousand_values_are_one_dispute_of_a_few_thousand_blocks() -> None:
    specs: Specs = {f"c{n}": {"dose": {"recommended": f"{n} mg"}, "source": f"s{n % 9}"} for n in range(1, 1001)}
    (dispute,) = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    assert len(dispute.disagreements) < 10_000
    assert sum(len(member) for found in dispute.disagreements for member in found.members) < 40_000
    assert len(told([dispute])) == 1000 * 999 / 2
    assert len(dispute.sides) == 1000


def test_a_crowd_is_told_as_one() -> None:
    specs: Specs = {f"c{n}": {"dose": {"recommended": f"{n} mg"}} for n in range(1, 61)}
    (dispute,) = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    assert len(dispute.disagreements) == 60 * 59 / 2, "few enough to name each pair"
    specs |= {f"c{n}": {"dose": {"recommended": f"{n} mg"}} for n in range(61, 201)}
    (dispute,) = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    largest = max(dispute.disagreements, key=lambda found: min(map(len, found.members)))
    assert all(label.endswith(" more") for label in largest.labels)
    assert all(len(set(member)) == len(member) > 40 for member in largest.members)


def test_values_with_gaps_stay_out_of_blocks() -> None:
    specs: Specs = {f"c{n}": {"dose": {"recommended": f"{n} mg"}} for n in range(1, 151)}
    specs["gap"] = {"dose": {"recommended": "2 mg or 140 mg"}}
    (dispute,) = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    agreeing = {"c2", "c140"}
    assert {id_ for _, pair, *_ in told([dispute]) if "gap" in pair for id_ in pair} == set(specs) - agreeing


def test_effects_at_doses_of_their_own_contrast_as_blocks() -> None:
    specs: Specs = {f"a{n}": {"effect": "better", "dose": f"{n} mg"} for n in range(1, 301)}
    specs |= {f"b{n}": {"effect": "worse", "dose": f"{n}.5 mg"} for n in range(1, 301)}
    specs |= {"c": {"effect": "worse", "dose": "7 mg"}, "d": {"effect": "worse"}}
    disputes = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    dispute = next(dispute for dispute in disputes if dispute.id.startswith("effect/"))
    assert len(dispute.disagreements) < 5_000
    assert {grade for _, _, grade in told([dispute])} == {"conflict", "contrast"}
    conflicts = {pair for _, pair, grade in told([dispute]) if grade == "conflict"}
    assert conflicts == {frozenset({"a7", "c"})} | {frozenset({f"a{n}", "d"}) for n in range(1, 301)}
    assert len(told([dispute])) == 300 * 302
    assert {side.position for side in dispute.sides} == {"better", "worse"}
