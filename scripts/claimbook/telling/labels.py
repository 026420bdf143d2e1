"""Short names of works, as they stand in a line of text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import NamedTuple

from claimbook.citations.bibliography import Entry
from claimbook.records.sources import Source
from claimbook.telling.phrases import reference

_KEY = re.compile(r"\b[A-Za-z](?=[\w-]*[\d_])(?:[\w-]*\w)?")  # what may be a citation key within a text


class NamedWork(NamedTuple):
    """An entry of the bibliography: its key, and how to name it in a sentence."""

    key: str
    label: str


class SourceNames(dict[str, str]):
    """A name for each source, by key: studies by author and year, documents by their keys without the year.

    Studies of the same authors and year are told apart by letters; a document has its whole key as its name where
    another would have the same.
    """

    def __init__(self, sources: Mapping[str, Source], entries: Mapping[str, Entry]) -> None:
        super().__init__(_source_names(sources, entries))
        self.entries = entries

    def references(self, keys: Iterable[str]) -> tuple[NamedWork, ...]:
        """Works by their keys, named as sources where they are some."""
        return tuple(NamedWork(key, self.named(key)) for key in keys)

    def named(self, key: str) -> str:
        """What a work is called: by its key, if nothing else is known of it."""
        if self.get(key, key) != key or key not in self.entries:
            return self.get(key, key)
        return reference(self.entries[key])

    def within(self, text: str) -> str:
        """Text with the names of works where it has their citation keys."""
        return _KEY.sub(lambda found: self.named(found[0]), text).replace("n.d..", "n.d.")


def _source_names(sources: Mapping[str, Source], entries: Mapping[str, Entry]) -> dict[str, str]:
    short = {key: _short(source, entries.get(key)) for key, source in sources.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(short):
        alike[short[key]].append(key)
    return {key: _told_apart(key, name, alike[name], entries) for key, name in short.items()}


def _short(source: Source, entry: Entry | None) -> str:
    if source.is_study:
        return reference(entry) if entry is not None else source.key
    return source.key.rstrip("0123456789_-") or source.key


def _told_apart(key: str, name: str, alike: list[str], entries: Mapping[str, Entry]) -> str:
    if len(alike) == 1:
        return name
    lettered = name[-1:].isdigit() and all(other in entries for other in alike) and len(alike) <= len(ascii_lowercase)
    return f"{name}{ascii_lowercase[alike.index(key)]}" if lettered else key
