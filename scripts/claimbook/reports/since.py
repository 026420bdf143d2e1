"""A comparison beside the check's report: as text above it, as a key in its JSON."""

from typing import Any

from claimbook.changes.compare import Changes
from claimbook.changes.effects import ChangeKind, DisputeChange
from claimbook.changes.history import History, Past
from claimbook.changes.revision import SHORT
from claimbook.changes.words import Cause, caveats, headline, lines_of, lines_since, verbs
from claimbook.failure import CallError
from claimbook.reports.disputes import STYLES
from claimbook.reports.formats import FORMATS, Presentation
from claimbook.reports.json import dump, report_data
from claimbook.reports.terminal import Sheet, Style, fixed
from claimbook.rulings.review import Reviewed

Data = dict[str, Any]


def report(comparison: Changes, name: str, view: Presentation) -> str:
    """What the change introduces, in a format of the check; formats for programs show just the findings."""
    result = comparison.introduced()
    if name == "json":
        return dump({**report_data(result), "since": since_data(comparison)})
    return (as_text(comparison, view) if name == "text" else "") + FORMATS[name](result, view)


# Text


def as_text(comparison: Changes, view: Presentation) -> str:
    """What the change did: a headline, then every dispute that it touches with the records that did it."""
    sheet = Sheet(view.terminal)
    sheet.add(("Since", Style.BOLD), (f"{comparison.revision}:", Style.BOLD), f"{headline(comparison)}.", hang=2)
    for caveat in caveats(comparison):
        sheet.add((caveat, Style.YELLOW), indent=2)
    for effect in comparison.effects:
        _effect(sheet, effect, comparison)
    return sheet.text() + "\n"


def _effect(sheet: Sheet, effect: DisputeChange, comparison: Changes) -> None:
    sheet.blank()
    style = Style.GREEN if ChangeKind.SETTLED in effect.kinds else STYLES[effect.dispute.grade]
    sheet.add((f"{verbs(effect)}:", style), (effect.dispute.id, Style.BOLD), (f"({effect.how})", Style.DIM), hang=2)
    for line in lines_of(effect, comparison):
        add_line(sheet, line, indent=2)


def add_line(sheet: Sheet, line: Cause, indent: int) -> None:
    """One thing that did it, its place at the end."""
    where = fixed(f"({line.place.file}:{line.place.line})") if line.place is not None else ""
    sheet.add("-", line.kind, fixed(line.id), line.says, (where, Style.GREEN), indent=indent, hang=2)


def add_past(sheet: Sheet, reviewed: Reviewed, history: History, indent: int) -> None:
    """What changed in a dispute since it was ruled on, or why that cannot be told."""
    try:
        past = history.since_ruling(reviewed)
    except CallError as error:
        sheet.add((f"What changed since the ruling cannot be told: {error}", Style.DIM), indent=indent)
        if error.way:
            sheet.add((error.way, Style.DIM), indent=indent)
        return
    sheet.add((_since(past, reviewed), Style.DIM), indent=indent)
    for line in lines_since(past):
        add_line(sheet, line, indent)


def _since(past: Past, reviewed: Reviewed) -> str:
    """From where on changes are told."""
    day = reviewed.ruling.on if reviewed.ruling is not None else ""
    commit = past.commit[:SHORT]
    if past.exact:
        return f"changed since the ruling of {day} (commit {commit}):"
    return (f"No commit near the ruling of {day} has what it was made on; changed since {commit}, which brought the "
            "ruling:")  # fmt: skip


# JSON


def since_data(comparison: Changes) -> Data:
    """``revision``, ``commit``, then the disputes by kind; one that got worse and stale is in both lists."""
    told = {kind.value: [_data(effect, comparison) for effect in comparison.of(kind)] for kind in ChangeKind}
    return {"revision": comparison.revision.name, "commit": comparison.revision.commit,
            "caveats": caveats(comparison), **told}  # fmt: skip


def _data(effect: DisputeChange, comparison: Changes) -> Data:
    return {
        "dispute": effect.dispute.id,
        "by": list(effect.by),
        "how": effect.how,
        "why": [str(line) for line in lines_of(effect, comparison)],
    }
