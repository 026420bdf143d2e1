"""Where the passages of records stand: every anchor looked up in the archive."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.records.anchors import Anchor, AnchorMatch, AnchorState, Text, worst
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.coverage import crosses_units
from claimbook.records.lost import Lost
from claimbook.records.sources import Source
from claimbook.rules import report

Record = Claim | Exclusion


class Located(NamedTuple):
    """The state of a record's anchors and their places.

    ``tokens`` are ``(first, count)`` and ``passages`` the words, one for each anchor that was found. ``places`` are
    code points ``(start, end)``, one for each anchor, None for one not found. All are empty without an archive.
    """

    state: AnchorState
    tokens: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[int, int] | None, ...] = ()
    passages: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places of the anchors that were found."""
        return tuple(place for place in self.places if place is not None)


def locate(
    records: Iterable[Record], sources: Mapping[str, Source], archive: Archive, sink: Sink
) -> dict[str, Located]:
    """Look up the anchors of all records, by record id."""
    found: dict[str, Located] = {}
    unverified: Counter[str] = Counter()
    for key, some in _by_source(records).items():
        text = archive.text(key, sink)
        if text is not None:
            found |= _in_text(some, text, sink)
        else:
            found |= {record.id: _without_text(record) for record in some}
            unverified[key] = sum(len(record.anchors) for record in some)
    _report_unverified(unverified, sources, archive, sink)
    return found


def _by_source(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.source].append(record)
    return found


def _without_text(record: Record) -> Located:
    return Located(AnchorState.UNVERIFIABLE if record.anchors else AnchorState.NONE)


def _in_text(records: Sequence[Record], text: Text, sink: Sink) -> dict[str, Located]:
    """One source's records, all their anchors looked up together."""
    places = text.locate_all(anchor for record in records for anchor in record.anchors)
    _judge(records, places, text, sink)
    return {record.id: _located([(anchor, places[anchor]) for anchor in record.anchors], text) for record in records}


def _located(anchors: Sequence[tuple[Anchor, AnchorMatch]], text: Text) -> Located:
    tokens = [(place.index, anchor.count) if place.index is not None else None for anchor, place in anchors]
    spans = tuple(text.span(*token) if token is not None else None for token in tokens)
    passages = tuple(text.text[slice(*span)] for span in spans if span is not None)
    state = worst([place.state for _, place in anchors])
    return Located(state, tuple(token for token in tokens if token is not None), spans, passages)


# What is wrong with them


def _judge(records: Sequence[Record], places: Mapping[Anchor, AnchorMatch], text: Text, sink: Sink) -> None:
    """Report what is wrong with anchors, once for all members of a passage."""
    lost: Lost | None = None
    for (place, anchor), members in _written(records).items():
        found, first = places[anchor], members[0]
        ids = [first.id] if isinstance(first, Claim) else []
        if found.state is AnchorState.MISSING:
            lost = lost or Lost(text, places)
            way = _way(members, anchor, lost)
            report(sink, "CB302", place, claims=ids, anchor=anchor, source=first.source, suggestion=way)
        elif found.state is AnchorState.AMBIGUOUS:
            report(sink, "CB303", place, claims=ids, anchor=anchor, source=first.source)
        elif found.state is AnchorState.MOVED:
            report(sink, "CB304", place, claims=ids, anchor=anchor, index=found.index)
        if found.index is not None and isinstance(first, Claim) and crosses_units(text, found.index, anchor.count):
            report(sink, "CB308", place, claims=ids, anchor=anchor)


def _written(records: Iterable[Record]) -> dict[tuple[Place, Anchor], list[Record]]:
    """Every anchor by where it is written, with the records that it carries."""
    found: dict[tuple[Place, Anchor], list[Record]] = defaultdict(list)
    for record in records:
        for anchor in record.anchors:
            found[anchor.place or record.place, anchor].append(record)
    return found


def _way(members: Sequence[Record], anchor: Anchor, lost: Lost) -> str:
    """What to do about a passage that is gone: look where it may be now."""
    source = members[0].source
    unit = lost.suggestion(anchor, " ".join(_told(record) for record in members))
    if unit is None:
        return f"Copy the passage again: `claimbook anchor {source} 'the passage'`."
    tokens = f"--tokens {unit.first}..{unit.end - 1}"
    return (
        f"It may now be line {unit.line}, “{lost.opening(unit)} …”; "
        f"if it is, `claimbook anchor {source} {tokens}` prints its anchor."
    )


def _told(record: Record) -> str:
    return f"{record.at} {record.says}" if isinstance(record, Claim) else record.at


def _report_unverified(unverified: Counter[str], sources: Mapping[str, Source], archive: Archive, sink: Sink) -> None:
    for key, count in sorted(unverified.items()):
        if count and key in sources:
            report(sink, "CB305", sources[key].place, count=count, reason=archive.reason(key), about=[key])
