"""What reports for other programs share: findings with their fingerprints, in order, and where they lie."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from claimbook.check import DISPUTE_CODES, Result
from claimbook.diagnostics import Diagnostic, Severity
from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.rulings import Reviewed
from claimbook.reports.terminal import plain
from claimbook.rules import is_broken

_DISPUTED = frozenset(DISPUTE_CODES.values())
_ORDER = tuple(Severity)
_ENDS = (".", "!", "?")
# The two that XML 1.0 refuses besides those that `plain` escapes.
_REFUSED = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})


class Finding(NamedTuple):
    """A diagnostic, a fingerprint that no other of the report has and that no line number is in, and its dispute.

    Only the diagnostics that stand for a whole dispute have one, not those on its ruling.
    """

    diagnostic: Diagnostic
    fingerprint: str
    reviewed: Reviewed | None

    @property
    def at_rest(self) -> bool:
        """Whether it tells of a dispute that nobody has to act on: ruled on, or an exception or contrast."""
        return self.reviewed is not None and self.diagnostic.severity is Severity.NOTE

    @property
    def sentence(self) -> str:
        """Message and way out on one line, without characters that act."""
        message, help_ = self.diagnostic.message.rstrip(), self.diagnostic.help
        return one_line(f"{message}{'' if message.endswith(_ENDS) else '.'} {help_}")


def findings(result: Result) -> list[Finding]:
    """All of them, in the order of every report.

    The fingerprint is the diagnostic's id. Some may share one, such as two claims with the same
    slip; all but the first of those are numbered.
    """
    disputes = {reviewed.dispute.id: reviewed for reviewed in result.reviewed}
    seen: Counter[str] = Counter()
    found = []
    for diagnostic in result.diagnostics:
        seen[diagnostic.id] += 1
        count = seen[diagnostic.id]
        mark = diagnostic.id if count == 1 else f"{diagnostic.id}-{count}"
        reviewed = disputes.get(diagnostic.dispute or "") if diagnostic.code in _DISPUTED else None
        found.append(Finding(diagnostic, mark, reviewed))
    return found


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Broken input, other errors, warnings, notes; each by code, then as they were."""

    def weight(finding: Finding) -> tuple[bool, int, str]:
        diagnostic = finding.diagnostic
        return not is_broken(diagnostic), _ORDER.index(diagnostic.severity), diagnostic.code

    return sorted(found, key=weight)


def opposite(dispute: Dispute) -> dict[str, str]:
    """The claims of all sides but the first claim's, each with the position it holds there."""
    first, *others = dispute.sides
    held: dict[str, str] = {}
    for side in others:
        for id_ in side.claims:
            held.setdefault(id_, side.position)
    held.pop(first.claims[0], None)
    return held


def one_line(text: str) -> str:
    """Text on one line, without characters that act or that some format refuses."""
    return plain(text).translate(_REFUSED)


def repository_path(root: Path) -> str:
    """Where the knowledge base lies in its repository, with a slash at the end; '' at its top or outside of any."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            inside = root.relative_to(folder).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def readable(path: str) -> str:
    """A path as text that any encoding takes: bytes that are no UTF-8 show as replacement characters."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
