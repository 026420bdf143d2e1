"""Traces, designs, depths of reading and weak references, in words for readers."""

from collections.abc import Mapping
from typing import NamedTuple

from claimbook.records.sources import Depth, Design, Findability, Weakness
from claimbook.tracing.traces import Trace


class TraceView(NamedTuple):
    """How far a claim can be followed: the trace's name, a sign that differs in shape, and words.

    ``leads`` tells whether there is anything to follow, ``astray`` whether what is there says otherwise.
    """

    name: str
    sign: str
    words: str
    leads: bool = True
    astray: bool = False


_TRACES = {
    Trace.OWN: ("●", "a finding of its own"),
    Trace.TRACED: ("✓", "fits what the study says"),
    Trace.MISREPORTED: ("≠", "told otherwise than the study"),
    Trace.CITED: ("→", "study known, with nothing on record to hold this against"),
    Trace.PARTIAL: ("?", "study can only be guessed"),
    Trace.UNTRACEABLE: ("∅", "study cannot be found"),
    Trace.NONE: ("–", "names no study"),
}
_FOUND = {Findability.RESOLVABLE: ("✓", "can be found"), Findability.PARTIAL: ("?", "can only be guessed"),
          Findability.UNTRACEABLE: ("∅", "cannot be found")}  # fmt: skip
DESIGNS: Mapping[Design, tuple[str, str]] = {
    Design.DOCUMENT: ("document", "Documents"),
    Design.PRIMARY_STUDY: ("primary study", "Primary studies"),
    Design.SECONDARY_ANALYSIS: ("secondary analysis", "Secondary analyses"),
    Design.META_ANALYSIS: ("meta-analysis", "Meta-analyses"),
    Design.REVIEW: ("review", "Reviews"),
}
DEPTHS = {
    Depth.FULL_TEXT: "read in full",
    Depth.ABSTRACT: "read in abstract only",
    Depth.SECOND_HAND: "known second-hand only",
}
WEAKNESSES = {
    Weakness.BARE_DOMAIN: "only a site, no page on it",
    Weakness.VIDEO_SITE: "a video site",
    Weakness.EMPTY_CELL: "the cell for it is empty",
    Weakness.NOT_IN_OWN_LIST: "missing from its own list of references",
    Weakness.NO_AUTHOR: "no author",
    Weakness.NO_YEAR: "no year",
    Weakness.NO_TITLE: "no title",
    Weakness.NO_LINK: "no link",
}


def trace_view(trace: Trace) -> TraceView:
    """A claim's trace in words."""
    return TraceView(trace.value, *_TRACES[trace], leads=trace.leads, astray=trace is Trace.MISREPORTED)


def found_view(found: Findability) -> TraceView:
    """Whether a reference can be found, in words."""
    return TraceView(found.value, *_FOUND[found])
