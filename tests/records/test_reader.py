"""What records say once they are read. Their errors are case files (``tests/cases``)."""

from textwrap import dedent, indent

import pytest
from claimbook.check import check
from claimbook.diagnostics import Severity
from claimbook.records.claims import (
    Arm,
    Claim,
    Effect,
    EffectAssertion,
    Form,
    ModerationAssertion,
    Reach,
    ValueAssertion,
    Wording,
)
from claimbook.vocabulary.values import Comparison, Extent, Identifier, Term

from tests.conftest import MakeBase
from tests.disagreement.bases import DEFAULTS, coffee, read_claims

FILE = "claims/brew2020/claims.yml"
HEAD = """\
source: brew2020
defaults: {intervention: coffee, comparator: water, condition: hypertension, population: adults, as_of: 2019}
passages:
  - at: Heading
    anchor: [651b6d1d57a97759/3@0, e4d96335542522d0/6@3]
    exclude: heading
  - at: Second sentence
    anchor: a778a51b133b5a93/7@9
    about: {condition: migraine, wording: suggested, reports: [brew2020]}
    claims:
"""


def read(make_base: MakeBase, *records: str) -> dict[str, Claim]:
    items = "".join(indent("- " + indent(dedent(record).strip(), "  ").strip() + "\n", " " * 6) for record in records)
    root = make_base({FILE: HEAD + items})
    result = check(root, root / "archive")
    assert [d.message for d in result.diagnostics if d.severity is Severity.ERROR and not d.dispute] == []
    return result.base.records.claims


def one(make_base: MakeBase, record: str) -> Claim:
    (claim,) = read(make_base, record).values()
    return claim


def test_defaults_about_and_own_keys_in_that_order(make_base: MakeBase) -> None:
    claims = read(
        make_base,
        "id: a\nsays: A dose.\ndose: {recommended: 80 mg}",
        """
        id: b
        says: A dose.
        dose: {recommended: 80 mg}
        condition: any
        population: unstated
        wording: asserted
        as_of: 2001
        """,
    )
    assert claims["a"].scope == {
        "intervention": Term("drink", "coffee"),
        "condition": Term("condition", "migraine"),
        "population": Term("population", "adults"),
    }
    assert (claims["a"].wording, claims["a"].reports, claims["a"].as_of) == (Wording.SUGGESTED, ("brew2020",), "2019")
    assert claims["b"].scope == {"intervention": Term("drink", "coffee"), "condition": Term("condition", "any")}
    assert (claims["b"].wording, claims["b"].as_of) == (Wording.ASSERTED, "2001")


def test_effect(make_base: MakeBase) -> None:
    claim = one(
        make_base,
        """
        id: a
        says: As good.
        effect: same
        intervention: {drink: coffee, dose: 50 mg}
        comparator: {drink: Brewed Coffee, dose: 500 mg, timing: unstated}
        outcome: blood-pressure
        dose: unstated
        estimate: {measure: smd, value: -0.42, interval: ["-0.7", 0.1], n: "1,200", good: lower}
        """,
    )
    effect = claim.assertion
    assert isinstance(effect, EffectAssertion)
    assert claim.form is Form.EFFECT
    assert (effect.intervention.term, effect.comparator.term, effect.effect) == ("coffee", "coffee", Effect.SAME)
    assert [number(arm.given["dose"]) for arm in (effect.intervention, effect.comparator)] == [50, 500]
    assert "timing" not in effect.comparator.given
    estimate = effect.estimate
    assert estimate is not None
    assert (estimate.value, estimate.interval, estimate.n, estimate.good) == (-0.42, (-0.7, 0.1), 1200, "lower")
    assert "intervention" not in claim.scope


def test_what_an_arm_leaves_unstated_is_no_default() -> None:
    defaults = {**DEFAULTS, "dose": "50 mg", "intake-time": "before session", "population": "adults"}
    arms = {"intervention": {"drink": "coffee", "dose": "unstated"}, "comparator": {"drink": "water"}}
    own = {"effect": "better", "comparator": {"drink": "water", "intake-time": "unstated"}}
    of_arms, of_comparator = read_claims({"a": {"effect": "better", **arms}, "b": own}, coffee(), defaults)
    assert set(of_arms.scope) == {"condition", "outcome", "population", "intake-time"}
    assert set(of_comparator.scope) == {"condition", "outcome", "population", "dose"}


def number(value: object) -> float:
    assert isinstance(value, Extent)
    return value.spans.low[0]


def test_an_unstated_comparator(make_base: MakeBase) -> None:
    effect = one(make_base, "id: a\nsays: x\neffect: better\ncomparator: unstated\noutcome: headache").assertion
    assert isinstance(effect, EffectAssertion)
    assert effect.comparator == Arm(None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dose: {recommended: 80 mg}", "80 mg"),
        ("bean: {is: Arabica}", Term("bean", "arabica")),
        ("catalogue-number: {is: B  16}", Identifier("B 16")),
        (
            "dose: {recommended: above dose of High Blood Pressure}",
            Comparison(True, "dose", "condition", "hypertension", ""),
        ),
        ("dose: {recommended: below dose of espresso}", Comparison(False, "dose", "intervention", "espresso", "")),
    ],
)
def test_value(make_base: MakeBase, line: str, expected: object) -> None:
    claim = one(make_base, f"id: a\nsays: x\n{line}")
    assert isinstance(claim.assertion, ValueAssertion)
    value = claim.assertion.value
    assert (value.text if isinstance(value, Extent) else value) == expected


@pytest.mark.parametrize(
    "spelling", ["no", "on", "1:30", "010", "1e3", "1.10", "2026-11-21", "~", "null", "0x1F", "1_000"]
)
def test_bare_scalars_keep_their_spelling(make_base: MakeBase, spelling: str) -> None:
    claim = one(
        make_base, f"id: a\nsays: {spelling}\nstudy: {spelling}\nnote: {spelling}\ncatalogue-number: {{is: {spelling}}}"
    )
    assert isinstance(claim.assertion, ValueAssertion)
    assert claim.assertion.value == Identifier(spelling)
    assert (claim.says, claim.study, claim.note) == (spelling,) * 3


@pytest.mark.parametrize(
    ("moderator", "when", "read"),
    [
        ("dose", "more", "higher"),
        ("dose", "higher", "higher"),
        ("cups", "higher", "more"),
        ("share", "more", "higher"),
        ("timing", "earlier", "earlier"),
        ("first-described", "earlier", "earlier"),
    ],
)
def test_moderation_by_order(make_base: MakeBase, moderator: str, when: str, read: str) -> None:
    text = f"id: a\nsays: x\nmoderator: {moderator}\nwhen: {when}\nchanges: stronger\noutcome: headache"
    claim = one(make_base, text)
    assert isinstance(claim.assertion, ModerationAssertion)
    assert claim.assertion.when == read


def test_moderation_by_value(make_base: MakeBase) -> None:
    text = "says: x\nchanges: none\noutcome: headache"
    claims = read(
        make_base, f"id: a\nmoderator: population\nwhen: adults\n{text}", f"id: b\nmoderator: dose\nwhen: 80 mg\n{text}"
    )
    whens = [c.assertion.when for c in claims.values() if isinstance(c.assertion, ModerationAssertion)]
    assert whens[0] == Term("population", "adults")
    assert number(whens[1]) == 80


def test_statement_and_the_rest(make_base: MakeBase) -> None:
    claim = one(make_base, "id: a\nsays: x\nreach: every\nsaid_by: A reader\nstudy: one\nbean: arabica")
    assert (claim.form, claim.reach, claim.voice) == (Form.STATEMENT, Reach.EVERY, "brew2020: A reader")
    assert claim.studies == {"brew2020#one", "brew2020"}
    assert claim.scope["bean"] == Term("bean", "arabica")


def test_places_and_passages(make_base: MakeBase) -> None:
    claims = read(make_base, "id: a\nsays: x", "id: b\nsays: x")
    assert [str(claim.place) for claim in claims.values()] == [f"{FILE}:11:9", f"{FILE}:13:9"]
    assert {claim.passage for claim in claims.values()} == {(FILE, 1)}
    assert [str(anchor) for anchor in claims["a"].anchors] == ["a778a51b133b5a93/7@9"]
