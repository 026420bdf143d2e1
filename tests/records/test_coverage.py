"""Units, and what of them is recorded."""

import time

import pytest
from claimbook.records.anchors import Text
from claimbook.records.coverage import ABBREVIATIONS, cover, crosses_units, touched, units
from hypothesis import assume, given
from hypothesis import strategies as st


def split(text: str) -> list[str]:
    """The units of a text, each from its first to its last token."""
    found = Text(text)
    return [found.text[slice(*found.span(u.first, u.end - u.first))] for u in units(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two here.", ["One here", "Two here"]),
        ("One? Two! Three.", ["One", "Two", "Three"]),
        ("One. two", ["One. two"]),
        ("One.Two", ["One", "Two"]),
        ("session.The drug", ["session", "The drug"]),
        ("One.\nTwo\n\nthree", ["One", "Two", "three"]),
        ("One.\r\nTwo.\r\n", ["One", "Two"]),
        ("One… Two", ["One… Two"]),
        ("One... Two", ["One", "Two"]),
        ("What?! Yes", ["What", "Yes"]),
        ('He said "One." Then two.', ['He said "One', "Then two"]),
        ("One.” “Two", ["One", "Two"]),
        ("(One.) (Two.)", ["One", "Two"]),
        ("**One.** Two", ["One", "Two"]),
        ("One.^{[1][2]} Two", ["One", "Two"]),
        ("One.^{[1]}Two", ["One", "Two"]),
        ("0.42 Units. 5 Mice", ["0.42 Units. 5 Mice"]),
        ("See e.g. Ressler and al. Nobody, i.e. Dr. Who", ["See e.g. Ressler and al. Nobody, i.e. Dr. Who"]),
        ("In the U.S. Food is had.", ["In the U.S. Food is had"]),
        ("approx. Two, vs. Three, Fig. Four", ["approx. Two, vs. Three, Fig. Four"]),
        ("Élan. Été", ["Élan", "Été"]),
        ("---\n* * *\n…", []),
        ("", []),
        ("- One.\n- Two.", ["One", "Two"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_abbreviations_do_not_split(word: str) -> None:
    assert len(split(f"Some {word}. Thing")) == 1
    assert len(split(f"Some {word.capitalize()}. Thing")) == 1


def test_lines_are_counted_from_one() -> None:
    assert [unit.line for unit in units(Text("One. Two.\n\nThree"))] == [1, 1, 3]


@given(st.text('aB.?! \n\r"(*1^{[]}', max_size=60))
def test_units_part_the_tokens(text: str) -> None:
    found = Text(text)
    last = 0
    for unit in units(found):
        assert unit.first == last
        assert unit.end > unit.first
        last = unit.end
    assert last == len(found.tokens)


@pytest.mark.parametrize("text", ["a" * 60_000, "a." * 30_000, "aB" * 30_000, "a.B" * 20_000])
def test_endless_words_take_no_time(text: str) -> None:
    start = time.process_time()
    units(Text(text))
    assert time.process_time() - start < 5


def test_crossing() -> None:
    text = Text("One two. Three four.")
    assert not crosses_units(text, 0, 2)
    assert not crosses_units(text, 2, 2)
    assert crosses_units(text, 1, 2)
    assert crosses_units(text, 0, 4)


@given(st.text("aB. \n", max_size=60), st.data())
def test_touched_units_are_those_that_share_a_token(text: str, data: st.DataObject) -> None:
    found = Text(text)
    assume(found.tokens)
    first = data.draw(st.integers(0, len(found.tokens) - 1))
    count = data.draw(st.integers(1, len(found.tokens) - first))
    sharing = [u for u in units(found) if set(range(u.first, u.end)) & set(range(first, first + count))]
    assert list(touched(found, first, count)) == sharing
    assert crosses_units(found, first, count) == (len(sharing) > 1)


def test_cover() -> None:
    text = Text("One two. Three four. Five six. Seven")
    found = cover(text, claimed=[(0, 1), (2, 2)], excluded=[(3, 2)])
    assert (found.units, found.tokens) == (4, 7)
    assert [(unit.first, unit.end) for unit in found.missing] == [(6, 7)]
    assert found.loose == (1, 5)
    assert not found.complete
    assert found.excluded_share == pytest.approx(1 / 7)


def test_claims_and_exclusions_may_overlap_and_only_what_is_excluded_alone_counts() -> None:
    text = Text("One two.")
    assert cover(text, [(0, 2)], [(0, 2)]).excluded == 0
    assert cover(text, [], [(0, 2)]).excluded_share == 1
    assert cover(Text(""), [], []).excluded_share == 0
    assert cover(Text(""), [], []).complete
