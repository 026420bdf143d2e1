"""Counts of claims and disputes, as text to put into sentences."""

from collections import Counter
from collections.abc import Collection

from claimbook.check import Result
from claimbook.disagreement.grade import Grade
from claimbook.records.claims import Claim, Form
from claimbook.records.sources import Found
from claimbook.rulings.review import Reviewed
from claimbook.tracing.traces import Trace
from claimbook.views.marks import is_open, is_unruled
from claimbook.views.phrases import percent

UNKNOWN = "unknown"


def numbers(result: Result) -> dict[str, str]:
    """The numbers of the whole book, by name."""
    tokens = sum(coverage.tokens for coverage in result.coverage.values())
    excluded = sum(coverage.excluded for coverage in result.coverage.values())
    return {
        **_counts(result.base.claims(), result.reviewed),
        **_traced(result.base.claims(), result),
        "sources": f"{len(result.base.records.sources):,}",
        "documents": f"{sum(not source.is_study for source in result.base.records.sources.values()):,}",
        "studies": f"{sum(source.is_study for source in result.base.records.sources.values()):,}",
        "references": f"{len(result.base.bibliography.entries):,}",
        "excluded-share": percent(excluded / tokens) if tokens else UNKNOWN,
    }


def numbers_of(key: str, result: Result) -> dict[str, str]:
    """The numbers of one source, by name; empty for a source that does not exist."""
    if key not in result.base.records.sources:
        return {}
    claims = [claim for claim in result.base.claims() if claim.source == key]
    ids = {claim.id for claim in claims}
    counts = _counts(claims, [r for r in result.reviewed if not ids.isdisjoint(r.dispute.claims)])
    source = result.base.records.sources[key]
    return {
        **counts,
        **_traced(claims, result),
        **{f"references-{found.value}": f"{sum(r.found is found for r in source.references):,}" for found in Found},
        "references": f"{len(source.references):,}",
        "self-contradictions": f"{len(own_contradictions(key, result)):,}",
        "trust": source.trust.value.replace("-", " "),
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


def _traced(claims: Collection[Claim], result: Result) -> dict[str, str]:
    """How many claims lead where, by the name of the trace; ``retelling`` counts those that lead to any study."""
    found = Counter(result.traces[claim.id].trace for claim in claims)
    retelling = sum(found[trace] for trace in Trace if trace not in (Trace.OWN, Trace.NONE))
    return {**{f"trace-{trace.value}": f"{found[trace]:,}" for trace in Trace}, "retelling": f"{retelling:,}"}


def _counts(claims: Collection[Claim], reviewed: Collection[Reviewed]) -> dict[str, str]:
    grades = Counter(r.dispute.severity for r in reviewed)
    statements = sum(claim.form is Form.STATEMENT for claim in claims)
    return {
        "claims": f"{len(claims):,}",
        "statements": f"{statements:,}",
        "typed": f"{len(claims) - statements:,}",
        "typed-share": percent(1 - statements / len(claims)) if claims else UNKNOWN,
        "disputes": f"{len(reviewed):,}",
        **{f"{grade.value}s": f"{grades[grade]:,}" for grade in Grade},
        "open-rulings": f"{sum(map(is_open, reviewed)):,}",
        "unruled": f"{sum(map(is_unruled, reviewed)):,}",
    }
