"""The nearest valid spelling."""

import pytest
from claimbook.reading.spelling import nearest, suggestion


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


def test_suggestion_says_what_there_is() -> None:
    assert suggestion("hypertensoin", ["hypertension"]) == "Did you mean 'hypertension'?"
    assert suggestion("x", ["b", "a"]) == "Known: a, b."
    assert suggestion("x", [f"term{n:02}" for n in range(20)]).endswith("term11, ....")
    assert suggestion("x", []) == "Nothing is declared here yet."


def test_suggestion_does_not_depend_on_order() -> None:
    assert suggestion("colour", ["color", "colours"]) == suggestion("colour", ["colours", "color"])
