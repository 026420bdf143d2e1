"""Nothing but the verbs that are meant to write ever writes."""

import shutil
from pathlib import Path

import pytest

from tests.commands.calling import REPO, call, tree
from tests.commands.transcript import lay
from tests.repositories import commit, repository

READING = [
    ["check"],
    ["check", "--verbose", "--select", "CB4"],
    ["check", "--format", "json"],
    ["export"],
    ["coverage"],
    ["explain"],
    ["explain", "CB1"],
    ["anchor", "brew2020", "A dose of 80 mg is best"],
    ["anchor", "brew2020", "--show", "a778a51b133b5a93/7@9"],
    ["new", "brew2020", "A dose of 80 mg is best"],
    ["new", "brew2020", "--tokens", "0..2", "--exclude", "heading"],
    ["rule"],
    ["rule", "dose/hypertension", "--print"],
    ["rule", "bean", "--accept", "--print"],
    ["schema"],
    ["schema", "claims"],
    ["build"],
    ["check", "--since", "HEAD~1"],
    ["check", "--since", "HEAD", "--format", "json"],
    ["diff", "HEAD~1"],
    ["--version"],
]
# They write only where there is something to write.
IDLE = [["anchor", "--fix"], ["rule", "first-described", "--accept"]]


def unwritable(root: Path) -> Path:
    """The folder as one that can only be read, for those who are bound by that."""
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return root


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """In a repository with a past: what git keeps is not to be written either."""
    root = lay([], tmp_path / "base")
    repository(root)
    lay(["disputed"], root)
    commit(root)
    return unwritable(root)


@pytest.mark.parametrize("verb", [*READING, *IDLE], ids=" ".join)
def test_verb_leaves_everything_as_it_is(verb: list[str], kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kept)
    monkeypatch.setenv("CLAIMBOOK_ARCHIVE", "archive")
    before = tree(kept)
    done = call(*verb)
    assert done.status in (0, 1), done.err
    assert tree(kept) == before


@pytest.mark.parametrize("base", [["disputed", "broken"], ["hostile"], ["moved"]], ids="+".join)
@pytest.mark.parametrize("verb", ["check", "export", "coverage", "rule", "build"])
def test_broken_input_stays_broken(verb: str, base: list[str], tmp_path: Path) -> None:
    root = unwritable(lay(base, tmp_path / "base"))
    before = tree(root)
    call(verb, "--root", str(root), "--archive", str(root / "archive"))
    assert tree(root) == before


@pytest.mark.parametrize("verb", [["check"], ["export"], ["rule"], ["schema"]], ids=" ".join)
def test_real_base(verb: list[str], tmp_path: Path) -> None:
    for part in ("claims", "book"):
        shutil.copytree(REPO / part, tmp_path / "base" / part)
    before = tree(unwritable(tmp_path / "base"))
    assert call(*verb, "--root", str(tmp_path / "base")).status in (0, 1)
    assert tree(tmp_path / "base") == before


@pytest.mark.parametrize(
    "verb",
    [
        ["new", "brew2020", "--tokens", "0..2", "--says", "x", "--into", "claims.yml"],
        ["rule", "dose/hypertension"],
        ["rule", "bean", "--accept"],
        ["schema", "--write"],
    ],
    ids=" ".join,
)
def test_a_write_that_fails_says_so(verb: list[str], kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half-written file, no leftover, no traceback."""
    monkeypatch.chdir(kept)
    monkeypatch.setenv("CLAIMBOOK_ARCHIVE", "archive")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    before = tree(kept)
    done = call(*verb)
    assert done.status == 2
    assert "cannot be written: Permission denied." in done.err
    assert "Nothing was changed." in done.err
    assert tree(kept) == before
