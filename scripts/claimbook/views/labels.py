"""Short names of sources, as they stand in a line of text."""

from collections import defaultdict
from collections.abc import Mapping
from string import ascii_lowercase

from claimbook.citations.bibliography import Entry
from claimbook.records.sources import Source
from claimbook.views.model import Reference
from claimbook.views.phrases import reference


def source_labels(sources: Mapping[str, Source], entries: Mapping[str, Entry]) -> dict[str, str]:
    """A name for each source, by key: studies by author and year, documents by their keys without the year.

    Studies of the same authors and year are told apart by letters; a document has its whole key as its name where
    another would have the same.
    """
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


def references(keys: tuple[str, ...], labels: Mapping[str, str], entries: Mapping[str, Entry]) -> tuple[Reference, ...]:
    """Works by their keys, named as sources where they are some."""
    return tuple(Reference(key, _named(key, labels, entries)) for key in keys)


def _named(key: str, labels: Mapping[str, str], entries: Mapping[str, Entry]) -> str:
    if key in labels and labels[key] != key:
        return labels[key]
    return reference(entries[key]) if key in entries else key
