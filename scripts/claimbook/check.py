"""The whole check: read, verify, compare, review."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.citations.cited import check_citations, citations
from claimbook.citations.lint import lint
from claimbook.citations.retractions import Standing, standings
from claimbook.diagnostics import Diagnostic, Place, Severity, Sink, in_order, numbered
from claimbook.disagreement.disputes import find_disputes
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.rulings import Reviewed, Status, check_rulings, review
from claimbook.disagreement.sets.ties import check_constraints
from claimbook.figures.drawings import report_unknown, works_of
from claimbook.garbage import collection_held
from claimbook.knowledge import KnowledgeBase, load
from claimbook.layout import REGISTRY, VOCABULARY
from claimbook.prose.check import check_prose
from claimbook.pulse import Pulse, silent
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.coverage import Coverage, cover
from claimbook.records.reader import hides_records
from claimbook.rules import is_broken, make, report
from claimbook.schema import check_schemas
from claimbook.tracing.report import report_traces
from claimbook.tracing.traces import Traced, trace_claims

if TYPE_CHECKING:
    from claimbook.prose.ahead import Coming

MOST_TOLD = 12  # sides in a message, and claims of a side
DISPUTE_CODES = {Grade.CONFLICT: "CB401", Grade.TENSION: "CB402", Grade.EXCEPTION: "CB403", Grade.CONTRAST: "CB404"}


@dataclass(frozen=True)
class Result:
    """What the check found. Everything that is shown anywhere comes from here."""

    base: KnowledgeBase
    reviewed: tuple[Reviewed, ...]
    coverage: dict[str, Coverage]
    traces: dict[str, Traced]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_status(self) -> int:
        """0 clean, 1 something to act on, 2 broken input."""
        return exit_status(self.diagnostics)

    def counts(self) -> dict[str, int]:
        """Disputes by grade, all four of them."""
        found = Counter(r.dispute.severity for r in self.reviewed)
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
    retracted works, as CSV; ``coming`` are the pages, if they are being read already.
    """
    with collection_held():
        return _check(load(root, archive, pulse, coming), pulse, retractions)


def _check(base: KnowledgeBase, pulse: Pulse, retractions: Path | None) -> Result:
    sink = Sink()
    coverage = _coverage(base, sink)
    _citations(base, retractions, sink)
    traces = trace_claims(base.claims(), base.records.sources, base.vocabulary)
    report_traces(base.records.claims, base.records.sources, traces, base.broken, sink)
    check_schemas(base, sink)
    check_constraints(base.vocabulary.constraints, sink)
    stopped = list[str]()
    disputes = find_disputes(base.claims(), base.vocabulary, pulse, stopped.append)
    reviewed = review(disputes, base.rulings, base.records.claims)
    known = None if hides_records(base.sink) else base.records.known_ids
    check_rulings(reviewed, base.rulings, known, not base.broken, sink)
    sink.extend(_of_dispute(found, base) for found in reviewed)
    check_prose(base, reviewed, sink)
    if known is not None:
        report_unknown(base.drawings, known, sink)
    for what in stopped:
        report(sink, "CB405", Place(VOCABULARY), what=what, about=[what])
    return Result(base, tuple(reviewed), coverage, traces, tuple(numbered(in_order([*base.sink, *sink]))))


def _citations(base: KnowledgeBase, retractions: Path | None, sink: Sink) -> None:
    """The bibliography by itself, then against all that cites it."""
    lint(base.bibliography, sink)
    cited = citations(base.records, base.rulings, [*base.pages.citations, *works_of(base.drawings)])
    # What people wrote or listed says more than a registry's mark.
    fallen = _registries(base, sink) | standings(base.bibliography, retractions, sink)
    check_citations(base.records, cited, base.bibliography, fallen, base.broken or not base.pages.complete, sink)


def _registries(base: KnowledgeBase, sink: Sink) -> dict[str, Standing]:
    """The bibliography against what registries answered, if they were ever asked; works that they call retracted."""
    if not (base.root / REGISTRY).exists():
        return {}
    from claimbook.refreshing.differences import check_registries
    from claimbook.refreshing.snapshot import read_snapshot, retracted_keys

    snapshot = read_snapshot(base.root / REGISTRY, REGISTRY, sink)
    check_registries(snapshot, base.bibliography, sink)
    return retracted_keys(snapshot, base.bibliography)


def _coverage(base: KnowledgeBase, sink: Sink) -> dict[str, Coverage]:
    """Coverage of every source whose text is at hand; gaps are reported, but not those of records that are broken."""
    found: dict[str, Coverage] = {}
    claimed, excluded = _tokens(base, base.claims()), _tokens(base, base.records.exclusions)
    for key, source in base.records.sources.items():
        text = base.archive.text(key, sink) if source.archived else None
        if text is None:
            continue
        found[key] = coverage = cover(text, claimed[key], excluded[key])
        for unit in coverage.missing if not base.broken else ():
            report(sink, "CB306", source.place, source=key, line=unit.line, first=unit.first, last=unit.end - 1,
                   about=[key, str(unit.first)])  # fmt: skip
        if coverage.loose and not base.broken:
            report(sink, "CB307", source.place, source=key, count=len(coverage.loose), about=[key])
    return found


def _tokens(base: KnowledgeBase, records: Iterable[Claim | Exclusion]) -> dict[str, list[tuple[int, int]]]:
    """What records cover of each source, as tokens ``(first, count)``."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for record in records:
        found[record.source].extend(base.evidence[record.id].tokens)
    return found


def _of_dispute(reviewed: Reviewed, base: KnowledgeBase) -> Diagnostic:
    """The diagnostic of a dispute; it is an error only while a reviewer has to act."""
    dispute = reviewed.dispute
    sides = _some([f"{side.position} ({_some(side.claims, ', ')})" for side in dispute.sides], "; ")
    acting = reviewed.status in (Status.NEW, Status.STALE)
    place = base.records.claims[dispute.claims[0]].place if dispute.claims else Place("claims")
    found = make(DISPUTE_CODES[dispute.severity], place, claims=dispute.claims, dispute=dispute.id, about=[dispute.id],
                 question=dispute.question, what=sides, way=_way(reviewed))  # fmt: skip
    if acting or found.severity is not Severity.ERROR:
        return found
    return replace(found, severity=Severity.NOTE)


def _some(told: Sequence[str], joint: str) -> str:
    """As many as one reads in a message."""
    rest = len(told) - MOST_TOLD
    return joint.join(told[:MOST_TOLD]) + (f"{joint}and {rest:,} more" if rest > 0 else "")


def _way(reviewed: Reviewed) -> str:
    """What to do about a dispute that reviewers rule on."""
    command = f"claimbook rule {reviewed.dispute.id}"
    if reviewed.status is Status.NEW:
        return f"Run `{command}` and decide."
    if reviewed.status is Status.STALE and reviewed.ruling is not None:
        return f"Read the ruling at {reviewed.ruling.place} again, correct it if need be, then `{command} --accept`."
    return "Ruled on; nothing to do."
