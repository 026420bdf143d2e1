"""The trace of every claim: the study it retells, if that can be told, and whether it retells it right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from claimbook.records.claims import Claim
from claimbook.records.findings import own_findings
from claimbook.records.sources import Findability, Reference, Source
from claimbook.tracing.facts import Departure, facts_of, factual_differences, told_apart
from claimbook.tracing.numbers import different_numbers
from claimbook.tracing.outcomes import different_outcomes, outcomes_of
from claimbook.tracing.own import Own
from claimbook.tracing.topics import topics_of
from claimbook.vocabulary.vocabulary import Vocabulary


class Trace(StrEnum):
    """Where a claim leads.

    ``own``: it is a finding of its own source. ``traced``: it fits what a study says itself of the
    same. ``misreported``: it tells a study otherwise. ``cited``: the study is known, but nothing of it
    is on record that speaks of the same. ``partial``, ``untraceable``: the source refers to something that may be
    known, or could not be found. ``none``: the source refers to nothing.
    """

    OWN = "own"
    TRACED = "traced"
    MISREPORTED = "misreported"
    CITED = "cited"
    PARTIAL = "partial"
    UNTRACEABLE = "untraceable"
    NONE = "none"

    @property
    def leads(self) -> bool:
        """Whether the claim tells of a study that is not its own source."""
        return self not in (Trace.OWN, Trace.NONE)


class Retelling(NamedTuple):
    """A claim held against the study that it retells.

    ``own`` are the study's own claims, ``beside`` those of them that speak of the same.
    """

    study: str
    own: tuple[str, ...]
    beside: tuple[str, ...]
    differences: tuple[Departure, ...]

    @property
    def trace(self) -> Trace:
        """How the claim stands to this study."""
        if self.differences:
            return Trace.MISREPORTED
        return Trace.TRACED if self.beside else Trace.CITED


class Traced(NamedTuple):
    """Where one claim leads, by way of which of its source's references."""

    trace: Trace
    retellings: tuple[Retelling, ...] = ()
    references: tuple[Reference, ...] = ()


# One misreport is worth telling whatever else is right, and one study that bears a claim out is enough.
_WORST_FIRST = (Trace.MISREPORTED, Trace.TRACED, Trace.CITED)
_BY_FOUND = {
    Findability.UNTRACEABLE: Trace.UNTRACEABLE,
    Findability.PARTIAL: Trace.PARTIAL,
    Findability.RESOLVABLE: Trace.CITED,
}


def trace_claims(claims: Iterable[Claim], sources: Mapping[str, Source], vocabulary: Vocabulary) -> dict[str, Traced]:
    """The trace of every claim, by its id. Work grows with the retellings and the studies' own claims."""
    listed = list(claims)
    own = {study: Own(theirs, vocabulary) for study, theirs in own_findings(listed, sources).items()}
    labelled = _by_label(sources)
    return {claim.id: _traced(claim, own, labelled[claim.source, claim.study], sources, vocabulary) for claim in listed}


def _by_label(sources: Mapping[str, Source]) -> dict[tuple[str, str], list[Reference]]:
    """The references of each source by the study label that claims retelling them carry."""
    found: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for source in sources.values():
        for reference in source.references:
            if reference.study:
                found[source.key, reference.study].append(reference)
    return found


def _traced(
    claim: Claim,
    own: Mapping[str, Own],
    references: list[Reference],
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
) -> Traced:
    retellings = tuple(_retellings(claim, own, vocabulary))
    source = sources.get(claim.source)
    if retellings:
        trace = min((retelling.trace for retelling in retellings), key=_WORST_FIRST.index)
    elif references:
        trace = _BY_FOUND[min((r.found for r in references), key=list(Findability).index)]
    else:
        trace = Trace.OWN if source is not None and source.is_study else Trace.NONE
    return Traced(trace, retellings, tuple(references))


def _retellings(claim: Claim, own: Mapping[str, Own], vocabulary: Vocabulary) -> Iterator[Retelling]:
    if not claim.reports:
        return
    facts, topics = list(facts_of(claim, vocabulary)), topics_of(claim, vocabulary)
    for study in claim.reports:
        theirs = own.get(study)
        if theirs is None:
            yield Retelling(study, (), (), ())
            continue
        apart = told_apart(facts, theirs.facts, vocabulary)
        differences = (
            *factual_differences(facts, theirs.facts, apart, vocabulary),
            *different_numbers(claim, theirs.estimates, vocabulary),
            *different_outcomes(outcomes_of(claim, apart, vocabulary), theirs.outcomes(apart), vocabulary),
        )
        yield Retelling(study, theirs.ids, theirs.on(topics), differences)
