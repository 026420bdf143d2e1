"""Works that no longer stand: retracted, withdrawn or superseded, by the bibliography or by a list of retractions.

The list is a CSV file as Retraction Watch and Crossref publish it: one notice a line, works named by DOI or PMID.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from claimbook.citations.bibliography import Bibliography, Entry
from claimbook.citations.fields import STANDINGS
from claimbook.citations.identifiers import plain_doi
from claimbook.diagnostics import Place, Sink
from claimbook.rules import report

# Names of columns, folded, the usual ones first.
_DOI = ("originalpaperdoi", "doi")
_PMID = ("originalpaperpubmedid", "pmid", "pubmedid")
_NATURE = ("retractionnature", "updatetype", "nature", "type", "status")
_DATE = ("retractiondate", "updated", "date")
_NONE = frozenset(("", "0", "unavailable", "na", "n/a"))
# What a notice says, by how its nature begins; others, such as corrections, leave a work standing.
_NATURES = {
    "retract": "retracted",
    "partial retract": "retracted",
    "withdraw": "withdrawn",
    "removal": "withdrawn",
    "expression of concern": "concern",
    "supersed": "superseded",
    "replace": "superseded",
    "reinstate": "",
}


class Rows(Protocol):
    """A reader of CSV, which knows the line it has come to."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class Standing(NamedTuple):
    """What became of a work, one of the words of ``status``, and where that is said."""

    status: str
    said_at: str

    @property
    def told(self) -> str:
        return STANDINGS[self.status]


def standings(bibliography: Bibliography, listed: Path | None, sink: Sink) -> dict[str, Standing]:
    """By citation key, the works that no longer stand. ``listed`` is the list of retractions, if there is one."""
    found = {
        entry.key: Standing(entry.fields["status"], str(entry.place_of("status")))
        for entry in bibliography.entries.values()
        if entry.fields.get("status") in STANDINGS
    }
    return found | _of_list(bibliography, listed, sink) if listed is not None else found


def _of_list(bibliography: Bibliography, path: Path, sink: Sink) -> dict[str, Standing]:
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _read(csv.reader(file), path.name, bibliography.entries.values(), sink)
    except UnicodeDecodeError:
        why = "is not UTF-8"
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
    except csv.Error as error:
        why = f"is not CSV: {error}"
    report(sink, "CB214", Place(path.name), name=path.name, why=why, about=[path.name])
    return {}


def _read(rows: "Rows", name: str, entries: Iterable[Entry], sink: Sink) -> dict[str, Standing]:
    columns = {_folded(cell): index for index, cell in reversed(list(enumerate(next(rows, []))))}
    doi, pmid, nature, date = (_column(columns, names) for names in (_DOI, _PMID, _NATURE, _DATE))
    if doi is None and pmid is None:
        why = (
            "has no column of DOIs ('OriginalPaperDOI' or 'DOI') and none of PMIDs ('OriginalPaperPubMedID' or 'PMID')"
        )
        report(sink, "CB214", Place(name), name=name, why=why, about=[name])
        return {}
    keys = _keys(entries)
    found: dict[str, tuple[str, Standing | None]] = {}
    for row in rows:
        for key in _named(row, doi, pmid, keys):
            status = _status(_cell(row, nature))
            day = _sortable(_cell(row, date))
            # Of several notices on one work the latest counts, so that one may take another back.
            if status is not None and (key not in found or day >= found[key][0]):
                found[key] = day, Standing(status, f"{name}:{rows.line_num}") if status else None
    return {key: standing for key, (_, standing) in found.items() if standing is not None}


def _keys(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Citation keys by DOI and by PMID."""
    keys: dict[str, list[str]] = {}
    for entry in entries:
        for number in (plain_doi(entry.fields.get("doi", "")), entry.fields.get("pmid", "")):
            if number:
                keys.setdefault(number, []).append(entry.key)
    return keys


def _named(row: list[str], doi: int | None, pmid: int | None, keys: Mapping[str, list[str]]) -> Iterator[str]:
    """The citation keys of the works that a row is about."""
    numbers = {plain_doi(_cell(row, doi)), _cell(row, pmid).strip()} - _NONE
    yield from dict.fromkeys(key for number in sorted(numbers) for key in keys.get(number, ()))


def _cell(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _column(columns: Mapping[str, int], names: Iterable[str]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _status(nature: str) -> str | None:
    """What a notice makes of a work: a status, '' when it stands again, None when it says nothing of that."""
    text = nature.strip().casefold().replace("_", " ").replace("-", " ")
    if not text:
        return "retracted"  # a list without this column is a list of retractions
    return next((status for begins, status in _NATURES.items() if text.startswith(begins)), None)


def _sortable(date: str) -> str:
    """A date as text that sorts: ``2020-05-17``, or ``5/17/2020 0:00`` as Retraction Watch has it."""
    day = date.strip().split(" ")[0].split("T")[0]
    parts = day.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return f"{parts[2]:0>4}-{parts[0]:0>2}-{parts[1]:0>2}"
    return day
