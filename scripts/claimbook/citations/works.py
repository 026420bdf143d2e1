"""The same work under two keys: by a number that names one work, or by title, year and first author.

Nothing is compared pair by pair: titles that differ in one word share a signature with that word left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from claimbook.citations.bibliography import Entry
from claimbook.citations.identifiers import plain_doi

NUMBERS = ("doi", "pmid", "pmcid", "isbn", "arxiv")
# Many entries may share these with the book they are part of.
_SHARED_BY_PARTS = ("isbn",)
_PARTS = ("incollection", "inbook", "inproceedings", "conference", "inreference", "suppbook", "bookinbook")
_TEX = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}$]")
_WORDS = re.compile(r"[^\W_]+")
_FEWEST = 4  # words of a title that can tell two works apart
_MOST = 60  # words of a title that may differ in one
_MOST_LIKE_IT = 3  # titles with one signature and year that are looked at
_UNKNOWN, _ANY = -1, -2  # in place of a year
_ALIKE = 0.75  # of two words, one of which may be mistyped
_FILLERS = frozenset(("a", "an", "the", "of", "in", "on", "for", "and", "with", "to", "from", "by", "at"))


class Twin(NamedTuple):
    """Two entries and what makes them look like one work."""

    entry: Entry
    first: Entry
    same: str


def twins(entries: Iterable[Entry]) -> Iterator[Twin]:
    """Entries that are probably the same work as an earlier one, each once; linear in their number."""
    by_number: dict[tuple[str, str], Entry] = {}
    by_title: _Seen = {}
    for entry in entries:
        twin = _by_number(entry, by_number) or _by_title(entry, by_title)
        if twin is not None and not _told_apart(entry, twin.first):
            yield twin


def _told_apart(entry: Entry, other: Entry) -> bool:
    """Whether one of them says that it belongs to the other, which makes them two."""
    return any(
        other_.key in [key.strip() for key in one.fields.get(name, "").split(",")]
        for one, other_ in ((entry, other), (other, entry))
        for name in ("related", "crossref")
    )


def _by_number(entry: Entry, seen: dict[tuple[str, str], Entry]) -> Twin | None:
    found: Twin | None = None
    for name, number in _numbers(entry):
        first = seen.setdefault((name, number), entry)
        if first is not entry and found is None:
            found = Twin(entry, first, f"the {name.upper()} {number}")
    return found


def _numbers(entry: Entry) -> Iterator[tuple[str, str]]:
    for name in NUMBERS:
        text = entry.fields.get(name, "")
        if text and not (name in _SHARED_BY_PARTS and entry.type in _PARTS):
            yield name, plain_doi(text) if name == "doi" else text.lower().replace("-", "")


class _Titled(NamedTuple):
    entry: Entry
    words: tuple[str, ...]


_Seen = dict[tuple[str, int], list[_Titled]]


def _by_title(entry: Entry, seen: "_Seen") -> Twin | None:
    """Note the title; the earlier entry with nearly the same one."""
    words = _words(entry.fields.get("title", ""))
    if len(words) < _FEWEST:
        return None
    own, year = _Titled(entry, words), _year(entry)
    found: Entry | None = None
    for signature in _signatures(words):
        others = (other for near in _near(year) for other in seen.get((signature, near), ()))
        found = found or next((other.entry for other in others if _is_same(own, other)), None)
        for bucket in {year, _ANY}:
            noted = seen.setdefault((signature, bucket), [])
            if len(noted) < _MOST_LIKE_IT:
                noted.append(own)
    return Twin(entry, found, "the title, but for a detail, and the year") if found else None


def _year(entry: Entry) -> int:
    year = (entry.fields.get("year") or entry.fields.get("date", ""))[:4]
    return int(year) if year.isdecimal() else _UNKNOWN


def _near(year: int) -> tuple[int, ...]:
    """The same year, or the next, as when a work came out online first; one that is not known fits any."""
    return (_ANY,) if year == _UNKNOWN else (year, year - 1, year + 1, _UNKNOWN)


def _words(title: str) -> tuple[str, ...]:
    plain = _TEX.sub("", title).casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(_WORDS.findall(plain))


def _signatures(words: tuple[str, ...]) -> set[str]:
    """The title, and the title with each of its words left out; a very long one has to be the same."""
    if len(words) > _MOST:
        return {" ".join(words)}
    return {" ".join(words), *(" ".join(words[:i] + words[i + 1 :]) for i in range(len(words)))}


def _is_same(one: _Titled, other: _Titled) -> bool:
    return (
        not _numbers_differ(one.entry, other.entry)
        and _authors_meet(one.entry, other.entry)
        and _differ_in_a_detail(one.words, other.words)
    )


def _numbers_differ(one: Entry, other: Entry) -> bool:
    """Whether a number that names one work tells them apart."""
    first, second = dict(_numbers(one)), dict(_numbers(other))
    return any(first[name] != second[name] for name in ("doi", "pmid") if name in first and name in second)


def _authors_meet(one: Entry, other: Entry) -> bool:
    """Whether the first authors share a part of their names, in whatever order; those not known may."""
    first, second = _first_author(one), _first_author(other)
    return not first or not second or not first.isdisjoint(second)


def _first_author(entry: Entry) -> set[str]:
    names = entry.names.get("author", ())
    return {word for word in _words(str(names[0])) if len(word) > 1} if names else set()


def _differ_in_a_detail(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same but for one word that looks mistyped, or one that says little; a number says much."""
    if one == other:
        return True
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        a, b = one[start], other[start]
        digits = any(c.isdigit() for c in a + b)
        return one[start + 1 :] == other[start + 1 :] and not digits and SequenceMatcher(None, a, b).ratio() >= _ALIKE
    longer = max(one, other, key=len)
    return longer[start] in _FILLERS or (start > 0 and longer[start] == longer[start - 1])
