"""Whether what an entry's fields hold can be right, field by field."""

import re
from collections.abc import Iterator, Sequence

from claimbook.citations.bibliography import OTHERS, UNSEEN, Entry, Name
from claimbook.citations.entrytypes import KNOWN_TYPES, NOT_SEEN
from claimbook.citations.identifiers import Check, IdentifierFault, arxiv, cas, doi, isbn, issn, pmcid, pmid, trial, url
from claimbook.reading.spelling import suggestion
from claimbook.vocabulary.dates import parse_edtf

# What ``status`` may say of a work, and how it is told in a sentence.
STANDINGS = {
    "retracted": "was retracted",
    "withdrawn": "was withdrawn",
    "superseded": "was superseded",
    "concern": "bears an expression of concern",
}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_NUMBERS_OF_MONTHS = (*map(str, range(1, 13)), *(f"0{month}" for month in range(1, 10)))
_BETWEEN = re.compile(r"[-–/]+")
_DASH = re.compile(r"-{1,2}|–")
_PAGE = re.compile(r"(?P<letters>[A-Za-z]{0,4})(?P<number>[0-9]{1,18})(?P<end>[A-Za-z]?)|[ivxlcdmIVXLCDM]+")
_ARTICLE = re.compile(r"(?=.*[0-9])[\w.:/]+")
_AND = re.compile(r"and\s|.*\sand\Z", re.IGNORECASE)
_ARCHIVES = {"arxiv": arxiv, "pubmed": pmid, "pmid": pmid}


def faults(entry: Entry) -> Iterator[tuple[str, IdentifierFault]]:
    """What cannot be right in an entry: the field (``type`` for the entry's own), and why."""
    if entry.type not in KNOWN_TYPES:
        yield (
            "type",
            IdentifierFault(f"'{entry.type}' is not a type of BibTeX or biblatex", suggestion(entry.type, KNOWN_TYPES)),
        )
    for name, text in entry.fields.items():
        check = _CHECKS.get(name)
        fault = check(text) if check is not None and text else None
        if fault is not None:
            yield name, fault
    for name, written in entry.names.items():
        fault = _names(written)
        if fault is not None:
            yield name, fault
    for name, judge in (("eprint", _eprint), ("year", _two_years), (UNSEEN, _unseen)):
        fault = judge(entry) if name in entry.fields else None
        if fault is not None:
            yield name, fault


# One field


def _year(text: str) -> IdentifierFault | None:
    if len(text) == 4 and text.isascii() and text.isdigit() and text[0] in "12":
        return None
    way = "Write four digits; for what has not appeared yet, leave it out and write 'pubstate = {inpress}'."
    return IdentifierFault(f"'{text}' is not a year", way)


def _month(text: str) -> IdentifierFault | None:
    if all(map(_is_month, _BETWEEN.split(text.lower()))):
        return None
    return IdentifierFault(f"'{text}' is not a month", "Write a number from 1 to 12 or its English name.")


def _is_month(text: str) -> bool:
    name = text.strip().rstrip(".")
    return name in _NUMBERS_OF_MONTHS or (len(name) > 2 and any(month.startswith(name) for month in _MONTHS))


def _date(text: str) -> IdentifierFault | None:
    if parse_edtf(text) is not None:
        return None
    return IdentifierFault(f"'{text}' is not a date", "Write it like '2020', '2020-05' or '2020-05-17'.")


def _day(text: str) -> IdentifierFault | None:
    if len(text) == len("2020-05-17") and parse_edtf(text) is not None:
        return None
    return IdentifierFault(f"'{text}' is not a day", "Write the day on which the page was read, like '2020-05-17'.")


def _pages(text: str) -> IdentifierFault | None:
    for part in text.split(","):
        ends = [end.strip() for end in _DASH.split(part.strip())]
        if len(ends) > 2 or not all(map(_is_page, ends)):
            return IdentifierFault(
                f"'{text}' is not a range of pages", "Write it like '77--78', 'e206777' or '3, 7--9'."
            )
        if len(ends) == 2 and _backwards(*ends):
            return IdentifierFault(f"the range '{part.strip()}' ends before it begins", "Write the first page first.")
    return None


def _is_page(text: str) -> bool:
    return bool(_PAGE.fullmatch(text) or _ARTICLE.fullmatch(text))


def _backwards(first: str, last: str) -> bool:
    """Whether the last page comes before the first, ``1136--44`` being short for ``1136--1144``."""
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if not start or not end or not start["number"] or not end["number"]:
        return False
    if end["letters"] and start["letters"] != end["letters"]:
        return False
    low, high = start["number"], end["number"]
    return int(low[: max(0, len(low) - len(high))] + high) < int(low)


def _status(text: str) -> IdentifierFault | None:
    if text in STANDINGS:
        return None
    return IdentifierFault(f"'{text}' is not one of the words allowed here", suggestion(text, STANDINGS))


_CHECKS: dict[str, Check] = {
    "year": _year,
    "month": _month,
    "date": _date,
    "urldate": _day,
    "pages": _pages,
    "status": _status,
    "doi": doi,
    "isbn": isbn,
    "issn": issn,
    "cas": cas,
    "pmid": pmid,
    "pmcid": pmcid,
    "arxiv": arxiv,
    "trial": trial,
    "url": url,
}


def _names(names: Sequence[Name]) -> IdentifierFault | None:
    """A list of names with a gap: BibTeX takes an ``and`` too many for a part of the name beside it."""
    for name in names:
        if not name.text.strip("{} ~"):
            return IdentifierFault("a name is empty", "Write the name; if nobody saw it, list the field in 'unseen'.")
        if _AND.match(name.text):
            return IdentifierFault(
                f"'{name.text}' has an 'and' too many", "Join names by one ' and ', with a name on each side."
            )
    return None


# Fields that depend on others


def _eprint(entry: Entry) -> IdentifierFault | None:
    archive = entry.fields.get("eprinttype") or entry.fields.get("archiveprefix") or ""
    check = _ARCHIVES.get(archive.casefold())
    return check(entry.fields["eprint"]) if check is not None else None


def _two_years(entry: Entry) -> IdentifierFault | None:
    year, date = entry.fields["year"], entry.fields.get("date", "")
    if _year(year) is None and date and parse_edtf(date) is not None and year not in date:
        return IdentifierFault(f"'{year}' is not the year of the date '{date}'", "Keep the one that is right.")
    return None


def _unseen(entry: Entry) -> IdentifierFault | None:
    for word in entry.unseen:
        if word not in NOT_SEEN:
            return IdentifierFault(f"'{word}' is not one of the words allowed here", suggestion(word, NOT_SEEN))
        if _given(entry, word):
            return IdentifierFault(f"'{word}' is listed as not seen, but the entry gives it", "Keep one of the two.")
    if not entry.unseen:
        return IdentifierFault(
            "it lists nothing", "Name the fields that nobody saw, separated by commas, or leave it out."
        )
    return None


def _given(entry: Entry, word: str) -> bool:
    """Whether an entry gives what it lists as not seen.

    A title in square brackets stands in for the work's own; a list of authors that ends with ``others`` lacks some.
    """
    if word == "title":
        title = entry.fields.get("title", "")
        return bool(title) and not (title.startswith("[") and title.endswith("]"))
    if word == "coauthors":
        return "author" in entry and str(entry.names["author"][-1]) != OTHERS
    return word in entry
