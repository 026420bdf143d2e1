"""Numbers as parts of ids."""

import pytest
from claimbook.disagreement.disputes import find_disputes
from claimbook.disagreement.slugs import slug
from claimbook.vocabulary.values import Identifier, Term, parse_extent

from tests.disagreement.bases import DEFAULTS, HERE, coffee, parse_vocabulary, read_claims

COFFEE = coffee()


@pytest.mark.parametrize(
    ("key", "spellings", "part"),
    [
        ("dose", ("50 mg", "0.05 g", "50  mg", "50 mg or 0.05 g"), "50-mg"),
        ("dose", ("50..250 mg", "0.05..0.25 g"), "50..250-mg"),
        ("dose", ("50 mg or 25 mg", "0.025 g or 50 mg"), "25-mg-or-50-mg"),
        ("dose", ("~ 50 mg", "40..60 mg"), "40..60-mg"),
        ("dose", ("low-dose", "1..80 mg"), "1..80-mg"),
        ("dose", ("above 250 mg",), "above-250-mg"),
        ("dose", ("at least 250 mg",), "at-least-250-mg"),
        ("dose", ("below 0.5 mg",), "below-0.5-mg"),
        ("dose", ("at most 0.5 mg",), "at-most-0.5-mg"),
        ("dose", ("-5 mg",), "minus-5-mg"),
        ("dose", ("10000000000000000 mg",), "1e16-mg"),
        ("intervention.dose", ("0.05 g",), "50-mg"),
        ("washout", ("2 day", "48 h"), "48-h"),
        ("intake-time", ("1 h before session", "60 min before session"), "minus-60-min"),
        ("intake-time", ("immediately after session",), "above-0-at-most-15-min"),
        ("intake-time", ("before session or during session or after session",), "any-min"),
        ("first-report", ("1999", "1999-01-01/1999-12-31"), "1999-01-01..1999-12-31"),
        ("first-report", ("1999-04-01",), "1999-04-01"),
        ("first-report", ("1999-04-01/..",), "at-least-1999-04-01"),
    ],
)
def test_numbers_are_one_part_however_they_are_spelled(key: str, spellings: tuple[str, ...], part: str) -> None:
    measure = COFFEE.properties[key.rpartition(".")[2]].measure
    assert {slug(key, parse_extent(text, measure, COFFEE.units), COFFEE) for text in spellings} == {part}


def test_other_values() -> None:
    assert slug("origin", Term("origin", "africa"), COFFEE) == "africa"
    assert slug("discoverer", Identifier("A. Kaldi, goatherd"), COFFEE) == "A.-Kaldi-goatherd"


def test_another_spelling_of_a_number_leaves_an_id() -> None:
    subject = "subject: [intervention, comparator, condition, outcome]"
    text = (HERE / "vocabulary.yml").read_text()
    by_dose = parse_vocabulary(
        text.replace(subject, f"{subject[:-1]}, dose]", 1)
        .replace("moderators: [population, dose, intake-time", "moderators: [population, intake-time", 1)
        .replace("id_from: [intervention, condition]", "id_from: [intervention, condition, dose]", 1)
        .replace("    question: What does {intervention} do in {condition}?\n", "", 1)
    )
    specs = {"b": {"effect": "better", "dose": "50 mg"}, "c": {"effect": "worse", "dose": "50 mg"}}
    for more in ({}, {"a": {"effect": "better", "dose": "0.05 g"}}, {"d": {"effect": "worse", "dose": "0.05 g"}}):
        found = find_disputes(read_claims({**specs, **more}, by_dose, DEFAULTS), by_dose)
        assert [dispute.id for dispute in found] == ["effect/hypertension/50-mg"]
