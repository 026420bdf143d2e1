"""Where claims lead: one trace each, by way of the references of their source."""

from dataclasses import replace
from typing import Any

from claimbook.diagnostics import Place
from claimbook.disagreement.agreement import agreement
from claimbook.records.sources import Design, Findability, Reference, Source
from claimbook.tracing.traces import Trace, trace_claims
from claimbook.vocabulary.vocabulary import StudyFacts, Vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disagreement.bases import coffee, read_claims
from tests.disagreement.strategies import STEADY, Specs, bases

BETTER = {"intervention": "coffee", "comparator": "water", "condition": "hypertension", "effect": "better",
          "outcome": "blood-pressure"}  # fmt: skip


def source(key: str, design: Design = Design.DOCUMENT, references: tuple[Reference, ...] = ()) -> Source:
    return Source(key=key, title=key, kind="x", authors=(), published="", place=Place("x"), design=design,
                  references=references)  # fmt: skip


def reference(found: Findability, study: str = "trial") -> Reference:
    return Reference(id=f"{found}", source="blog", gives="a trial", at="x", found=found, works=(), weak=(),
                     study=study, because="x", place=Place("x"))  # fmt: skip


def trace(claim: dict[str, Any], *studies: dict[str, Any], references: tuple[Reference, ...] = ()) -> Trace:
    """The trace of a claim of a blog, besides studies ``mill``."""
    specs = {"told": {"source": "blog", **claim}}
    specs |= {f"mill-{n}": {"source": "mill", **study} for n, study in enumerate(studies)}
    vocabulary = coffee()
    sources = {"blog": source("blog", references=references), "mill": source("mill", Design.PRIMARY_STUDY)}
    return trace_claims(read_claims(specs, vocabulary), sources, vocabulary)["told"].trace


def test_a_claim_that_refers_to_nothing() -> None:
    assert trace(BETTER, BETTER) is Trace.NONE


def test_a_retelling_that_fits() -> None:
    assert trace({**BETTER, "reports": ["mill"]}, BETTER) is Trace.TRACED


def test_a_retelling_that_does_not() -> None:
    assert trace({**BETTER, "effect": "worse", "reports": ["mill"]}, BETTER) is Trace.MISREPORTED


def test_an_effect_that_one_result_bears_out_is_no_misreport() -> None:
    later = {**BETTER, "effect": "not-shown", "population": "adults"}
    assert trace({**BETTER, "reports": ["mill"]}, BETTER, later) is Trace.TRACED


def test_a_study_that_is_no_source_here() -> None:
    assert trace({**BETTER, "reports": ["elsewhere"]}) is Trace.CITED


def test_a_study_that_says_nothing_of_the_same() -> None:
    dose = {"intervention": "coffee", "condition": "hypertension", "dose": {"used": "50 mg"}}
    assert trace({**BETTER, "reports": ["mill"]}, dose) is Trace.CITED
    assert (
        trace({**BETTER, "dose": "50 mg", "reports": ["mill"]}, {**dose, "dose": {"recommended": "80 mg"}})
        is Trace.CITED
    )


def test_a_study_without_claims() -> None:
    assert trace({**BETTER, "reports": ["mill"]}) is Trace.CITED


def test_one_misreport_outweighs_a_retelling_that_fits() -> None:
    told = {**BETTER, "reports": ["elsewhere", "mill"]}
    assert trace(told, {**BETTER, "effect": "worse"}) is Trace.MISREPORTED


def test_labels_lead_to_references() -> None:
    labelled = {**BETTER, "study": "trial"}
    assert trace(labelled, references=(reference(Findability.UNTRACEABLE),)) is Trace.UNTRACEABLE
    assert (
        trace(labelled, references=(reference(Findability.PARTIAL), reference(Findability.UNTRACEABLE)))
        is Trace.PARTIAL
    )
    assert trace(labelled, references=(reference(Findability.RESOLVABLE),)) is Trace.CITED
    assert trace(labelled, references=(reference(Findability.UNTRACEABLE, "other"),)) is Trace.NONE


def test_what_is_replaced_is_not_held_against_a_claim() -> None:
    old = {**BETTER, "effect": "worse", "superseded_by": "mill-1"}
    assert trace({**BETTER, "reports": ["mill"]}, old, BETTER) is Trace.TRACED


def test_a_finding_of_its_own() -> None:
    vocabulary = coffee()
    claims = read_claims({"a": {"source": "mill", **BETTER}}, vocabulary)
    assert trace_claims(claims, {"mill": source("mill", Design.REVIEW)}, vocabulary)["a"].trace is Trace.OWN


def test_a_second_analysis_of_the_same_people_counts_once() -> None:
    one, two = read_claims({"a": {"source": "mill", **BETTER}, "b": {"source": "anew", **BETTER}}, coffee())
    assert agreement([one, two]).independent == 2
    assert agreement([one._replace(study="mill"), two._replace(data_of=("mill",))]).independent == 1


# Whatever is claimed


def studied(vocabulary: Vocabulary) -> Vocabulary:
    return replace(vocabulary, studies=StudyFacts(("condition", "population", "dose", "intake-time")))


@settings(STEADY, max_examples=150)
@given(bases(1, 6))
def test_a_study_told_word_for_word_is_told_right(base: tuple[Vocabulary, Specs]) -> None:
    vocabulary, specs = base
    told = {f"told-{id_}": {**spec, "source": "blog", "reports": ["mill"]} for id_, spec in specs.items()}
    own = {id_: {**spec, "source": "mill"} for id_, spec in specs.items()}
    claims = read_claims({**own, **told}, vocabulary)
    sources = {"blog": source("blog"), "mill": source("mill", Design.PRIMARY_STUDY)}
    found = trace_claims(claims, sources, studied(vocabulary))
    assert {found[id_].trace for id_ in told} <= {Trace.TRACED, Trace.CITED}


@settings(STEADY, max_examples=150)
@given(bases(2, 6), st.data())
def test_one_claim_that_bears_it_out_is_enough(base: tuple[Vocabulary, Specs], data: st.DataObject) -> None:
    """Whatever else a study says."""
    vocabulary, specs = base
    ids = sorted(specs)
    told_id = data.draw(st.sampled_from(ids))
    own = {id_: {**specs[id_], "source": "mill"} for id_ in ids if id_ != told_id}
    word_for_word = {"again": {**specs[told_id], "source": "mill"}}
    told = {"told": {**specs[told_id], "source": "blog", "reports": ["mill"]}}
    sources = {"blog": source("blog"), "mill": source("mill", Design.PRIMARY_STUDY)}
    claims = read_claims({**own, **word_for_word, **told}, vocabulary)
    found = trace_claims(claims, sources, studied(vocabulary))["told"]
    assert not [d for r in found.retellings for d in r.differences]
