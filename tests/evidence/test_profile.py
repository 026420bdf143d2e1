"""Counting studies on a question: directions, shared participants, sizes, arms either way round."""

from pathlib import Path

import pytest
from claimbook.evidence.estimates import estimates_on
from claimbook.evidence.profile import Profile, StudyDirection, profile_of
from claimbook.evidence.question import EvidenceQuestion
from claimbook.knowledge import KnowledgeBase, load

COFFEE = Path(__file__).parents[1] / "book/coffee"
STUDY = """\
source: {key}
title: Made for a test
kind: trial
design: {design}
published: "{year}"
archived: no
read: abstract
trust: low
trust_because: It is made up.
{more}
"""
RESULTS = """\
source: {key}
defaults: {{intervention: coffee, comparator: water, complaint: migraine, outcome: headache}}
passages:
  - at: Abstract
    claims:
"""
CLAIM = """\
      - id: {key}-{number}
        says: Made for a test.
        {fields}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Only the vocabulary; studies are added by the tests."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/vocabulary.yml").write_text((COFFEE / "claims/vocabulary.yml").read_text())
    return tmp_path


def study(
    root: Path, key: str, *claims: str, design: str = "primary-study", year: str = "2020", more: str = ""
) -> None:
    """Add a study; each claim is given by its fields, separated by ``; ``."""
    folder = root / "claims" / key
    folder.mkdir()
    (folder / "source.yml").write_text(STUDY.format(key=key, design=design, year=year, more=more))
    told = "".join(
        CLAIM.format(key=key, number=number, fields=fields.replace("; ", "\n        "))
        for number, fields in enumerate(claims)
    )
    (folder / "results.yml").write_text(RESULTS.format(key=key) + told)


def loaded(root: Path) -> KnowledgeBase:
    base = load(root)
    assert not [d for d in base.sink if d.code != "CB205" and d.code.startswith("CB1")], list(base.sink)
    return base


def profile(root: Path, exact: bool = False, **terms: str) -> Profile:
    base = loaded(root)
    question = EvidenceQuestion(base.vocabulary, {k: frozenset({v}) for k, v in terms.items()}, exact=exact)
    return profile_of(question, base.claims(), base.records.sources)


def test_directions_are_counted_by_study(root: Path) -> None:
    study(root, "a2020", "effect: better", "effect: better; time-point: one-year")
    study(root, "b2020", "effect: not-shown")
    study(root, "c2020", "effect: better; time-point: one-month", "effect: not-shown; time-point: one-year")
    study(root, "d2020", "effect: better", "effect: worse; reach: some")
    (tally,) = profile(root, complaint="migraine").tallies
    assert tally.directions == {StudyDirection.BETTER: 2, StudyDirection.NOT_SHOWN: 1, StudyDirection.DEPENDS: 1}


def test_shared_participants_count_once(root: Path) -> None:
    study(root, "a2020", "effect: better")
    study(root, "b2021", "effect: better", year="2021", more="data_of: [a2020]")
    study(root, "c2022", "effect: worse", design="secondary-analysis", year="2022", more="data_of: [a2020]")
    study(root, "d2023", "effect: worse", design="meta-analysis")
    study(root, "e2023", "effect: worse", design="review")
    found = profile(root, complaint="migraine")
    assert [s.key for s in found.studies] == ["b2021", "a2020"]
    assert [s.key for s in found.apart] == ["c2022", "d2023", "e2023"]
    assert found.tallies[0].directions == {StudyDirection.BETTER: 1}


def test_arms_may_be_the_other_way_round(root: Path) -> None:
    study(root, "a2020", "effect: better; intervention: water; comparator: coffee")
    assert profile(root, complaint="migraine").tallies[0].directions == {StudyDirection.WORSE: 1}


def test_other_comparisons_are_other_questions(root: Path) -> None:
    study(root, "a2020", "effect: better; intervention: decaf")
    study(root, "b2020", "effect: better; comparator: decaf")
    assert not profile(root, complaint="migraine").studies
    assert [s.key for s in profile(root, intervention="decaf").studies] == ["a2020"]
    assert [s.key for s in profile(root, comparator="decaf").studies] == ["b2020"]


def test_an_unstated_comparator_counts_as_a_control(root: Path) -> None:
    study(root, "a2020", "effect: better; comparator: unstated")
    assert [s.key for s in profile(root, complaint="migraine").studies] == ["a2020"]


def test_a_study_of_something_else_is_left_out(root: Path) -> None:
    study(root, "a2020", "effect: better; complaint: hypertension")
    study(root, "b2020", "effect: better; complaint: any")
    study(root, "c2020", "effect: better", design="document")
    assert not profile(root, complaint="migraine").studies


def test_what_retells_others_is_no_finding_of_its_own(root: Path) -> None:
    study(root, "a2020", "effect: better; reports: [b2020]")
    assert not profile(root, complaint="migraine").studies


def test_participants_are_summed_over_known_numbers() -> None:
    base = load(COFFEE)
    question = EvidenceQuestion(base.vocabulary, {"complaint": frozenset({"hypertension"})})
    (tally,) = profile_of(question, base.claims(), base.records.sources).tallies
    assert tally.participants == 452
    assert [study.key for study in tally.missing] == ["saucer2020"]
    assert [study.key for study in tally.undated] == ["saucer2020"]
    assert [study.key for study in tally.largest] == ["trial2024"]
    assert [study.key for study in tally.newest] == ["trial2024"]


def test_families_are_counted_apart(root: Path) -> None:
    study(root, "a2020", "effect: better", "effect: worse; outcome: blood-pressure")
    tallies = {t.family: dict(t.directions) for t in profile(root, complaint="migraine").tallies}
    assert tallies == {"pain": {StudyDirection.BETTER: 1}, "pressure": {StudyDirection.WORSE: 1}}


def test_several_may_be_the_newest(root: Path) -> None:
    for key in ("a2020", "b2020"):
        study(root, key, "effect: better")
    study(root, "c2010", "effect: better", year="2010")
    (tally,) = profile(root, complaint="migraine").tallies
    assert [s.key for s in tally.newest] == ["a2020", "b2020"]
    assert tally.largest == ()


# Estimates


def values(root: Path, **terms: str) -> list[tuple[str, float, tuple[float, float] | None]]:
    base = loaded(root)
    question = EvidenceQuestion(base.vocabulary, {k: frozenset({v}) for k, v in terms.items()})
    groups = estimates_on(question, base.claims(), base.records.sources)
    return [(mark.claim.id, mark.value, mark.interval) for group in groups for mark in group.marks]


def test_estimates_are_turned_to_one_direction(root: Path) -> None:
    vocabulary = root / "claims/vocabulary.yml"
    vocabulary.write_text(
        vocabulary.read_text().replace("measures:\n", "measures:\n  odds: {label: odds ratio, scale: ratio}\n")
    )
    study(root, "a2020", "effect: better; estimate: {measure: mmhg, value: 2, interval: [1, 3], good: higher}")
    study(
        root,
        "b2019",
        "effect: better; estimate: {measure: mmhg, value: -2, interval: [-3, -1], good: lower}",
        year="2019",
    )
    turned = (
        "effect: worse; intervention: water; comparator: coffee;"
        " estimate: {measure: mmhg, value: -2, interval: [-3, -1], good: higher}"
    )
    study(root, "c2018", turned, year="2018")
    study(
        root,
        "d2017",
        "effect: better; estimate: {measure: odds, value: 0.5, interval: [0.25, 0.8], good: lower}",
        year="2017",
    )
    assert values(root, complaint="migraine") == [
        ("a2020-0", 2.0, (1.0, 3.0)),
        ("b2019-0", 2.0, (1.0, 3.0)),
        ("c2018-0", 2.0, (1.0, 3.0)),
        ("d2017-0", 2.0, (1.25, 4.0)),
    ]
