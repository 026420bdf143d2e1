"""Print all records and disputes for other programs.

json: version, claims, exclusions, sources, disputes and vocabulary, for programs; `claimbook import`
takes it back. csv: one row per claim, for spreadsheets. bibtex, csl-json: the works that are cited.
jsonld, trig: linked data, each claim a nanopublication. docs/exporting.md describes each.
Broken records are left out; they are named on standard error, and the exit status is then 2.

for example:
  claimbook export > claims.json
  claimbook export | jq '.claims[] | select(.form == "effect") | [.id, .condition, .effect]'
  claimbook export --format csv > claims.csv
  claimbook export --format trig --base-iri https://example.org/book/ > claims.trig
"""

from argparse import ArgumentParser, Namespace

from claimbook.check import check
from claimbook.console import emit, tell
from claimbook.exporting.formats import FORMATS, exported
from claimbook.reports.terminal import plain
from claimbook.rules import is_broken


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=tuple(FORMATS), default="json", help="(default: json)")
    parser.add_argument(
        "--base-iri",
        metavar="IRI",
        help="what the IRIs of jsonld and trig begin with (default: html.baseurl in _config.yml, else urn:claimbook:)",
    )


def run(options: Namespace) -> int:
    result = check(options.root, options.archive)
    emit(exported(result, options.format, options.base_iri))
    broken = [d for d in result.diagnostics if is_broken(d)]
    for diagnostic in broken:
        tell(plain(f"{diagnostic.place}: {diagnostic.code}: {diagnostic.message}"))
    return 2 if broken else 0
