"""The end of the text report: counts, the exit status in words, and the next step."""

from collections import Counter
from collections.abc import Iterator
from shlex import quote

from claimbook.check import Result
from claimbook.diagnostics import Severity
from claimbook.disagreement.grade import Grade
from claimbook.knowledge import KnowledgeBase
from claimbook.plurals import plural
from claimbook.records.anchors import AnchorState
from claimbook.records.sources import Source
from claimbook.reports.counts import anchors, forms, typed_share
from claimbook.reports.terminal import Sheet, Style, fixed
from claimbook.rules import is_broken
from claimbook.rulings.review import Reviewed, RulingStatus, Step
from claimbook.selection import shown
from claimbook.tracing.traces import Trace

_LABEL = 11
_DRAFTED = "drafted"
_TRACES = {
    Trace.TRACED: "as the study has it",
    Trace.MISREPORTED: "otherwise",
    Trace.CITED: "on what the study's record leaves open",
    Trace.PARTIAL: "of an uncertain study",
    Trace.UNTRACEABLE: "untraceable",
}


def add_summary(sheet: Sheet, result: Result, elsewhere: str = "") -> None:
    """Claims, coverage, anchors and disputes, then what the exit status means, and where commands are to be run."""
    sheet.blank()
    _row(sheet, "claims", _claims(result.base))
    for number, words in enumerate(_coverage(result)):
        _row(sheet, "" if number else "coverage", words)
    _row(sheet, "anchors", _anchored(result.base))
    if traced := _traced(result):
        _row(sheet, "studies", traced)
    _row(sheet, "disputes", _disputed(result))
    sheet.blank()
    _verdict(sheet, result)
    if elsewhere and result.exit_status:
        sheet.add("From here, commands need", fixed(f"--root {quote(elsewhere)}"), "as well.", indent=2)


def _row(sheet: Sheet, label: str, words: str) -> None:
    sheet.add(words, lead=(label.ljust(_LABEL), Style.BOLD), hang=_LABEL)


def _claims(base: KnowledgeBase) -> str:
    by_form = ", ".join(f"{count:,} {form}" for form, count in forms(base).items())
    sources = plural(len(base.records.sources), "source")
    return f"{plural(len(base.claims()), 'claim')} from {sources}: {by_form} ({typed_share(base):.0%} typed)"


def _coverage(result: Result) -> Iterator[str]:
    sources = result.base.records.sources.values()
    yield from (_covered(source, result) for source in sources if source.archived)
    outside = sum(not source.archived for source in sources)
    if outside:
        yield f"{plural(outside, 'source')} without an archived text, outside coverage"


def _covered(source: Source, result: Result) -> str:
    found = result.coverage.get(source.key)
    if found is None:
        return f"{source.key}: not checked, {result.base.archive.reason(source.key)}"
    covered = found.units - len(found.missing)
    return f"{source.key}: {covered:,} of {plural(found.units, 'unit')}, {found.excluded_share:.0%} excluded"


def _anchored(base: KnowledgeBase) -> str:
    found = {state: count for state, count in anchors(base).items() if count and state != AnchorState.NONE}
    told = ", ".join(
        f"{count:,} {'not verified' if s == AnchorState.UNVERIFIABLE else s}" for s, count in found.items()
    )
    return f"passages: {told}" if told else "none"


def _traced(result: Result) -> str:
    """How the claims of documents lead to studies; '' when none tells of any."""
    found = Counter(traced.trace for traced in result.traces.values())
    told = [f"{found[trace]:,} {words}" for trace, words in _TRACES.items() if found[trace]]
    return f"claims that retell one: {', '.join(told)}" if told else ""


def _disputed(result: Result) -> str:
    grades = [_grade(grade, [r for r in result.reviewed if r.dispute.grade is grade]) for grade in Grade]
    return ", ".join(grades)


def _grade(grade: Grade, reviewed: list[Reviewed]) -> str:
    found = Counter(_standing(r) for r in reviewed if grade.actionable)
    told = ", ".join(f"{found[word]} {word}" for word in (*RulingStatus, _DRAFTED) if found[word])
    return plural(len(reviewed), grade.value) + (f" ({told})" if told else "")


def _standing(reviewed: Reviewed) -> str:
    """How it stands with its ruling, in a word: a draft decides nothing."""
    return _DRAFTED if reviewed.step is Step.WRITE else reviewed.status.value


def _verdict(sheet: Sheet, result: Result) -> None:
    """The exit status in words, and what to do first."""
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    broken = list(filter(is_broken, errors))
    waiting = [r for r in shown(result) if r.waits]
    ids = {r.dispute.id for r in waiting}
    others = len(errors) - len(broken) - sum(d.dispute in ids for d in errors)
    if broken:
        words = f"Broken input (exit status 2): {plural(len(broken), 'error')}."
        sheet.add((words, Style.RED), "What is broken is not compared, so disputes may be missing.")
        sheet.add("Correct first:", fixed(str(broken[0].place)), f"({broken[0].code})", indent=2)
    elif errors:
        needs = [f"{plural(len(waiting), 'dispute')} to rule on"] if waiting else []
        needs += [plural(others, "error") + " to correct"] if others else []
        sheet.add((f"Something to act on (exit status 1): {', '.join(needs)}.", Style.YELLOW))
        _first_step(sheet, waiting)
    else:
        sheet.add(("Nothing to act on (exit status 0).", Style.GREEN))


def _first_step(sheet: Sheet, waiting: list[Reviewed]) -> None:
    new = next((r for r in waiting if r.step is Step.RULE), None)
    if new is not None:
        sheet.add("Next:", fixed(new.command), "starts a ruling.", indent=2)
    elif waiting:
        sheet.add("Next: read the rulings again, correct them if need be, then", fixed(waiting[0].command), indent=2)
    if len(waiting) > 1:
        sheet.add(fixed("claimbook rule"), "lists all that wait.", indent=2)
