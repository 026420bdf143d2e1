"""What is cited as CSL-JSON, the items that citation processors take (citeproc, Zotero, pandoc)."""

import re
from collections.abc import Iterable
from typing import Any

from claimbook.check import Result
from claimbook.exporting.works import entries
from claimbook.reports.json import dump

Item = dict[str, Any]
TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
    "unpublished": "manuscript",
}
OTHERWISE = "document"
_TEXTS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "series": "collection-title",
    "volume": "volume",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "organization": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "language": "language",
    "note": "note",
}
_VERBATIM = {"doi": "DOI", "url": "URL"}
_DAY = re.compile(r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPED = re.compile(r"\\([#$%&_{}~])")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def as_csl_json(result: Result) -> str:
    """All cited works as one JSON array."""
    return dump(list(items(result).values()))


def items(result: Result) -> dict[str, Item]:
    """The CSL items of all cited works by key; texts are plain, not LaTeX."""
    return {key: item(key, entry) for key, entry in entries(result).items()}


def item(key: str, entry: Any) -> Item:
    """One entry as a CSL item. Only what the entry has is there."""
    fields = {name.lower(): text for name, text in entry.fields.items()}
    kind = TYPES.get(entry.type, OTHERWISE)
    found: Item = {"id": key, "citation-key": key, "type": kind}
    for name, ours in _TEXTS.items():
        if text := plain(fields.get(name, "")):
            found.setdefault(ours, text)
    for name, ours in _VERBATIM.items():
        if text := _ESCAPED.sub(r"\1", fields.get(name, "")).strip():
            found[ours] = _RESOLVER.sub("", text, count=1) if ours == "DOI" else text
    if number := plain(fields.get("number", "")):
        found["issue" if kind == "article-journal" else "number"] = number
    if "page" in found:
        found["page"] = re.sub("[-–]+", "-", found["page"])
    for role in ("author", "editor"):
        if people := names(entry.persons.get(role, ())):
            found[role] = people
    return found | _dates(fields)


def names(people: Iterable[Any]) -> list[dict[str, str]]:
    """CSL names. A name in braces is one of an institution and is kept in one piece."""
    return [_name(person) for person in people]


def _name(person: Any) -> dict[str, str]:
    given = plain(" ".join((*person.first_names, *person.middle_names)))
    family = " ".join(person.last_names)
    particle, suffix = plain(" ".join(person.prelast_names)), plain(" ".join(person.lineage_names))
    if not given and not particle and (family.startswith("{") or family == "others"):
        return {"literal": "et al." if family == "others" else plain(family)}
    parts = {"family": plain(family), "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {name: text for name, text in parts.items() if text} or {"literal": "?"}


def plain(latex: str) -> str:
    """LaTeX as plain text; as it stands where it cannot be read."""
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    try:
        text = str(Text.from_latex(latex))
    except (PybtexError, ValueError):
        text = latex
    return " ".join(text.split())


def _dates(fields: dict[str, str]) -> Item:
    found: Item = {}
    issued = fields.get("date") or _of_parts(fields)
    for name, text in (("issued", issued), ("accessed", fields.get("urldate", ""))):
        if text:
            found[name] = _date(text.strip())
    return found


def _of_parts(fields: dict[str, str]) -> str:
    """Year and month as one date."""
    year, month = plain(fields.get("year", "")), plain(fields.get("month", "")).casefold()
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0
    return f"{year}-{number:02}" if _DAY.match(year) and 1 <= number <= 12 else year


def _date(text: str) -> Item:
    """A CSL date: parts where it is a day, month or year, a range of them, or else the text as it stands."""
    days = [_DAY.match(part) for part in text.split("/", 1)]
    parts = [[int(part) for part in day.groups() if part is not None] for day in days if day is not None]
    return {"date-parts": parts} if len(parts) == len(days) else {"raw": text}
