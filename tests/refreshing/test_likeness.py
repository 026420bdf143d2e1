"""Spellings that stand for one title or name, and those that do not; the pairs are in ``likeness.yml``."""

from pathlib import Path

import pytest
import yaml
from claimbook.refreshing.likeness import first_difference, plain, same_family, same_title
from hypothesis import given
from hypothesis import strategies as st

PAIRS = yaml.safe_load((Path(__file__).parent / "likeness.yml").read_text(encoding="utf-8"))
SAME = {"families": same_family, "titles": same_title}


@pytest.mark.parametrize(
    ("kind", "expected", "ours", "theirs"),
    [(kind, word, *pair) for kind, words in PAIRS.items() for word, pairs in words.items() for pair in pairs],
)
def test_pair(kind: str, expected: str, ours: str, theirs: str) -> None:
    one = plain(ours)
    assert SAME[kind](one, theirs) is (expected == "same")
    assert SAME[kind](theirs, one) is (expected == "same")


@given(st.text(), st.text())
def test_anything_can_be_compared(one: str, other: str) -> None:
    assert same_family(one, other) == same_family(other, one)
    assert same_title(one, other) == same_title(other, one)
    assert same_title(one, one)


@given(st.text(alphabet="\\{}$'\"^~c aé_&%#", max_size=20))
def test_any_tex_can_be_read(text: str) -> None:
    plain(text)


@pytest.mark.parametrize(
    ("ours", "theirs", "cut", "index"),
    [
        (["A", "B"], ["A", "B"], False, None),
        (["A", "B"], ["A", "C"], False, 1),
        (["A"], ["A", "B"], False, 1),
        (["A"], ["A", "B"], True, None),
        (["A", "B"], ["A"], False, 1),
        (["A", "B"], ["A"], True, 1),
        (["B", "A"], ["A", "B"], True, 0),
        ([], ["A"], True, None),
    ],
)
def test_lists_of_authors(ours: list[str], theirs: list[str], cut: bool, index: int | None) -> None:
    assert first_difference(ours, theirs, cut=cut) == index
