"""BibTeX by pybtex's own grammar, with the place of everything and all that is wrong in one run.

pybtex's parser knows lines only, stops at the first of two equal keys, and takes time that grows with the square of
the file when braces are not closed. The class here keeps its grammar, notes offsets, and reads a value in one sweep.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError, Token, TokenRequired
from pybtex.utils import CaseInsensitiveDict

DEEPEST = 100  # braces within each other; pybtex's own limit
LONGEST = 200_000  # characters of a value, which macros of macros may double again and again
MOST = 200  # problems after which the rest is not read: the file is something else
_NOT_ENTRIES = ("string", "preamble", "comment")
_MARKS = {True: re.compile(r'[{}"]'), False: re.compile(r"[{}]")}
# The same, stopping where a line begins an entry: for what follows a value that is never closed.
_ENTRY = r"^[ \t]*@[A-Za-z]+[ \t]*[{(][^\s,{}()]+[ \t]*,"
_WARY = {True: re.compile(rf'[{{}}"]|{_ENTRY}', re.MULTILINE), False: re.compile(rf"[{{}}]|{_ENTRY}", re.MULTILINE)}
_LINE_OF_ENTRY = re.compile(r"^[ \t]*@", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WORD = re.compile(r"[\w:.-]+|\S")


class Problem(NamedTuple):
    """What is wrong, and the offset where."""

    offset: int
    told: str


class Item(NamedTuple):
    """A field as written: offsets of its name and of its value, quotes or braces included."""

    name: str
    value: str
    start: int
    at: int


class RawEntry(NamedTuple):
    """An entry as written. ``whole`` is False when an error cut it short."""

    type: str
    key: str
    start: int
    items: tuple[Item, ...]
    whole: bool


class Lines:
    """Offsets in a text as lines and columns from 1; a line ends with any of the three newlines."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Reader(LowLevelParser):  # type: ignore[misc]
    """Yields the entries of a text as ``RawEntry``; ``problems`` has what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.pos: int = 0
        self.current_field_name: str | None = None
        self.problems: list[Problem] = []
        self._marks = _MARKS
        self._lost = False
        self._key_at = 0
        self._value_at = 0
        self._open_at = -1  # of a value that is never closed

    def entries(self) -> Iterator[RawEntry]:
        """All entries, those that an error cut short included, in order."""
        control = _CONTROL.search(self.text)
        if control is not None:
            self.problems.append(Problem(control.start(), "Here stands a character that does not print"))
        while len(self.problems) < MOST and self._to_command():
            before = len(self.problems)
            try:
                type_, body = self.parse_command()
            except SkipEntry:
                continue
            except PybtexSyntaxError as error:
                self.handle_error(error)
                continue
            if type_.lower() not in _NOT_ENTRIES and body[0]:
                yield RawEntry(type_.lower(), body[0], self._key_at, tuple(body[1]), len(self.problems) == before)

    def _to_command(self) -> bool:
        """Go behind the next ``@``; after an error only one that begins a line counts."""
        match = _LINE_OF_ENTRY.search(self.text, self.pos) if self._lost else self.AT.search(self.text, self.pos)
        if match is None:
            return False
        self.command_start, self.pos = match.end() - 1, match.end()
        self._lost = False
        return True

    # What pybtex's parser calls, so that it notes places

    def parse_entry_body(self, body_end: Any) -> None:
        self.eat_whitespace()
        self._key_at = self.pos
        super().parse_entry_body(body_end)

    def parse_entry_fields(self) -> None:
        self._after_key()
        known: set[str] = set()
        while len(self.problems) < MOST:
            self.current_field_name = None
            self.current_value: list[str] = []
            self.eat_whitespace()
            start = self.pos
            self.parse_field()
            if self.current_field_name and self.current_value:
                self._take(
                    Item(self.current_field_name.lower(), "".join(self.current_value), start, self._value_at), known
                )
            if not self.optional([self.COMMA]):
                return

    def _take(self, item: Item, known: set[str]) -> None:
        """Keep a field; of two with one name the first, as pybtex does."""
        if item.name in known:
            self.problems.append(Problem(item.start, f"'{self.current_entry_key}' has a second '{item.name}'"))
        else:
            known.add(item.name)
            self.current_fields.append(item)

    def _after_key(self) -> None:
        """A comma must follow the key; pybtex does without it, other programs do not."""
        self.eat_whitespace()
        if self.NAME.match(self.text, self.pos):
            self.problems.append(Problem(self.pos, f"The comma after the key '{self.current_entry_key}' is missing"))

    def parse_value(self) -> None:
        self.eat_whitespace()
        self._value_at = self.pos
        super().parse_value()
        if sum(map(len, self.current_value)) > LONGEST:
            raise PybtexSyntaxError(f"a value of more than {LONGEST:,} characters", self)

    def parse_string(self, string_end: Any, level: int = 0, max_level: int = DEEPEST) -> list[Any]:
        """The rest of a quoted or braced part, its end included, as one token."""
        start, end = self.pos, self._end_of_string(string_end is self.QUOTE, level, max_level)
        self.pos = end
        return [Token(self.text[start:end], string_end)]

    def _end_of_string(self, quoted: bool, depth: int, deepest: int) -> int:
        for match in self._marks[quoted].finditer(self.text, self.pos):
            mark = match[0]
            if mark == "{":
                depth += 1
                if depth > deepest:
                    raise PybtexSyntaxError("too many nested braces", self)
            elif mark == '"':
                if depth == 0:
                    return match.end()
            elif mark != "}":
                break  # the next entry begins
            elif depth:
                depth -= 1
            elif quoted:
                raise PybtexSyntaxError("unbalanced braces", self)
            else:
                return match.end()
        self._open_at = self.pos - 1
        raise PrematureEOF(self)

    def substitute_macro(self, name: str) -> str:
        if name not in self.macros:
            told = f"'{name}' is not defined: put text into braces, or define it with @string"
            self.problems.append(Problem(self.pos - len(name), told))
            return ""
        return str(self.macros[name])

    def update_lineno(self, value: str) -> None:
        """Offsets say it better."""

    def get_error_context_info(self) -> None:
        """Only pybtex's own messages need it."""

    # What is wrong

    def handle_error(self, error: PybtexSyntaxError) -> None:
        self._lost = True
        if isinstance(error, TokenRequired):
            self.problems.append(Problem(self.pos, self._unexpected(error)))
        elif isinstance(error, PrematureEOF):
            self._marks = _WARY
            self.problems.append(self._unclosed())
        else:
            told = f"Here is something else than BibTeX: {error.args[0]}"
            self.problems.append(Problem(self._value_at, told))

    def _unexpected(self, error: TokenRequired) -> str:
        match = _WORD.match(self.text, self.pos)
        wanted = error.args[0].removesuffix(" expected")
        if wanted in ("'}'", "')'") and self.current_entry_key:
            wanted = f"a comma or {wanted}"
        found = match[0] if match else ""
        here = "Here another entry begins" if found == "@" else f"Here stands '{found}'"
        return f"{here} where {wanted} is expected"

    def _unclosed(self) -> Problem:
        """A value that has no end, or else the entry; the rest is looked through for entries that begin a line."""
        if self._open_at >= 0:
            offset, self._open_at, self.pos = self._open_at, -1, self._open_at + 1
            whose = f" of '{self.current_field_name}'" if self.current_field_name else ""
            return Problem(offset, f"The value{whose} is never closed")
        named = f"The entry '{self.current_entry_key}'" if self.current_entry_key else "This"
        return Problem(self.command_start, f"{named} is never closed")
