"""Tables as they come: CSV with a header or JSON Lines, row by row; a bad row never hides the next."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimbook.failure import CallError
from claimbook.importing.refusals import Refusal

FORMATS = ("csv", "jsonl")
LONGEST_CELL = 20_000
_EXTENSIONS = {".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_TABBED = (".tsv", ".tab")
# Control characters, lone surrogates and code points that are no characters; white space is folded, not refused.
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and line in the file, its cells with white space folded, and what is wrong with some."""

    number: int
    line: int
    cells: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Table:
    """The rows that could be taken apart, and those that could not."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()


def read_table(path: Path, format_: str | None = None, separator: str = "") -> Table:
    """Read a table. Raises CallError where it is no table at all."""
    format_ = format_ or _EXTENSIONS.get(path.suffix.lower())
    if format_ is None:
        raise CallError(f"Whether '{path}' is CSV or JSON Lines cannot be told from its name.",
                        f"Say --format {' or --format '.join(FORMATS)}.")  # fmt: skip
    text = _text(path)
    if format_ == "jsonl":
        table = _json_lines(text, path.name)
    else:
        table = _csv(text, path.name, separator or ("\t" if path.suffix.lower() in _TABBED else ","))
    if not table.rows and not table.refused:
        raise CallError(f"{path.name} has no rows.", "Nothing was written.")
    return table


def _text(path: Path) -> str:
    if not path.is_file():
        raise CallError(f"There is no table {path}.", "Give the path of a CSV or JSON Lines file.")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CallError(f"{path.name} is not UTF-8 (line {line}, byte {error.start + 1}).",
                        "Save it as UTF-8; a spreadsheet offers that when it exports.") from error  # fmt: skip


def fault(text: str) -> str:
    """Why a cell cannot be used; '' when it can."""
    if len(text) > LONGEST_CELL:
        return f"the cell has {len(text):,} characters, more than {LONGEST_CELL:,}"
    unwanted = _UNWANTED.search(text)
    return f"the cell holds U+{ord(unwanted[0]):04X}, which is not a printed character" if unwanted else ""


def _row(number: int, line: int, cells: Mapping[str, str], faults: Mapping[str, str]) -> Row:
    found = {column: why for column, text in cells.items() if (why := fault(text))}
    return Row(number, line, {column: " ".join(text.split()) for column, text in cells.items()}, {**found, **faults})


# CSV


class _Lines:
    """The physical lines of a text, from any of them on."""

    def __init__(self, text: str) -> None:
        self.lines = _LINE.findall(text)
        self.next = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.lines):
            raise StopIteration
        self.next += 1
        return str(self.lines[self.next - 1])


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of a CSV file; ``problem`` says why it has no cells."""

    number: int
    line: int
    cells: list[str]
    problem: str = ""


def _records(text: str, separator: str) -> Iterator[_Record]:
    """Every record. After one that cannot be parsed, reading goes on at the line below its first."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        start, number = lines.next, number + 1
        try:
            yield _Record(number, start + 1, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield _Record(number, start + 1, [], str(error))
            lines.next = start + 1
            reader = csv.reader(lines, delimiter=separator, strict=True)


def _csv(text: str, name: str, separator: str) -> Table:
    records = (record for record in _records(text, separator) if record.cells or record.problem)
    header = next(records, None)
    if header is None:
        raise CallError(f"{name} is empty.", "Nothing was written.")
    if header.problem:
        raise CallError(f"The header of {name} cannot be read: {header.problem}.", "Correct its quotes.")
    columns = tuple(" ".join(cell.split()) for cell in header.cells)
    repeated = frozenset(column for column in columns if columns.count(column) > 1)
    table = Table(name, columns, repeated=repeated)
    for record in records:
        why, way = _misfit(record, len(columns))
        if why:
            table.refused.append(Refusal(record.number, record.line, why, way))
        else:
            cells = dict(zip(columns, record.cells, strict=False))
            table.rows.append(_row(record.number, record.line, cells, {}))
    return table


def _misfit(record: _Record, width: int) -> tuple[str, str]:
    """Why a record is no row of the table, and the way out; empty cells at the end are no harm."""
    if record.problem:
        return f"the row cannot be taken apart: {record.problem}", (
            "Every quote that opens a cell must be closed, and one within it written twice."
        )
    if len(record.cells) < width or any(record.cells[width:]):
        return f"the row has {len(record.cells)} cells, but the header names {width}", (
            "Put quotes around a cell that holds the separator, and leave no cell out."
        )
    return "", ""


# JSON Lines


class _RepeatedKeyError(ValueError):
    """A key that an object gives twice; JSON readers would keep the last one silently."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedKeyError(next(name for name in names if names.count(name) > 1))
    return found


def _json_lines(text: str, name: str) -> Table:
    columns: dict[str, None] = {}
    rows, refused = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells, faults = _cells(line)
        except (ValueError, RecursionError) as error:
            refused.append(Refusal(number, number, _json_problem(error), "Write one JSON object on each line."))
            continue
        columns.update(dict.fromkeys([*cells, *faults]))
        rows.append(_row(number, number, cells, faults))
    return Table(name, tuple(columns), rows, refused)


def _cells(line: str) -> tuple[dict[str, str], dict[str, str]]:
    """The object's values as text, numbers digit for digit, and what is wrong with those that are none."""
    found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    if not isinstance(found, dict):
        raise ValueError(f"the line holds {_KINDS.get(type(found), 'text')}, not an object")
    cells, faults = {}, {}
    for key, value in found.items():
        if isinstance(value, (list, dict)):
            faults[key] = f"the cell holds {_KINDS[type(value)]}, not one text or number"
        cells[key] = value if isinstance(value, str) else _PLAIN.get(value, "") if not faults.get(key) else ""
    return cells, faults


_KINDS: dict[type, str] = {list: "a list", dict: "an object"}
_PLAIN = {True: "true", False: "false", None: ""}


def _json_problem(error: Exception) -> str:
    if isinstance(error, _RepeatedKeyError):
        return f"the object gives '{error}' twice"
    if isinstance(error, json.JSONDecodeError):
        return f"the line is not JSON: {error.msg} (character {error.colno})"
    return "the line is nested too deeply" if isinstance(error, RecursionError) else str(error)
