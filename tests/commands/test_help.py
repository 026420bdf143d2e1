"""The examples in the help texts are true: each is run, on a base in which what it names exists."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from claimbook.commands import VERBS

from tests.commands.calling import REPO, call
from tests.commands.drafts import complete
from tests.commands.transcript import lay
from tests.repositories import commit, git, repository

# What the examples name, and what stands for it here.
NAMES = {
    "smith2020": "brew2020",
    "dose/migraine": "dose/hypertension",
    "smith-dose": "brew-dose",
    "jones-dose": "cup-dose",
    "two cups before noon": "A dose of 80 mg",
    "0a3dd7eff042d834/7@605": "a778a51b133b5a93/7@9",
    "12..40": "3..8",
    "0..3": "0..2",
    "~/texts": "archive",
}
_EXAMPLE = re.compile(r"^  (claimbook .*?)(?:   .*)?$", re.M)


def examples() -> Iterator[str]:
    """Every example of every help text, without the explanation beside it and where it reads and writes."""
    for verb in ("", *VERBS):
        _, _, listed = call(*verb.split(), "--help").out.partition("for example:\n")
        yield from (re.split(r" [|<>] ", line)[0] for line in _EXAMPLE.findall(listed))


def with_past(root: Path) -> Path:
    """The folder as a repository with two commits, the first of which is origin's."""
    repository(root)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    commit(root)
    return root


@pytest.mark.parametrize("example", list(examples()))
def test_example(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_past(lay(["disputed"], tmp_path / "base"))
    monkeypatch.chdir(root)
    monkeypatch.setenv("CLAIMBOOK_ARCHIVE", "archive")
    (root / "passage.txt").write_text("Coffee lowered blood pressure")
    (root / "claims.json").write_text(call("export").out)
    (root / "list.csv").write_text("OriginalPaperDOI,RetractionNature\n")
    shutil.copytree(REPO / "docs" / "examples", root, dirs_exist_ok=True)
    words = [NAMES.get(word, word) for word in shlex.split(example)[1:]]
    if "build" in words:
        pytest.skip("building is tested with the book")
    if "--accept" in words:
        assert call("rule", "dose/hypertension").status == 0
        complete(root)
    with (root / "passage.txt").open() as pasted:
        monkeypatch.setattr("sys.stdin", pasted)
        done = call(*words)
    assert done.status in (0, 1), done.err
    assert "usage:" not in done.err


def test_there_are_examples() -> None:
    assert len(list(examples())) > len(VERBS)


def test_what_stands_beside_a_root_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options of the knowledge base may stand before the verb or after it."""
    root = str(lay([], tmp_path / "base"))
    monkeypatch.chdir(tmp_path)
    assert call("--root", root, "check") == call("check", "--root", root)
