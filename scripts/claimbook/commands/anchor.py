"""Print, show or repair anchors.

An anchor is the fingerprint of a passage. Paste the source's own words; the anchor of each place
where they stand is printed. Words that run over several sentences or lines give a list.

for example:
  claimbook anchor smith2020 'two cups before noon'
  claimbook anchor smith2020 < passage.txt       the passage from standard input
  claimbook anchor smith2020 --tokens 12..40     the passage that the check names by its tokens
  claimbook anchor smith2020 --show 0a3dd7eff042d834/7@605
  claimbook anchor --fix                         bring the hints of moved anchors up to date
"""

import sys
from argparse import ArgumentParser, Namespace

from claimbook.console import emit, tell
from claimbook.failure import CallError
from claimbook.knowledge import KnowledgeBase, load
from claimbook.passages import anchors_of, as_yaml, find, in_units, moved, named, shortened, source_text
from claimbook.plurals import plural
from claimbook.records.anchors import Anchor, AnchorState, Text
from claimbook.reports.terminal import plain
from claimbook.writing.edits import rewrite


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", nargs="?", help="citation key")
    parser.add_argument("passages", metavar="PASSAGE", nargs="*", help="words of the source; else standard input")
    parser.add_argument("--tokens", metavar="FIRST..LAST", help="tokens of the source instead, the last one included")
    parser.add_argument("--show", metavar="ANCHOR", nargs="+", help="print the passage of an anchor")
    parser.add_argument("--fix", action="store_true", help="rewrite the hints of moved anchors in the claim files")


def run(options: Namespace) -> int:
    if sum(map(bool, (options.passages, options.tokens is not None, options.show, options.fix))) > 1:
        way = "claimbook anchor --help has examples."
        raise CallError("Give only one of PASSAGE, --tokens, --show and --fix.", way)
    if options.fix:
        return _fix(options)
    if options.source is None:
        raise CallError("Name the source.", "claimbook anchor SOURCE 'the passage'")
    text = source_text(load(options.root, options.archive), options.source)
    if options.show:
        return _show(options.show, text, options.source)
    if options.tokens is not None:
        return _named(text, options.tokens)
    passages = options.passages or [_pasted()]
    emit("\n".join(line for passage in passages for line in _anchored(text, find(text, passage, options.source))))
    return 0


def _named(text: Text, tokens: str) -> int:
    place = named(text, tokens)
    start, end = text.span(*place)
    emit("\n".join(_anchored(text, [place])))
    tell(f"“{plain(shortened(text.text[start:end]))}”")
    return 0


def _pasted() -> str:
    if sys.stdin.isatty():
        tell("Paste the passage, then press Ctrl-D.")
    return sys.stdin.read()


def _anchored(text: Text, places: list[tuple[int, int]]) -> list[str]:
    """A line for each place of a passage; its line number in the source when there are several."""
    lines = []
    for first, count in places:
        pieces = in_units(text, first, count)
        told = f"  # line {pieces[0].line}" if len(places) > 1 else ""
        lines.append(as_yaml(anchors_of(text, pieces)) + told)
    return lines


def _show(shown: list[str], text: Text, key: str) -> int:
    states = []
    for given in shown:
        anchor = Anchor.parse(given)
        if anchor is None:
            raise CallError(f"'{given}' is not an anchor.", "It looks like 0a3dd7eff042d834/7@605.")
        found = text.locate(anchor)
        states.append(found.state)
        if found.index is None:
            emit(f"{anchor} {found.state.value} in {key}")
        else:
            start, end = text.span(found.index, anchor.count)
            emit(f"{anchor} {found.state.value}, token {found.index}: {plain(text.text[start:end])}")
    return 2 if AnchorState.MISSING in states else int(AnchorState.AMBIGUOUS in states)


def _fix(options: Namespace) -> int:
    if options.source is not None:
        raise CallError("--fix repairs all anchors and takes no source.", "claimbook anchor --fix")
    base = load(options.root, options.archive)
    _require_archive(base)
    edits = moved(base)
    files = rewrite(options.root, edits)
    for edit in edits:
        emit(f"{edit.place}: {edit.old} -> {edit.new}")
    emit(
        f"{plural(len(edits), 'hint')} corrected in {plural(len(files), 'file')}." if edits else "No anchor has moved."
    )
    return 0


def _require_archive(base: KnowledgeBase) -> None:
    if base.archive.folder is None or not base.archive.folder.is_dir():
        raise CallError("Moved anchors can only be found in the sources' texts, and no archive is at hand.",
                      "Set CLAIMBOOK_ARCHIVE or pass --archive.")  # fmt: skip
