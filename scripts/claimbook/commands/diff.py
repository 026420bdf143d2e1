"""Say in Markdown what a change does to the disputes, for a comment on a pull request.

The files as they are, committed or not, are held against the merge base of HEAD and the revision:
disputes that the change opens, worsens, makes stale or settles, with the records that did it, and
what else `claimbook check --since` finds. Nothing is written.

exit status:
  0    told, whatever the change does: `claimbook check --since` is the one that judges
  2    broken input, which is told too, or a call that cannot be carried out

for example:
  claimbook diff origin/main > comment.md
  claimbook diff HEAD~1
"""

from argparse import ArgumentParser, Namespace

from claimbook.changes.compare import compare
from claimbook.check import check
from claimbook.console import emit
from claimbook.reports.markdown import as_markdown


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV", help="a git revision, e.g. origin/main, v1.0, HEAD~1")


def run(options: Namespace) -> int:
    result = check(options.root, options.archive)
    emit(as_markdown(compare(result, options.revision, options.archive)))
    return 2 if result.base.broken else 0
