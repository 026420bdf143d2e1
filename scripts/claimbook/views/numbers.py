"""Counts of claims and disputes, as text to put into sentences."""

from collections import Counter
from collections.abc import Collection

from claimbook.check import Result
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.rulings import Reviewed
from claimbook.records.claims import Claim, Form
from claimbook.views.marks import is_open, is_unruled
from claimbook.views.phrases import percent

UNKNOWN = "unknown"


def numbers(result: Result) -> dict[str, str]:
    """The numbers of the whole book, by name."""
    tokens = sum(coverage.tokens for coverage in result.coverage.values())
    excluded = sum(coverage.excluded for coverage in result.coverage.values())
    return {
        **_counts(result.base.claims(), result.reviewed),
        "sources": f"{len(result.base.records.sources):,}",
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
    return {**counts, "trust": result.base.records.sources[key].trust.value.replace("-", " ")}


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
