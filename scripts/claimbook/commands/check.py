"""Find what is broken, missing or contradictory.

Reads everything in claims/ and the bibliography, verifies the anchors where the archive is at
hand, and compares all claims. Nothing is written.

for example:
  claimbook check
  claimbook check --select CB3              only anchors and coverage, besides broken input
  claimbook check --ignore CB403 --ignore CB404
  claimbook check --format json | jq '.disputes[].id'
"""

from argparse import ArgumentParser, Namespace

from claimbook.check import check
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
    parser.add_argument("--ignore", metavar="CODE", action="append", default=[], help=f"leave out these {chosen}")


def run(options: Namespace) -> int:
    select, ignore = prefixes(options.select), prefixes(options.ignore)
    result = choose(check(options.root, options.archive), select, ignore)
    emit(FORMATS[options.format](result, View(here(), options.verbose)))
    return result.exit_status
