"""The bibliography: entries with their fields and names, each with its place."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.reading.yamlfile import read_text
from claimbook.rules import report

if TYPE_CHECKING:
    from claimbook.citations.bibtex import Item, Lines, RawEntry

NAME_FIELDS = ("author", "editor")
OTHERS = "others"
UNSEEN = "unseen"
# pybtex copies the rest of a list of names at every brace.
_MOST_WORK = 2_000_000_000
_JOINT = re.compile(r"\s+and\s+", re.IGNORECASE)
_TEX = frozenset("{}\\~")


class Name(NamedTuple):
    """A person or organisation as BibTeX takes the name apart; ``text`` is what stands in the file."""

    text: str
    family: str
    given: str
    lineage: str
    place: Place

    @property
    def braced(self) -> bool:
        """Whether its author says that it is to be left as it is."""
        return self.text.startswith("{") and self.text.endswith("}")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.family, self.lineage, self.given) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its type, its fields as plain text under small letters, and its names.

    ``places`` tells where each field's value stands. ``whole`` is False when an error cut the entry short.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    names: Mapping[str, tuple[Name, ...]]
    place: Place
    places: Mapping[str, Place]
    whole: bool = True

    @property
    def authors(self) -> tuple[str, ...]:
        """Authors as ``Family, Given``; ``others`` at the end stands for more of them."""
        return tuple(map(str, self.names.get("author", ())))

    @property
    def unseen(self) -> tuple[str, ...]:
        """What nobody saw of it, in the words of the field ``unseen``."""
        return tuple(word for part in self.fields.get(UNSEEN, "").split(",") if (word := part.strip()))

    def __contains__(self, field: str) -> bool:
        """Whether a field is given."""
        return bool(self.fields.get(field) or self.names.get(field))

    def place_of(self, field: str) -> Place:
        """Where a field's value stands, or the key when there is no such field."""
        return self.places.get(field, self.place)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Entries by key. ``complete`` is False when an error may have hidden some."""

    name: str
    entries: Mapping[str, Entry]
    complete: bool = True


def read_bibliography(path: Path, name: str, sink: Sink) -> Bibliography:
    """Read a ``.bib`` file, which has to be there. Every problem becomes a diagnostic."""
    text = None if _is_lacking(path, name, sink) else read_text(path, name, sink)
    if not text:
        return Bibliography(name, {}, complete=text == "")
    return _parse(text, name, sink)


def _is_lacking(path: Path, name: str, sink: Sink) -> bool:
    """Whether there is no file, which is then reported; of one that cannot be read its reading tells."""
    if path.is_dir():
        way = "Put a BibTeX file with an entry for each source in its place."
        report(sink, "CB117", Place(name), what=f"The bibliography, {name}, is a folder.", way=way, about=[name])
        return True
    if not os.path.lexists(path):
        report(sink, "CB222", Place(name), name=name, about=[name])
        return True
    return False


def _parse(text: str, name: str, sink: Sink) -> Bibliography:
    from claimbook.citations.bibtex import Lines, Reader

    reader, lines = Reader(text), Lines(text)
    entries = _entries(reader.entries(), _Text(text, name, lines), sink)
    for problem in reader.problems:
        report(sink, "CB204", Place(name, *lines.place(problem.offset)), problem=problem.told, about=[problem.told])
    return Bibliography(name, entries, not reader.problems)


class _Text(NamedTuple):
    """The file's text, and how to name a place in it."""

    text: str
    name: str
    lines: "Lines"

    def place(self, offset: int) -> Place:
        return Place(self.name, *self.lines.place(offset))


def _entries(found: Iterable["RawEntry"], text: _Text, sink: Sink) -> dict[str, Entry]:
    """Entries by key; the first of those whose keys differ in nothing but case."""
    entries: dict[str, Entry] = {}
    first: dict[str, Entry] = {}
    for raw in found:
        entry = _entry(raw, text, sink)
        known = first.setdefault(entry.key.lower(), entry)
        if known is entry:
            entries[entry.key] = entry
            continue
        but = "" if known.key == entry.key else f" as '{known.key}'"
        report(sink, "CB205", entry.place, key=entry.key, first=known.place, but=but, about=[entry.key])
    return entries


def _entry(raw: "RawEntry", text: _Text, sink: Sink) -> Entry:
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    places: dict[str, Place] = {}
    for item in raw.items:
        place = text.place(item.at)
        places[item.name] = place
        value = " ".join(item.value.split())
        if item.name in NAME_FIELDS:
            names[item.name] = tuple(_names(value, item, place, text, sink))
        else:
            fields[item.name] = value
    return Entry(raw.key, raw.type, fields, names, text.place(raw.start), places, raw.whole)


def _names(value: str, item: "Item", place: Place, text: _Text, sink: Sink) -> Iterator[Name]:
    """The names of a list; where each stands is looked up in the file."""
    from pybtex.bibtex.utils import split_name_list

    if value.count("{") * len(value) > _MOST_WORK:
        report(sink, "CB204", place, problem=f"'{item.name}' is too long for a list of names", about=[item.name])
        return
    at, end = item.at, item.at + len(item.value) + 2
    for written in filter(None, split_name_list(value)):
        start, at = _found(written, text.text, at, end)
        yield _name(written, text.place(start) if start >= 0 else place, sink)


def _found(written: str, text: str, at: int, end: int) -> tuple[int, int]:
    """Where a name begins, -1 when it is not there, and where the next may begin; blanks may be others in the file."""
    start = -1
    for word in written.split(" "):
        offset = text.find(word, at, end)
        start = offset if start < 0 else start
        at = offset + len(word) if offset >= 0 else end
    joint = _JOINT.match(text, at, end)
    return start, joint.end() if joint else at


def _name(written: str, place: Place, sink: Sink) -> Name:
    family, comma, given = written.partition(",")
    if comma and "," not in given and _TEX.isdisjoint(written):  # nearly all; pybtex would take its time
        return Name(written, " ".join(family.split()), " ".join(given.split()), "", place)
    return _taken_apart(written, place, sink)


def _taken_apart(written: str, place: Place, sink: Sink) -> Name:
    from pybtex import errors
    from pybtex.database import Person

    with errors.capture() as captured:
        try:
            person = Person(written)
        except Exception as error:  # pybtex takes strange names apart in ways that may raise anything
            captured.append(error)
            person = Person(last=written)
    if captured:
        told = f"'{written}' cannot be taken apart as a name; names are joined by ' and '"
        report(sink, "CB204", place, problem=told, about=[written])
    family, given = person.prelast_names + person.last_names, person.first_names + person.middle_names
    return Name(written, " ".join(family), " ".join(given), " ".join(person.lineage_names), place)
