"""What is checked while disputes are looked for: coverage, citations, traces, schemas, and what prose rests on."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from claimbook.citations.lint import lint
from claimbook.citations.retractions import Standing, standings
from claimbook.cited import check_citations
from claimbook.diagnostics import Sink
from claimbook.disagreement.sets.ties import check_constraints
from claimbook.knowledge import KnowledgeBase
from claimbook.layout import REGISTRY
from claimbook.prose.check import prepare_prose
from claimbook.prose.prepared import Prepared
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.coverage import Coverage, cover
from claimbook.records.slips import check_signs
from claimbook.rules import report
from claimbook.schema import check_schemas
from claimbook.tracing.report import report_traces
from claimbook.tracing.traces import Traced, trace_claims


class Groundwork(NamedTuple):
    """What was found; ``offers`` are those of the claims that pages cite."""

    coverage: dict[str, Coverage]
    traces: dict[str, Traced]
    offers: Prepared


def lay(base: KnowledgeBase, retractions: Path | None, sink: Sink) -> Groundwork:
    """Check all that needs no disputes; ``retractions`` is a list of retracted works."""
    coverage = _coverage(base, sink)
    _citations(base, retractions, sink)
    traces = trace_claims(base.claims(), base.records.sources, base.vocabulary)
    report_traces(base.records.claims, base.records.sources, traces, base.broken, sink)
    check_signs(base.records.claims.values(), base.vocabulary.measures, sink)
    check_schemas(base, sink)
    check_constraints(base.vocabulary.constraints, sink)
    return Groundwork(coverage, traces, prepare_prose(base))


def _citations(base: KnowledgeBase, retractions: Path | None, sink: Sink) -> None:
    """The bibliography by itself, then against all that cites it."""
    lint(base.bibliography, sink)
    # What people wrote or listed says more than a registry's mark.
    fallen = _registries(base, sink) | standings(base.bibliography, retractions, sink)
    check_citations(base, fallen, sink)


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
        found[record.source].extend(base.located[record.id].tokens)
    return found
