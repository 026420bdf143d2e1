"""The JSON report: version 1 of the contract with programs that read it."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from claimbook.characters import acts
from claimbook.check import Result
from claimbook.diagnostics import Diagnostic, Severity
from claimbook.disagreement.agreement import agreement
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import Side
from claimbook.records.claims import Claim
from claimbook.records.coverage import Coverage
from claimbook.reports.counts import anchors, forms, typed_share
from claimbook.rulings.review import Reviewed, RulingStatus
from claimbook.rulings.ruling import Ruling
from claimbook.selection import shown

VERSION = 1
Data = dict[str, Any]
_UNUSUAL = re.compile(r"[^\n -~]")


def as_json(result: Result) -> str:
    """The whole result as one JSON object."""
    return dump(report_data(result))


def dump(data: object) -> str:
    """JSON for programs and for people who look at it: nothing in it acts on a terminal."""
    return _UNUSUAL.sub(_harmless, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _harmless(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if acts(match[0]) else match[0]


def report_data(result: Result) -> Data:
    """``version``, ``summary``, ``diagnostics`` and ``disputes`` as plain data."""
    return {
        "version": VERSION,
        "summary": summary_data(result),
        "diagnostics": [diagnostic_data(diagnostic) for diagnostic in result.diagnostics],
        "disputes": [dispute_data(reviewed, result.base.records.claims) for reviewed in shown(result)],
    }


def summary_data(result: Result) -> Data:
    """Counts of everything, and the exit status."""
    records, found = result.base.records, Counter(d.severity for d in result.diagnostics)
    statuses = Counter(reviewed.status for reviewed in result.reviewed)
    return {
        "sources": len(records.sources),
        "claims": len(records.claims),
        "exclusions": len(records.exclusions),
        "forms": forms(result.base),
        "typed_share": round(typed_share(result.base), 4),
        "anchors": anchors(result.base),
        "coverage": {key: coverage_data(coverage) for key, coverage in result.coverage.items()},
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "notes": found[Severity.NOTE],
        "disputes": result.counts(),
        "statuses": {status.value: statuses[status] for status in RulingStatus},
        "exit_status": result.exit_status,
    }


def coverage_data(coverage: Coverage) -> Mapping[str, float]:
    """How much of one source is covered, in units and tokens."""
    return {
        "units": coverage.units,
        "uncovered_units": len(coverage.missing),
        "tokens": coverage.tokens,
        "uncovered_tokens": len(coverage.loose) + sum(unit.end - unit.first for unit in coverage.missing),
        "excluded_share": round(coverage.excluded_share, 4),
    }


def diagnostic_data(diagnostic: Diagnostic) -> Data:
    return {
        "id": diagnostic.mark,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "claims": list(diagnostic.claims),
        "dispute": diagnostic.dispute,
    }


def dispute_data(reviewed: Reviewed, claims: Mapping[str, Claim]) -> Data:
    dispute = reviewed.dispute
    return {
        "id": dispute.id,
        "question": dispute.question,
        "severity": dispute.grade.value,
        "status": reviewed.status.value,
        "ruling": ruling_data(reviewed.ruling) if reviewed.ruling is not None else None,
        "within_source": dispute.within_source,
        "sides": [side_data(side, claims) for side in dispute.sides],
        "disagreements": [disagreement_data(disagreement) for disagreement in dispute.disagreements],
    }


def side_data(side: Side, claims: Mapping[str, Claim]) -> Data:
    """A position, who holds it, and how many of these are independent of each other."""
    held = agreement(claims[id_] for id_ in side.claims)
    return {"position": side.position, "claims": list(side.claims), "independent": held.independent}


def disagreement_data(disagreement: Disagreement) -> Data:
    return {
        "members": [list(member) for member in disagreement.members],
        "claims": list(disagreement.claims),
        "severity": disagreement.grade.value,
        "within_source": disagreement.within_source,
        "why": list(disagreement.why),
        "unstated": list(disagreement.unstated),
        "explained_by": list(disagreement.explained_by),
    }


def ruling_data(ruling: Ruling) -> Data:
    return {
        "dispute": ruling.dispute,
        "verdict": ruling.verdict.value,
        "because": ruling.because,
        "prefers": list(ruling.prefers),
        "cites": list(ruling.cites),
        "by": ruling.by,
        "on": ruling.on,
        "of": ruling.of,
    }
