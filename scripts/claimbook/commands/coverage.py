"""List what no record covers, sentence by sentence, with the source's own text.

Every sentence and line of an archived source is to be touched by a claim or an exclusion.

for example:
  claimbook coverage
  claimbook coverage smith2020
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from claimbook.check import check
from claimbook.console import emit
from claimbook.failure import CallError
from claimbook.passages import source_text
from claimbook.plurals import plural
from claimbook.records.anchors import Text
from claimbook.records.coverage import Coverage, Unit
from claimbook.reports.terminal import Sheet, Style, fixed, here

_CONTEXT = 4


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", nargs="?", help="citation key (default: all sources)")


def run(options: Namespace) -> int:
    result = check(options.root, options.archive)
    wanted = [options.source] if options.source is not None else list(result.coverage)
    if not wanted or options.source is not None:
        source_text(result.base, options.source or next(iter(result.base.records.sources), ""))
    if options.source is not None and options.source not in result.coverage:
        raise CallError(f"'{options.source}' is outside coverage.", "Its source.yml says 'archived: no', or is broken.")
    sheet = Sheet(here())
    for key in wanted:
        _source(sheet, key, result.coverage[key], source_text(result.base, key))
    if result.base.broken:
        sheet.add(("Some records are broken and cover nothing; see `claimbook check`.", Style.RED))
    emit(sheet.text())
    return 2 if result.base.broken else int(any(not result.coverage[key].complete for key in wanted))


def _source(sheet: Sheet, key: str, found: Coverage, text: Text) -> None:
    covered = found.units - len(found.missing)
    sheet.add(
        (f"{key}:", Style.BOLD),
        f"{covered} of {plural(found.units, 'unit')} covered ({_share(covered, found.units)}),",
        f"{found.excluded_share:.1%} of {plural(found.tokens, 'token')} excluded",
        hang=2,
    )
    for unit in found.missing:
        _uncovered(sheet, unit, text)
    if found.loose:
        sheet.add(f"{plural(len(found.loose), 'token')} outside every anchor, in covered units:", indent=2)
    for first, last in _runs(found.loose):
        _loose(sheet, first, last, text)
    sheet.blank()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "nothing to cover"


def _uncovered(sheet: Sheet, unit: Unit, text: Text) -> None:
    start, end = text.span(unit.first, unit.end - unit.first)
    sheet.add(
        (fixed(f"line {unit.line}, tokens {unit.first}..{unit.end - 1}:"), Style.YELLOW),
        text.text[start:end],
        indent=2,
        hang=4,
    )


def _runs(tokens: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbouring tokens."""
    start = previous = None
    for token in tokens:
        if start is None or previous is None or token != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = token
        previous = token
    if start is not None and previous is not None:
        yield start, previous


def _loose(sheet: Sheet, first: int, last: int, text: Text) -> None:
    """The tokens among their neighbours."""
    before, after = max(0, first - _CONTEXT), min(len(text.tokens) - 1, last + _CONTEXT)
    start, end = text.span(first, last - first + 1)
    left, right = text.tokens[before].start, text.tokens[after].end
    sheet.add(
        (fixed(f"tokens {first}..{last}:"), Style.DIM),
        f"… {text.text[left:start]}",
        (text.text[start:end], Style.YELLOW),
        f"{text.text[end:right]} …",
        indent=4,
        hang=4,
    )
