"""How far the search for sets goes: what is long is found, what explodes is cut off and says so."""

import json
import time
from collections.abc import Iterable
from itertools import combinations
from random import Random
from typing import Any

import pytest
from claimbook.disagreement.disputes import find_disputes
from claimbook.disagreement.positions import collect
from claimbook.disagreement.sets.constraints import violations
from claimbook.disagreement.sets.effort import CUT_OFF, Effort
from claimbook.disagreement.sets.violation import Violation
from claimbook.disagreement.steps import said
from claimbook.vocabulary.vocabulary import Vocabulary

from tests.disagreement.bases import parse_vocabulary, read_claims
from tests.disagreement.strategies import Specs

LONG = 2000
SECONDS = 6  # several times what the slowest shape needs on one core
DEFAULTS = {"intervention": "d0", "condition": "t0", "outcome": "pain"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Two thousand conditions and drugs, all different."""
    drugs, conditions = ({f"{letter}{n}": {"label": f"{letter}{n}"} for n in range(LONG + 1)} for letter in "dt")
    effect = {"subject": ["intervention", "comparator", "condition", "outcome"], "moderators": ["dose"],
              "id_from": ["condition"]}  # fmt: skip
    moderation = {"subject": ["intervention", "condition", "outcome"], "moderators": [], "id_from": ["condition"]}
    outcomes = {"pain": {"label": "pain", "family": "pain", "benefit": "yes"}}
    text = {
        "title": "Large",
        "main": "d0",
        "arms": {"dimension": "drug", "controls": []},
        "dimensions": {
            "drug": {"label": "Drug", "siblings": "disjoint", "terms": drugs},
            "condition": {"label": "Condition", "siblings": "disjoint", "terms": conditions},
            "outcome": {"label": "Outcome", "siblings": "disjoint", "terms": outcomes},
        },
        "modes": {"is": "is"},
        "forms": {"effect": effect, "moderation": moderation},
        "properties": {"dose": {"type": "quantity", "unit": "mg", "subject": ["intervention", "condition"]}},
    }
    return parse_vocabulary(json.dumps(text))


def above(high: int, low: int) -> dict[str, Any]:
    return {"dose": {"is": f"above dose of t{low}"}, "condition": f"t{high}"}


def dose(term: int, text: str) -> dict[str, Any]:
    return {"dose": {"is": text}, "condition": f"t{term}"}


def better(high: int, low: int) -> dict[str, Any]:
    return {"effect": "better", "intervention": f"d{high}", "comparator": f"d{low}"}


def named(specs: Iterable[dict[str, Any]]) -> Specs:
    return {f"c{number}": spec for number, spec in enumerate(specs)}


def found(specs: Specs, vocabulary: Vocabulary) -> list[Violation]:
    """The sets in it, found in time."""
    held = collect(read_claims(specs, vocabulary, DEFAULTS), vocabulary)
    started = time.process_time()
    sets = list(violations(held, vocabulary))
    assert time.process_time() - started < SECONDS
    return sets


def is_cut_off(sets: list[Violation]) -> list[bool]:
    return [CUT_OFF in said(violation.opposition.why) for violation in sets]


CHAIN = [above(number, number + 1) for number in range(LONG)]


def test_a_chain_of_two_thousand_comparisons_against_the_values_at_its_ends(vocabulary: Vocabulary) -> None:
    (only,) = found(named([*CHAIN, dose(0, "5 mg"), dose(LONG, "9 mg")]), vocabulary)
    assert len(only.positions) == LONG + 2
    assert is_cut_off([only]) == [False]


def test_a_chain_with_a_value_in_order_on_every_subject(vocabulary: Vocabulary) -> None:
    assert found(named([*CHAIN, *(dose(n, f"{2 * LONG - n} mg") for n in range(LONG + 1))]), vocabulary) == []


def test_a_chain_with_every_value_out_of_order_shows_the_shortest_first(vocabulary: Vocabulary) -> None:
    sets = found(named([*CHAIN, *(dose(n, f"{n + 1} mg") for n in range(LONG + 1))]), vocabulary)
    sizes = [len(violation.positions) for violation in sets]
    assert sizes == sorted(sizes)
    assert sizes.count(3) == LONG
    assert is_cut_off(sets) == [False] * (len(sets) - 1) + [True]


def test_a_circle_of_two_thousand_comparisons(vocabulary: Vocabulary) -> None:
    (only,) = found(named([*CHAIN, above(LONG, 0)]), vocabulary)
    assert len(only.positions) == LONG + 1


def test_two_thousand_comparisons_both_ways(vocabulary: Vocabulary) -> None:
    back = [above(number + 1, number) for number in range(LONG // 2)]
    sets = found(named([*CHAIN[: LONG // 2], *back]), vocabulary)
    assert {len(violation.positions) for violation in sets} == {2}
    assert len(sets) == LONG // 2


RANDOM = Random(1)
TOURNAMENT = [tuple(RANDOM.sample(pair, 2)) for pair in combinations(range(64), 2)]


def test_a_dense_graph_of_comparisons_is_cut_off(vocabulary: Vocabulary) -> None:
    values = [dose(number, f"{number * 37 % 64 + 1} mg") for number in range(64)]
    sets = found(named([*(above(*pair) for pair in TOURNAMENT), *values]), vocabulary)
    assert 0 < len(sets) < 10_000
    assert sum(is_cut_off(sets)) == 2, "circles, and chains against values"


def test_ten_layers_of_detours_do_not_hide_the_shortest_chains(vocabulary: Vocabulary) -> None:
    width, layers = 6, 10
    links = [above(layer * width + one, layer * width + width + two)
             for layer in range(layers) for one in range(width) for two in range(width)]  # fmt: skip
    sets = found(named([*links, dose(0, "5 mg"), dose(layers * width, "9 mg")]), vocabulary)
    assert {len(violation.positions) for violation in sets} == {layers + 2}
    assert sets


def test_circles_of_effects_are_cut_off(vocabulary: Vocabulary) -> None:
    sets = found(named(better(*pair) for pair in TOURNAMENT), vocabulary)
    assert 0 < len(sets) < 10_000
    assert sum(is_cut_off(sets)) == 1


def test_a_circle_of_two_thousand_effects(vocabulary: Vocabulary) -> None:
    around = [*(better(number, number + 1) for number in range(LONG - 1)), better(LONG - 1, 0)]
    (only,) = found(named(around), vocabulary)
    assert len(only.positions) == LONG


def test_many_alternatives_are_cut_off(vocabulary: Vocabulary) -> None:
    words = ("1 mg or 2 mg", "2 mg or 3 mg", "1 mg or 3 mg")
    sets = found(named(dose(0, f"{words[n % 3]} or {n + 1000} mg") for n in range(300)), vocabulary)
    assert {len(violation.positions) for violation in sets} == {3}
    assert sum(is_cut_off(sets)) == 1


def test_the_cut_off_is_said_where_people_read(vocabulary: Vocabulary) -> None:
    claims = read_claims(named(above(*pair) for pair in TOURNAMENT[:300]), vocabulary, DEFAULTS)
    why = [step for dispute in find_disputes(claims, vocabulary) for d in dispute.disagreements for step in d.why]
    assert why.count("the search stopped here, smaller sets first: there may be more like it") == 1


def test_whoever_asked_is_told_what_was_looked_for(vocabulary: Vocabulary) -> None:
    """Even where nothing was found: there it would look like agreement."""
    stopped = list[str]()
    values = [{"dose": {"is": f"below {n} mg or above {n} mg"}, "condition": "t0"} for n in range(1, 15)]
    one_of = dose(0, " or ".join(f"{n} mg" for n in range(1, 15)))
    dense = [*(above(*pair) for pair in TOURNAMENT), *(better(*pair) for pair in TOURNAMENT)]
    for specs in ([*values, one_of], dense, CHAIN):
        find_disputes(read_claims(named(specs), vocabulary, DEFAULTS), vocabulary, stopped=stopped.append)
    assert stopped == [
        "values with alternatives that leave no number to agree on (dose)",
        "comparisons that go round in a circle (dose by condition)",
        "effects that go round in a circle",
    ]


def test_nothing_is_said_where_nothing_was_left_out(vocabulary: Vocabulary) -> None:
    sets = found(named([above(0, 1), above(1, 2), above(2, 0)]), vocabulary)
    assert is_cut_off(sets) == [False]


def test_work_is_counted() -> None:
    effort = Effort(limit=2)
    assert [effort.step(), effort.spent, effort.step(), effort.spent] == [True, False, False, True]
