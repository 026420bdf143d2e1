"""Slots of a mapping: where one text of a claim comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimbook.diagnostics import Place, Sink
from claimbook.importing.table import Row
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.rules import report
from claimbook.vocabulary.terms import folded

SLOT_KEYS = ("column", "text", "words", "empty")
ROW = "row"
_BARE = ("", "")
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A constant, a column, or a text with ``{column}`` in it.

    ``literals`` stand around the ``columns``, so there is one more of them. ``words`` translate
    the text (keys folded), and ``empty`` stands in where there is none.
    """

    literals: tuple[str, ...]
    columns: tuple[str, ...]
    place: Place
    words: Mapping[str, str] = field(default_factory=dict)
    empty: str = ""

    def text(self, row: Row) -> str:
        """The row's text; '' where all its columns are empty and nothing stands in."""
        if len(self.columns) == 1 and self.literals == _BARE:
            found = self.cell(row, self.columns[0])
        else:
            cells = [self.cell(row, column) for column in self.columns]
            found = "" if cells and not any(cells) else self._around(cells)
        return (self.words.get(folded(found), found) if self.words else found) or self.empty

    @staticmethod
    def cell(row: Row, column: str) -> str:
        found = row.cells.get(column)
        return found if found is not None else str(row.number) if column == ROW else ""

    def _around(self, cells: list[str]) -> str:
        parts = [self.literals[0]]
        for cell, literal in zip(cells, self.literals[1:], strict=True):
            parts += (cell, literal)
        return " ".join("".join(parts).split())


def constant(text: str, place: Place) -> Slot:
    return Slot((text,), (), place)


def bare(column: str, place: Place) -> Slot:
    """A column by itself."""
    return Slot(_BARE, (column,), place)


def read_slot(fields: Fields, key: str) -> Slot | None:
    """The slot under a key; None when there is none or (with a diagnostic) it cannot be read."""
    node = fields.get(key)
    if isinstance(node, MappingNode):
        return _described(Fields(node, f"'{key}' of {fields.what}", fields.sink))
    text = fields.scalar(key, node)
    return _template(key, text.text, text.place, fields.sink) if text is not None else None


def _described(fields: Fields) -> Slot | None:
    """A slot with ``column`` or ``text``, ``words`` and ``empty``."""
    fields.only(SLOT_KEYS)
    if ("column" in fields) == ("text" in fields):
        report(fields.sink, "CB107", fields.place, what=fields.heading, key="column",
               way="Write either {column: NAME} or {text: '... {NAME} ...'}.")  # fmt: skip
        return None
    words, empty = _words(fields), fields.text("empty") if "empty" in fields else ""
    if "column" in fields:
        column = fields.text("column", required="Name the column.")
        return Slot(_BARE, (column,), fields.place_of("column"), words, empty) if column else None
    text = fields.scalar("text", fields.get("text"))
    slot = _template("text", text.text, text.place, fields.sink) if text is not None else None
    return Slot(slot.literals, slot.columns, slot.place, words, empty) if slot is not None else None


def _words(fields: Fields) -> dict[str, str]:
    section = fields.mapping("words") if "words" in fields else None
    if section is None:
        return {}
    texts = {key: section.scalar(key, section.get(key)) for key in section.node.entries}
    return {folded(key): " ".join(text.text.split()) for key, text in texts.items() if text is not None}


def _template(key: str, text: str, place: Place, sink: Sink) -> Slot | None:
    literals, columns, end = [""], [], 0
    for match in _PIECE.finditer(text):
        literals[-1] += text[end : match.start()]
        end = match.end()
        if match[0] in ("{{", "}}"):
            literals[-1] += match[0][0]
        elif match[1] and match[1].strip():
            columns.append(" ".join(match[1].split()))
            literals.append("")
        else:
            report(sink, "CB109", place, key=key, why="a brace names no column",
                   way="Write '{column}', or two braces where one is meant.")  # fmt: skip
            return None
    literals[-1] += text[end:]
    return Slot(tuple(literals), tuple(columns), place)
