"""Reading a vocabulary. Its errors are case files (``tests/cases``); here is what a sound one means."""

from fractions import Fraction

import pytest
from claimbook.diagnostics import Place, Sink
from claimbook.reading.yamlfile import parse_yaml
from claimbook.vocabulary.doubts import Doubts
from claimbook.vocabulary.reader import read_vocabulary
from claimbook.vocabulary.spans import closed
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import AS_OF, ExclusionConstraint, Mode, RatioConstraint, Scale, Vocabulary

from tests.conftest import BASE


def read(text: str) -> Vocabulary:
    sink = Sink()
    found = read_vocabulary(parse_yaml(text, "v.yml", sink), Place("v.yml"), sink)
    assert [str(d.place) + d.message for d in sink] == []
    assert found is not None
    return found


TEXT = (BASE / "claims/vocabulary.yml").read_text()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read(TEXT)


def test_arms_and_dimensions(vocabulary: Vocabulary) -> None:
    assert (vocabulary.main, vocabulary.arm_dimension, vocabulary.controls) == ("coffee", "drink", ("water",))
    assert vocabulary.dimensions == ("drink", "condition", "population", "outcome")
    assert vocabulary.graph_of("comparator") is vocabulary.graphs["drink"]
    assert vocabulary.is_dimension("intervention")
    assert not vocabulary.is_dimension("bean")


def test_properties(vocabulary: Vocabulary) -> None:
    dose = vocabulary.properties["dose"]
    assert (dose.type, dose.measure.unit, dose.measure.tolerance) == (Type.QUANTITY, "mg", Fraction(1, 5))
    assert dose.measure.ranges["light"].intervals == (closed(50, 100),)
    assert dose.signature.known == ("intervention", "condition", "population")
    assert dose.modes == tuple(vocabulary.modes)
    assert vocabulary.properties["cups"].signature.id_from == ("condition",)
    assert vocabulary.properties["timing"].measure.immediately == 15


def test_outcomes(vocabulary: Vocabulary) -> None:
    assert (vocabulary.family("headache"), vocabulary.family("any")) == ("pain", "")
    assert vocabulary.is_benefit("headache")
    assert not vocabulary.is_benefit("any")


def test_modes_and_measures(vocabulary: Vocabulary) -> None:
    assert vocabulary.modes["recommended"] is Mode.BEST
    assert vocabulary.measures == {"smd": Scale.LINEAR, "odds-ratio": Scale.RATIO}


def test_labels(vocabulary: Vocabulary) -> None:
    assert [vocabulary.label(key) for key in ("dose", "condition", "intervention")] == [
        "Dose",
        "Condition",
        "Intervention",
    ]


def test_time_varying_properties_know_when() -> None:
    found = read(TEXT.replace("  cups:\n", "  cups:\n    time_varying: yes\n"))
    assert found.properties["cups"].signature.moderators == (AS_OF,)
    with_time = TEXT.replace(
        "  population:\n", "  time-point: {siblings: disjoint, terms: {early: {}}}\n  population:\n", 1
    )
    found = read(with_time.replace("  cups:\n", "  cups:\n    time_varying: yes\n"))
    assert found.properties["cups"].signature.moderators == ("time-point", AS_OF)


CONSTRAINED = (
    TEXT.replace(
        "\nmeasures:",
        "\n  steady: {type: quantity, unit: day, subject: [intervention]}"
        "\n  half-life: {type: quantity, unit: h, subject: [intervention]}\n\nmeasures:",
    )
    + """
constraints:
  five: {says: Five half-lives., quantity: steady, times: {of: half-life, by: 4..5}}
  apart: {says: Never both., having: {bean: arabica}, never: {bean: robusta}}
"""
)


def test_constraints() -> None:
    ratio, exclusion = read(CONSTRAINED).constraints
    assert isinstance(ratio, RatioConstraint)
    assert isinstance(exclusion, ExclusionConstraint)
    assert (ratio.quantity, ratio.base) == ("steady", "half-life")
    assert (ratio.factor.low[0], ratio.factor.high[0]) == pytest.approx((4 / 24, 5 / 24))
    assert (exclusion.having, exclusion.never) == (("bean", "arabica"), ("bean", "robusta"))


def test_without_arms_nobody_speaks_of_interventions() -> None:
    found = read("title: Bridges\nmodes: {is: is}\ndimensions: {bridge: {terms: {old: {}}}}\n")
    assert not found.is_dimension("intervention")


def test_own_units_may_build_on_others() -> None:
    found = read("title: Bridges\nmodes: {is: is}\nunits: {drop: mL, dose: drop, IU: IU}\n")
    assert found.units.factor("drop", "mL") == 1
    assert found.units.factor("dose", "mL") == 1
    assert found.units.factor("IU", "mg") is None
    assert found.units.factor("IU/mL", "IU/L") == 1000


def doubts(text: str) -> Doubts:
    sink = Sink()
    found = read_vocabulary(parse_yaml(text, "v.yml", sink), Place("v.yml"), sink)
    assert found is not None
    assert len(sink) == 1
    return found.doubts


def test_a_sound_vocabulary_leaves_nothing_in_doubt(vocabulary: Vocabulary) -> None:
    assert not vocabulary.doubts


def test_doubt_spreads_to_what_it_is_the_subject_of() -> None:
    found = doubts(TEXT.replace("\n  condition:\n", "\n  conditon:\n"))
    assert found.names == {"condition", "effect", "moderation", "dose", "timing", "cups", "share"}
    assert doubts(TEXT.replace("arabica: {label", "arabica: {lable")).names == {"bean"}
    assert doubts(TEXT.replace("recommended: best", "recommended: beste")).names == {"recommended"}


def test_a_lost_section_leaves_everything_in_doubt() -> None:
    assert doubts(TEXT.replace("\nproperties:", "\nquantities:")).touch(["bean"])
    assert not doubts(TEXT.replace("\nforms:", "\nform:"))


def test_measures_are_no_keys_of_claims_so_that_any_name_is_free() -> None:
    found = read(TEXT.replace("\nmeasures:\n", "\nmeasures:\n  effect: {label: effect size}\n"))
    assert found.measures["effect"] is Scale.LINEAR
    assert found.measure_labels["effect"] == "effect size"
