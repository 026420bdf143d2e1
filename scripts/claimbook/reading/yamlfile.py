"""Strict YAML: a file becomes nodes with places, or diagnostics; nothing is guessed.

Built on the events of libyaml's parser, because composed nodes no longer show aliases,
tags and duplicate keys.
"""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml

from claimbook.diagnostics import Place, Sink
from claimbook.reading.nodes import Mapping, Mark, Node, Scalar, Sequence, place_at
from claimbook.rules import report

MAX_BYTES = 8_000_000
MAX_DEPTH = 40
# Patterns for what is wrong; to compile them takes a while, and most files need none.
_COMPARISON = r"(?:^|[:,{\[]|(?:^|\s)-)\s*(?P<sign>>=?)\s*(?P<rest>\d(?:[^,}\]#]|,\d)*)"
_LOST = r">\d+\Z"
_UNMERGED = r"(?m)^<{7} .*"
_MERGE = "Keep what is right of both, and take out the lines of signs."
_UNREADABLE = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ScalarEvent: Any = yaml.ScalarEvent
_SequenceEndEvent: Any = yaml.SequenceEndEvent
_MappingEndEvent: Any = yaml.MappingEndEvent


def read_yaml(path: Path, name: str, sink: Sink) -> Node | None:
    """Read one file. ``name`` is how diagnostics call it. None when there is nothing usable."""
    text = read_text(path, name, sink)
    return None if text is None else parse_yaml(text, name, sink)


def read_text(path: Path, name: str, sink: Sink) -> str | None:
    """The text of a UTF-8 file, newlines untranslated; None (and a diagnostic) when unreadable."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            report(sink, "CB102", Place(name), what="is not a regular file")
            return None
        if found.st_size > MAX_BYTES:
            report(sink, "CB102", Place(name), what=f"is larger than {MAX_BYTES // 1_000_000} MB")
            return None
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        report(sink, "CB102", Place(name), what=f"is not UTF-8 (byte {error.start + 1})", about=[name, "UTF-8"])
    except OSError as error:
        report(sink, "CB102", Place(name), what=f"cannot be read: {error.strerror}")
    return None


def parse_yaml(text: str, name: str, sink: Sink) -> Node | None:
    """Parse YAML text into nodes. Every problem becomes a diagnostic."""
    try:
        return _Builder(text, name, sink).build()
    except yaml.YAMLError as error:
        _report_syntax(error, text, name, sink)
    return None


def _report_syntax(error: yaml.YAMLError, text: str, name: str, sink: Sink) -> None:
    unmerged = re.search(_UNMERGED, text)
    if unmerged is not None:
        place = Place(name, text.count("\n", 0, unmerged.start()) + 1)
        problem = "git could not merge two changes"
        report(sink, "CB101", place, problem=problem, text=unmerged[0].strip()[:80], advice=_MERGE)
        return
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark is not None else _bad_character(text)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    start = getattr(error, "context_mark", None)
    if start is not None and not _line(text, line).strip():
        line, column, problem = start.line, start.column, f"{getattr(error, 'context', '')}, {problem}"
    while line and not _line(text, line).strip():
        line, column = line - 1, 0
    source = _line(text, line)
    report(
        sink,
        "CB101",
        Place(name, line + 1, column + 1),
        problem=str(problem),
        text=source.strip()[:80],
        advice=_advice(source),
    )


def _line(text: str, line: int) -> str:
    """One line of a text, counted from 0 as YAML counts; '' past the end."""
    lines = re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text)
    return lines[line] if line < len(lines) else ""


def _bad_character(text: str) -> tuple[int, int]:
    """Line and column, from 0, of the first character that YAML does not allow."""
    match = re.search(_UNREADABLE, text)
    start = match.start() if match else 0
    return text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1)


def _advice(source: str) -> str:
    if re.search(_UNREADABLE, source):
        return "Remove the control character; it does not show in most editors."
    comparison = re.search(_COMPARISON, source)
    if comparison is not None:
        word = {">": "above", ">=": "at least"}[comparison["sign"]]
        return f"A value cannot start with '{comparison['sign']}'; write '{word} {comparison['rest'].strip()}'."
    if "\t" in source:
        return "Indent with spaces, not with tabs."
    return "Check indentation, and put double quotes around a value that holds ': ' or ' #'."


class _Named(StringIO):
    """A text that the parser can call by its file's name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, newline="")
        self.name = name


class _Builder:
    """Builds nodes from parser events, asking the parser for one after the other."""

    def __init__(self, text: str, name: str, sink: Sink) -> None:
        self._text = text
        self._name = name
        self._sink = sink
        self._next: Callable[[], Any] = _Loader(_Named(text, name)).get_event

    def build(self) -> Node | None:
        """The one document of the stream; None (and a diagnostic) when there is none or more."""
        node: Node | None = None
        documents = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second document ('---')", "Make it a file of its own.")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        if not documents:
            report(
                self._sink,
                "CB105",
                Place(self._name),
                what="The file",
                wanted="a mapping or a list",
                found="empty",
                way="Write its records, or delete the file.",
            )
        return node if documents == 1 else None

    def _node(self, event: Any, depth: int) -> Node:
        if type(event) is _ScalarEvent and event.anchor is None and event.tag is None and event.value:
            return Scalar(event.value, event.start_mark)
        self._check(event)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        return Scalar(self._written(event), event.start_mark)

    def _written(self, event: Any) -> str:
        """The text of a scalar. To YAML ``>5`` is an empty block; its author wrote a comparison."""
        if isinstance(event, yaml.AliasEvent):
            return f"*{event.anchor}"
        if event.style == ">" and not event.value:
            source = _line(self._text, event.start_mark.line)[event.start_mark.column :].strip()
            return source if re.match(_LOST, source) else ""
        return str(event.value)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        while type(event := self._next()) is not _SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(items, start.start_mark)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        while type(event := self._next()) is not _MappingEndEvent:
            plain = type(event) is _ScalarEvent and event.anchor is None and event.tag is None and event.value
            key = event.value if plain else self._key(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if key is None:
                continue
            if key in entries:
                line = marks[key].line + 1
                report(self._sink, "CB103", place_at(event.start_mark), key=key, line=line, about=[key])
            else:
                entries[key] = value
                marks[key] = event.start_mark
        return Mapping(entries, marks, start.start_mark)

    def _key(self, event: Any, depth: int) -> str | None:
        """The text of a key that is not a plain word; None (and a diagnostic) when it is not even text."""
        key = self._node(event, depth)
        if isinstance(key, Scalar):
            return key.text
        report(self._sink, "CB104", key.place, what="a key that is not text", way="Write a plain word.")
        return None

    def _check(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias (*{event.anchor})", "Write the value out.")
            return
        if event.anchor is not None:
            self._refuse(event, f"an anchor (&{event.anchor})", "Write the value out where it is needed.")
        if event.tag is not None:
            self._refuse(event, f"a tag ({event.tag})", "Write the plain value; its field gives the type.")

    def _refuse(self, event: Any, what: str, way: str) -> None:
        report(self._sink, "CB104", place_at(event.start_mark), what=what, way=way)
