"""Start or renew a ruling: a reviewer's recorded decision on a dispute.

Without a dispute, those that wait are listed, and rulings that are not written yet or rule on
nothing. For a ruling that its claims have outrun, what changed since is told field by field; the
history of git is where that is read. With a dispute, a draft is appended to
claims/rulings/<topic>.yml, verdict open, with the fingerprint of what it is about: write the
reasons into 'because' and delete the word 'DRAFT:' there, choose the verdict, and name the claims
it prefers and the works it cites.

verdicts:
  open            the evidence at hand does not settle it
  explained       both hold; 'because' says under which circumstances
  one-side        the claims in 'prefers' hold
  not-a-dispute   the records only seem to disagree

for example:
  claimbook rule
  claimbook rule dose/migraine
  claimbook rule dose/migraine --print
  claimbook rule dose/migraine --accept     the ruling still holds although its claims changed
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from claimbook.changes.history import History
from claimbook.check import Result, check
from claimbook.console import emit, tell
from claimbook.failure import CallError
from claimbook.plurals import plural
from claimbook.reading.spelling import suggestion
from claimbook.reports.disputes import STYLES
from claimbook.reports.since import add_past
from claimbook.reports.terminal import Sheet, Style, here
from claimbook.reports.text import add_diagnostics
from claimbook.rules import is_broken
from claimbook.rulings.drafts import accepted, draft, file_of
from claimbook.rulings.review import Reviewed, RulingStatus
from claimbook.rulings.ruling import DRAFT_MARK
from claimbook.writing.edits import Edit, append_item, rewrite
from claimbook.writing.files import text_of, write_atomically

EDITORS = "editors"
# Rulings that decide nothing.
UNWRITTEN, ON_NOTHING = "CB505", "CB502"
HEADER = "# yaml-language-server: $schema=../rulings.schema.json\n"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "disputes", metavar="DISPUTE", nargs="*", help="its id, e.g. dose/migraine (default: list them)"
    )
    parser.add_argument("--accept", action="store_true", help="the ruling still holds: renew its fingerprint and date")
    parser.add_argument("--print", dest="only_print", action="store_true", help="print the draft, write nothing")
    parser.add_argument("--by", metavar="NAME", help=f"who decides (default: {EDITORS})")


def run(options: Namespace) -> int:
    if options.by is not None and (options.accept or not options.disputes):
        raise CallError("--by names who decides, in a new draft.", "claimbook rule DISPUTE --by NAME")
    result = check(options.root, options.archive)
    if not options.disputes:
        if options.accept or options.only_print:
            raise CallError("Name the dispute.", "`claimbook rule` lists those that wait.")
        return _list(result)
    _refuse_broken(result)
    found = [_find(id_, result.reviewed) for id_ in dict.fromkeys(options.disputes)]
    if options.accept:
        return _accept(found, options)
    for reviewed in found:
        _start(reviewed, result, options)
    return 0


def _list(result: Result) -> int:
    waiting = [r for r in result.reviewed if r.waits]
    idle = [d for d in result.diagnostics if d.code in (UNWRITTEN, ON_NOTHING)]
    sheet, history = Sheet(here()), History(result)
    for reviewed in waiting:
        grade = reviewed.dispute.grade
        lead = (f"{reviewed.status.value:<6}{grade.value:<9} ", STYLES[grade])
        sheet.add((reviewed.dispute.id, Style.BOLD), (reviewed.dispute.question, Style.DIM), lead=lead, hang=16)
        if reviewed.status is RulingStatus.STALE and not result.base.broken:
            add_past(sheet, reviewed, history, indent=6)
    sheet.blank()
    add_diagnostics(sheet, idle)
    sheet.add(_counted(len(waiting), len(idle)))
    emit(sheet.text())
    _refuse_broken(result)
    return int(bool(waiting or idle))


def _counted(waiting: int, idle: int) -> str:
    told = [f"{plural(waiting, 'dispute')} to rule on"] if waiting else []
    told += [f"{plural(idle, 'ruling')} to complete or remove"] if idle else []
    return f"{', '.join(told) or 'Nothing to rule on'}."


def _refuse_broken(result: Result) -> None:
    """A ruling on half of the claims would be out of date at once."""
    broken = next((d for d in result.diagnostics if is_broken(d)), None)
    if broken is not None:
        raise CallError("There are broken records, so disputes may be incomplete.",
                      f"Correct them first, beginning at {broken.place}: `claimbook check` lists them.")  # fmt: skip


def _find(id_: str, reviewed: Sequence[Reviewed]) -> Reviewed:
    found = next((r for r in reviewed if r.dispute.id == id_), None)
    if found is None:
        raise CallError(f"There is no dispute '{id_}'.", suggestion(id_, [r.dispute.id for r in reviewed]))
    if found.status is RulingStatus.NONE:
        raise CallError(f"'{id_}' is no more than a{'n' * (found.dispute.grade == 'exception')} "
                      f"{found.dispute.grade.value}: there is nothing to rule on.")  # fmt: skip
    return found


def _start(reviewed: Reviewed, result: Result, options: Namespace) -> None:
    if reviewed.ruling is not None and not options.only_print:
        _tell_past(reviewed, result)
        raise CallError(
            f"'{reviewed.dispute.id}' has a ruling at {reviewed.ruling.place}.",
            "Correct it there; if it still holds although its claims changed, add --accept.",
        )
    lines = draft(reviewed, options.by or EDITORS, date.today())
    if options.only_print:
        emit("\n".join(lines))
        return
    name = file_of(reviewed.dispute)
    path = options.root / name
    grown = append_item(text_of(path, name) if path.exists() else HEADER, lines, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, grown)
    tell(f"Appended to {name}; the draft is at {name}:{grown.rstrip().count(chr(10)) + 2 - len(lines)}.")
    tell(f"Write the reasons into 'because', delete the word '{DRAFT_MARK}' there,")
    tell("and choose the verdict: open, explained, one-side or not-a-dispute.")


def _tell_past(reviewed: Reviewed, result: Result) -> None:
    """What has to be read again, where the claims have outrun the ruling."""
    if reviewed.status is RulingStatus.STALE:
        sheet = Sheet(here())
        sheet.add((reviewed.dispute.id, Style.BOLD), (reviewed.dispute.question, Style.DIM), hang=2)
        add_past(sheet, reviewed, History(result), indent=2)
        emit(sheet.text())


def _accept(found: Sequence[Reviewed], options: Namespace) -> int:
    edits: list[Edit] = []
    for reviewed in found:
        if reviewed.ruling is None:
            raise CallError(f"'{reviewed.dispute.id}' has no ruling yet.", f"claimbook rule {reviewed.dispute.id}")
        if reviewed.unwritten:
            raise CallError(
                f"The ruling at {reviewed.ruling.place} is still a draft.",
                f"Write the reasons into 'because' and delete the word '{DRAFT_MARK}' there; then accept it.",
            )
        if reviewed.status is RulingStatus.RULED:
            emit(f"The ruling at {reviewed.ruling.place} is up to date.")
        else:
            edits += accepted(reviewed.ruling, reviewed.fingerprint, options.root, date.today())
    if not options.only_print:
        rewrite(options.root, edits)
    for edit in edits:
        emit(f"{edit.place}: {edit.old} -> {edit.new}")
    return 0
