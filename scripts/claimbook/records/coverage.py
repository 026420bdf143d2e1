"""Coverage: whether every sentence of a source is recorded, as a claim or as an exclusion."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from claimbook.records.anchors import Text

# Words before a stop that do not end a sentence.
ABBREVIATIONS = frozenset((
    "e.g", "i.e", "al", "etc", "vs", "cf", "approx", "ca", "no", "nos", "cat", "fig", "figs", "tab", "vol", "pp",
    "p", "ed", "eds", "dr", "prof", "mr", "mrs", "ms", "st", "ph", "ph.d", "jr", "sr", "inc", "ltd", "co", "u.s",
    "u.k", "dept", "est", "min", "max", "temp", "conc", "resp"
))  # fmt: skip
# A word is looked at as far back as an abbreviation may reach, so that endless ones cost no more.
_STOP = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W_]|\.(?=[^\W_])){0,30})?(?P<stop>[.?!]+)[\"'”’)\]*]*(?:\^\{(?:\[\d+\])+\})?\s*"
    r"(?=[\"'“‘(\[*]*[^\W\d_])"
)


class Unit(NamedTuple):
    """A sentence or line: its line number (from 1) and its tokens ``[first, end)``."""

    line: int
    first: int
    end: int


@lru_cache(maxsize=64)
def units(text: Text) -> tuple[Unit, ...]:
    """The units of a source that have tokens, in order."""
    starts = [token.start for token in text.tokens]
    found: list[Unit] = []
    for line, start, end in _pieces(text.text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last:
            found.append(Unit(line, first, last))
    return tuple(found)


def _pieces(text: str) -> Iterable[tuple[int, int, int]]:
    """``(line number, start, end)`` of every piece of a line."""
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        start = 0
        for stop in _stops(line):
            yield number, offset + start, offset + stop
            start = stop
        yield number, offset + start, offset + len(line)
        offset += len(line) + 1


def _stops(line: str) -> Iterable[int]:
    """Where a line is split: after a stop that a capital follows."""
    for match in _STOP.finditer(line):
        following = line[match.end() :].lstrip("\"'“‘([*")
        if following[:1].isupper() and (match["word"] or "").casefold() not in ABBREVIATIONS:
            yield match.end()


def touched(text: Text, first: int, count: int) -> tuple[Unit, ...]:
    """The units that tokens ``[first, first + count)`` reach into. Units part the tokens, so they are searched."""
    there = units(text)
    low = bisect_right(there, first, key=_first) - 1
    return there[max(0, low) : bisect_left(there, first + count, key=_first)]


def _first(unit: Unit) -> int:
    return unit.first


def crosses_units(text: Text, first: int, count: int) -> bool:
    """Whether tokens ``[first, first + count)`` reach over the end of a unit."""
    return len(touched(text, first, count)) > 1


class Coverage(NamedTuple):
    """What of one source is recorded. Counts are of units and of tokens."""

    units: int
    tokens: int
    missing: tuple[Unit, ...]
    loose: tuple[int, ...]
    excluded: int

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def excluded_share(self) -> float:
        """The share of the tokens that only an exclusion covers."""
        return self.excluded / self.tokens if self.tokens else 0.0


def cover(text: Text, claimed: Iterable[tuple[int, int]], excluded: Iterable[tuple[int, int]]) -> Coverage:
    """Coverage of a text by claims' and exclusions' tokens, each given as ``(first, count)``."""
    by_claim = _tokens(claimed)
    covered = by_claim | _tokens(excluded)
    missing, loose = [], []
    for unit in units(text):
        uncovered = [index for index in range(unit.first, unit.end) if index not in covered]
        if len(uncovered) == unit.end - unit.first:
            missing.append(unit)
        else:
            loose.extend(uncovered)
    return Coverage(len(units(text)), len(text.tokens), tuple(missing), tuple(loose), len(covered - by_claim))


def _tokens(places: Iterable[tuple[int, int]]) -> set[int]:
    return {index for first, count in places for index in range(first, first + count)}
