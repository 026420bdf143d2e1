"""Reading the bibliography: entries, names and places, and what is said of a broken one."""

from pathlib import Path

import pytest
from claimbook.citations.bibliography import Bibliography, read_bibliography
from claimbook.diagnostics import Sink

GOOD = "@misc{first,\n  author = {Roaster, Ada},\n  title = {Notes},\n  year = 2020,\n}\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[Bibliography, list[tuple[int, int, str]]]:
    path = tmp_path / "r.bib"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    sink = Sink()
    return read_bibliography(path, "r.bib", sink), [(d.place.line, d.place.column, d.message) for d in sink]


def test_entries(tmp_path: Path) -> None:
    found, said = read(tmp_path, GOOD + GOOD.replace("first", "Second:1_x"))
    entry = found.entries["first"]
    assert (entry.type, entry.fields["year"], entry.authors) == ("misc", "2020", ("Roaster, Ada",))
    assert list(found.entries) == ["first", "Second:1_x"]
    assert (said, found.complete) == ([], True)


@pytest.mark.parametrize(("name", "code"), [("none.bib", "CB222"), (".", "CB117")])
def test_a_missing_file_may_define_anything(tmp_path: Path, name: str, code: str) -> None:
    sink = Sink()
    found = read_bibliography(tmp_path / name, name, sink)
    assert (dict(found.entries), found.complete) == ({}, False)
    (problem,) = sink
    assert problem.code == code
    assert name in problem.message


@pytest.mark.parametrize("text", ["", "   \n", "Only a remark.\n", "% a comment\n", "@comment{x}\n@string{a = {b}}\n"])
def test_nothing_in_it(tmp_path: Path, text: str) -> None:
    found, said = read(tmp_path, text)
    assert (dict(found.entries), said) == ({}, [])


def test_a_binary_file_hides_what_it_may_define(tmp_path: Path) -> None:
    found, said = read(tmp_path, b"\xff\xfe" + GOOD.encode())
    assert not found.complete
    assert said == [(1, 1, "The file is not UTF-8 (byte 1).")]


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        (GOOD + "@misc{x,\n  title = {Notes}\n  year = 2020,\n}\n", 8, 3, "Here stands 'year' where a comma or '}'"),
        (GOOD + "@misc{x, title = {Notes", 6, 18, "The value of 'title' is never closed."),
        (GOOD + '@misc{x, title = "Notes', 6, 18, "The value of 'title' is never closed."),
        (GOOD + '@misc{x, title = "No}tes"}', 6, 18, "Here is something else than BibTeX: unbalanced braces."),
        (GOOD + "@misc{x, title = {Notes}", 6, 1, "The entry 'x' is never closed."),
        (GOOD + "@misc", 6, 1, "This is never closed."),
        (GOOD + "@misc{x, title = nowhere}\n", 6, 18, "'nowhere' is not defined"),
        (GOOD + "@misc{x, title {Notes}}\n", 6, 16, "Here stands '{' where '=' is expected."),
        (GOOD + "@misc{x title = {Notes}}\n", 6, 9, "The comma after the key 'x' is missing."),
        (GOOD + "@misc{x, title = {A}, TITLE = {B}}\n", 6, 23, "'x' has a second 'title'."),
        (GOOD + "@misc{x, title = {A\0}}\n", 6, 20, "Here stands a character that does not print."),
    ],
)
def test_a_broken_one_says_where(tmp_path: Path, text: str, line: int, column: int, told: str) -> None:
    found, said = read(tmp_path, text)
    assert not found.complete
    assert [where[:2] for where in said] == [(line, column)]
    assert said[0][2].startswith(told)
    assert "first" in found.entries


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (GOOD + "\n\n" + GOOD, 8, 7),
        (GOOD + GOOD.replace("first", "FIRST") + GOOD.replace("first", "last"), 6, 7),
    ],
)
def test_a_key_given_twice_hides_nothing(tmp_path: Path, text: str, line: int, column: int) -> None:
    found, said = read(tmp_path, text)
    assert found.complete
    assert [where[:2] for where in said] == [(line, column)]
    assert ("last" in found.entries) is ("last" in text)


def test_what_follows_an_error_is_read(tmp_path: Path) -> None:
    broken = "@misc{x, title = {never closed\n"
    found, said = read(tmp_path, broken + GOOD + broken.replace("x", "y") + GOOD.replace("first", "last"))
    assert [where[0] for where in said] == [1, 7]
    assert list(found.entries) == ["x", "first", "y", "last"]
    assert [entry.whole for entry in found.entries.values()] == [False, True, False, True]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places(tmp_path: Path, newline: str) -> None:
    text = (
        GOOD
        + '@misc{second,\n  title = "One" # " two", Author = {Ann Lee and\n'
        + "   van der  Berg, Bo and {A Team} and others}}\n"
    )
    found, _ = read(tmp_path, text.replace("\n", newline))
    entry = found.entries["second"]
    assert entry.place[1:] == (6, 7)
    assert {name: place[1:] for name, place in entry.places.items()} == {"title": (7, 11), "author": (7, 36)}
    assert entry.fields["title"] == "One two"
    names = entry.names["author"]
    assert [name.place[1:] for name in names] == [(7, 37), (8, 4), (8, 26), (8, 39)]
    assert [str(name) for name in names] == ["Lee, Ann", "van der Berg, Bo", "{A Team}", "others"]
    assert [name.braced for name in names] == [False, False, True, False]


def test_errors_stay_with_their_file(tmp_path: Path) -> None:
    read(tmp_path, GOOD + GOOD)
    found, said = read(tmp_path, GOOD)
    assert (found.complete, said) == (True, [])


def test_keys_keep_their_case(tmp_path: Path) -> None:
    found, _ = read(tmp_path, GOOD.replace("first", "First"))
    assert "First" in found.entries
    assert "first" not in found.entries
