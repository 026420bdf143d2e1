"""The documents side by side: how far each can be followed, as figures with what they are shares of."""

from collections.abc import Mapping
from typing import NamedTuple

from claimbook.check import Result
from claimbook.records.sources import Findability
from claimbook.telling.phrases import percent
from claimbook.telling.traces import found_view, trace_view
from claimbook.tracing.traces import Trace
from claimbook.views.model import ClaimLink, TrustCell, TrustRow, TrustView
from claimbook.views.numbers import counts_of

CHAIN, REFERENCES, CONTRADICTIONS = "section_chain", "section_references", "section_contradictions"


class _Measure(NamedTuple):
    """One row: its label, whether it is part of the row above, the count, what it is a share of, where it is listed."""

    label: str
    within: bool
    counted: str
    of: str
    section: str


def _traced(trace: Trace, label: str = "") -> _Measure:
    return _Measure(label or trace_view(trace).words, True, f"trace-{trace.value}", "retelling", CHAIN)


def _found(found: Findability) -> _Measure:
    return _Measure(found_view(found).words, True, f"references-{found.value}", "references", REFERENCES)


_MEASURES = (
    _Measure("Claims on record", False, "claims", "", "section_claims"),
    _Measure("can be compared with others", True, "typed", "claims", ""),
    _Measure("Refer to a study", False, "retelling", "claims", CHAIN),
    _traced(Trace.TRACED, "fit what the study says"),
    _traced(Trace.MISREPORTED),
    _traced(Trace.CITED),
    _traced(Trace.PARTIAL),
    _traced(Trace.UNTRACEABLE),
    _Measure("Name no study", False, f"trace-{Trace.NONE.value}", "claims", CHAIN),
    _Measure("Disputes with itself", False, "self-contradictions", "", CONTRADICTIONS),
    _Measure("References that it gives", False, "references", "", REFERENCES),
    *map(_found, Findability),
)


def trust_table(result: Result, labels: Mapping[str, str]) -> TrustView:
    """The figures of every document; studies are none."""
    documents = [source.key for source in result.base.records.sources.values() if not source.is_study]
    counts = [counts_of(key, result) for key in documents]
    rows = (TrustRow(m.label, m.within, tuple(_cell(m, counted) for counted in counts)) for m in _MEASURES)
    return TrustView(tuple(ClaimLink(key, labels[key]) for key in documents), tuple(rows))


def _cell(measure: _Measure, counts: Mapping[str, int]) -> TrustCell:
    count, whole = counts[measure.counted], counts.get(measure.of, 0)
    share = f" of {whole:,} ({percent(count / whole)})" if whole else ""
    return TrustCell(f"{count:,}{share}", measure.section if count else "")
