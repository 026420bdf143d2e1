"""Check, then build the book into _build/html.

Broken records stop the build. So do conflicts and tensions that nobody has ruled on, unless
--allow-unruled is given; the pages concerned then carry a banner.

for example:
  claimbook build
  claimbook build --archive ~/texts       readers see the sources' passages beside the claims
  claimbook build --allow-unruled
  claimbook build --pdf                   the whole book as _build/book.pdf; needs chromium
"""

from argparse import ArgumentParser, Namespace

from claimbook.book import INDEX, Checked, build, hindrances
from claimbook.check import Result, check
from claimbook.console import emit, tell
from claimbook.layout import HTML, ONE_PAGE
from claimbook.pdf import PDF, browser, print_pdf
from claimbook.plurals import plural
from claimbook.reports.disputes import STYLES
from claimbook.reports.terminal import Sheet, Style, fixed, here
from claimbook.reports.text import add_diagnostics
from claimbook.rules import is_broken
from claimbook.rulings.review import Reviewed, Step


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--allow-unruled", action="store_true", help="build although disputes wait for a ruling")
    parser.add_argument("--pdf", action="store_true", help="make one PDF of the book instead of its pages")


def run(options: Namespace) -> int:
    result = check(options.root, options.archive)
    sheet = Sheet(here())
    broken = [d for d in result.diagnostics if is_broken(d)]
    if broken:
        add_diagnostics(sheet, broken)
        sheet.add((f"Not built: {plural(len(broken), 'error')} in the input to correct first.", Style.RED))
        emit(sheet.text())
        return 2
    waiting = hindrances(result)
    if waiting and not options.allow_unruled:
        _tell_waiting(sheet, waiting)
        emit(sheet.text())
        return 1
    return _build(options, result)


def _tell_waiting(sheet: Sheet, waiting: list[Reviewed]) -> None:
    """Which disputes stop the build, and what to do about each."""
    for reviewed in waiting:
        grade = reviewed.dispute.grade
        sheet.add((grade.value, STYLES[grade]), (reviewed.dispute.id, Style.BOLD), reviewed.dispute.question, hang=2)
        sheet.add((fixed(_step(reviewed)), Style.DIM), indent=2)
    sheet.blank()
    sheet.add((f"Not built: {plural(len(waiting), 'dispute')} to rule on.", Style.RED))
    sheet.add("`claimbook check` shows both sides of each; --allow-unruled builds all the same.", indent=2)


def _step(reviewed: Reviewed) -> str:
    if reviewed.step is Step.WRITE:
        return f"write the ruling at {reviewed.ruled_at}"
    instead = f"  (or correct {reviewed.ruled_at})" if reviewed.step is Step.RENEW else ""
    return reviewed.command + instead


def _build(options: Namespace, result: Result) -> int:
    if options.pdf:
        browser()  # before the work, not after it
    builder = ONE_PAGE if options.pdf else HTML
    status = build(options.root, Checked(result, options.archive, options.allow_unruled), builder)
    if status:
        tell(f"The book was not built: Sphinx ended with status {status}; what it says is above.")
        return 1
    if result.exit_status:
        tell("The check found things to act on besides: `claimbook check` lists them.")
    place = INDEX
    if options.pdf:
        print_pdf(options.root)
        place = PDF
    emit(f"The book is at {place}.")
    return 0
