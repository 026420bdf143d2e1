"""Print all records and disputes as one JSON object, for other programs.

The object has version, claims, exclusions, sources and disputes. Broken records are left out;
they are named on standard error, and the exit status is then 2.

for example:
  claimbook export > claims.json
  claimbook export | jq '.claims[] | select(.form == "effect") | [.id, .condition, .effect]'
"""

from argparse import ArgumentParser, Namespace

from claimbook.check import check
from claimbook.console import emit, tell
from claimbook.export import export_data
from claimbook.reports.json import dump
from claimbook.reports.terminal import plain
from claimbook.rules import is_broken


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json",), default="json", help="(default: json)")


def run(options: Namespace) -> int:
    result = check(options.root, options.archive)
    emit(dump(export_data(result)))
    broken = [d for d in result.diagnostics if is_broken(d)]
    for diagnostic in broken:
        tell(plain(f"{diagnostic.place}: {diagnostic.code}: {diagnostic.message}"))
    return 2 if broken else 0
