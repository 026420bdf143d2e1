"""The report as workflow commands, which GitHub Actions turns into annotations of a change.

GitHub shows ten annotations of each level a step and drops the rest, so the worst come first. Notes, and disputes
that nobody has to act on, are only counted: on every run they would be the same, and none of the change's.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from claimbook.check import Result
from claimbook.diagnostics import Place, Severity
from claimbook.disagreement.disputes import Dispute
from claimbook.plurals import plural
from claimbook.records.claims import Claim
from claimbook.reports.findings import Finding, findings, one_line, opposite, readable, repository_path, worst_first
from claimbook.rules import RULES

SHOWN = 8
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(result: Result) -> str:
    """One command a line, worst first, then a line that counts."""
    inside, claims = repository_path(result.base.root), result.base.records.claims
    found = worst_first(findings(result))
    lines = [_command(finding, claims, inside) for finding in found if finding.calls]
    return "\n".join([*lines, _count(result, sum(finding.at_rest for finding in found))]) + "\n"


def _elsewhere(dispute: Dispute, here: Place, claims: Mapping[str, Claim], inside: str) -> Iterator[str]:
    """Where the other sides stand, as far as anyone reads on."""
    others = list(opposite(dispute, here, claims))
    for id_ in others[:SHOWN]:
        place = claims[id_].place
        yield f"against {id_}: {inside}{place.file}:{place.line}"
    if len(others) > SHOWN:
        yield f"and {plural(len(others) - SHOWN, 'more claim')}"


def _command(finding: Finding, claims: Mapping[str, Claim], inside: str) -> str:
    diagnostic, reviewed = finding.diagnostic, finding.reviewed
    place = diagnostic.place
    properties = {
        "file": readable(inside + place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{diagnostic.code} {RULES[diagnostic.code].title}",
    }
    listed = ",".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items())
    others = _elsewhere(reviewed.dispute, place, claims, inside) if reviewed is not None else ()
    message = "\n".join(map(one_line, [diagnostic.message, *others, diagnostic.help]))
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{message.translate(_IN_TEXT)}"


def _count(result: Result, at_rest: int) -> str:
    """What the log says in the end. Nothing in it comes from a file, so it cannot be taken for a command."""
    found = Counter(diagnostic.severity for diagnostic in result.diagnostics)
    found[Severity.NOTE] -= at_rest
    told = ", ".join(plural(found[severity], severity.value) for severity in Severity)
    rest = f"{plural(at_rest, 'dispute')} with nothing to act on"
    return f"claimbook: {told}; {rest} (exit status {result.exit_status})"
