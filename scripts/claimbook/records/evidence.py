"""Where the anchors stand: every anchor looked up in the archive."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.records.anchors import Anchor, AnchorState, Text, worst
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.coverage import crosses_units
from claimbook.records.sources import Source
from claimbook.rules import report


class Evidence(NamedTuple):
    """The state of a record's anchors and their places.

    ``tokens`` are ``(first, count)`` and ``spans`` code points ``(start, end)``, one for each
    anchor that was found; both are empty without an archive.
    """

    state: AnchorState
    tokens: tuple[tuple[int, int], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    passages: tuple[str, ...] = ()


def locate(
    records: Iterable[Claim | Exclusion], sources: Mapping[str, Source], archive: Archive, sink: Sink
) -> dict[str, Evidence]:
    """Look up the anchors of all records, by record id."""
    found: dict[str, Evidence] = {}
    unverified: Counter[str] = Counter()
    seen: set[tuple[str, Anchor, Place]] = set()
    for record in records:
        text = archive.text(record.source, sink)
        if text is None:
            state = AnchorState.UNVERIFIABLE if record.anchors else AnchorState.NONE
            found[record.id] = Evidence(state)
            unverified[record.source] += len(record.anchors)
            continue
        for anchor in record.anchors:
            place = record.place if isinstance(record, Exclusion) else Place(*record.passage)
            if (record.source, anchor, place) not in seen:
                seen.add((record.source, anchor, place))
                _judge(record, anchor, text, sink)
        found[record.id] = _evidence(record.anchors, text)
    _report_unverified(unverified, sources, archive, sink)
    return found


def _evidence(anchors: Iterable[Anchor], text: Text) -> Evidence:
    places = [(anchor, text.locate(anchor)) for anchor in anchors]
    tokens = tuple((place.index, anchor.count) for anchor, place in places if place.index is not None)
    spans = tuple(text.span(*token) for token in tokens)
    state = worst([place.state for _, place in places])
    return Evidence(state, tokens, spans, tuple(text.text[start:end] for start, end in spans))


def _judge(record: Claim | Exclusion, anchor: Anchor, text: Text, sink: Sink) -> None:
    """Report what is wrong with one anchor."""
    place = text.locate(anchor)
    ids = [record.id] if isinstance(record, Claim) else []
    if place.state is AnchorState.MISSING:
        report(
            sink,
            "CB302",
            record.place,
            claims=ids,
            anchor=anchor,
            source=record.source,
            suggestion=f"Copy the passage again: `claimbook anchor {record.source} 'the passage'`.",
        )
    elif place.state is AnchorState.AMBIGUOUS:
        report(sink, "CB303", record.place, claims=ids, anchor=anchor, source=record.source)
    elif place.state is AnchorState.MOVED:
        report(sink, "CB304", record.place, claims=ids, anchor=anchor, index=place.index)
    if place.index is not None and isinstance(record, Claim) and crosses_units(text, place.index, anchor.count):
        report(sink, "CB308", record.place, claims=ids, anchor=anchor)


def _report_unverified(unverified: Counter[str], sources: Mapping[str, Source], archive: Archive, sink: Sink) -> None:
    for key, count in sorted(unverified.items()):
        if count and key in sources:
            report(sink, "CB305", sources[key].place, count=count, reason=archive.reason(key), about=[key])
