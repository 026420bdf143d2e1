"""What the text report is like on a terminal: its width, its colours, and nothing that acts on it."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from pathlib import Path

import pytest
from claimbook.plurals import plural
from claimbook.reports.terminal import Sheet, Style, Terminal, fixed, plain, width_of
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.calling import MODULE, TOO_LONG, environment, spawn
from tests.commands.transcript import lay

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BASES = [["disputed"], ["disputed", "broken"], ["hostile"]]


def on_a_terminal(arguments: list[str], cwd: Path, columns: int, more: dict[str, str]) -> str:
    """What a command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, *MODULE, *arguments], cwd=cwd, env=environment(more), stdin=theirs, stdout=theirs,
        stderr=theirs, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        written = _read_all(ours)
        process.wait(TOO_LONG)
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def _read_all(descriptor: int) -> bytes:
    chunks: list[bytes] = []
    while True:
        try:
            chunk = os.read(descriptor, 65_536)
        except OSError:  # so Linux says that the other end is closed
            chunk = b""
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


# Colour


def test_colour_on_a_terminal(disputed: Path) -> None:
    shown = on_a_terminal(["check"], disputed, 80, {})
    assert COLOUR.search(shown)
    assert COLOUR.sub("", shown) == spawn(["check"], disputed).out


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_no_colour_where_it_is_not_wanted(more: dict[str, str], disputed: Path) -> None:
    assert "\x1b" not in on_a_terminal(["check"], disputed, 80, more)


def test_empty_no_color_is_none(disputed: Path) -> None:
    """An empty NO_COLOR counts as not set, by its convention."""
    assert COLOUR.search(on_a_terminal(["check"], disputed, 80, {"NO_COLOR": ""}))


@pytest.mark.parametrize(
    "verb", [["check"], ["check", "--format", "json"], ["rule"], ["explain"], ["build"]], ids=" ".join
)
def test_no_colour_in_a_pipe(verb: list[str], disputed: Path) -> None:
    assert "\x1b" not in spawn(verb, disputed, {"CLICOLOR_FORCE": "", "TERM": "xterm-256color"}).out


def test_no_colour_in_json_on_a_terminal(disputed: Path) -> None:
    assert "\x1b" not in on_a_terminal(["check", "--format", "json"], disputed, 80, {})


# Width


@pytest.mark.parametrize("columns", [40, 50, 80, 110, 200])
def test_width_of_the_terminal(columns: int, disputed: Path) -> None:
    """Lines fit, unless they hold a word or a command to copy that is longer; wide terminals are not filled."""
    shown = COLOUR.sub("", on_a_terminal(["check"], disputed, columns, {})).split("\n")
    widest = max(map(width_of, shown))
    assert widest <= max(40, min(columns, 110))
    assert "─" * min(columns, 110) in shown


def test_columns_win(disputed: Path) -> None:
    assert "─" * 60 + "\n" in COLOUR.sub("", on_a_terminal(["check"], disputed, 80, {"COLUMNS": "60"}))


# Nothing acts


@pytest.mark.parametrize("base", BASES, ids="+".join)
@pytest.mark.parametrize("verb", [["check", "--verbose"], ["coverage"], ["rule"], ["build"], ["export"]], ids=" ".join)
def test_nothing_in_a_record_acts_on_a_terminal(verb: list[str], base: list[str], tmp_path: Path) -> None:
    root = lay(base, tmp_path / "base")
    shown = COLOUR.sub("", on_a_terminal([*verb, "--archive", "archive"], root, 80, {"NO_COLOR": "1"}))
    assert not [c for c in shown if acts(c)]


def acts(character: str) -> bool:
    """A control or format character that is neither a line's end nor one that scripts need."""
    kept = "\n\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\u0600\u0601\u0602\u0603\u0604\u0605\u06dd"
    kept += "\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # seen around numbers
    return character not in kept and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


# The sheet itself


@given(st.text())
def test_plain_is_one_harmless_line(text: str) -> None:
    assert not [c for c in plain(text) if acts(c) or c == "\n"]


@given(
    st.lists(st.text(st.characters(max_codepoint=0x7F), max_size=30), max_size=30),
    st.integers(40, 110),
    st.integers(0, 8),
)
def test_paragraphs_fit_and_keep_their_words(words: list[str], width: int, hang: int) -> None:
    sheet = Sheet(Terminal(width))
    sheet.add(*words, hang=hang)
    assert all(
        width_of(line) <= max(width, 40) or len(line.split()) <= 1 for line in sheet.lines if longest(line) < width - 8
    )
    assert " ".join(sheet.text().split()) == " ".join(" ".join(map(plain, words)).split())


def longest(line: str) -> int:
    return max(map(len, line.split()), default=0)


def test_wide_characters_count_twice() -> None:
    assert width_of("咖啡") == 4
    assert width_of("e\u0301") == 1
    assert width_of("soft\u00adhyphen") == 10


def test_commands_are_not_broken() -> None:
    sheet = Sheet(Terminal(40))
    sheet.add("and then, after some words, run", fixed("claimbook rule dose/hypertension"))
    assert sheet.lines == ["and then, after some words, run", "claimbook rule dose/hypertension"]


def test_colour_never_counts() -> None:
    told: list[list[str]] = []
    for colour in (True, False):
        sheet = Sheet(Terminal(40, colour))
        sheet.add(("word " * 30, Style.RED), lead=("label ", Style.BOLD), hang=6)
        told.append([COLOUR.sub("", line) for line in sheet.lines])
    assert told[0] == told[1]


def test_no_two_empty_lines() -> None:
    sheet = Sheet(Terminal())
    for _ in range(3):
        sheet.blank()
    sheet.add("one")
    for _ in range(3):
        sheet.blank()
    sheet.add("two")
    assert sheet.text() == "one\n\ntwo\n"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (12_345, "12,345 claims")]
)
def test_plural(count: int, said: str) -> None:
    assert plural(count, "claim") == said
