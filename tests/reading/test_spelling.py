"""The nearest valid spelling."""

import pytest
from claimbook.reading.spelling import is_slip, nearest, suggestion


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("recomended", ["recommended", "reported"], "recommended"),
        ("RECOMMENDED", ["recommended"], "recommended"),
        ("ptsd", ["PTSD", "ocd"], "PTSD"),
        ("zzz", ["recommended"], None),
        ("", ["recommended"], None),
        ("anything", [], None),
    ],
)
def test_nearest(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


@pytest.mark.parametrize(
    ("word", "meant", "expected"),
    [
        ("titel", "title", True),
        ("sayz", "says", True),
        ("form", "forms", True),
        ("drugg", "drug", True),
        ("conditon", "condition", True),
        ("notes", "cites", False),
        ("abc", "cab", False),
        ("propertys", "properties", False),
    ],
)
def test_one_slip(word: str, meant: str, expected: bool) -> None:
    assert is_slip(word, meant) is is_slip(meant, word) is expected


def test_suggestion_says_what_there_is() -> None:
    assert suggestion("hypertensoin", ["hypertension"]) == "Did you mean 'hypertension'?"
    assert suggestion("x", ["b", "a"]) == "Known: a, b."
    assert suggestion("x", [f"term{n:02}" for n in range(20)]).endswith("term11, ....")
    assert suggestion("x", []) == "There are none yet."
    assert suggestion("x", [], "List some.") == "List some."


def test_suggestion_does_not_depend_on_order() -> None:
    assert suggestion("colour", ["color", "colours"]) == suggestion("colour", ["colours", "color"])
