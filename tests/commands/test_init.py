"""``claimbook init``: what it starts can be checked, ruled on and built, and nothing is ever overwritten."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.building import claimbook
from tests.commands import drafts
from tests.commands.calling import REPO, call, spawn, tree

STARTED = ["_config.yml", "archive", "book", "claims"]


def test_it_starts_with_a_dispute(tmp_path: Path) -> None:
    root = tmp_path / "new" / "notes"
    done = call("init", str(root))
    assert done.status == 0
    assert sorted(path.name for path in root.iterdir()) == STARTED
    checked = call("check", "--root", str(root), "--archive", str(root / "archive"))
    assert checked.status == 1
    assert "1 conflict (1 new), 0 tensions" in checked.out
    assert "anchors    passages: 4 verified" in checked.out
    assert "1 dispute to rule on." in checked.out
    assert not re.search(r"\b(error|warning|note) CB", checked.out)


def test_what_it_says_to_do_next_can_be_done(tmp_path: Path) -> None:
    done = spawn(["init", "notes"], tmp_path)
    commands = [line.split()[1:] for line in done.out.splitlines() if line.startswith("  claimbook")]
    assert [words[0] for words in commands] == ["check", "rule", "build"]
    assert [spawn(words, tmp_path).status for words in commands[:2]] == [1, 0]
    ruling = tmp_path / "notes" / "claims" / "rulings" / "effect.yml"
    drafted = ruling.read_text(encoding="utf-8")
    ruling.write_text(re.sub(r"(?m)^  because:.*$", "  because: One kitchen against forty loaves.", drafted))
    assert spawn(commands[0], tmp_path).status == 0


def test_here(tmp_path: Path) -> None:
    assert spawn(["init"], tmp_path).status == 0
    assert spawn(["check"], tmp_path).status == 1


def test_where_somebody_works_already(tmp_path: Path) -> None:
    """The folder stays the same one, or whoever works in it would be nowhere."""
    before = tmp_path.stat().st_ino
    assert call("init", str(tmp_path)).status == 0
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == STARTED


def test_a_root_is_not_where_it_starts(tmp_path: Path) -> None:
    done = spawn(["init", "--root", str(tmp_path)], tmp_path)
    assert done.status == 2
    assert "`claimbook init FOLDER`" in done.err
    assert tree(tmp_path) == {}


def test_commands_can_be_pasted(tmp_path: Path) -> None:
    done = spawn(["init", "my notes; $(touch x)"], tmp_path)
    commands = [shlex.split(line)[1:] for line in done.out.splitlines() if line.startswith("  claimbook")]
    assert spawn(commands[0], tmp_path).status == 1
    assert "claimbook check --archive archive\n" in spawn(["init"], tmp_path).out


def test_nowhere(tmp_path: Path) -> None:
    done = spawn(["init", ""], tmp_path)
    assert done == (2, "", "claimbook: '' is not a folder.\n  Name a folder, new or not: `claimbook init FOLDER`.\n")
    assert list(tmp_path.iterdir()) == []


def test_beside_files_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "mine.md").write_text("mine")
    assert call("init", str(tmp_path)).status == 0
    assert (tmp_path / "book" / "mine.md").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*STARTED, "README.md"])


@pytest.mark.parametrize("name", ["claims/vocabulary.yml", "_config.yml", "book/references.bib", "archive/mine.txt"])
def test_in_the_way(name: str, tmp_path: Path) -> None:
    path = tmp_path / "root" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    before = tree(tmp_path)
    done = call("init", str(tmp_path / "root"))
    assert done.status == 2
    assert "is there already." in done.err
    assert tree(tmp_path) == before


def test_twice(tmp_path: Path) -> None:
    assert call("init", str(tmp_path / "root")).status == 0
    assert call("init", str(tmp_path / "root")).status == 2


def test_a_write_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "README.md").write_text("mine")
    before = {name: content for name, (_, content) in tree(tmp_path).items()}
    rename, calls = Path.rename, iter(range(100))

    def fail_later(self: Path, target: Path) -> Path:
        if next(calls) == 5:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_later)
    assert call("init", str(tmp_path / "root")).status == 2
    assert {name: content for name, (_, content) in tree(tmp_path).items()} == before


def test_the_book_is_built(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    assert call("init", str(root)).status == 0
    assert call("rule", "effect/wheat", "--root", str(root)).status == 0
    drafts.complete(root)
    run = claimbook(root, "build", archive=root / "archive")
    assert run.status == 0, run.text
    assert "Does the place keep wheat bread fresh?" in (run.html / "index.html").read_text(encoding="utf-8")


def test_an_installed_package_has_the_example(tmp_path: Path) -> None:
    """The files are in what is built of the package, not only in the checkout."""
    shutil.copytree(REPO / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO / name, tmp_path)
    build = "from setuptools import setup; setup()"
    command = [sys.executable, "-c", build, "-q", "build", "--build-lib", "built"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    ours, theirs = (root / "claimbook" / "starter" for root in (REPO / "scripts", tmp_path / "built"))
    names = [path.relative_to(ours) for path in ours.rglob("*") if path.is_file()]
    assert len(names) == 11
    assert all((theirs / name).is_file() for name in names)
