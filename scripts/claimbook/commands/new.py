"""Start a passage entry: its anchor is computed and an id is drafted; the words are yours.

Give the passage in the source's own words, or the tokens that `claimbook coverage` lists. The
entry is printed, or appended to a claim file with --into. Say what it claims in words of your own.

for example:
  claimbook new smith2020 'two cups before noon' --says 'They drank two cups in the morning.'
  claimbook new smith2020 --tokens 12..40 --into results.yml
  claimbook new smith2020 --tokens 0..3 --exclude heading --into results.yml
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from claimbook.console import emit, tell
from claimbook.failure import CallError
from claimbook.knowledge import KnowledgeBase, load
from claimbook.layout import CLAIMS
from claimbook.passages import anchors_of, as_yaml, draft_id, find, in_units, named, shortened, source_text
from claimbook.records.anchors import Text
from claimbook.records.claims import ExclusionReason
from claimbook.reports.terminal import plain
from claimbook.writing.edits import append_item
from claimbook.writing.files import text_of, write_atomically
from claimbook.writing.scalars import scalar

HEADER = "# yaml-language-server: $schema=../claims.schema.json\nsource: {key}\npassages:\n"
_AWAITED = "  # in your own words, hedged as the source hedges"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="citation key")
    parser.add_argument("passage", metavar="PASSAGE", nargs="?", help="words of the source, in quotes")
    parser.add_argument("--tokens", metavar="FIRST..LAST", help="tokens of the source instead, the last one included")
    parser.add_argument("--at", metavar="WHERE", help="where it stands, for people (default: its line)")
    parser.add_argument("--says", metavar="TEXT", help="the paraphrase")
    reasons = [reason.value for reason in ExclusionReason]
    parser.add_argument(
        "--exclude", metavar="REASON", choices=reasons, help=f"it asserts nothing: {', '.join(reasons)}"
    )
    parser.add_argument("--into", metavar="FILE", help="append to this claim file of the source, made if new")


def run(options: Namespace) -> int:
    if options.exclude is not None and options.says is not None:
        way = "Give --says with a claim, or --exclude without it."
        raise CallError("An exclusion has no paraphrase, so --says and --exclude do not go together.", way)
    base = load(options.root, options.archive)
    text = source_text(base, options.source)
    first, count = _place(options, text)
    start, end = text.span(first, count)
    lines = _entry(options, base, text, first, count)
    if options.into is None:
        emit("\n".join(f"  {line}" for line in lines))
    else:
        _append(options, base, lines)
    tell(f"“{plain(shortened(text.text[start:end]))}”")
    return 0


def _place(options: Namespace, text: Text) -> tuple[int, int]:
    """First token and number of tokens of what was asked for."""
    if (options.passage is None) == (options.tokens is None):
        raise CallError("Give either the passage in quotes or --tokens FIRST..LAST.",
                        "claimbook new --help has examples.")  # fmt: skip
    if options.tokens is not None:
        return named(text, options.tokens)
    places = find(text, options.passage, options.source)
    if len(places) > 1:
        found = ", ".join(f"--tokens {first}..{first + count - 1}" for first, count in places)
        raise CallError(f"The passage stands in {len(places)} places.", f"Give more of it, or choose: {found}.")
    return places[0]


def _entry(options: Namespace, base: KnowledgeBase, text: Text, first: int, count: int) -> list[str]:
    """The lines of the entry, unindented."""
    pieces = in_units(text, first, count)
    start, end = text.span(first, count)
    lines = [
        f"- at: {scalar(options.at or f'Line {pieces[0].line}')}",
        f"  anchor: {as_yaml(anchors_of(text, pieces))}",
    ]
    if options.exclude is not None:
        return [*lines, f"  exclude: {options.exclude}"]
    id_ = draft_id(base, options.source, text.text[start:end])
    says = f" {scalar(options.says)}" if options.says else _AWAITED
    return [*lines, "  claims:", f"    - id: {id_}", f"      says:{says}"]


def _append(options: Namespace, base: KnowledgeBase, lines: list[str]) -> None:
    path = _file(options.into, options.source, base)
    name = path.relative_to(base.root).as_posix()
    new = not path.exists()
    text = HEADER.format(key=options.source) if new else text_of(path, name)
    grown = append_item(text, lines, name, "passages")
    write_atomically(path, grown)
    line = grown.rstrip().count("\n") + 2 - len(lines)
    tell(f"{'Made' if new else 'Appended to'} {name}; the entry is at {name}:{line}.")


def _file(given: str, key: str, base: KnowledgeBase) -> Path:
    """The claim file that was named: a bare name lies in the source's folder, which it must lie in."""
    folder = base.root / CLAIMS / key
    path = folder / given if Path(given).name == given else Path(given).absolute()
    if path.resolve().parent != folder.resolve() or path.suffix not in (".yml", ".yaml") or path.name == "source.yml":
        raise CallError(f"'{given}' is not a claim file of '{key}'.", f"Name a .yml file in {CLAIMS}/{key}/.")
    if not folder.is_dir():
        raise CallError(f"There is no folder {CLAIMS}/{key}/.", "Describe the source in its source.yml first.")
    return folder / path.name
