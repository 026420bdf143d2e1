"""The git repository that a knowledge base lies in: what is asked of git, and what its refusals mean."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from claimbook.failure import CallError
from claimbook.layout import BOOK, CLAIMS, CONFIGURATION, READ_OF_BOOK

# What a check reads: two folders with these kinds of files, and the book's configuration.
FOLDERS = (CLAIMS, BOOK, CONFIGURATION)
READ = (*READ_OF_BOOK, ".yaml")
# A hook runs with these set for the whole repository; the root alone decides here.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_LINK, _FILE = b"120000", b"blob"


class GitAnswer(NamedTuple):
    """What git said."""

    status: int
    out: bytes
    err: str


class _Entry(NamedTuple):
    """A file of a revision, relative to the root."""

    path: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around ``root``, which may be a folder deep in it. Nothing here writes into it."""

    root: Path

    def ask(self, *arguments: str, given: bytes = b"") -> GitAnswer:
        """What git answers, run in the root. Raises CallError where there is no git."""
        import subprocess

        around = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
        command = ["git", "-C", str(self.root), *arguments]
        try:
            done = subprocess.run(command, input=given, capture_output=True, check=False, env={**around, "LC_ALL": "C"})  # noqa: S603
        except FileNotFoundError as error:
            raise CallError("git is not installed.", "Install it: earlier states are read with git.") from error
        return GitAnswer(done.returncode, done.stdout, done.stderr.decode(errors="replace").strip())

    def require(self) -> None:
        """Raise CallError unless the root lies in a repository that git is willing to read."""
        answer = self.ask("rev-parse", "--show-toplevel")
        if "not a git repository" in answer.err:
            raise CallError("The knowledge base is not in a git repository.",
                            "Only git knows earlier states: `git init`, then commit what is there.")  # fmt: skip
        if "must be run in a work tree" in answer.err:
            raise CallError("The knowledge base lies in a repository without a work tree.",
                            "Clone it, and run the check in the clone.")  # fmt: skip
        if answer.status:
            raise _refusal(answer)

    @property
    def shallow(self) -> bool:
        """Whether the clone holds only the latest part of its history."""
        return self.ask("rev-parse", "--is-shallow-repository").out.strip() == b"true"

    def commit(self, revision: str) -> str | None:
        """The hash of the commit that a revision names, whatever it begins with; None where there is none."""
        named = self._resolved(revision) if revision and "\0" not in revision else None
        # In a second step, since ":/words" takes all that follows for the words it looks for.
        return self._resolved(f"{named}^{{commit}}") if named is not None else None

    def has(self, name: str) -> bool:
        """Whether there is anything of this name: a commit, a folder or a file."""
        return "\0" not in name and self.ask("cat-file", "-e", "--end-of-options", name).status == 0

    def _resolved(self, name: str) -> str | None:
        answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        found = answer.out.decode().strip()
        # "^main" is taken for all that is not in main.
        return found if answer.status == 0 and not found.startswith("^") else None

    def merge_base(self, one: str, other: str) -> str | None:
        """The latest commit that both have in their history."""
        answer = self.ask("merge-base", one, other)
        if answer.status > 1:
            raise _refusal(answer)
        return answer.out.decode().strip() or None

    # Files

    @contextmanager
    def laid_out(self, commit: str) -> Iterator[Path]:
        """What a check reads of the knowledge base at a commit, in a folder that is gone afterwards.

        The folder stays empty where the commit has no knowledge base at the root's place.
        """
        with TemporaryDirectory(prefix="claimbook-") as name:
            folder = Path(name)
            entries = self._entries(commit)
            for entry, content in zip(entries, self._contents(entries), strict=True):
                path = folder / entry.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            yield folder

    def _entries(self, commit: str) -> list[_Entry]:
        answer = self.ask("ls-tree", "-r", "-z", commit, "--", *FOLDERS)
        if answer.status:
            raise _refusal(answer)
        found = []
        for line in answer.out.split(b"\0")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, kind, digest = about.split(b" ")
            path = os.fsdecode(name)
            if kind == _FILE and mode != _LINK and path.endswith(READ) and ".." not in PurePosixPath(path).parts:
                found.append(_Entry(path, digest))
        return found

    def _contents(self, entries: list[_Entry]) -> Iterator[bytes]:
        """The files' contents, all asked for at once."""
        answer = self.ask("cat-file", "--batch", given=b"".join(entry.digest + b"\n" for entry in entries))
        start = 0
        for _ in entries:
            end = answer.out.find(b"\n", start)
            size = answer.out[start:end].rpartition(b" ")[2]
            if answer.status or end < 0 or not size.isdigit():
                raise _refusal(answer, "a file is missing or damaged: `git fsck` tells more")
            start = end + 1 + int(size) + 1
            yield answer.out[end + 1 : start - 1]


def _refusal(answer: GitAnswer, otherwise: str = "nothing") -> CallError:
    return CallError("git cannot read the repository.", f"It says: {answer.err or otherwise}")
