"""Find what is broken, missing or contradictory.

Reads everything in claims/ and the bibliography, verifies the anchors where the archive is at
hand, and compares all claims. Nothing is written.

With --since, only what this change introduces is shown and counted: disputes that it opens,
worsens, makes stale or settles, with the records that did it, and findings that are new. The files
as they are, committed or not, are held against the merge base of HEAD and the revision, so that
what others did on that branch meanwhile does not count. Broken input is always shown.

for example:
  claimbook check
  claimbook check --select CB3              only anchors and coverage, besides broken input
  claimbook check --ignore CB403 --ignore CB404
  claimbook check --format json | jq '.disputes[].id'
  claimbook check --since origin/main       what a branch changes
  claimbook check --since HEAD              what is not committed yet
"""

from argparse import ArgumentParser, Namespace

from claimbook.check import Result, check
from claimbook.console import emit
from claimbook.reports.formats import FORMATS, View
from claimbook.reports.terminal import here
from claimbook.selection import choose, prefixes


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="for people or for programs (default: text)")
    parser.add_argument("--verbose", "-v", action="store_true", help="show every dispute and disagreement in full")
    chosen = "codes or their beginnings, repeated or separated by commas"
    parser.add_argument(
        "--select",
        metavar="CODE",
        action="append",
        default=[],
        help=f"show and count only these {chosen}; broken input is always shown",
    )
    parser.add_argument("--since", metavar="REV", help="only what this change introduces over a git revision")
    parser.add_argument("--ignore", metavar="CODE", action="append", default=[], help=f"leave out these {chosen}")


def run(options: Namespace) -> int:
    select, ignore = prefixes(options.select), prefixes(options.ignore)
    result, view = check(options.root, options.archive), View(here(), options.verbose)
    if options.since is not None:
        return _since(result, options, view)
    chosen = choose(result, select, ignore)
    emit(FORMATS[options.format](chosen, view))
    return chosen.exit_status


def _since(result: Result, options: Namespace, view: View) -> int:
    """The same for what the change introduces. Only this needs git."""
    from claimbook.changes.compare import compare
    from claimbook.changes.show import report

    select, ignore = prefixes(options.select), prefixes(options.ignore)
    found = compare(result, options.since, options.archive).choose(select, ignore)
    emit(report(found, options.format, view))
    return found.introduced().exit_status
