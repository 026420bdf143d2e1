"""Calls of claimbook: inside this process where that is enough, as a process of its own where it is not."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from claimbook.cli import main

REPO = Path(__file__).parents[2]
MODULE = ("-m", "claimbook")
TOO_LONG = 60  # seconds
# What the tests decide themselves instead of taking it from whoever runs them.
DECIDED = ("CLAIMBOOK_ARCHIVE", "CLAIMBOOK_DEBUG", "CLAIMBOOK_ALLOW_UNRULED", "COLUMNS", "NO_COLOR", "PYTHONPATH")


class Call(NamedTuple):
    """What came of a call."""

    status: int
    out: str
    err: str


def call(*arguments: str) -> Call:
    """Run the command line in this process, with standard output and error as files that nobody watches."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Call(status, _said(out), _said(err))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a process: what is around us, but nothing that claimbook would heed."""
    around = {name: value for name, value in os.environ.items() if name not in DECIDED}
    return {**around, "TERM": "xterm", "PYTHONPATH": str(REPO / "scripts"), **(more or {})}


def spawn(
    arguments: Iterable[str], cwd: Path, more: Mapping[str, str] | None = None, python: Iterable[str] = MODULE
) -> Call:
    """Run claimbook, or what ``python`` says instead, as a process of its own."""
    command = [sys.executable, *python, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=environment(more), capture_output=True, timeout=TOO_LONG, check=False, encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Call(done.returncode, done.stdout, done.stderr)


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file under a folder with its time and content, to be held against a later look."""
    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
    }
