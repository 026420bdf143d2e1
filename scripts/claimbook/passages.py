"""Passages of a source on their way to becoming anchors: found, split into units, named."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from claimbook.diagnostics import Sink
from claimbook.failure import CallError
from claimbook.knowledge import KnowledgeBase
from claimbook.reading.spelling import suggestion
from claimbook.records.anchors import Anchor, AnchorState, Text, tokenize
from claimbook.records.coverage import Unit, touched
from claimbook.writing.edits import Edit, entries

LONGEST_SHOWN = 300
_TOKENS = re.compile(r"([0-9]{1,9})(?:\.\.([0-9]{1,9}))?\Z")
_ID_WORDS = 5


def source_text(base: KnowledgeBase, key: str) -> Text:
    """The archived text of a source. Raises CallError when there is none."""
    if "/" in key or "\\" in key or key in ("", ".", ".."):
        raise CallError(f"'{key}' is not a citation key.", suggestion(key, base.records.sources))
    sink = Sink()
    text = base.archive.text(key, sink)
    for problem in sink:
        raise CallError(f"{problem.place.file}: {problem.message}", problem.help)
    if text is None and key not in base.records.sources:
        raise CallError(f"There is no source '{key}'.", suggestion(key, base.records.sources))
    if text is None:
        way = "Set CLAIMBOOK_ARCHIVE or pass --archive with the folder that holds <citation key>.txt."
        raise CallError(f"The text of '{key}' is needed, but {base.archive.reason(key)}.", way)
    return text


def find(text: Text, passage: str, key: str) -> list[tuple[int, int]]:
    """Every place of a passage as ``(first token, number of tokens)``. Raises CallError when there is none."""
    wanted = tokenize(passage)
    if not wanted:
        raise CallError("The passage has no words.", "Give the words of the source, in quotes.")
    places = [(index, len(wanted)) for index in text.find(passage)]
    if not places:
        raise CallError(f"The passage is not in the text of '{key}'.", _where_it_may_be(text, [t.text for t in wanted]))
    return places


def named(text: Text, given: str) -> tuple[int, int]:
    """What ``FIRST..LAST`` names, as ``(first token, number of tokens)``. Raises CallError when there is none."""
    match = _TOKENS.match(given)
    if match is None:
        raise CallError(f"'{given}' does not name tokens.", "Write --tokens 12..40.")
    first, last = int(match[1]), int(match[2] or match[1])
    if not first <= last < len(text.tokens):
        raise CallError(f"There are no tokens {first}..{last}.", f"The source has tokens 0..{len(text.tokens) - 1}.")
    return first, last - first + 1


def _where_it_may_be(text: Text, wanted: list[str]) -> str:
    """The longest stretch of the passage that is there; only a hint for a person."""
    words = [token.text for token in text.tokens]
    match = SequenceMatcher(None, words, wanted, autojunk=False).find_longest_match()
    if match.size < min(3, len(wanted)):
        return "Copy it from the archived text."
    first = max(0, match.a - match.b)
    start, end = text.span(first, min(len(wanted), len(words) - first))
    return f"Nearest, from token {match.a} on: “{shortened(text.text[start:end])}”"


def shortened(passage: str) -> str:
    """A passage as it is quoted in messages."""
    joined = " ".join(passage.split())
    return joined if len(joined) <= LONGEST_SHOWN else f"{joined[:LONGEST_SHOWN]} …"


def in_units(text: Text, first: int, count: int) -> list[Unit]:
    """The pieces of a stretch of tokens, one for each unit it touches."""
    end = first + count
    return [Unit(unit.line, max(unit.first, first), min(unit.end, end)) for unit in touched(text, first, count)]


def anchors_of(text: Text, pieces: Iterable[Unit]) -> list[Anchor]:
    return [text.anchor(piece.first, piece.end - piece.first) for piece in pieces]


def as_yaml(anchors: list[Anchor]) -> str:
    """One anchor, or a YAML list of them."""
    return str(anchors[0]) if len(anchors) == 1 else f"[{', '.join(map(str, anchors))}]"


def draft_id(base: KnowledgeBase, key: str, passage: str) -> str:
    """An id that is free: the source's name and the first words that carry meaning."""
    name = "".join(c for c in key.casefold() if c.isascii() and c.isalpha()) or "claim"
    words = [
        t.text
        for t in tokenize(passage)
        if t.text.isascii() and t.text.isalnum() and (len(t.text) > 3 or t.text.isdigit())
    ]
    stem = "-".join([name, *words[:_ID_WORDS]])
    free = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(base.records.known_ids) + 2))
    return next(id_ for id_ in free if id_ not in base.records.known_ids)


def moved(base: KnowledgeBase) -> list[Edit]:
    """The edits that bring the hints of moved anchors up to date."""
    files = {record.place.file: record.source for record in base.anchored()}
    return [edit for name, key in files.items() for edit in _moved_in(base, name, key)]


def _moved_in(base: KnowledgeBase, name: str, key: str) -> Iterable[Edit]:
    text = base.archive.text(key, Sink())
    if text is None:
        return
    written = [found for entry in entries(base.root / name, name, "passages") for found in entry.scalars("anchor")]
    anchors = [(found, anchor) for found in written if (anchor := Anchor.parse(found.text)) is not None]
    places = text.locate_all(anchor for _, anchor in anchors)
    for found, anchor in anchors:
        if places[anchor].state is AnchorState.MOVED:
            yield Edit(found.place, found.text, f"{anchor.digest}/{anchor.count}@{places[anchor].index}")
