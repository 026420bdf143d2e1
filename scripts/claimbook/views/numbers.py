"""Counts of claims and disputes, as text to put into sentences."""

from collections import Counter
from collections.abc import Collection, Mapping

from claimbook.check import Result
from claimbook.disagreement.grade import Grade
from claimbook.records.claims import Claim, Form
from claimbook.records.sources import Findability
from claimbook.rulings.review import Reviewed
from claimbook.telling.marks import is_open, is_unruled
from claimbook.telling.phrases import percent
from claimbook.tracing.traces import Trace

UNKNOWN = "unknown"


def numbers(result: Result) -> dict[str, str]:
    """The numbers of the whole book, by name."""
    tokens = sum(coverage.tokens for coverage in result.coverage.values())
    excluded = sum(coverage.excluded for coverage in result.coverage.values())
    sources = result.base.records.sources.values()
    counts = {
        **_counts(result.base.claims(), result.reviewed, result),
        "sources": len(sources),
        "documents": sum(not source.is_study for source in sources),
        "studies": sum(source.is_study for source in sources),
        "references": len(result.base.bibliography.entries),
    }
    return {**_told(counts), "excluded-share": percent(excluded / tokens) if tokens else UNKNOWN}


def numbers_of(key: str, result: Result) -> dict[str, str]:
    """The numbers of one source, by name; empty for a source that does not exist."""
    if key not in result.base.records.sources:
        return {}
    trust = result.base.records.sources[key].trust.value.replace("-", " ")
    return {**_told(counts_of(key, result)), "trust": trust}


def counts_of(key: str, result: Result) -> dict[str, int]:
    """What there is to count of a source, by name."""
    claims = result.base.claims_of(key)
    ids = {claim.id for claim in claims}
    references = result.base.records.sources[key].references
    found = Counter(reference.found for reference in references)
    return {
        **_counts(claims, [r for r in result.reviewed if not ids.isdisjoint(r.dispute.claims)], result),
        **{f"references-{state.value}": found[state] for state in Findability},
        "references": len(references),
        "self-contradictions": len(own_contradictions(key, result)),
    }


def own_contradictions(key: str, result: Result) -> list[Reviewed]:
    """The conflicts and tensions in which a source stands against itself."""
    claims = result.base.records.claims
    return [
        reviewed
        for reviewed in result.reviewed
        if any(
            d.within_source and all(claims[id_].source == key for id_ in d.claims) for d in reviewed.dispute.actionable
        )
    ]


def _counts(claims: Collection[Claim], reviewed: Collection[Reviewed], result: Result) -> dict[str, int]:
    """``trace-NAME`` counts the claims that lead there, ``retelling`` those that lead to any study."""
    grades = Counter(r.dispute.grade for r in reviewed)
    traces = Counter(result.traces[claim.id].trace for claim in claims)
    statements = sum(claim.form is Form.STATEMENT for claim in claims)
    return {
        "claims": len(claims),
        "statements": statements,
        "typed": len(claims) - statements,
        **{f"trace-{trace.value}": traces[trace] for trace in Trace},
        "retelling": sum(traces[trace] for trace in Trace if trace.leads),
        "disputes": len(reviewed),
        **{f"{grade.value}s": grades[grade] for grade in Grade},
        "open-rulings": sum(map(is_open, reviewed)),
        "unruled": sum(map(is_unruled, reviewed)),
    }


def _told(counts: Mapping[str, int]) -> dict[str, str]:
    """Counts as text, and the share of claims that can be compared."""
    share = percent(counts["typed"] / counts["claims"]) if counts["claims"] else UNKNOWN
    return {**{name: f"{count:,}" for name, count in counts.items()}, "typed-share": share}
