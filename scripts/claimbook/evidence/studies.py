"""Studies as evidence: their year, their size, what they did, and what they found on a question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from claimbook.disagreement.wording import show_value
from claimbook.evidence.question import EvidenceQuestion
from claimbook.records.claims import Claim, Effect, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.records.findings import own_findings
from claimbook.records.sources import Design, Source
from claimbook.tracing.facts import FACTUAL
from claimbook.vocabulary.values import Extent, Value
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, TIME_POINT, Vocabulary


class Size(NamedTuple):
    """How many took part: the number where it is exact, and as it is written; None and '' where it is not on record."""

    number: int | None
    text: str


class Circumstance(NamedTuple):
    """What a finding holds under, by the name of the dimension or property."""

    name: str
    value: Value


@dataclass(frozen=True)
class StudyFinding:
    """A claim of a study on the question. ``effect`` is None where it tells what changes an effect.

    ``turned`` says that the claim has the arms the other way round, so that its numbers have, too.
    """

    claim: Claim
    effect: Effect | None
    family: str
    turned: bool = False
    under: tuple[Circumstance, ...] = ()


@dataclass(frozen=True)
class Study:
    """A study with what it found on a question, and what it did, by the name of the dimension or property."""

    source: Source
    size: Size
    did: Mapping[str, tuple[str, ...]]
    findings: tuple[StudyFinding, ...]

    @property
    def key(self) -> str:
        return self.source.key

    @property
    def year(self) -> int | None:
        return year_of(self.source)

    @property
    def counts(self) -> bool:
        """Whether it may count as a study of its own, and not as another look at others."""
        return self.source.design is Design.PRIMARY_STUDY


def year_of(source: Source) -> int | None:
    """The year of publication; None where none is on record."""
    year = source.published[:4]
    return int(year) if year.isdigit() else None


def newest_first(sources: Iterable[Source]) -> list[Source]:
    """Sources by year, those without one last."""
    return sorted(sources, key=lambda source: (-(year_of(source) or 0), source.key))


def study_size(claims: Iterable[Claim], vocabulary: Vocabulary) -> Size:
    """The number of participants that a study's claims give: the largest, since there may be groups."""
    given = [
        claim.assertion.value
        for claim in claims
        if isinstance(claim.assertion, ValueAssertion)
        and claim.assertion.property == vocabulary.studies.size
        and isinstance(claim.assertion.value, Extent)
    ]
    if not given:
        return Size(None, "")
    largest = max(given, key=lambda value: value.spans.high)
    low, high = largest.spans.low[0], largest.spans.high[0]
    return Size(int(low) if low == high else None, show_value(largest, vocabulary))


def studies_on(question: EvidenceQuestion, claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Study]:
    """The studies that found something on the question, newest first. Work grows with the claims."""
    own = own_findings(claims, sources)
    studies = (_study(sources[key], members, question) for key, members in own.items())
    found = {study.key: study for study in studies if study.findings}
    return [found[source.key] for source in newest_first(study.source for study in found.values())]


def _study(source: Source, claims: list[Claim], question: EvidenceQuestion) -> Study:
    findings = [finding for claim in claims if (finding := _finding(claim, question)) is not None]
    about = [claim for claim in claims if question.allows(claim)]
    did = {name: _done(name, about, findings, question.vocabulary) for name in _shown(question)}
    return Study(
        source,
        study_size(about, question.vocabulary),
        {name: values for name, values in did.items() if values},
        tuple(_told_apart(findings, question)),
    )


def _shown(question: EvidenceQuestion) -> list[str]:
    """What is told of each study: what is fixed throughout it, but its size and what every study here shares."""
    studies = question.vocabulary.studies
    asked = (*question.terms, *question.vocabulary.effect.id_from)
    return [name for name in studies.fixed if name != studies.size and (name not in asked or not question.exact)]


def _finding(claim: Claim, question: EvidenceQuestion) -> StudyFinding | None:
    if not question.asks(claim):
        return None
    match claim.assertion:
        case EffectAssertion() as effect if question.side(effect):
            return StudyFinding(claim, question.seen(effect), question.family(claim), question.side(effect) < 0)
        case ModerationAssertion():
            return StudyFinding(claim, None, question.family(claim))
    return None


def _done(name: str, claims: list[Claim], findings: list[StudyFinding], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The values of one fact: as the study's own claims give it, else as its findings are told to be under it."""
    values = [
        claim.assertion.value
        for claim in claims
        if isinstance(claim.assertion, ValueAssertion)
        and claim.assertion.property == name
        and vocabulary.modes[claim.assertion.mode] in FACTUAL
    ]
    stated = values or [value for finding in findings for value in _stated(finding.claim, name)]
    return tuple(dict.fromkeys(show_value(value, vocabulary) for value in stated))


def _stated(claim: Claim, name: str) -> Iterator[Value]:
    if isinstance(claim.assertion, EffectAssertion):
        arms = (claim.assertion.intervention, claim.assertion.comparator)
        yield from (arm.given[name] for arm in arms if name in arm.given)
    if name in claim.scope:
        yield claim.scope[name]


def _told_apart(findings: list[StudyFinding], question: EvidenceQuestion) -> Iterator[StudyFinding]:
    """The findings, each with what it holds under where that is not the same for all of them; times always."""
    for finding in findings:
        scope = finding.claim.scope
        under = tuple(
            Circumstance(name, value)
            for name, value in scope.items()
            if name not in (*ARMS, OUTCOME, *question.vocabulary.effect.id_from)
            and (name == TIME_POINT or any(other.claim.scope.get(name) != value for other in findings))
        )
        yield replace(finding, under=under)
