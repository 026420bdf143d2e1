"""The registries that are asked, and by which identifier each knows a work."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from claimbook.citations.bibliography import Bibliography, Entry
from claimbook.citations.identifiers import Check, doi, plain_doi, pmid


class Registry(StrEnum):
    """A registry; the value is its name in the snapshot."""

    CROSSREF = "crossref"
    PUBMED = "pubmed"

    @property
    def title(self) -> str:  # type: ignore[override] # nobody puts a registry's name into title case
        """Its name as people write it."""
        return _ABOUT[self].title

    @property
    def field(self) -> str:
        """The BibTeX field that holds its identifiers."""
        return _ABOUT[self].field

    @property
    def identifier(self) -> str:
        """What its identifiers are called."""
        return _ABOUT[self].field.upper()


class _About(NamedTuple):
    title: str
    field: str
    check: Check


_ABOUT = {
    Registry.CROSSREF: _About("Crossref", "doi", doi),
    Registry.PUBMED: _About("PubMed", "pmid", pmid),
}


class Query(NamedTuple):
    """What a registry knows of the work that an entry says it is."""

    key: str
    registry: Registry
    identifier: str

    def __str__(self) -> str:
        return f"{self.registry.identifier} {self.identifier}"


def questions(bibliography: Bibliography) -> Iterator[Query]:
    """One question for each identifier of each entry. Malformed ones are the lint's business, and left out."""
    for key, entry in bibliography.entries.items():
        for registry in Registry:
            identifier = _identifier(entry, registry)
            if identifier is not None:
                yield Query(key, registry, identifier)


def _identifier(entry: Entry, registry: Registry) -> str | None:
    """An entry's identifier as the registry writes it; DOIs do not tell capitals from small letters."""
    written = plain_doi(entry.fields.get(registry.field, "").replace("\\_", "_"))
    return written if written and _ABOUT[registry].check(written) is None else None
