"""The report as GitLab's Code Quality reads it: a JSON list of findings to act on.

GitLab compares the fingerprints of two branches and shows what a change adds and removes. It has
no notion of a ruling, so a dispute leaves the list when it is ruled on, and so counts as fixed. Notes call for nothing.
"""

from claimbook.check import DISPUTE_CODES, Result
from claimbook.diagnostics import Diagnostic, Severity
from claimbook.disagreement.grade import Grade
from claimbook.reports.findings import Finding, findings, readable, repository_path, worst_first
from claimbook.reports.json import Data, dump
from claimbook.rules import is_broken

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def as_gitlab(result: Result) -> str:
    """A list of findings with description, check_name, fingerprint, severity and location."""
    inside = repository_path(result.base.root)
    return dump([_issue(finding, inside) for finding in worst_first(findings(result)) if finding.calls])


def _issue(finding: Finding, inside: str) -> Data:
    place = finding.diagnostic.place
    return {
        "description": finding.sentence,
        "check_name": finding.diagnostic.code,
        "fingerprint": finding.fingerprint,
        "severity": _severity(finding.diagnostic),
        "location": {"path": readable(inside + place.file), "lines": {"begin": place.line}},
    }


def _severity(diagnostic: Diagnostic) -> str:
    """One of GitLab's five: broken input blocks, and of what is to be ruled on a conflict weighs most."""
    if is_broken(diagnostic):
        return "blocker"
    if diagnostic.code == DISPUTE_CODES[Grade.CONFLICT]:
        return "critical"
    return _SEVERITIES[diagnostic.severity]
