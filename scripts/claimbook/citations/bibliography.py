"""The bibliography, read with pybtex."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.diagnostics import Place, Sink
from claimbook.reading.yamlfile import read_text
from claimbook.rules import report

# What pybtex says of the place; a finding is known by what is wrong, wherever it stands.
_IN_LINE = re.compile(r" in line \d+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its type, and its fields as plain text."""

    key: str
    type: str
    fields: Mapping[str, str]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Entries by key. ``complete`` is False when an error may have hidden some."""

    name: str
    entries: Mapping[str, Entry]
    complete: bool = True


def read_bibliography(path: Path, name: str, sink: Sink) -> Bibliography:
    """Read a ``.bib`` file; a missing one is an empty one."""
    text = read_text(path, name, sink) if path.is_file() else ""
    if not text:
        return Bibliography(name, {}, complete=text == "")
    return _parse(text, name, sink)


def _parse(text: str, name: str, sink: Sink) -> Bibliography:
    from pybtex import errors
    from pybtex.database.input.bibtex import Parser

    parser: Any = Parser()
    with errors.capture() as captured:
        try:
            data = parser.parse_string(text)
        except Exception as error:  # pybtex raises its own and others; each becomes a diagnostic
            captured.append(error)
            data = parser.data
    for problem in captured:
        line = getattr(problem, "lineno", None) or _line_of(text, str(problem))
        told = _sentence(str(problem))
        report(sink, "CB204", Place(name, line), problem=told, about=[_IN_LINE.sub("", told)])
    return Bibliography(name, {key: _entry(key, entry) for key, entry in data.entries.items()}, not captured)


def _line_of(text: str, message: str) -> int:
    """The line of the entry that an error names last, for errors without a line."""
    key = message.rsplit(" ", 1)[-1].strip("'\".:").casefold()
    lines = [
        n
        for n, line in enumerate(text.splitlines(), 1)
        if line.lstrip().startswith("@") and key and f"{{{key}," in line.casefold()
    ]
    return lines[-1] if lines else 1


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].upper() + text[1:] + "."


def _entry(key: str, entry: Any) -> Entry:
    authors = tuple(str(person) for person in entry.persons.get("author", ()))
    return Entry(key, entry.type, dict(entry.fields), authors)
