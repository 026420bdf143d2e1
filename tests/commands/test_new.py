"""``claimbook new``: drafts that are valid as they stand, and that the check accepts once they are filled in."""

from pathlib import Path

import pytest
from claimbook.check import check
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import characters

from tests.commands.calling import call
from tests.commands.transcript import lay

AWAITED = "says:  # in your own words, hedged as the source hedges"


@pytest.fixture
def uncovered(tmp_path: Path) -> Path:
    """A base with one sentence that no record covers."""
    return lay(["uncovered"], tmp_path / "base")


def new(root: Path, *arguments: str) -> str:
    """What the verb prints; it must succeed."""
    done = call("new", "brew2020", *arguments, "--root", str(root), "--archive", str(root / "archive"))
    assert done.status == 0, done.err
    return done.out


def codes(root: Path) -> list[str]:
    return [found.code for found in check(root, root / "archive").diagnostics if found.code != "CB304"]


@pytest.mark.parametrize("into", ["claims.yml", "weeks.yml"])
def test_filled_in_draft_is_accepted(into: str, uncovered: Path) -> None:
    path = uncovered / "claims" / "brew2020" / into
    before = path.read_bytes() if path.exists() else b""
    assert codes(uncovered) == ["CB306"]
    new(uncovered, "It did so within weeks", "--into", into)
    drafted = path.read_text(encoding="utf-8")
    assert drafted.encode().startswith(before)
    assert codes(uncovered) == ["CB107"]
    path.write_text(drafted.replace(AWAITED, "says: The change took some weeks."), encoding="utf-8")
    assert codes(uncovered) == []
    claims = check(uncovered, uncovered / "archive").base.records.claims
    assert claims["brew-within-weeks"].says == "The change took some weeks."


def test_file_is_named_by_its_path(uncovered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(uncovered / "claims")
    new(uncovered, "It did so within weeks", "--says", "Weeks.", "--into", "brew2020/claims.yml")
    assert codes(uncovered) == []


def test_printed_entry_can_be_pasted(uncovered: Path) -> None:
    """What is printed is indented as a file of passages wants it."""
    claims = uncovered / "claims" / "brew2020" / "claims.yml"
    printed = new(uncovered, "It did so within weeks", "--says", "Weeks: some.")
    claims.write_text(claims.read_text() + printed, encoding="utf-8")
    assert codes(uncovered) == []


def test_exclusion(uncovered: Path) -> None:
    new(uncovered, "--tokens", "9..13", "--exclude", "signpost", "--into", "claims.yml")
    assert codes(uncovered) == []


def test_ids_are_free(uncovered: Path) -> None:
    """The same passage twice gives two ids."""
    for _ in range(3):
        new(uncovered, "It did so within weeks", "--says", "Weeks.", "--into", "claims.yml")
    found = check(uncovered, uncovered / "archive")
    assert {"brew-within-weeks", "brew-within-weeks-2", "brew-within-weeks-3"} <= set(found.base.records.claims)


def test_second_place_has_to_be_chosen(uncovered: Path) -> None:
    text = uncovered / "archive" / "brew2020.txt"
    text.write_text(text.read_text() * 2)
    done = call("new", "brew2020", "within weeks", "--root", str(uncovered), "--archive", str(uncovered / "archive"))
    assert done.status == 2
    assert "--tokens 12..13, --tokens 33..34" in done.err


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        ("passages: [{at: x, anchor: 0123456789abcdef/1@0, exclude: heading}]\n", "not in block style"),
        ("passages:\n  - {at: x, anchor: 0123456789abcdef/1@0, exclude: heading}\nextra: 1\n", "not in block style"),
        ("passages: 3\n", "does not hold a list"),
        ("passages: [\n", "Nothing was written"),
        ("", "does not hold a list"),
    ],
    ids=["flow", "not-last", "no-list", "not-yaml", "no-key"],
)
def test_what_cannot_be_appended_to_is_left_alone(ending: str, why: str, uncovered: Path) -> None:
    path = uncovered / "claims" / "brew2020" / "odd.yml"
    path.write_text(f"source: brew2020\n{ending}")
    before = path.read_bytes()
    at = ("--root", str(uncovered), "--archive", str(uncovered / "archive"))
    done = call("new", "brew2020", "It did so within weeks", "--into", "odd.yml", *at)
    assert done.status == 2
    assert why in done.err
    assert path.read_bytes() == before


@settings(max_examples=40)
@given(text=st.text(characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_words_read_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is given as a paraphrase or a place stands in the file as it was meant, on one line."""
    root = lay(["uncovered"], tmp_path_factory.mktemp("words") / "base")
    new(root, "It did so within weeks", f"--says={text}", f"--at={text}", "--into", "weeks.yml")
    claim = check(root).base.records.claims["brew-within-weeks"]
    assert (claim.says, claim.at) == (" ".join(text.split()), " ".join(text.split()))
