"""What changed since a ruling: its fingerprint is looked for in the history of git, and compared from there.

A ruling keeps only the fingerprint of what was decided on. The commit that brought the fingerprint
into claims/rulings/ is, as a rule, one at which the dispute looked like that; its neighbours are
tried too, for rulings that were committed before their claims or after them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from claimbook.changes.compare import vocabulary_text
from claimbook.changes.effects import Story, tell
from claimbook.changes.records import RecordChange, claim_changes
from claimbook.changes.repository import Repository
from claimbook.changes.revision import HEAD
from claimbook.check import Result, check
from claimbook.failure import CallError
from claimbook.layout import CLAIMS, RULINGS
from claimbook.rulings.review import Reviewed

# How many revisions one call reads at most; each takes about as long as a check.
READ = 8
_BROUGHT, _NEIGHBOURS = 3, 2
_FINGERPRINT = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Past:
    """What changed since a commit; ``exact`` when the dispute there has the ruling's own fingerprint."""

    commit: str
    exact: bool
    story: Story
    vocabulary_changed: bool


class _Then(NamedTuple):
    """A revision that was read: its disputes, and how the records differ from it now."""

    commit: str
    reviewed: Mapping[str, Reviewed]
    claims: Mapping[str, RecordChange]
    vocabulary_changed: bool


@dataclass
class History:
    """The past of a knowledge base, read as far as it is asked for."""

    now: Result
    _read: dict[str, _Then] = field(default_factory=dict)

    def since_ruling(self, reviewed: Reviewed) -> Past:
        """What changed in a dispute since it was ruled on. Raises CallError where that cannot be told."""
        repository = Repository(self.now.base.root)
        repository.require()
        mark = reviewed.ruling.of if reviewed.ruling is not None else ""
        brought = _brought(repository, mark)
        if not brought:
            raise _unknown(repository)
        for commit in dict.fromkeys([*brought, *_neighbours(repository, brought[0])]):
            then = self._at(commit, repository)
            found = then.reviewed.get(reviewed.dispute.id) if then is not None else None
            if then is not None and found is not None and found.fingerprint == mark:
                return _past(then, reviewed, exact=True)
        if repository.shallow:
            # Where history is cut off, its first commit seems to bring everything.
            raise _unknown(repository)
        near = self._at(brought[0], repository)
        if near is None:
            raise CallError(
                "Too many revisions were read already.", f"`claimbook rule {reviewed.dispute.id}` tells it."
            )
        return _past(near, reviewed, exact=False)

    def _at(self, commit: str, repository: Repository) -> _Then | None:
        """The revision, or None when enough were read."""
        if commit not in self._read and len(self._read) < READ:
            self._read[commit] = self._then(commit, repository)
        return self._read.get(commit)

    def _then(self, commit: str, repository: Repository) -> _Then:
        with repository.laid_out(commit) as folder:
            before, after = check(folder), self.now.base
            reviewed = {found.dispute.id: found for found in before.reviewed}
            vocabulary_changed = vocabulary_text(folder) != vocabulary_text(after.root)
            return _Then(commit, reviewed, claim_changes(before.base, after), vocabulary_changed)


def _past(then: _Then, now: Reviewed, *, exact: bool) -> Past:
    was = then.reviewed.get(now.dispute.id)
    story = tell(was.dispute if was is not None else None, now.dispute, then.claims, {})
    return Past(then.commit, exact, story, then.vocabulary_changed)


# Commits


def _brought(repository: Repository, mark: str) -> list[str]:
    """The commits that brought a fingerprint into the rulings, the latest first."""
    if not _FINGERPRINT.match(mark):
        return []
    looked_for = (f"--max-count={_BROUGHT}", f"-S{mark}", HEAD, "--", RULINGS)
    # What was written only while branches were merged is in no other commit.
    return _listed(repository, *looked_for) or _listed(repository, "-m", *looked_for)


def _neighbours(repository: Repository, commit: str) -> Iterator[str]:
    """Commits that changed records shortly after another and shortly before it."""
    yield from _listed(repository, "--reverse", "--ancestry-path", f"{commit}..{HEAD}", "--", CLAIMS)[:_NEIGHBOURS]
    yield from _listed(repository, f"--max-count={_NEIGHBOURS + 1}", commit, "--", CLAIMS)


def _listed(repository: Repository, *arguments: str) -> list[str]:
    answer = repository.ask("log", "--no-show-signature", "--format=%H", *arguments)
    return list(dict.fromkeys(answer.out.decode().split())) if answer.status == 0 else []


def _unknown(repository: Repository) -> CallError:
    """Why no commit can be compared with."""
    if repository.shallow:
        return CallError("This clone is shallow, and the ruling is older than it reaches.", "`git fetch --unshallow`.")
    return CallError("No commit has the ruling's fingerprint: it was never committed, or not as it stands now.")
