"""Strict YAML: every scalar keeps its spelling, every slip has its place, and nothing raises."""

import json
import os
from pathlib import Path

import pytest
from claimbook.diagnostics import Place, Sink
from claimbook.reading.nodes import Mapping, Node, Sequence
from claimbook.reading.yamlfile import MAX_BYTES, MAX_DEPTH, parse_yaml, read_text, read_yaml
from hypothesis import given
from hypothesis import strategies as st


def parsed(text: str) -> tuple[Node | None, list[str]]:
    sink = Sink()
    node = parse_yaml(text, "a.yml", sink)
    return node, [d.code for d in sink]


def plain(node: Node | None) -> object:
    """A node as lists, dicts and strings."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node is not None else None


SPELLINGS = [
    "no",
    "on",
    "y",
    "1:30",
    "010",
    "1e3",
    "1.10",
    "2026-11-21",
    "0x1F",
    "~",
    "null",
    ".inf",
    "=",
    "1_000",
    "+1",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_scalar_keeps_its_spelling(spelling: str) -> None:
    for text in (f"key: {spelling}", f"{{key: {spelling}}}", f"- {spelling}", f"'{spelling}': x"):
        node, codes = parsed(text)
        assert codes == []
        assert spelling in str(plain(node))
    assert plain(parsed(f"key: {spelling}")[0]) == {"key": spelling}


def test_places_count_from_one_and_in_characters() -> None:
    node, _ = parsed("ключ: [𝟘, ☕️ b]\nsecond:\n  - third\n")
    assert isinstance(node, Mapping)
    first = node.entries["ключ"]
    assert isinstance(first, Sequence)
    assert node.place == Place("a.yml", 1, 1)
    assert [item.place[1:] for item in first.items] == [(1, 8), (1, 11)]
    value = node.entries["second"]
    assert isinstance(value, Sequence)
    assert (node.key_place("second")[1:], value.items[0].place[1:]) == ((2, 1), (3, 5))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: >5", ">5"),
        ("- >6", ">6"),
        ("a: >2\n    x", "  x"),
        ("a: >-\n  folded\n  text", "folded text"),
        ("a: >", ""),
        ("a:", ""),
        ("a: '>5 mg'", ">5 mg"),
    ],
)
def test_a_comparison_is_not_an_empty_block(text: str, value: str) -> None:
    node, codes = parsed(text)
    assert codes == []
    assert plain(node) in ({"a": value}, [value])


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("dose: >60 mg", "above 60 mg"),
        ("- >60 mg", "above 60 mg"),
        ("dose: >= 1,000 mg", "at least 1,000 mg"),
        ("dose: {typical: >60 mg, x: y}", "above 60 mg"),
        ("doses: [1 mg, >2 mg]", "above 2 mg"),
    ],
)
def test_a_value_that_starts_with_greater_than_is_answered_with_its_spelling(line: str, advice: str) -> None:
    sink = Sink()
    assert parse_yaml(line, "a.yml", sink) is None
    assert [d.help for d in sink] == [f"A value cannot start with '{'>=' if '>=' in line else '>'}'; write '{advice}'."]


def test_other_slips_on_a_line_with_a_comparison_are_not_blamed_on_it() -> None:
    sink = Sink()
    parse_yaml('says: "p >0.05 is: unclosed', "a.yml", sink)
    assert "cannot start with" not in next(iter(sink)).help


def test_depth() -> None:
    assert parsed("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert parsed("[" * 1000 + "]" * 1000) == (None, ["CB101"])
    assert parsed("{a: " * 1000 + "}" * 1000) == (None, ["CB101"])
    assert parsed("- " * 1000)[1] == ["CB101"]


def test_very_long_lines() -> None:
    node, codes = parsed("key: " + "word " * 400_000)
    assert codes == []
    assert isinstance(node, Mapping)
    assert len(str(plain(node))) > 1_900_000


def test_every_problem_of_a_file_is_reported() -> None:
    assert parsed("a: &x 1\na: 2\nb: !!int 3\nc: *x\n? [d]\n: e\n")[1] == ["CB104", "CB103", "CB104", "CB104", "CB104"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file(text: str) -> None:
    assert parsed(text) == (None, ["CB105"])


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x80", "\ufffe"])
def test_characters_that_yaml_does_not_allow(character: str) -> None:
    sink = Sink()
    text = f"first: line\nsecond: a{character}b\n"
    assert parse_yaml(text, "a.yml", sink) is None
    (found,) = sink
    assert found.place == Place("a.yml", 2, 10)
    assert "control character" in found.help


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_reported(text: str) -> None:
    node, codes = parsed(text)
    assert node is not None or codes


@given(
    st.recursive(
        st.text("ab:-#>|&*!{}[], \"'\\\n\t019"), lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner)
    )
)
def test_what_json_writes_reads_back_as_it_was(value: object) -> None:
    assert plain(parsed(json.dumps(value))[0]) == value


# Files


def test_a_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"abc\xff")
    assert reported(path) == ["The file is not UTF-8 (byte 4)."]


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert reported(path) == ["The file is larger than 8 MB."]


def test_a_folder_a_missing_file_and_a_loop(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert len(reported(tmp_path)) == 1
    assert reported(tmp_path / "missing.yml") == ["The file cannot be read: No such file or directory."]
    assert len(reported(tmp_path / "loop")) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reported(tmp_path / "pipe") == ["The file is not a regular file."]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: b")
    path.chmod(0)
    assert reported(path) == ["The file cannot be read: Permission denied."]


def reported(path: Path) -> list[str]:
    sink = Sink()
    assert read_yaml(path, "a.yml", sink) is None
    return [d.message for d in sink]


def test_newlines_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("one\r\ntwo\rthree\u2028four".encode())
    assert read_text(path, "a.txt", Sink()) == "one\r\ntwo\rthree\u2028four"
