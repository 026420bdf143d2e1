"""What studies found themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimbook.records.claims import Claim
from claimbook.records.sources import Source


def own_findings(claims: Iterable[Claim], sources: Mapping[str, Source]) -> dict[str, list[Claim]]:
    """The current claims of each source that is a study, but those that retell others; by the source's key."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        source = sources.get(claim.source)
        if source is not None and source.is_study and not claim.reports and not claim.superseded_by:
            found[claim.source].append(claim)
    return dict(found)
