"""Answers kept: the same for the same question, none for any other, and never in the way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from claimbook import answers
from claimbook.answers import Answer, keep, question, recall
from claimbook.check import Result, check
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.calling import REPO, call, spawn
from tests.conftest import MakeBase

CLAIMS = "claims/brew2020/claims.yml"
ANSWER = Answer(1, "something \udc80 to act on\n")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(answers.VARIABLE, str(folder))
    return folder


def test_a_kept_answer_comes_back(cache: Path) -> None:
    keep("a" * 40, ANSWER)
    assert recall("a" * 40) == ANSWER
    assert recall("b" * 40) is None
    assert [path.name for path in cache.iterdir()] == ["a" * 40]


@given(st.binary(max_size=80), st.integers(0, 200))
def test_a_damaged_answer_counts_as_none(noise: bytes, place: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(answers.VARIABLE, folder)
        keep("c", ANSWER)
        path = Path(folder, "c")
        sound = path.read_bytes()
        damaged = sound[:place] + noise + sound[place + len(noise) :]
        path.write_bytes(damaged)
        assert recall("c") in ((ANSWER,) if damaged == sound else (None,))


def test_only_so_many_are_kept(cache: Path) -> None:
    for number in range(answers.KEPT + 5):
        keep(f"{number:040}", ANSWER)
        os.utime(cache / f"{number:040}", (number, number))
    assert len(list(cache.iterdir())) == answers.KEPT
    assert recall(f"{answers.KEPT + 4:040}") == ANSWER
    assert recall(f"{0:040}") is None


def test_many_may_keep_at_once(cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep(f"{number % 3}", ANSWER._replace(status=number % 3)), range(300)))
    for number in range(3):
        assert recall(f"{number}") == ANSWER._replace(status=number)


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "off"):
        monkeypatch.setenv(answers.VARIABLE, str(folder))
        keep("a", ANSWER)
        assert recall("a") is None


# Runs what is given on the command line, and says which files below the first argument it opens.
_WATCHED = """
import os, sys
from pathlib import Path
root, archive = map(Path, sys.argv[1:])
def watch(event, given):
    if event == "open" and isinstance(given[0], str) and given[0].startswith(f"{root}{os.sep}"):
        os.write(2, f"{os.path.relpath(given[0], root)}\\n".encode())
sys.addaudithook(watch)
"""
_CHECKING = f"{_WATCHED}from claimbook.check import check; check(root, archive)"
_ASKING = f"{_WATCHED}from claimbook.answers import question; question(root, archive, '')"


def test_the_question_takes_in_every_file_that_a_check_opens(tmp_path: Path) -> None:
    """On all of this repository's knowledge base, whose check reads whatever a check can read."""
    root = tmp_path / "base"
    for part in ("book", "claims"):
        shutil.copytree(REPO / part, root / part)
    shutil.copy(REPO / "_config.yml", root)
    opened, asked = (
        set(spawn([str(root), str(tmp_path)], tmp_path, python=["-c", code]).err.splitlines())
        for code in (_CHECKING, _ASKING)
    )
    assert any(name.startswith("book/figures/") for name in opened)
    assert opened - asked == set()


Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "a claim": lambda root: (root / CLAIMS).write_text((root / CLAIMS).read_text() + "# more\n"),
    "a new file": lambda root: (root / "claims" / "more.yml").write_text(""),
    "an empty folder": lambda root: (root / "claims" / "more").mkdir(),
    "a name": lambda root: (root / CLAIMS).rename(root / "claims/brew2020/other.yml"),
    "a file gone": lambda root: (root / CLAIMS).unlink(),
    "the bibliography": lambda root: (root / "book/references.bib").write_text("% nothing\n"),
    "a page": lambda root: (root / "book/index.md").write_text("A page.\n"),
    "another page": lambda root: (root / "book/a.b.md").write_text("A page.\n"),
    "the book's configuration": lambda root: (root / "_config.yml").write_text("title: x\n"),
    "a text of the archive": lambda root: next((root / "archive").iterdir()).write_text("other"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_the_check_reads_makes_another_question(change: str, make_base: MakeBase) -> None:
    root = make_base()
    before = question(root, root / "archive", "text")
    assert before == question(root, root / "archive", "text") is not None
    CHANGES[change](root)
    assert question(root, root / "archive", "text") not in (before, None)


def test_what_was_built_of_the_book_does_not_matter(make_base: MakeBase) -> None:
    root = make_base()
    before = question(root, None, "text")
    (root / "book" / "_build").mkdir()
    (root / "book" / "_build" / "index.md").write_text("A page.\n")
    (root / "book" / "picture.png").write_bytes(b"\x89PNG")
    assert question(root, None, "text") == before


def test_what_else_lies_in_the_archive_does_not_matter(make_base: MakeBase) -> None:
    root = make_base()
    before = question(root, root / "archive", "text")
    (root / "archive" / "holiday.txt").write_text("a novel")
    (root / "archive" / "link").symlink_to(root)
    assert question(root, root / "archive", "text") == before


def test_how_it_was_asked_is_part_of_the_question(make_base: MakeBase) -> None:
    root = make_base()
    asked = [question(root, archive, what) for archive in (None, root / "archive") for what in ("text", "json")]
    assert len(set(asked)) == 4


def test_what_is_no_plain_file_is_never_answered_from_memory(make_base: MakeBase) -> None:
    root = make_base()
    (root / "claims" / "link.yml").symlink_to(root / CLAIMS)
    assert question(root, None, "text") is None


def test_a_check_says_the_same_from_memory(cache: Path, make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_base({CLAIMS: (Path(__file__).parent / "cases/base" / CLAIMS).read_text() + "  - broken\n"})
    arguments = ("check", "--root", str(root), "--archive", str(root / "archive"))
    first = call(*arguments)
    assert len(list(cache.iterdir())) == 1

    def never(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr("claimbook.check.check", never)
    assert call(*arguments) == first
    assert first.status == 2
    monkeypatch.undo()
    assert call(*arguments) == first


def test_a_change_is_seen_and_what_was_is_known_again(cache: Path, make_base: MakeBase) -> None:
    root = make_base()
    sound = (root / CLAIMS).read_text()
    first = call("check", "--root", str(root))
    (root / CLAIMS).write_text(sound.replace("passages:", "passagen:"))
    assert call("check", "--root", str(root)).status == 2
    (root / CLAIMS).write_text(sound)
    assert call("check", "--root", str(root)) == first
    assert len(list(cache.iterdir())) == 2


def test_what_changes_meanwhile_is_no_answer(cache: Path, make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read before the change or after it: nobody can tell, so neither state may be answered by it."""
    root = make_base()

    def meanwhile(*arguments: Any, **options: Any) -> Result:
        result = check(*arguments, **options)
        (root / CLAIMS).write_text((root / CLAIMS).read_text() + "# changed\n")
        return result

    monkeypatch.setattr("claimbook.check.check", meanwhile)
    assert call("check", "--root", str(root)).status == 0
    assert not cache.exists() or not list(cache.iterdir())


def test_two_checks_at_once_agree(cache: Path, make_base: MakeBase) -> None:
    root = make_base()
    arguments = [sys.executable, "-m", "claimbook", "check", "--root", str(root)]
    around = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "scripts")}
    running = [subprocess.Popen(arguments, stdout=subprocess.PIPE, env=around, text=True) for _ in range(4)]
    told = {process.communicate(timeout=60)[0] for process in running}
    assert len(told) == 1
    assert {process.returncode for process in running} == {0}
    assert recall(next(cache.iterdir()).name) == Answer(0, told.pop())


def test_the_knowledge_base_holds_nothing_of_it(make_base: MakeBase, tmp_path: Path) -> None:
    root = make_base()
    before = sorted(path.relative_to(root) for path in root.rglob("*"))
    done = spawn(["check"], root, {"XDG_CACHE_HOME": str(tmp_path / "xdg"), "CLAIMBOOK_CACHE": ""})
    assert done.status == 0
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before
    assert len(list((tmp_path / "xdg" / "claimbook").iterdir())) == 1
