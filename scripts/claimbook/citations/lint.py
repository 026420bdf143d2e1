"""What is wrong with the entries of a bibliography by themselves; those that an error cut short are passed over."""

from claimbook.citations.bibliography import Bibliography, Entry
from claimbook.citations.entrytypes import lacks_day, missing
from claimbook.citations.fields import faults
from claimbook.citations.names import doubts
from claimbook.citations.works import twins
from claimbook.diagnostics import Sink
from claimbook.rules import report


def lint(bibliography: Bibliography, sink: Sink) -> None:
    """Report every entry that lacks something, holds what cannot be right, or is there twice."""
    whole = [entry for entry in bibliography.entries.values() if entry.whole]
    for entry in whole:
        _fields(entry, bibliography, sink)
    for entry, doubt in doubts(whole):
        report(sink, "CB210", doubt.name.place, key=entry.key, name=doubt.name.text, looks=doubt.looks, way=doubt.way,
               about=[entry.key, doubt.name.text])  # fmt: skip
    for twin in twins(whole):
        report(sink, "CB209", twin.entry.place, key=twin.entry.key, other=twin.first.key, first=twin.first.place,
               same=twin.same, about=[twin.entry.key, twin.first.key])  # fmt: skip


def _fields(entry: Entry, bibliography: Bibliography, sink: Sink) -> None:
    for wanted in missing(entry, bibliography):
        report(sink, "CB206", entry.place, key=entry.key, type=entry.type, missing=wanted, about=[entry.key, wanted])
    for field, fault in faults(entry):
        report(sink, "CB207", entry.place_of(field), key=entry.key, field=field, why=fault.why, way=fault.way,
               about=[entry.key, field])  # fmt: skip
    if lacks_day(entry):
        report(sink, "CB208", entry.place, key=entry.key, about=[entry.key])
