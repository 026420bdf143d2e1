"""Turn a table into the claim files of a knowledge base of its own, so that it can be checked.

The table is CSV with a header, or JSON Lines. A mapping, a small YAML file, says which of its
columns hold what; docs/importing.md explains it with an example. Rows that cannot be claims are
reported with their row, column and reason, and the others are imported (exit status 1). Nothing
is written when the mapping or the call is wrong (2).

Without a mapping the table is what `claimbook export` printed, and the knowledge base in it is
written out again; docs/exporting.md says what that keeps.

for example:
  claimbook import yields.csv --map yields.map.yml --into yields
  claimbook import yields.csv --map yields.map.yml --into yields --force   replace what is there
  claimbook import notes.jsonl --map notes.map.yml --into notes --archive texts
  claimbook import claims.json --into copy   from `claimbook export > claims.json`
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from claimbook.console import emit, tell
from claimbook.failure import CallError
from claimbook.importing.folder import fill, is_empty, replace_records, settle, staging, target, unchanged
from claimbook.importing.importer import BadMapping, Imported, run_import
from claimbook.importing.refusals import Refusal, RefusalGroup, grouped
from claimbook.importing.table import FORMATS
from claimbook.plurals import plural
from claimbook.reports.terminal import Sheet, Style, fixed, here
from claimbook.reports.text import add_diagnostics

SOURCES_SHOWN = 10


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", type=Path, help="a CSV or JSON Lines file, UTF-8")
    parser.add_argument(
        "--map", metavar="FILE", type=Path, help="YAML that says which columns hold what; not for an export"
    )
    parser.add_argument("--into", metavar="FOLDER", required=True, help="root of the new knowledge base")
    parser.add_argument("--format", choices=FORMATS, help="what the table is (default: by its file's name)")
    parser.add_argument(
        "--force", action="store_true", help="replace the records of a knowledge base in FOLDER; rulings stay"
    )


def run(options: Namespace) -> int:
    into = target(options.into, "Name a folder that does not exist yet, with --into.", root_given=options.root_given)
    if options.map is None:
        return _take_back(into, options)
    with staging(into) as stage:
        try:
            outcome = run_import(options.table, options.map, options.format, options.archive, stage)
        except BadMapping as bad:
            return _refuse(bad)
        said = _place(stage, into, options) if outcome.drafts else "Nothing was written."
    emit(_report(outcome, said))
    return int(bool(outcome.refused))


def _take_back(into: Path, options: Namespace) -> int:
    """Write the knowledge base that an export holds to where nothing is yet."""
    from claimbook.importing.exported import read_export

    if options.format is not None:
        raise CallError("--format says what a table is, and without --map an export is read.",
                        "Leave it out, or give --map, which says what the columns hold.")  # fmt: skip
    texts = read_export(options.table)
    if options.force or not is_empty(into):
        raise CallError(f"An export is written to an empty folder only, and {options.into} "
                        + ("is to be replaced." if options.force else "is not empty."),
                        "Name a folder that does not exist yet, without --force.")  # fmt: skip
    with staging(into) as stage:
        fill(stage, texts)
        settle(stage, into)
    emit(f"Written to {options.into}; next: claimbook check --root {quote(options.into)}")
    return 0


def _refuse(bad: BadMapping) -> int:
    sheet = Sheet(here())
    add_diagnostics(sheet, bad.diagnostics)
    sheet.add(("Nothing was imported: correct the mapping first.", Style.RED))
    tell(sheet.text().rstrip("\n"))
    return 2


def _place(stage: Path, into: Path, options: Namespace) -> str:
    """Put the records in place; what to say of it."""
    if is_empty(into):
        settle(stage, into)
    elif unchanged(stage, into):
        return f"{options.into} holds just this already; nothing was written."
    elif not options.force:
        raise CallError(f"{options.into} is not empty, and what is there is not what the table says.",
                        "Name another folder, or replace its records with --force; rulings stay.")  # fmt: skip
    else:
        replace_records(stage, into)
    return f"Written to {options.into}; next: claimbook check --root {quote(options.into)}"


# What is said


def _report(outcome: Imported, said: str) -> str:
    sheet = Sheet(here())
    _add(sheet, outcome.table.name, "refused", Style.RED, outcome.refused)
    _add(sheet, outcome.table.name, "note", Style.YELLOW, outcome.notes)
    if outcome.unanchored:
        _add_unanchored(sheet, outcome.unanchored)
    imported = len(outcome.drafts)
    read = imported + outcome.refused_rows
    sheet.add(f"{plural(read, 'row')} read: {imported:,} imported, {outcome.refused_rows:,} refused;",
              f"{plural(outcome.claims, 'claim')} of {plural(outcome.sources, 'source')}.")  # fmt: skip
    sheet.add(fixed(said) if said.startswith("Written") else said)
    return sheet.text()


def _add_unanchored(sheet: Sheet, sources: Sequence[str]) -> None:
    """Passages that could not be looked up, which is no fault of their rows."""
    names = ", ".join(sources[:SOURCES_SHOWN]) + (", ..." if len(sources) > SOURCES_SHOWN else "")
    said = f"no text is at hand of {plural(len(sources), 'source')} ({names}), so their passages carry no anchor."
    sheet.add(("note:", Style.YELLOW), said, hang=4)
    sheet.add(("Give the folder of <citation key>.txt files with --archive.", Style.DIM), indent=4)
    sheet.blank()


def _add(sheet: Sheet, name: str, word: str, style: Style, refusals: Sequence[Refusal]) -> None:
    """Each reason once, with all the rows that it holds for."""
    for group in grouped(refusals):
        one = group.first
        names = [f"'{name}'" for name in one.columns]
        column = f", column{'s' * (len(names) > 1)} {_listed(names)}" if names else ""
        text = f" '{one.text}':" if one.text else ""
        sheet.add((fixed(f"{name}: {_rows(group)}{column}:"), Style.BOLD), (word, style), f"{text} {one.why}.", hang=4)
        if one.way:
            sheet.add((one.way, Style.DIM), indent=4)
    if refusals:
        sheet.blank()


def _rows(group: RefusalGroup) -> str:
    """``row 7``, ``row 7 (line 9)`` where the two differ, ``rows 7, 8 and 9``."""
    said = [f"{row}" if row == line else f"{row} (line {line})" for row, line in group.rows]
    return f"row{'s' * (len(said) > 1)} {_listed(said)}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
