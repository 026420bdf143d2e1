"""The sentences of a block, and which of what it cites carries which words."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from claimbook.manuscript.blocks import Block, BlockKind, Mention, Role
from claimbook.prose.english import ABBREVIATIONS

_END = re.compile(r"[.?!][\"'”’)*]*(?=\s)")
CITING = (Role.CLAIM, Role.CITE, Role.SOURCE, Role.DISPUTE)


class Stretch(NamedTuple):
    """Words between ``start`` and ``end`` with what carries them."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def sentences(block: Block) -> list[Stretch]:
    """The sentences in order, with all that each refers to; a table row is one."""
    bounds = [0, *_ends(block.text), len(block.text)] if block.kind is not BlockKind.ROW else [0, len(block.text)]
    spans = [(start, end) for start, end in pairwise(bounds) if block.text[start:end].strip()]
    if not spans:
        return [Stretch(0, len(block.text), block.mentions)]
    held: list[list[Mention]] = [[] for _ in spans]
    for mention in block.mentions:
        held[_owner(mention, spans, block.text)].append(mention)
    return [Stretch(*span, tuple(mentions)) for span, mentions in zip(spans, held, strict=True)]


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        word = text[: match.start()].rpartition(" ")[2].lstrip("(")
        follows = text[match.end() :].lstrip()[:1]
        if word not in ABBREVIATIONS and not follows.islower():
            yield match.end()


def _owner(mention: Mention, spans: list[tuple[int, int]], text: str) -> int:
    """The sentence that a reference belongs to: between two it is the one before, unless the next goes on with it."""
    last = max((n for n, (start, _) in enumerate(spans) if start <= mention.offset), default=0)
    start = spans[last][0]
    if last and not text[start : mention.offset].strip() and not text[mention.offset :].lstrip()[:1].islower():
        return last - 1
    return last


def carried(block: Block, told: Iterable[Stretch]) -> list[Stretch]:
    """The words of a block, whose sentences are given, in stretches, each with the references right after it.

    Words at the end of a sentence, after its last reference, are carried by all of the sentence; a
    sentence that refers to nothing is carried by all of the block.
    """
    found: list[Stretch] = []
    for sentence in told:
        citing = tuple(mention for mention in sentence.mentions if mention.role in CITING)
        if block.kind is BlockKind.ROW or not citing:
            found.append(sentence._replace(mentions=citing or tuple(block.named(*CITING))))
        else:
            found.extend(_stretches(sentence, citing))
    return found


def _stretches(sentence: Stretch, citing: tuple[Mention, ...]) -> Iterator[Stretch]:
    start = sentence.start
    for offset in sorted({mention.offset for mention in citing}):
        end = min(max(offset, start), sentence.end)
        if end > start:
            yield Stretch(start, end, tuple(mention for mention in citing if mention.offset == offset))
        start = end
    if start < sentence.end:
        yield Stretch(start, sentence.end, citing)
