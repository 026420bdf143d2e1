"""Anchors: what is a token, and where an anchor stands."""

import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from claimbook.diagnostics import Place
from claimbook.records import anchors as module
from claimbook.records.anchors import Anchor, AnchorMatch, AnchorState, Text, tokenize, worst
from hypothesis import assume, given
from hypothesis import strategies as st


def tokens(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


# What the design gives to be held


VECTORS = [
    ("benchchem2025", "50mg as effective as 500mg", "4e1c55e59fbf463b/7@853"),
    ("benchchem2025", ">60 minutes before exposure", "5f7f314511cd6c0e/5@948"),
]


@pytest.mark.parametrize(("key", "passage", "anchor"), VECTORS)
def test_vectors(key: str, passage: str, anchor: str, real_archive: Path) -> None:
    text = archived(real_archive, key)
    count = len(tokenize(passage))
    assert anchor in [str(text.anchor(index, count)) for index in text.find(passage)]
    parsed = Anchor.parse(anchor)
    assert parsed is not None
    assert text.locate(parsed) == AnchorMatch(AnchorState.VERIFIED, parsed.index)


def test_vector_of_a_long_passage(real_archive: Path) -> None:
    text = archived(real_archive, "cyclofuture2025")
    (start,), (last,) = text.find("a single 100 mg dose"), text.find("after four weeks")
    assert str(text.anchor(start, last + 3 - start)) == "0e1e9560ea431c61/19@315"


@pytest.mark.parametrize(
    ("key", "count"), [("anxietydcs2025", 843), ("benchchem2025", 1470), ("cyclofuture2025", 1361)]
)
def test_token_counts(key: str, count: int, real_archive: Path) -> None:
    assert len(archived(real_archive, key).tokens) == count


def archived(folder: Path, key: str) -> Text:
    return Text((folder / f"{key}.txt").read_bytes().decode())


def test_the_digest_is_of_the_tokens_joined_by_one_space() -> None:
    expected = sha256(b"50 mg as effective as 500 mg").hexdigest()[:16]
    assert str(Text("It was 50mg  AS effective\nas 500mg.").anchor(2, 7)) == f"{expected}/7@2"


# Tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # numbers, whole
        ("1,047 people", ["1,047", "people"]),
        ("0.42", ["0.42"]),
        ("1.2.3", ["1.2.3"]),
        ("50mg", ["50", "mg"]),
        ("in 2006.", ["in", "2006"]),
        ("1, 2", ["1", "2"]),
        ("B1669520", ["b", "1669520"]),
        # words
        ("D-cycloserine's", ["d", "cycloserine", "s"]),
        ("snake_case", ["snake", "case"]),
        ("Größe ÉTÉ кофе 咖啡", ["grösse", "été", "кофе", "咖啡"]),
        # a sign before a number
        ("-5", ["-", "5"]),
        ("SMD = -0.25", ["smd", "=", "-", "0.25"]),
        ("(-5)", ["-", "5"]),
        ("5-10", ["5", "10"]),
        ("COVID-19", ["covid", "19"]),
        ("f(x)-5", ["f", "x", "5"]),
        ("- 5", ["5"]),
        ("5 -10", ["5", "-", "10"]),
        ("_-5", ["-", "5"]),
        # the other signs
        ("< > ≤ ≥ = ± % ↑ ↓ $ & +", ["<", ">", "≤", "≥", "=", "±", "%", "↑", "↓", "$", "&", "+"]),
        (">60%", [">", "60", "%"]),
        ("a / b | c; d: e? (f) #g @h ~i", list("abcdefghi")),
        # dashes and hyphens are one
        *((f"x {dash}5", ["x", "-", "5"]) for dash in "-‐‑‒–—―−⁃﹣-⁻"),
        *((f"5{dash}10", ["5", "10"]) for dash in "-‐‑‒–—―−⁃﹣-⁻"),
        # what is dropped
        ("**bold** and *it*alic", ["bold", "and", "italic"]),
        ("5*4", ["54"]),
        ("cyclo\u00adserine", ["cycloserine"]),
        ("learning^{[1][2]} in", ["learning", "in"]),
        ("learning^{[12]}in", ["learningin"]),
        ("x^{2} and [3]", ["x", "2", "and", "3"]),
        ("5^{[1]}0", ["50"]),
        # normal forms
        ("ﬁne ＡＢＣ ①", ["fine", "abc", "1"]),
        ("m²", ["m", "2"]),
        ("10 µg", ["10", "μg"]),
        ("60\u00a0mg\u202f%", ["60", "mg", "%"]),
        ("＞５０％", [">", "50", "%"]),
        ("½", ["1", "2"]),
        # marks belong to their letters, composed or not
        ("Se\u0301ance d'e\u0301te\u0301", ["séance", "d", "été"]),
        ("लाभ होता है", ["लाभ", "होता", "है"]),
        ("5\ufe0f\u20e3 mg \u0301x", ["5", "mg", "x"]),
        ("", []),
        (" \n\t…“”‘’«»", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_case_white_space_and_emphasis_do_not_count(text: str) -> None:
    assume(text.upper().casefold() == text.casefold())
    assert tokens(text.replace(" ", " \n ")) == tokens(text)
    assert tokens("".join(f"*{c}*" if c.isalpha() else c for c in text)) == tokens(text.replace("*", ""))


@given(st.text())
def test_spans_are_in_order_and_inside(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.end >= end
        end = token.end


words = st.lists(
    st.text("abcé𝟘", min_size=1, max_size=3) | st.from_regex(r"[0-9]{1,3}", fullmatch=True), min_size=1, max_size=30
)


@given(words, st.sampled_from([" ", "\r\n", " ☕️ ", "\u2003"]))
def test_a_span_cuts_the_very_passage_out(parts: list[str], gap: str) -> None:
    text = Text(gap.join(parts))
    for index in range(len(text.tokens)):
        start, end = text.span(index, len(text.tokens) - index)
        assert tokens(text.text[start:end]) == [token.text for token in text.tokens[index:]]


def test_spans_count_code_points_as_stored() -> None:
    text = Text("☕️ 𝓐\r\n“Größe” 5 mg.\r\n")
    start, end = text.span(text.find("größe 5 mg")[0], 3)
    assert (start, end) == (7, 18)
    assert text.text[start:end] == "Größe” 5 mg"


@pytest.mark.parametrize("changed", ["लोभ होता है", "लाभ हाता है", "लाभ होत है"])
def test_one_changed_vowel_sign_is_missed(changed: str) -> None:
    said = Text("नींद की दवा से लाभ होता है।")
    assert Text(f"नींद की दवा से {changed}।").locate(said.anchor(0, 7)).state is AnchorState.MISSING


def test_a_span_takes_in_the_marks_of_its_last_letter() -> None:
    text = Text("दवा से लाभ, cafe\u0301.")
    start, end = text.span(0, 4)
    assert text.text[start:end] == "दवा से लाभ, cafe\u0301"


# States


def test_states() -> None:
    text = Text("one two three. one two three. four five")
    assert text.locate(text.anchor(0, 3)) == AnchorMatch(AnchorState.VERIFIED, 0)
    assert text.locate(text.anchor(3, 3)) == AnchorMatch(AnchorState.VERIFIED, 3)
    moved = Anchor(text.anchor(6, 2).digest, 2, 1)
    assert text.locate(moved) == AnchorMatch(AnchorState.MOVED, 6)
    assert text.locate(Anchor(text.anchor(0, 3).digest, 3, 1)) == AnchorMatch(AnchorState.AMBIGUOUS)
    assert text.locate(Anchor("0" * 16, 3, 0)) == AnchorMatch(AnchorState.MISSING)


@pytest.mark.parametrize("anchor", [Anchor("0" * 16, 10**8, 0), Anchor("0" * 16, 1, 10**8), Anchor("0" * 16, 4, 0)])
def test_anchors_that_reach_beyond_the_text(anchor: Anchor) -> None:
    assert Text("one two three").locate(anchor) == AnchorMatch(AnchorState.MISSING)


def test_nothing_is_in_an_empty_text() -> None:
    assert Text("").locate(Anchor("0" * 16, 1, 0)) == AnchorMatch(AnchorState.MISSING)
    assert Text("").find("one") == []
    assert Text("one").find("…") == []


@given(words, words, words, st.data())
def test_a_moved_passage_is_found_and_a_changed_one_is_not(
    before: list[str], passage: list[str], after: list[str], data: st.DataObject
) -> None:
    count = len(tokens(" ".join(passage)))
    made = Text(" ".join([*passage, *after])).anchor(0, count)
    elsewhere = Text(" ".join([*before, *passage, *after]))
    assert elsewhere.locate(made).state is not AnchorState.MISSING

    changed = data.draw(edited(passage))
    assume(tokens(" ".join(changed)) != tokens(" ".join(passage)))
    assume(tokens(" ".join(passage)) not in windows(tokens(" ".join([*before, *changed, *after])), count))
    assert Text(" ".join([*before, *changed, *after])).locate(made) == AnchorMatch(AnchorState.MISSING)


def windows(items: list[str], count: int) -> list[list[str]]:
    return [items[i : i + count] for i in range(len(items) - count + 1)]


@st.composite
def edited(draw: st.DrawFn, passage: list[str]) -> list[str]:
    """The passage with one word or digit changed, added or taken away."""
    index = draw(st.integers(0, len(passage) - 1))
    word = passage[index]
    new = draw(st.sampled_from([word + "1", word[:-1], "x" + word, "other", "7"]))
    return [*passage[:index], new, *passage[index + 1 :]]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_one_changed_digit_is_missed(old: int, new: int) -> None:
    assume(old != new)
    made = Text(f"a dose of {old} mg").anchor(0, 5)
    assert Text(f"a dose of {new} mg").locate(made) == AnchorMatch(AnchorState.MISSING)


def test_many_are_found_as_each_alone() -> None:
    text = Text("one two three. one two three. four five")
    anchors = [text.anchor(6, 2), Anchor(text.anchor(6, 2).digest, 2, 1), Anchor(text.anchor(0, 3).digest, 3, 1),
               Anchor("0" * 16, 3, 0), Anchor("0" * 16, 2, 0), text.anchor(0, 1)]  # fmt: skip
    assert text.locate_all(anchors) == {anchor: text.locate(anchor) for anchor in anchors}
    assert text.locate_all([]) == {}


@pytest.fixture
def digested(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The passages whose digest was computed."""
    seen: list[bytes] = []

    def counting(passage: bytes) -> Any:
        seen.append(passage)
        return sha256(passage)

    monkeypatch.setattr(module, "sha256", counting)
    return seen


def test_work_grows_with_the_lengths_sought_and_not_with_the_anchors(digested: list[bytes]) -> None:
    text = Text(" ".join(f"word{'abcdefghij'[n % 10] * (1 + n // 10)}" for n in range(900)))
    sought = [Anchor(text.anchor(first, count).digest, count, first + 1) for first in range(800) for count in (3, 7)]
    digested.clear()
    assert {found.state for found in text.locate_all(sought).values()} == {AnchorState.MOVED}
    assert len(digested) <= len(sought) + 2 * len(text.tokens)


def test_at_their_hints_nothing_else_is_looked_at(digested: list[bytes]) -> None:
    text = Text("one two three four five six")
    sought = [text.anchor(first, 2) for first in range(5)]
    digested.clear()
    text.locate_all(sought)
    assert len(digested) == len(sought)


# The form


def test_where_it_is_written_makes_no_other_anchor() -> None:
    one, other = (Anchor.parse("0a3dd7eff042d834/7@605", Place("a.yml", line)) for line in (1, 2))
    assert one is not None
    assert other is not None
    assert (one, hash(one), str(one)) == (other, hash(other), str(other))
    assert pickle.loads(pickle.dumps(other)).place == Place("a.yml", 2)


@given(st.from_regex(r"[0-9a-f]{16}", fullmatch=True), st.integers(1, 10**8), st.integers(0, 10**8))
def test_written_and_read(digest: str, count: int, index: int) -> None:
    assert Anchor.parse(str(Anchor(digest, count, index))) == Anchor(digest, count, index)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0a3dd7eff042d834", "0a3dd7eff042d834/7", "0a3dd7eff042d83/7@605", "0A3DD7EFF042D834/7@605"),
        *("0a3dd7eff042d834/0@605", "0a3dd7eff042d834/07@605", "0a3dd7eff042d834/7@-1", "0a3dd7eff042d834/7@605\n"),
        *("0a3dd7eff042d834/٧@605", f"0a3dd7eff042d834/7@{'9' * 5000}", " 0a3dd7eff042d834/7@605"),
    ],
)
def test_malformed(text: str) -> None:
    assert Anchor.parse(text) is None


def test_worst() -> None:
    states = [AnchorState.VERIFIED, AnchorState.MISSING, AnchorState.MOVED]
    assert worst(states) is AnchorState.MISSING
    assert worst(states[::2]) is AnchorState.MOVED
    assert worst([]) is AnchorState.NONE
