"""What reopens a ruling and what does not (DESIGN 7)."""

from typing import Any

import pytest
from claimbook.diagnostics import Place
from claimbook.disagreement.disputes import find_disputes
from claimbook.records.anchors import Anchor
from claimbook.records.claims import Claim, Reach, Wording
from claimbook.rulings.fingerprint import canonical, fingerprint

from tests.disagreement.bases import DEFAULTS, coffee, read_claims
from tests.disagreement.strategies import Specs

WITHOUT_MEANING = {"says", "at", "place", "passage", "note", "data_of", "superseded_by"}
COFFEE = coffee()
ESTIMATE = {"measure": "smd", "value": "0.8", "interval": ["0.6", "1.0"], "n": "40", "good": "higher"}
SPECS: Specs = {
    "better": {"effect": "better", "population": "adults", "estimate": ESTIMATE, "study": "trial-1"},
    "worse": {"effect": "worse", "population": "smokers", "source": "jones", "reports": ["brew1999"]},
    "general": {"effect": "better", "condition": "heart-disease", "source": "brown"},
}


def marks(claims: list[Claim]) -> dict[str, str]:
    known = {claim.id: claim for claim in claims}
    return {dispute.id: fingerprint(dispute, known) for dispute in find_disputes(claims, COFFEE)}


def mark(specs: Specs) -> str:
    return marks(read_claims(specs, COFFEE, DEFAULTS))["effect/hypertension"]


def test_is_a_sha256_and_the_same_every_time() -> None:
    assert len(mark(SPECS)) == 64
    assert mark(SPECS) == mark(SPECS)


@pytest.mark.parametrize(
    "change",
    [
        {"says": "Says it otherwise."},
        {"at": "elsewhere"},
        {"note": "To look at again."},
        {"place": Place("claims/other.yml", 7, 3)},
        {"anchors": (Anchor("0123456789abcdef", 3, 99),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_has_no_meaning_leaves_it_alone(change: dict[str, Any]) -> None:
    claims = read_claims(SPECS, COFFEE, DEFAULTS)
    assert marks([claim._replace(**change) for claim in claims]) == marks(claims)


def test_order_of_records_and_files_leaves_it_alone() -> None:
    assert mark(dict(reversed(SPECS.items()))) == mark(SPECS)
    claims = read_claims(SPECS, COFFEE, DEFAULTS)
    assert marks(claims[::-1]) == marks(claims)


def test_other_spellings_leave_it_alone() -> None:
    doses: Specs = {"a": {"dose": {"is": "50 mg"}}, "b": {"dose": {"is": "60 mg"}}}
    grams: Specs = {"a": {"dose": {"is": "0.05 g"}, "intervention": "Java"}, "b": {"dose": {"is": "0.06 g"}}}
    one, two = (marks(read_claims(specs, COFFEE, DEFAULTS)) for specs in (doses, grams))
    assert one == two


def test_the_other_arm_first_leaves_it_alone() -> None:
    """The arms swapped, the effect flipped and the estimate seen from the other side say the same."""
    turned = {**ESTIMATE, "good": "lower"}
    other_way = {"intervention": "water", "comparator": "coffee", "effect": "worse", "estimate": turned}
    one_way = {"intervention": "coffee", "comparator": "water"}
    one, two = (mark({**SPECS, "better": {**SPECS["better"], **arms}}) for arms in (one_way, other_way))
    assert one == two


def test_an_unrelated_exception_leaves_it_alone() -> None:
    """It is in the same dispute, but nobody has to rule on it."""
    guess = {"effect": "worse", "wording": "hypothesised", "source": "green"}
    assert mark({**SPECS, "guess": guess}) == mark(SPECS)


def test_another_dispute_leaves_it_alone() -> None:
    assert mark({**SPECS, "a": {"dose": {"is": "50 mg"}}, "b": {"dose": {"is": "60 mg"}}}) == mark(SPECS)


def test_a_further_claim_changes_it() -> None:
    assert mark({**SPECS, "again": {"effect": "worse", "source": "green"}}) != mark(SPECS)


@pytest.mark.parametrize(
    "change",
    [
        {"effect": "same"},
        {"intervention": {"drink": "coffee", "dose": "50 mg"}},
        {"comparator": "unstated"},
        {"outcome": "systolic"},
        {"population": "young-adults"},
        {"population": "unstated"},
        {"setting": "home"},
        {"reach": "every"},
        {"wording": "suggested"},
        {"as_of": "1999"},
        {"study": "trial-2"},
        {"reports": ["bean2001"]},
        {"said_by": "a reader"},
        *({"estimate": {**ESTIMATE, key: value}} for key, value in
          {"measure": "risk-ratio", "value": "0.7", "interval": ["0.5", "1.0"], "n": "41", "good": "lower"}.items()),
    ],
    ids=lambda change: " ".join(map(str, next(iter(change.items())))),
)  # fmt: skip
def test_every_field_with_a_meaning_changes_it(change: dict[str, Any]) -> None:
    assert mark({**SPECS, "better": {**SPECS["better"], **change}}) != mark(SPECS)


def test_every_field_of_a_claim_has_a_meaning_or_none() -> None:
    """A field that is added must be put on one side or the other."""
    meaning = canonical(read_claims(SPECS, COFFEE, DEFAULTS)[0]).keys() - {"form"}  # that of its assertion
    assert set(Claim._fields) == meaning | WITHOUT_MEANING
    assert not meaning & WITHOUT_MEANING


@pytest.mark.parametrize(
    "change",
    [
        {"id": "renamed"},
        {"source": "green"},
        {"anchors": (Anchor("fedcba9876543210", 3, 1),)},
        {"reach": Reach.EVERY},
        {"wording": Wording.SUGGESTED},
    ],
    ids=lambda change: next(iter(change)),
)
def test_who_says_it_and_where_changes_it(change: dict[str, Any]) -> None:
    first, *others = read_claims(SPECS, COFFEE, DEFAULTS)
    assert marks([first._replace(**change), *others]) != marks([first, *others])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"dose": {"recommended": "50 mg"}}, {"dose": {"optimal": "50 mg"}}),
        ({"dose": {"recommended": "50 mg"}}, {"dose": {"recommended": "51 mg"}}),
    ],
)
def test_word_and_value_of_a_value_claim(one: dict[str, Any], two: dict[str, Any]) -> None:
    other = {"b": {"dose": {"recommended": "200 mg"}}}
    before, after = (marks(read_claims({"a": spec, **other}, COFFEE, DEFAULTS)) for spec in (one, two))
    assert before.keys() == after.keys()
    assert before != after


def test_changes_of_a_moderation_claim() -> None:
    said = {"moderator": "co-medication", "when": "beta-blocker"}
    other = {"b": {**said, "changes": "stronger"}}
    both = [{"a": {**said, "changes": word}, **other} for word in ("weaker", "none")]
    one, two = (marks(read_claims(specs, COFFEE, DEFAULTS)) for specs in both)
    assert one.keys() == two.keys()
    assert one != two
