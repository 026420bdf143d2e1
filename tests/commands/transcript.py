"""Transcripts: text files with commands and what they print, played again and compared.

    # Lines like this are for people.
    base: disputed
    $ claimbook check --select CB4
      standard output, indented by two columns
    ! standard error
    [1]

``base:`` names folders of ``tests/commands/bases/``, laid one after the other over ``tests/cases/base``.
A command may have ``NAME=value`` before it. Besides claimbook there are ``cat FILE``, ``paste FILE`` (the file
becomes standard input of the next command), ``rm FILE``, ``change FILE OLD NEW`` and ``git ...``, whose output is
not shown. The status stands below when it is not 0. Today's date is shown as TODAY, a commit's short hash as COMMIT.
"""

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from tests.commands.calling import DECIDED, Call, call
from tests.conftest import BASE
from tests.repositories import git

BASES = Path(__file__).parent / "bases"
UPDATE = os.environ.get("CLAIMBOOK_UPDATE_CASES") == "1"
_COMMIT = re.compile(r"\b[0-9a-f]{10}\b")
_SETTING = re.compile(r"[A-Z_]+=")


def lay(names: list[str], root: Path) -> Path:
    """The base with other folders of files laid over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for name in names:
        shutil.copytree(BASES / name, root, dirs_exist_ok=True)
    return root


def played(text: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The transcript as it is when its commands are run now, in ``root``, which is made."""
    lines = text.splitlines()
    base = next((line for line in lines if line.startswith("base:")), "base:")
    lay(base.removeprefix("base:").split(), root)
    monkeypatch.chdir(root)
    return "".join(f"{line}\n" for line in _replayed(lines, monkeypatch))


def _replayed(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    before = ""
    for line in lines:
        if not line.startswith(("#", "base:", "$ ")):
            continue
        if before and not (before.startswith("#") and line.startswith(("#", "base:", "$ "))):
            yield ""
        yield line
        before = line
        if line.startswith("$ "):
            yield from _told(_perform(shlex.split(line[2:]), monkeypatch))


def _told(done: Call) -> Iterator[str]:
    for sign, said in (("  ", done.out), ("! ", done.err)):
        for line in _COMMIT.sub("COMMIT", said.replace(date.today().isoformat(), "TODAY")).splitlines():
            yield f"{sign}{line}".rstrip()
    if done.status:
        yield f"[{done.status}]"


def _perform(words: list[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    settings = [word for word in words if _SETTING.match(word)]
    name, *arguments = words[len(settings) :]
    if name != "claimbook":
        return Call(0, _TOOLS[name](monkeypatch, *arguments), "")
    with monkeypatch.context() as context:
        for variable in DECIDED:
            context.delenv(variable, raising=False)
        for setting in ("COLUMNS=80", *settings):
            context.setenv(*setting.split("=", 1))
        return call(*arguments)


def _cat(_: pytest.MonkeyPatch, name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def _paste(monkeypatch: pytest.MonkeyPatch, name: str) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(Path(name).read_text(encoding="utf-8")))
    return ""


def _rm(_: pytest.MonkeyPatch, name: str) -> str:
    shutil.rmtree(name) if Path(name).is_dir() else Path(name).unlink()
    return ""


def _change(_: pytest.MonkeyPatch, name: str, old: str, new: str) -> str:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    Path(name).write_text(text.replace(old, new), encoding="utf-8")
    return ""


def _git(_: pytest.MonkeyPatch, *arguments: str) -> str:
    git(Path.cwd(), *arguments)
    return ""


_TOOLS: dict[str, Callable[..., str]] = {"cat": _cat, "paste": _paste, "rm": _rm, "change": _change, "git": _git}


def compare(transcript: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Play a transcript and compare; with CLAIMBOOK_UPDATE_CASES=1 it is rewritten first."""
    now = played(transcript.read_text(encoding="utf-8"), root, monkeypatch)
    if UPDATE:
        transcript.write_text(now, encoding="utf-8")
    assert now == transcript.read_text(encoding="utf-8")
