"""The text report: broken input first, then what else was found, the disputes, and a summary."""

from claimbook.check import DISPUTE_CODES, Result
from claimbook.diagnostics import Diagnostic, Severity
from claimbook.reports.disputes import add_disputes
from claimbook.reports.summary import add_summary
from claimbook.reports.terminal import Sheet, Style, Terminal, fixed
from claimbook.rules import is_broken
from claimbook.selection import shown

_STYLES = {Severity.ERROR: Style.RED, Severity.WARNING: Style.YELLOW, Severity.NOTE: Style.DIM}
# Said with the dispute itself.
STALE = "CB501"
_OF_DISPUTES = frozenset(DISPUTE_CODES.values())


def as_text(result: Result, terminal: Terminal, *, verbose: bool = False, elsewhere: str = "") -> str:
    """The whole result for a person. ``verbose`` shows every dispute and disagreement in full.

    ``elsewhere`` is what ``--root`` has to say for commands to find this knowledge base.
    """
    sheet = Sheet(terminal)
    told = {r.dispute.id for r in shown(result) if r.waits}
    others = [
        d for d in result.diagnostics if d.code not in _OF_DISPUTES and not (d.code == STALE and d.dispute in told)
    ]
    add_diagnostics(sheet, [d for d in others if is_broken(d)])
    add_diagnostics(sheet, sorted((d for d in others if not is_broken(d)), key=_weight))
    add_disputes(sheet, result, verbose=verbose)
    add_summary(sheet, result, elsewhere)
    return sheet.text()


def _weight(diagnostic: Diagnostic) -> int:
    return list(Severity).index(diagnostic.severity)


def add_diagnostics(sheet: Sheet, diagnostics: list[Diagnostic]) -> None:
    """Each finding: its place, code and message, and the way out below."""
    for diagnostic in diagnostics:
        sheet.add(
            (fixed(f"{diagnostic.place}:"), Style.BOLD),
            (f"{diagnostic.severity.value} {diagnostic.code}", _STYLES[diagnostic.severity]),
            diagnostic.message,
            hang=4,
        )
        sheet.add((diagnostic.help, Style.DIM), indent=4)
    sheet.blank()
