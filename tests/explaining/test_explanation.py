"""What is explained of two claims is what the check finds of them."""

from itertools import combinations, combinations_with_replacement
from pathlib import Path

import pytest
from claimbook.disagreement.disputes import Dispute, find_disputes
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.modes import clash_of
from claimbook.disagreement.opposition import oppose
from claimbook.disagreement.positions import Position, ValueStance
from claimbook.disagreement.questions import Questions
from claimbook.explaining.encounter import LOWER, ONCE
from claimbook.explaining.explanation import Explanation, explain
from claimbook.records.claims import Claim, Reach, Wording
from claimbook.rulings.review import Reviewed, review
from claimbook.rulings.ruling import Rulings
from claimbook.vocabulary.spans import Spans, closed
from claimbook.vocabulary.values import Extent
from claimbook.vocabulary.vocabulary import Mode, Vocabulary
from hypothesis import given, settings

from tests.disagreement.bases import DEFAULTS, Spec, coffee, read_claims
from tests.disagreement.strategies import STEADY, Specs, bases
from tests.disagreement.test_cases import CASES, read_case

COFFEE = coffee()
MANY = settings(STEADY, max_examples=200)
Base = tuple[Vocabulary, Specs]


def reviewed(claims: list[Claim], vocabulary: Vocabulary) -> list[Reviewed]:
    return list(review(find_disputes(claims, vocabulary), Rulings(), {claim.id: claim for claim in claims}))


def worst(one: Claim, two: Claim, disputes: list[Dispute]) -> Grade | None:
    """The worst disagreement of the two among all claims. A set between sources may hold more of one voice."""
    grades = [
        found.grade
        for dispute in disputes
        for found in dispute.disagreements
        if len(found.members) == 2
        and found.within_source == (one.voice == two.voice)
        and any(a in found.members[0] and b in found.members[1] for a, b in ((one.id, two.id), (two.id, one.id)))
    ]
    return min(grades, key=lambda grade: grade.rank, default=None)


@MANY
@given(bases(2, 6))
def test_of_any_two_claims(base: Base) -> None:
    """To draw a base takes longer than to look at it, so whatever is drawn is put to everything that must hold."""
    vocabulary, specs = base
    claims = read_claims(specs, vocabulary)
    never_at_odds_with_the_check(claims, vocabulary)
    what_leads_there_is_what_the_grade_is_made_of(claims, vocabulary)
    both_ways_round(claims, vocabulary)
    every_position_is_on_a_question(claims, vocabulary)


def never_at_odds_with_the_check(claims: list[Claim], vocabulary: Vocabulary) -> None:
    known = reviewed(claims, vocabulary)
    for one, two in combinations(claims, 2):
        found = explain(one, two, known, vocabulary)
        assert found.grade == worst(one, two, [r.dispute for r in known])
        assert (found.grade is None) == (found.apart != "")
        for finding in found.findings:
            assert finding.reviewed is not None
            assert finding.question == finding.reviewed.dispute.question


def what_leads_there_is_what_the_grade_is_made_of(claims: list[Claim], vocabulary: Vocabulary) -> None:
    """An encounter without a reason to stay apart is a disagreement, and its lines are the steps of the grade."""
    for one, two in combinations(claims, 2):
        found = explain(one, two, [], vocabulary)
        opposed = [encounter for encounter in found.encounters if not encounter.apart]
        assert opposed or found.apart or found.bonds or _by_order(found)
        assert not (opposed and found.apart)
        for encounter in opposed:
            lines = (*encounter.subjects, *encounter.circumstances)
            lowering = sum(line.effect == LOWER for line in lines) + any(line.effect == ONCE for line in lines)
            steps = [finding.disagreement.why for finding in found.findings]
            assert any(_lowered(why) == lowering for why in steps), (encounter, steps)


def _by_order(found: Explanation) -> bool:
    return all(" the orders " in " ".join(finding.disagreement.why) for finding in found.findings)


def _lowered(why: tuple[str, ...]) -> int:
    """How many steps of a grade are about the subject or the circumstances."""
    return sum(step.endswith("one step lower") and "suggested" not in step for step in why)


def both_ways_round(claims: list[Claim], vocabulary: Vocabulary) -> None:
    for one, two in combinations(claims, 2):
        here, there = explain(one, two, [], vocabulary), explain(two, one, [], vocabulary)
        assert here.grade == there.grade
        assert len(here.encounters) == len(there.encounters)


def every_position_is_on_a_question(claims: list[Claim], vocabulary: Vocabulary) -> None:
    """A dispute between claims on one and the same subject has the id of the question that they speak to."""
    questions = Questions(claims, vocabulary)
    for claim in claims:
        assert questions.of(claim.id)
        for id_ in questions.of(claim.id):
            question = questions.get(id_)
            assert question is not None
            assert any(claim.id in view.claims for view in question.views)


def test_who_agrees_does_not_hang_on_how_a_value_is_spelled() -> None:
    said = {"a": "50 mg", "b": "0.05 g", "c": "50000 µg", "d": "500 mg"}
    specs = {id_: {"source": id_, "dose": {"recommended": dose}} for id_, dose in said.items()}
    questions = Questions(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    question = questions.get("dose/hypertension")
    assert question is not None
    assert [(view.says, view.claims) for view in question.views] == [
        ("recommended 50 mg", ("a", "b", "c")),
        ("recommended 500 mg", ("d",)),
    ]
    assert questions.shared_by("b") is question.views[0]


def test_an_effect_is_one_view_whatever_it_was_estimated_at() -> None:
    estimates = {"a": {"measure": "smd", "value": "0.5", "good": "higher"},
                 "b": {"measure": "smd", "value": "0.4", "good": "higher"}}  # fmt: skip
    specs = {id_: {"source": id_, "effect": "better", "estimate": estimate} for id_, estimate in estimates.items()}
    question = Questions(read_claims(specs, COFFEE, DEFAULTS), COFFEE).get("effect/hypertension")
    assert question is not None
    assert [(view.says, view.claims) for view in question.views] == [("better", ("a", "b"))]


# Classes of modes

VALUES = [Extent(Spans.of([closed(*pair)]), f"{pair}") for pair in ((1, 1), (1, 5), (2, 3), (4, 9), (10, 10), (8, 20))]


@pytest.mark.parametrize("pair", list(combinations_with_replacement(Mode, 2)), ids="-".join)
def test_the_rules_told_are_those_that_hold(pair: tuple[Mode, Mode]) -> None:
    """Classes disagree for some values exactly if a rule for them is told."""

    def position(mode: Mode, value: Extent) -> Position:
        return Position(ValueStance("dose", mode.value, mode, value), (), (), Reach.AVERAGE, Wording.ASSERTED)

    ever = any(
        oppose(position(pair[0], one), position(pair[1], two), COFFEE, same_study=True)
        for one in VALUES
        for two in VALUES
    )
    assert ever == (clash_of(*pair) is not None)


# Some reasons, word by word

DOSE = {"dose": {"recommended": "50 mg"}}
REASONS: dict[str, tuple[Spec, Spec, str]] = {
    "no class": (DOSE, {"dose": {"effective": "100 mg"}}, "'best' against 'works' never disagrees"),
    "values fit": (
        DOSE,
        {"dose": {"optimal": "25..100 mg"}},
        "'best' against 'best' disagrees when the values exclude each other, but 50 mg lies within 25–100 mg",
    ),
    "other subject": (
        DOSE,
        {"dose": {"recommended": "100 mg"}, "condition": "migraine"},
        "they are about different things: condition: hypertension excludes migraine",
    ),
    "other question": (
        DOSE,
        {"effect": "better"},
        "they are about different questions: one about the dose of caffeine, the other about the effect "
        "on outcomes of pressure",
    ),
    "statement": (DOSE, {}, "two is a statement, which is shown and cited but never compared"),
    "superseded": (DOSE, {**DOSE, "superseded_by": "one"}, "two is not current: one has replaced it"),
    "same effect": ({"effect": "better"}, {"effect": "better"}, "both say the same: better"),
    "mixed": ({"effect": "better"}, {"effect": "mixed"}, "a mixed result disagrees with nothing"),
    "nothing shown": (
        {"effect": "same"},
        {"effect": "not-shown"},
        "'no difference' and 'no difference shown' can both be right",
    ),
    "other outcomes": (
        {"effect": "better"},
        {"effect": "worse", "outcome": "alertness"},
        "they are about different questions: one about the effect on outcomes of pressure, the other about the "
        "effect on outcomes of alertness",
    ),
    "constraint that holds": (
        {"half-life": {"is": "10 h"}},
        {"washout": {"is": "45 h"}},
        "Caffeine is washed out after four to five half-lives. With 'is 10 h (half-life)' and 'is 45 h (time to wash "
        "out)': the first gives 40 to 50 h, with which the other agrees.",
    ),
    "no sum of alternatives": (
        {"half-life": {"is": "5 h or 10 h"}},
        {"half-life": {"is": "10 h or 20 h"}},
        "'is' against 'is' disagrees when the values exclude each other, but 5 h or 10 h overlaps with 10 h or 20 h",
    ),
    "comparison": (
        {"dose": {"recommended": "above dose of migraine"}},
        DOSE,
        "'above the dose of caffeine for migraine' is a comparison: it is held against what is claimed of both "
        "subjects, not against a value",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
def test_reason(name: str) -> None:
    one, two, reason = REASONS[name]
    claims = read_claims({"one": one, "two": {"source": "jones", **two}}, COFFEE, DEFAULTS)
    assert explain(claims[0], claims[1], [], COFFEE).apart == reason


# The cases


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_of_the_cases_too(path: Path) -> None:
    """Every two claims of every case: the grade is the check's, and sets of three or more that have both are shown."""
    claims = read_claims(read_case(path)["claims"], COFFEE, DEFAULTS)
    known = reviewed(claims, COFFEE)
    sets = [found for r in known for found in r.dispute.disagreements if len(found.members) > 2]
    for one, two in combinations(claims, 2):
        found = explain(one, two, known, COFFEE)
        assert found.grade == worst(one, two, [r.dispute for r in known])
        both = [d for d in sets if len([m for m in d.members if one.id in m or two.id in m]) > 1]
        assert [finding.disagreement for finding in found.larger] == both
