"""The documents side by side: how far each can be followed, as figures with what they are shares of."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from claimbook.check import Result
from claimbook.records.claims import Form
from claimbook.records.sources import Found, Source
from claimbook.tracing.traces import Trace
from claimbook.views.model import ClaimLink, TrustCell, TrustRow, TrustView
from claimbook.views.numbers import own_contradictions
from claimbook.views.phrases import percent

CHAIN, REFERENCES, CONTRADICTIONS = "section_chain", "section_references", "section_contradictions"


class _Measure(NamedTuple):
    """One row: its label, whether it is part of the row above, the count, what it is a share of, where it is listed."""

    label: str
    within: bool
    counted: str
    of: str
    section: str


_MEASURES = (
    _Measure("Claims on record", False, "claims", "", "section_claims"),
    _Measure("can be compared with others", True, "typed", "claims", ""),
    _Measure("Refer to a study", False, "retelling", "claims", CHAIN),
    _Measure("fit what the study says", True, "traced", "retelling", CHAIN),
    _Measure("told otherwise than the study", True, "misreported", "retelling", CHAIN),
    _Measure("study known, with nothing on record to hold this against", True, "cited", "retelling", CHAIN),
    _Measure("study can only be guessed", True, "partial", "retelling", CHAIN),
    _Measure("study cannot be found", True, "untraceable", "retelling", CHAIN),
    _Measure("Name no study", False, "none", "claims", CHAIN),
    _Measure("Disputes with itself", False, "contradictions", "", CONTRADICTIONS),
    _Measure("References that it gives", False, "references", "", REFERENCES),
    _Measure("can be found", True, "found-resolvable", "references", REFERENCES),
    _Measure("can only be guessed", True, "found-partial", "references", REFERENCES),
    _Measure("cannot be found", True, "found-untraceable", "references", REFERENCES),
)


def trust_table(result: Result, labels: Mapping[str, str]) -> TrustView:
    """The figures of every document; studies are none."""
    documents = [source for source in result.base.records.sources.values() if not source.is_study]
    counts = {source.key: _counts(source, result) for source in documents}
    rows = (TrustRow(m.label, m.within, tuple(_cell(m, counts[source.key]) for source in documents)) for m in _MEASURES)
    return TrustView(tuple(ClaimLink(source.key, labels[source.key]) for source in documents), tuple(rows))


def _counts(source: Source, result: Result) -> dict[str, int]:
    claims = [claim for claim in result.base.claims() if claim.source == source.key]
    traces = Counter(result.traces[claim.id].trace for claim in claims)
    found = Counter(reference.found for reference in source.references)
    return {
        **{trace.value: traces[trace] for trace in Trace},
        **{f"found-{state.value}": found[state] for state in Found},
        "claims": len(claims),
        "typed": sum(claim.form is not Form.STATEMENT for claim in claims),
        "retelling": len(claims) - traces[Trace.OWN] - traces[Trace.NONE],
        "contradictions": len(own_contradictions(source.key, result)),
        "references": len(source.references),
    }


def _cell(measure: _Measure, counts: Mapping[str, int]) -> TrustCell:
    count, whole = counts[measure.counted], counts.get(measure.of, 0)
    share = f" of {whole:,} ({percent(count / whole)})" if whole else ""
    return TrustCell(f"{count:,}{share}", measure.section if count else "")
