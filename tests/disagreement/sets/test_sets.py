"""Sets that cannot hold together, against every subset of a few claims on one and the same scope.

What it means to hold together is worked out from the words of the claims here: there is a ranking of
the drinks, a number for every quantity, values in the order of the comparisons. What is reported
must be exactly the subsets that cannot, and from which no claim can be left out.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any, NamedTuple

from claimbook.disagreement.disputes import find_disputes
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disagreement.bases import coffee, read_claims
from tests.disagreement.strategies import STEADY, Specs

MANY = settings(STEADY, max_examples=400)
COFFEE = coffee()
DRINKS = ("coffee", "tea", "chicory", "water")
BIGGEST = 5  # sets with more members are not looked for here
PARTS = 1600  # of an hour
FACTORS = {("half-life", "washout"): (4, 5), ("washout", "abstinence"): (2, 2), ("half-life", "abstinence"): (8, 10)}

Numbers = list[tuple[int, int]]  # closed ranges, any of which may be meant


def reported(specs: Specs) -> set[frozenset[str]]:
    """The sets of claims that the package reports, one claim for each position."""
    defaults = {"intervention": "coffee", "condition": "hypertension", "outcome": "blood-pressure"}
    disputes = find_disputes(read_claims(specs, COFFEE, defaults), COFFEE)
    found = (disagreement for dispute in disputes for disagreement in dispute.disagreements)
    return {frozenset(ids) for disagreement in found for ids in product(*disagreement.members)}


def irreducible(specs: Specs, holds: Callable[[list[dict[str, Any]]], bool]) -> set[frozenset[str]]:
    """All smallest subsets that do not hold."""
    found: set[frozenset[str]] = set()
    for size in range(1, BIGGEST + 1):
        for ids in map(frozenset, combinations(specs, size)):
            if not any(smaller <= ids for smaller in found) and not holds([specs[id_] for id_ in ids]):
                found.add(ids)
    return found


def numbered(claims: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    distinct = {repr(claim): claim for claim in claims}
    return ((f"c{number}", claim) for number, claim in enumerate(distinct.values()))


def small(found: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    return {ids for ids in found if len(ids) <= BIGGEST}


# Rankings


@st.composite
def better(draw: st.DrawFn) -> dict[str, Any]:
    one, two = draw(st.permutations(DRINKS))[:2]
    if draw(st.booleans()):
        return {"effect": "better", "intervention": one, "comparator": two}
    return {"effect": "worse", "intervention": two, "comparator": one}


def best_first(spec: dict[str, Any]) -> tuple[str, str]:
    arms = spec["intervention"], spec["comparator"]
    return arms if spec["effect"] == "better" else arms[::-1]


def can_be_ranked(specs: list[dict[str, Any]]) -> bool:
    pairs = [best_first(spec) for spec in specs]
    return any(all(order.index(one) < order.index(two) for one, two in pairs) for order in permutations(DRINKS))


@MANY
@given(st.lists(better(), min_size=3, max_size=7))
def test_effects_that_no_ranking_of_the_arms_fits(claims: list[dict[str, Any]]) -> None:
    specs = dict(numbered(claims))
    assert small(reported(specs)) == irreducible(specs, can_be_ranked)


# Quantities and comparisons


@st.composite
def ranges(draw: st.DrawFn, scale: int) -> Numbers:
    found = []
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        low = draw(st.integers(1, 5))
        found.append((low * scale, (low + draw(st.integers(0, 2))) * scale))
    return found


@st.composite
def valued(draw: st.DrawFn, drinks: int) -> dict[str, Any]:
    name, scale = draw(st.sampled_from([("half-life", 1), ("washout", 5), ("abstinence", 10)]))
    text = " or ".join(f"{low}..{high} h" for low, high in draw(ranges(scale)))
    return {name: {"is": text}, "intervention": draw(st.sampled_from(DRINKS[:drinks]))}


@st.composite
def ordered(draw: st.DrawFn) -> dict[str, Any]:
    one, two = draw(st.permutations(DRINKS))[:2]
    word = draw(st.sampled_from(["above", "below"]))
    name = draw(st.sampled_from(["washout", "washout", "half-life"]))
    return {name: {"is": f"{word} {name} of {two}"}, "intervention": one}


class Said(NamedTuple):
    """A value claim, or a comparison with the lower drink in ``below``."""

    name: str
    drink: str
    numbers: Numbers
    below: str


def said(spec: dict[str, Any]) -> Said:
    name = next(key for key in spec if key not in ("intervention", "source"))
    text, drink = spec[name]["is"], spec["intervention"]
    word, _, other = text.partition(f" {name} of ")
    if other:
        return Said(name, drink, [], other) if word == "above" else Said(name, other, [], drink)
    pieces = [piece.removesuffix(" h").split("..") for piece in text.split(" or ")]
    return Said(name, drink, [(int(low), int(high)) for low, high in pieces], "")


def can_hold(specs: list[dict[str, Any]]) -> bool:
    claims = [said(spec) for spec in specs]
    values = [claim for claim in claims if not claim.below]
    links = {(claim.name, claim.drink, claim.below) for claim in claims if claim.below}
    solvable = all(solution(values, drink) for drink in DRINKS)
    return solvable and all(in_order(name, links, values) for name in ("washout", "half-life"))


def solution(values: list[Said], drink: str) -> bool:
    """Whether there is one number for each quantity that all values and both rules allow.

    Where there is one, there is one at a corner: an end of some value, taken over some of the factors.
    """
    mine = [in_parts(value) for value in values if value.drink == drink]
    ends = {end for value in mine for piece in value.numbers for end in piece}
    corners = {end * 10 // factor for end in ends for factor in (10, 8, 5, 4, 80, 100, 40, 50, 20)}
    corners |= {end * over // under for end in corners for over, under in ((4, 5), (5, 4))}
    return not mine or any(
        allowed("half-life", half, mine) and any(
            4 * half <= washout <= 5 * half and allowed("washout", washout, mine)
            and allowed("abstinence", 2 * washout, mine)
            for washout in (*(factor * half for factor in (4, 5)), *ends, *(end // 2 for end in ends))
        )
        for half in corners
    )  # fmt: skip


def in_parts(value: Said) -> Said:
    """The value in parts of an hour so small that every corner is a whole number of them."""
    return value._replace(numbers=[(low * PARTS, high * PARTS) for low, high in value.numbers])


def allowed(name: str, number: int, values: list[Said]) -> bool:
    return all(any(low <= number <= high for low, high in v.numbers) for v in values if v.name == name)


def in_order(name: str, links: set[tuple[str, str, str]], values: list[Said]) -> bool:
    above = {(high, low) for known, high, low in links if known == name}
    for middle, high, low in product(DRINKS, repeat=3):
        if (high, middle) in above and (middle, low) in above:
            above.add((high, low))
    return not any(high == low for high, low in above) and all(
        surely_above(one, two, name) for one, two in product(values, values) if (one.drink, two.drink) in above
    )


def surely_above(one: Said, two: Said, name: str) -> bool:
    """Whether all of one value may lie above all of another, with the factors that suit it best."""
    low, high = min(low for low, _ in one.numbers), max(high for _, high in two.numbers)
    return low * factor(one.name, name)[1] > high * factor(two.name, name)[0]


def factor(base: str, quantity: str) -> tuple[Fraction, Fraction]:
    if base == quantity:
        return Fraction(1), Fraction(1)
    if (base, quantity) in FACTORS:
        low, high = FACTORS[base, quantity]
        return Fraction(low), Fraction(high)
    low, high = FACTORS[quantity, base]
    return Fraction(1, high), Fraction(1, low)


@MANY
@given(st.lists(valued(1), min_size=3, max_size=6))
def test_values_that_no_numbers_fit(claims: list[dict[str, Any]]) -> None:
    specs = dict(numbered(claims))
    assert small(reported(specs)) == irreducible(specs, can_hold)


@MANY
@given(st.lists(st.one_of(ordered(), ordered(), valued(4)), min_size=3, max_size=8))
def test_comparisons_and_values_out_of_order(claims: list[dict[str, Any]]) -> None:
    specs = dict(numbered(claims))
    assert small(reported(specs)) == irreducible(specs, can_hold)
