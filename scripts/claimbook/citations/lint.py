"""What is wrong with the entries of a bibliography by themselves; those that an error cut short are passed over."""

from collections.abc import Iterator, Sequence

from claimbook.citations.bibliography import Bibliography, Entry
from claimbook.citations.entrytypes import any_of, lacks_day, missing, slips
from claimbook.citations.fields import faults
from claimbook.citations.identifiers import IdentifierFault
from claimbook.citations.names import doubts
from claimbook.citations.works import twins
from claimbook.diagnostics import Sink
from claimbook.rules import report

_TOLD = 6  # keys in a message


def lint(bibliography: Bibliography, sink: Sink) -> None:
    """Report every entry that lacks something, holds what cannot be right, or is there twice."""
    whole = [entry for entry in bibliography.entries.values() if entry.whole]
    for entry in whole:
        _fields(entry, bibliography, sink)
    for circle in _circles(bibliography):
        _tell(bibliography.entries[circle[0]], "crossref", _in_circles(circle), sink)
    for entry, doubt in doubts(whole):
        report(sink, "CB210", doubt.name.place, key=entry.key, name=doubt.name.text, looks=doubt.looks, way=doubt.way,
               about=[entry.key, doubt.name.text])  # fmt: skip
    for twin in twins(whole):
        report(sink, "CB209", twin.entry.place, key=twin.entry.key, other=twin.first.key, first=twin.first.place,
               same=twin.same, about=[twin.entry.key, twin.first.key])  # fmt: skip


def _fields(entry: Entry, bibliography: Bibliography, sink: Sink) -> None:
    misspelled = slips(entry)
    for wanted in missing(entry, bibliography):
        told = any_of(wanted)
        written = next((misspelled.pop(name) for name in wanted if name in misspelled), "")
        way = f"Did you mean it by '{written}'? Else add" if written else "Add"
        report(sink, "CB206", entry.place, key=entry.key, type=entry.type, missing=told, way=way,
               about=[entry.key, told])  # fmt: skip
    for meant, name in misspelled.items():
        _tell(entry, name, IdentifierFault("nothing reads a field of this name", f"Did you mean '{meant}'?"), sink)
    for field, fault in faults(entry):
        _tell(entry, field, fault, sink)
    if lacks_day(entry):
        report(sink, "CB208", entry.place, key=entry.key, about=[entry.key])


def _tell(entry: Entry, field: str, fault: IdentifierFault, sink: Sink) -> None:
    report(sink, "CB207", entry.place_of(field), key=entry.key, field=field, why=fault.why, way=fault.way,
           about=[entry.key, field])  # fmt: skip


def _circles(bibliography: Bibliography) -> Iterator[list[str]]:
    """Keys of entries that ``crossref`` leads from one to the next and back to the first."""
    entries, passed = bibliography.entries, set[str]()
    for first in entries:
        path, key = list[str](), first
        while key in entries and key not in passed:
            passed.add(key)
            path.append(key)
            key = entries[key].fields.get("crossref", "")
        if key in path:
            yield path[path.index(key) :]


def _in_circles(circle: Sequence[str]) -> IdentifierFault:
    by_way = f" by way of {', '.join(map(repr, circle[1:_TOLD]))}" if len(circle) > 1 else ""
    more = " and others" if len(circle) > _TOLD else ""
    return IdentifierFault(
        f"it leads back to '{circle[0]}' itself{by_way}{more}", "Take out one of these cross references."
    )
