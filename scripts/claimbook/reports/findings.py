"""What reports for other programs share: findings with their fingerprints, in order, and where they lie."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from claimbook.check import DISPUTE_CODES, Result
from claimbook.diagnostics import Diagnostic, Place, Severity
from claimbook.disagreement.disputes import Dispute
from claimbook.records.claims import Claim
from claimbook.reports.terminal import plain
from claimbook.rules import is_broken
from claimbook.rulings.review import Reviewed, Step

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
        return self.reviewed is not None and self.reviewed.step is Step.NOTHING

    @property
    def calls(self) -> bool:
        """Whether it calls for an action; a note only tells."""
        return self.diagnostic.severity is not Severity.NOTE

    @property
    def sentence(self) -> str:
        """Message and way out on one line, without characters that act."""
        message, help_ = self.diagnostic.message.rstrip(), self.diagnostic.help
        return one_line(f"{message}{'' if message.endswith(_ENDS) else '.'} {help_}")


def findings(result: Result) -> list[Finding]:
    """All of them, in the order of every report.

    The fingerprint is the diagnostic's id. Some may share one, such as two claims with the same
    slip; all but the first of those are numbered, the same in every report.
    """
    disputes = {reviewed.dispute.id: reviewed for reviewed in result.reviewed}
    found = []
    for diagnostic in result.diagnostics:
        reviewed = disputes.get(diagnostic.dispute or "") if diagnostic.code in _DISPUTED else None
        found.append(Finding(diagnostic, diagnostic.mark, reviewed))
    return found


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Broken input, other errors, warnings, notes; each by code, then as they were."""

    def weight(finding: Finding) -> tuple[bool, int, str]:
        diagnostic = finding.diagnostic
        return not is_broken(diagnostic), _ORDER.index(diagnostic.severity), diagnostic.code

    return sorted(found, key=weight)


def opposite(dispute: Dispute, place: Place, claims: Mapping[str, Claim]) -> dict[str, str]:
    """The claims that stand against the one at a place, each with the position it holds there.

    That is the first claim of the dispute, or one that a change touched.
    """
    here = next((id_ for id_ in dispute.claims if claims[id_].place == place), dispute.claims[0])
    own = next(side for side in dispute.sides if here in side.claims)
    held: dict[str, str] = {}
    for side in dispute.sides:
        for id_ in side.claims if side is not own else ():
            held.setdefault(id_, side.position)
    held.pop(here, None)
    return held


def one_line(text: str) -> str:
    """Text on one line, without characters that act or that some format refuses."""
    return plain(text).translate(_REFUSED)


def repository_path(root: Path) -> str:
    """Where the knowledge base lies in its repository, with a slash at the end; '' at its top or outside of any.

    Git does not follow links, so what counts is where its files are.
    """
    real = root.resolve()
    for folder in (real, *real.parents):
        if (folder / ".git").exists():
            inside = real.relative_to(folder).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def readable(path: str) -> str:
    """A path as text that any encoding takes: bytes that are no UTF-8 show as replacement characters."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
