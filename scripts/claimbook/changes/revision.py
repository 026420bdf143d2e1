"""The revision that a change is held against."""

import re
from dataclasses import dataclass

from claimbook.changes.repository import Repository
from claimbook.failure import CallError

HEAD = "HEAD"
SHORT = 10
_NAME_ONE = "Name a commit, branch or tag, e.g. origin/main or HEAD~1; `git fetch` gets more."
_BRANCH = re.compile(r"(?!HEAD\b)\w[\w./-]*").fullmatch


@dataclass(frozen=True, slots=True)
class Revision:
    """``name`` as it was given and the hash of the commit that is compared with.

    That is the merge base with HEAD where there is one (``forked`` when it is not the named
    commit itself): what others did on the named branch since is none of this change.
    """

    name: str
    commit: str
    forked: bool

    @property
    def where(self) -> str:
        """The commit, and what it is to the name."""
        return f"where HEAD left it, {self.commit[:SHORT]}" if self.forked else self.commit[:SHORT]

    def __str__(self) -> str:
        return f"{self.name} ({self.where})"


def find_revision(repository: Repository, name: str) -> Revision:
    """The commit to compare with. Raises CallError, with the way out, where it is not at hand."""
    repository.require()
    named = repository.commit(name)
    if named is None:
        raise _unknown(repository, name)
    head = repository.commit(HEAD)
    base = repository.merge_base(named, head) if head is not None else None
    if base is None and repository.shallow:
        raise CallError(
            f"This clone is shallow and does not reach back to where HEAD and '{name}' parted.",
            "Fetch the whole history: `git fetch --unshallow`, or in CI `fetch-depth: 0` at the checkout.",
        )
    return Revision(name, base or named, base not in (None, named))


def _unknown(repository: Repository, name: str) -> CallError:
    """Why git does not know a revision, as far as one can tell."""
    if repository.has(name):
        return CallError(f"'{name}' names a file or folder in git, not a commit.", _NAME_ONE)
    what = f"git knows no revision '{name}' here."
    if repository.commit(HEAD) is None:
        return CallError(f"{what} There is no commit yet, or it cannot be read.", "Commit what is there first.")
    if repository.shallow:
        branch = name.removeprefix("origin/")
        fetch = f", for a branch then `git fetch origin {branch}` and FETCH_HEAD as its name" if _BRANCH(branch) else ""
        return CallError(
            f"{what} This clone is shallow, so it may only be missing.",
            f"In CI check out with `fetch-depth: 0`. By hand: `git fetch --unshallow`{fetch}.",
        )
    if repository.commit(f"origin/{name}") is not None:
        return CallError(what, f"Did you mean 'origin/{name}'?")
    return CallError(what, _NAME_ONE)
