"""Whether what records cite is in the bibliography, and whether every source is used."""

from collections.abc import Iterable

from claimbook.citations.bibliography import Bibliography
from claimbook.diagnostics import Place, Sink
from claimbook.disagreement.rulings import Ruling
from claimbook.reading.spelling import suggestion
from claimbook.records.reader import Records
from claimbook.rules import report


def check_citations(
    records: Records, rulings: Iterable[Ruling], bibliography: Bibliography, broken: bool, sink: Sink
) -> None:
    """Sources and cited keys must be defined; sources must have claims (not judged while records are broken)."""
    if bibliography.complete:
        for key, source in records.sources.items():
            if key not in bibliography.entries:
                report(
                    sink,
                    "CB201",
                    source.place,
                    key=key,
                    bib=bibliography.name,
                    suggestion=suggestion(key, bibliography.entries),
                )
        for key, place, owner in _cited(records, rulings):
            if key not in bibliography.entries:
                report(
                    sink,
                    "CB202",
                    place,
                    key=key,
                    bib=bibliography.name,
                    about=[owner, key],
                    suggestion=suggestion(key, bibliography.entries),
                )
    if not broken:
        used = {claim.source for claim in records.claims.values()}
        for key, source in records.sources.items():
            if key not in used:
                report(sink, "CB203", source.place, key=key)


def _cited(records: Records, rulings: Iterable[Ruling]) -> Iterable[tuple[str, Place, str]]:
    for claim in records.claims.values():
        for key in claim.reports:
            yield key, claim.place, claim.id
    for ruling in rulings:
        for key in ruling.cites:
            yield key, ruling.place, ruling.dispute
