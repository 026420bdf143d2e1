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
  claimbook check --retractions list.csv    name cited works that were retracted
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.answers import Answer, are_kept, keep, question, recall
from claimbook.console import emit
from claimbook.garbage import collection_held
from claimbook.reports.formats import FORMATS, Presentation
from claimbook.reports.terminal import here

if TYPE_CHECKING:
    from claimbook.check import Result

# What these say rests on nothing but what `question` takes in; others look for a repository.
KEPT = ("text", "json")


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
    parser.add_argument(
        "--retractions",
        metavar="FILE",
        help="a list of retracted works: CSV as Retraction Watch and Crossref publish it",
    )
    parser.add_argument("--ignore", metavar="CODE", action="append", default=[], help=f"leave out these {chosen}")


def run(options: Namespace) -> int:
    view = Presentation(here(), options.verbose, _elsewhere(options.root))
    name = _question(options, view)
    answer = recall(name) if name is not None else None
    if answer is None:
        with collection_held():
            answer = _answer(options, view)
        # What was changed while the check was reading may have been read in part: not an answer to either.
        if name is not None and name == _question(options, view):
            keep(name, answer)
    emit(answer.text)
    return answer.status


def _elsewhere(root: Path) -> str:
    """The root from here, where a command would not find it without being told."""
    from_here = os.path.relpath(root)
    return "" if set(Path(from_here).parts) <= {".."} else from_here


def _question(options: Namespace, view: Presentation) -> str | None:
    """The name under which the answer is kept; None for what is always looked at afresh."""
    changing = options.since is not None or options.retractions is not None
    if options.format not in KEPT or changing or not are_kept():
        return None
    asked = repr((options.format, options.select, options.ignore, view))
    return question(options.root, options.archive, asked)


def _answer(options: Namespace, view: Presentation) -> Answer:
    """What the check says. Its modules are imported only here, when nothing kept answers it."""
    from claimbook.selection import choose, prefixes

    select, ignore = prefixes(options.select), prefixes(options.ignore)
    result = _checked(options)
    if options.since is None:
        chosen = choose(result, select, ignore)
        return Answer(chosen.exit_status, FORMATS[options.format](chosen, view))
    # Only this needs git.
    from claimbook.changes.compare import compare
    from claimbook.reports.since import report

    found = compare(result, options.since, options.archive, _retractions(options)).choose(select, ignore)
    return Answer(found.introduced().exit_status, report(found, options.format, view))


def _checked(options: Namespace) -> Result:
    """The result, with progress shown to whoever waits."""
    # Pages and bibliography are read while the check is imported.
    from claimbook.ahead import read_ahead

    coming = read_ahead(options.root)
    from claimbook.check import check
    from claimbook.pulse import Beat

    beat = Beat()
    try:
        return check(options.root, options.archive, beat, retractions=_retractions(options), coming=coming)
    finally:
        beat.end()


def _retractions(options: Namespace) -> Path | None:
    return Path(options.retractions) if options.retractions is not None else None
