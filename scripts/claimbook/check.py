"""The whole check: read, verify, compare, review."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.ahead import read_ahead
from claimbook.diagnostics import Diagnostic, Place, Severity, Sink, in_order, numbered
from claimbook.disagreement.disputes import Dispute, disputes_ahead
from claimbook.disagreement.grade import Grade
from claimbook.garbage import collection_held
from claimbook.knowledge import KnowledgeBase, complete, read_claims
from claimbook.layout import VOCABULARY
from claimbook.manuscript.drawings import report_unknown
from claimbook.pulse import Pulse, silent
from claimbook.rules import hides_records, is_broken, make, report
from claimbook.rulings.problems import check_rulings
from claimbook.rulings.review import Reviewed, Step, review

if TYPE_CHECKING:
    from claimbook.ahead import Coming
    from claimbook.records.coverage import Coverage
    from claimbook.tracing.traces import Traced

MOST_TOLD = 12  # sides in a message, and claims of a side
DISPUTE_CODES = {Grade.CONFLICT: "CB401", Grade.TENSION: "CB402", Grade.EXCEPTION: "CB403", Grade.CONTRAST: "CB404"}


@dataclass(frozen=True)
class Result:
    """What the check found. Everything that is shown anywhere comes from here."""

    base: KnowledgeBase
    reviewed: tuple[Reviewed, ...]
    coverage: "dict[str, Coverage]"
    traces: "dict[str, Traced]"
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_status(self) -> int:
        """0 clean, 1 something to act on, 2 broken input."""
        return exit_status(self.diagnostics)

    def counts(self) -> dict[str, int]:
        """Disputes by grade, all four of them."""
        found = Counter(r.dispute.grade for r in self.reviewed)
        return {grade.value: found[grade] for grade in Grade}


def exit_status(diagnostics: Iterable[Diagnostic]) -> int:
    """0 clean, 1 something to act on, 2 broken input."""
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if any(map(is_broken, errors)):
        return 2
    return 1 if errors else 0


def check(
    root: Path,
    archive: Path | None = None,
    pulse: Pulse = silent,
    *,
    retractions: Path | None = None,
    coming: "Coming | None" = None,
) -> Result:
    """Check the knowledge base at ``root``, with the archive's texts where they are at hand.

    ``pulse`` is told again and again what is being done, for those who wait. ``retractions`` is a list of
    retracted works, as CSV; ``coming`` are pages and bibliography, if they are being read already.
    """
    coming = coming or read_ahead(root)
    with collection_held():
        claims = read_claims(root, pulse)
        # From here on two processes are at work: the search for disputes needs no more than the records.
        disputes = disputes_ahead(claims.records.claims.values(), claims.vocabulary, pulse)
        return _check(complete(root, claims, archive, coming), disputes, retractions)


def _check(base: KnowledgeBase, coming: Callable[[Pulse], list[Dispute]], retractions: Path | None) -> Result:
    # Only now, that the search goes on meanwhile.
    from claimbook.groundwork import lay
    from claimbook.prose.check import check_prose

    sink, stopped = Sink(), list[str]()
    ground = lay(base, retractions, sink)
    reviewed = review(coming(stopped.append), base.rulings, base.records.claims, complete=not base.broken)
    known = None if hides_records(base.sink) else base.records.known_ids
    check_rulings(reviewed, base.rulings.sound, known, not base.broken, sink)
    sink.extend(_of_dispute(found, base) for found in reviewed)
    check_prose(base, ground.offers, reviewed, sink)
    if known is not None:
        report_unknown(base.drawings, known, sink)
    for what in stopped:
        report(sink, "CB405", Place(VOCABULARY), what=what, about=[what])
    diagnostics = tuple(numbered(in_order([*base.sink, *sink])))
    return Result(base, tuple(reviewed), ground.coverage, ground.traces, diagnostics)


def _of_dispute(reviewed: Reviewed, base: KnowledgeBase) -> Diagnostic:
    """The diagnostic of a dispute; it is an error only while a reviewer has to act."""
    dispute = reviewed.dispute
    sides = _some([f"{side.position} ({_some(side.claims, ', ')})" for side in dispute.sides], "; ")
    place = base.records.claims[dispute.claims[0]].place
    found = make(DISPUTE_CODES[dispute.grade], place, claims=dispute.claims, dispute=dispute.id, about=[dispute.id],
                 question=dispute.question, what=sides, way=_way(reviewed))  # fmt: skip
    if reviewed.waits or found.severity is not Severity.ERROR:
        return found
    return replace(found, severity=Severity.NOTE)


def _some(told: Sequence[str], joint: str) -> str:
    """As many as one reads in a message."""
    rest = len(told) - MOST_TOLD
    return joint.join(told[:MOST_TOLD]) + (f"{joint}and {rest:,} more" if rest > 0 else "")


def _way(reviewed: Reviewed) -> str:
    """What to do about a dispute that reviewers rule on."""
    ways = {
        Step.MEND: f"Mend its ruling at {reviewed.ruled_at}.",
        Step.RULE: f"Run `{reviewed.command}` and decide.",
        Step.RENEW: f"Read the ruling at {reviewed.ruled_at} again, correct it if need be, then `{reviewed.command}`.",
        Step.WRITE: f"Write its ruling at {reviewed.ruled_at}.",
        Step.NOTHING: "Ruled on; nothing to do.",
    }
    return ways[reviewed.step]
