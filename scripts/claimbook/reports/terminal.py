"""Text for a terminal: wrapped to its width, coloured where that helps, harmless whatever it says."""

import os
import sys
import unicodedata
from enum import Enum
from typing import NamedTuple, TextIO

from claimbook.characters import HARMLESS, harmless

NARROWEST, USUAL, WIDEST = 40, 80, 110
LONGEST_WORD = 300
_GLUE = "\N{NO-BREAK SPACE}"


class Style(Enum):
    """How a part of a line looks; the value is its SGR code."""

    PLAIN = ""
    BOLD = "1"
    DIM = "2"
    RED = "1;31"
    YELLOW = "1;33"
    GREEN = "32"
    BLUE = "34"


Part = str | tuple[str, Style]


def plain(text: str) -> str:
    """Text on one line in which control characters show as escapes instead of acting."""
    return harmless(" ".join(text.split()))


def fixed(text: str) -> str:
    """Text that is not broken over lines, such as a command to copy."""
    return plain(text).replace(" ", _GLUE)


def width_of(word: str) -> int:
    """How many columns a word takes."""
    if word.isascii():
        return len(word)
    return sum(_columns(character) for character in word)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in HARMLESS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Terminal(NamedTuple):
    """What the text is for: how wide it is and whether it shows colour."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> "Terminal":
        """The terminal behind a stream; colour only where there is one and NO_COLOR is not set."""
        colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(max(NARROWEST, min(_columns_of(stream), WIDEST)), colour)


def _columns_of(stream: TextIO) -> int:
    """As many as COLUMNS says, or the terminal behind a stream; 80 where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except (OSError, ValueError):
        return USUAL


def here() -> Terminal:
    """The terminal that standard output goes to, if it goes anywhere."""
    return Terminal.of(sys.stdout) if sys.stdout is not None else Terminal()


class Sheet:
    """Lines of a report, each part of which is made harmless, wrapped and styled as it is added."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.lines: list[str] = []

    def add(self, *parts: Part, indent: int = 0, hang: int = 0, lead: Part = "") -> None:
        """A paragraph of parts joined by spaces; lines after the first are indented by ``hang`` more.

        ``lead`` stands before the first word as it is, spaces and all, such as a number or label.
        """
        start, style = (lead, Style.PLAIN) if isinstance(lead, str) else lead
        line, used = " " * indent + self._styled(start, style), indent + width_of(start)
        for number, (word, style) in enumerate(_words(parts)):
            size = width_of(word)
            if number and used + 1 + size > self.terminal.width:
                self.lines.append(line)
                line, used = " " * (indent + hang), indent + hang
            elif number:
                line, used = f"{line} ", used + 1
            line, used = line + self._styled(word, style), used + size
        self.lines.append(line)

    def rule(self) -> None:
        """A line across."""
        self.blank()
        self.lines.append(self._styled("─" * self.terminal.width, Style.DIM))

    def one_line(self, *parts: Part, indent: int = 0) -> None:
        """The same on one line, cut where the terminal ends."""
        line, left = " " * indent, self.terminal.width - indent
        for number, (word, style) in enumerate(_words(parts)):
            space = " " if number else ""
            if width_of(space + word) > left - 2 and number:
                line += " …"
                break
            line, left = line + space + self._styled(word, style), left - width_of(space + word)
        self.lines.append(line)

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _styled(self, word: str, style: Style) -> str:
        shown = word.replace(_GLUE, " ")
        return f"\x1b[{style.value}m{shown}\x1b[0m" if self.terminal.colour and style.value else shown


def _words(parts: tuple[Part, ...]) -> list[tuple[str, Style]]:
    """Every word with its style. Spaces made fast by ``fixed`` do not separate."""
    found: list[tuple[str, Style]] = []
    for part in parts:
        text, style = (part, Style.PLAIN) if isinstance(part, str) else part
        found.extend((_clipped(word), style) for word in _clean(text).split(" ") if word)
    return found


def _clipped(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"


def _clean(text: str) -> str:
    return _GLUE.join(plain(piece) for piece in text.split(_GLUE))
