"""Where lost passages may have gone."""

import pytest
from claimbook.records.anchors import Anchor, Text
from claimbook.records.lost import MOST_SUGGESTED, Lost

TEXT = """\
Notes on brewing
Coffee lowered blood pressure in adults. A dose of 90 mg is best.
Tea did nothing for headache.
Grind the beans finely.
"""
NOWHERE = "0" * 16


def lost(*found: tuple[int, int], text: str = TEXT) -> Lost:
    """Of a text in which these tokens ``(first, count)`` are found."""
    there = Text(text)
    return Lost(there, there.locate_all([there.anchor(*place) for place in found]))


def opening(lost: Lost, index: int, told: str, count: int = 7) -> str | None:
    unit = lost.suggestion(Anchor(NOWHERE, count, index), told)
    return lost.opening(unit) if unit is not None else None


@pytest.mark.parametrize(
    ("index", "told", "expected"),
    [
        (9, "Prefers 80 mg.", "A dose of 90 mg"),
        (21, "Prefers 80 mg.", "A dose of 90 mg"),
        (0, "The headache stayed.", "Tea did nothing for headache"),
        (22, "First line", "Grind the beans finely"),
        (17, "", "Tea did nothing for headache"),
        (500, "Sugar spoils it.", None),
    ],
    ids=["in-place", "moved", "far", "no-word-shared", "nothing-told", "gone"],
)
def test_the_sentence_that_is_most_alike_then_the_nearest(index: int, told: str, expected: str | None) -> None:
    assert opening(lost(), index, told) == expected


def test_what_other_records_hold_is_not_lost() -> None:
    """The sentence on the dose is covered; nothing else is like it."""
    assert opening(lost((9, 7)), 500, "Prefers 90 mg.") is None
    assert opening(lost((9, 4)), 500, "Prefers 90 mg.") == "A dose of 90 mg"
    assert opening(lost((0, 25)), 9, "Prefers 90 mg.") is None


def test_it_moved_as_its_neighbours_did() -> None:
    """Four words stand before the text now, so the sentence after the one that was found moved by four too."""
    text = Text(f"These words were added.\n{TEXT}")
    heading = Anchor(text.anchor(4, 3).digest, 3, 0)
    found = Lost(text, text.locate_all([heading]))
    assert opening(found, 3, "") == "Coffee lowered blood pressure in"


def test_only_so_many_are_looked_for() -> None:
    found = lost()
    told = [opening(found, 9, "Prefers 80 mg.") for _ in range(MOST_SUGGESTED + 1)]
    assert told[-2:] == ["A dose of 90 mg", None]


def test_nothing_is_in_an_empty_text() -> None:
    assert opening(lost(text=""), 0, "Anything") is None
