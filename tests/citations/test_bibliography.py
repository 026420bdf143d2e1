"""Reading the bibliography."""

from pathlib import Path

import pytest
from claimbook.citations.bibliography import Bibliography, read_bibliography
from claimbook.diagnostics import Sink

GOOD = "@misc{first,\n  author = {Roaster, Ada},\n  title = {Notes},\n  year = 2020,\n}\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[Bibliography, list[tuple[int, str]]]:
    path = tmp_path / "r.bib"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    sink = Sink()
    return read_bibliography(path, "r.bib", sink), [(d.place.line, d.message) for d in sink]


def test_entries(tmp_path: Path) -> None:
    found, said = read(tmp_path, GOOD + GOOD.replace("first", "Second:1_x"))
    entry = found.entries["first"]
    assert (entry.type, entry.fields["year"], entry.authors) == ("misc", "2020", ("Roaster, Ada",))
    assert list(found.entries) == ["first", "Second:1_x"]
    assert (said, found.complete) == ([], True)


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    sink = Sink()
    found = read_bibliography(tmp_path / "none.bib", "none.bib", sink)
    assert (dict(found.entries), found.complete, len(sink)) == ({}, True, 0)


@pytest.mark.parametrize("text", ["", "   \n", "Only a remark.\n", "% a comment\n"])
def test_nothing_in_it(tmp_path: Path, text: str) -> None:
    found, said = read(tmp_path, text)
    assert (dict(found.entries), said) == ({}, [])


def test_a_binary_file_hides_what_it_may_define(tmp_path: Path) -> None:
    found, said = read(tmp_path, b"\xff\xfe" + GOOD.encode())
    assert not found.complete
    assert said == [(1, "The file is not UTF-8 (byte 1).")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD + "@misc{x,\n  title = {Notes}\n  year = 2020,\n}\n", 8),
        (GOOD + "@misc{x, title = {Notes", 6),
        (GOOD + "\n\n" + GOOD, 8),
        (GOOD + GOOD.replace("first", "FIRST") + GOOD.replace("first", "last"), 6),
        (GOOD + "@misc{x, title = nowhere}\n", 6),
        (GOOD + "@misc{x, author = {A, B, C, D}}\n", 1),
    ],
)
def test_a_broken_one_says_where(tmp_path: Path, text: str, line: int) -> None:
    found, said = read(tmp_path, text)
    assert not found.complete
    assert [at for at, _ in said] == [line]
    assert "first" in found.entries


def test_errors_stay_with_their_file(tmp_path: Path) -> None:
    read(tmp_path, GOOD + GOOD)
    found, said = read(tmp_path, GOOD)
    assert (found.complete, said) == (True, [])


def test_keys_keep_their_case(tmp_path: Path) -> None:
    found, _ = read(tmp_path, GOOD.replace("first", "First"))
    assert "First" in found.entries
    assert "first" not in found.entries
