"""Whether what is cited is in the bibliography and still stands, and whether all that is there is used."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from claimbook.citations.bibliography import Bibliography
from claimbook.citations.retractions import Standing
from claimbook.diagnostics import Place, Sink
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.drawings import works_of
from claimbook.reading.spelling import suggestion
from claimbook.records.reader import Records
from claimbook.records.sources import Source
from claimbook.rules import report


class Citation(NamedTuple):
    """A key that is cited, where, and what cites it: a record's id, a page or a drawing."""

    key: str
    place: Place
    owner: str
    claims: tuple[str, ...] = ()


def citations(base: KnowledgeBase) -> Iterator[Citation]:
    """All that claims, sources, rulings, pages and drawings cite; not the sources themselves."""
    for claim in base.claims():
        for key in claim.reports:
            yield Citation(key, claim.place, claim.id, (claim.id,))
    for source in base.records.sources.values():
        yield from _of_source(source)
    for ruling in base.rulings.sound:
        for key in ruling.cites:
            yield Citation(key, ruling.place, ruling.dispute)
    for key, place in chain(base.pages.citations, works_of(base.drawings)):
        yield Citation(key, place, place.file)


def _of_source(source: Source) -> Iterator[Citation]:
    """The studies whose data it uses, and what its references are."""
    for key in source.data_of:
        yield Citation(key, source.place, source.key)
    for reference in source.references:
        for key in reference.works:
            yield Citation(key, reference.place, f"{source.key}/{reference.id}")


def check_citations(base: KnowledgeBase, fallen: Mapping[str, Standing], sink: Sink) -> None:
    """Report keys that are not defined, works that no longer stand, and what nothing uses.

    ``fallen`` has the works that no longer stand. What is unused is not judged while records or pages are missing.
    """
    bibliography, cited = base.bibliography, list(citations(base))
    sources = [Citation(key, source.place, key) for key, source in base.records.sources.items()]
    if bibliography.complete:
        by_case = {key.lower(): key for key in bibliography.entries}
        for code, some in (("CB201", sources), ("CB202", cited), ("CB202", _between_entries(bibliography))):
            for citation in some:
                if citation.key not in bibliography.entries:
                    _report_undefined(citation, code, by_case, bibliography, sink)
    for citation in (*sources, *cited):
        if citation.key in fallen:
            _report_fallen(citation, fallen[citation.key], sink)
    if base.pages.complete and not base.broken:
        _report_unused(base.records, {c.key.lower() for c in (*sources, *cited)}, bibliography, sink)


def _between_entries(bibliography: Bibliography) -> Iterator[Citation]:
    """Entries that others lean on."""
    for entry in bibliography.entries.values():
        if "crossref" in entry:
            yield Citation(entry.fields["crossref"], entry.place_of("crossref"), entry.key)


def _report_undefined(
    citation: Citation, code: str, by_case: Mapping[str, str], bibliography: Bibliography, sink: Sink
) -> None:
    key, about = citation.key, [citation.owner, citation.key]
    if key.lower() in by_case:
        right = by_case[key.lower()]
        report(sink, "CB212", citation.place, key=key, right=right, claims=citation.claims, about=about)
        return
    near = suggestion(key, bibliography.entries)
    if code == "CB201":
        report(sink, code, citation.place, key=key, bib=bibliography.name, suggestion=near)
    else:
        report(sink, code, citation.place, key=key, bib=bibliography.name, suggestion=near, about=about)


def _report_fallen(citation: Citation, standing: Standing, sink: Sink) -> None:
    report(sink, "CB213", citation.place, key=citation.key, told=standing.told, where=standing.said_at,
           claims=citation.claims, about=[citation.owner, citation.key, standing.status])  # fmt: skip


def _report_unused(records: Records, cited: set[str], bibliography: Bibliography, sink: Sink) -> None:
    """Sources without claims, and entries that nothing cites, be it in the wrong case."""
    used = {claim.source for claim in records.claims.values()}
    for key, source in records.sources.items():
        if key not in used:
            report(sink, "CB203", source.place, key=key)
    cited |= {c.key.lower() for c in _between_entries(bibliography)}
    for key, entry in bibliography.entries.items():
        if key.lower() not in cited and bibliography.complete:
            report(sink, "CB211", entry.place, key=key, about=[key])
