"""Anchors: fingerprints that prove a passage stands in a source without reproducing it.

An anchor is ``<digest>/<count>@<index>``: the first 16 hex digits of the SHA-256 of the
passage's tokens joined by one space, their number, and the index of the first one in the
source's text. The index is only a hint: a passage that moved is found again.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from claimbook.diagnostics import Place

_DROPPED = re.compile(r"\*|\^\{(?:\[\d+\])+\}|\N{SOFT HYPHEN}")
_RUN = r"[\x00-\x7f]+|[^\x00-\x7f]"
_LETTER = r"[^\W\d_]"
_PIECE = (
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>{word})"
    r"|(?P<sign>(?<![^\W_])(?<!\))-(?=\d))"
    r"|(?P<symbol>[<>≤≥=±%↑↓$&+])"
)
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # how a character is drawn, not which
_QUOTES = {ord(c): "'" for c in "‘’‚‛′‵`´"} | {ord(c): '"' for c in "“”„‟″‶«»"}
_DASHES = frozenset("−‐‑⁃")
_FORM = re.compile(r"(?P<digest>[0-9a-f]{16})/(?P<count>[1-9][0-9]{0,8})@(?P<index>[0-9]{1,9})\Z")


class AnchorState(StrEnum):
    """Whether the passage was found, from best to worst."""

    NONE = "none"
    VERIFIED = "verified"
    UNVERIFIABLE = "unverifiable"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


def worst(states: Sequence[AnchorState]) -> AnchorState:
    """The worst of several states; ``none`` for no state at all."""
    order = list(AnchorState)
    return max(states, key=order.index, default=AnchorState.NONE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The fingerprint of one passage.

    ``place`` is where it is written, None for one that was just made; it makes no other anchor of it.
    """

    digest: str
    count: int
    index: int
    place: Place | None = field(default=None, compare=False, repr=False)

    def __reduce__(self) -> tuple[type["Anchor"], tuple[str, int, int, Place | None]]:
        """Pickled by its parts: one process may read files for another."""
        return Anchor, (self.digest, self.count, self.index, self.place)

    @classmethod
    def parse(cls, text: str, place: Place | None = None) -> "Anchor | None":
        """Read ``<16 hex>/<count>@<index>``; None when the text is not of that form."""
        match = _FORM.match(text)
        if match is None:
            return None
        return cls(match["digest"], int(match["count"]), int(match["index"]), place)

    def __str__(self) -> str:
        return f"{self.digest}/{self.count}@{self.index}"


class Token(NamedTuple):
    """One token and the code points ``[start, end)`` of the original text it came from."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a source's text, in order."""
    folded, starts, ends = _fold(text)
    return tuple(
        Token(match.group(), starts[match.start()], ends[match.end() - 1])
        for match in re.finditer(_token(folded), folded)
    )


def _token(text: str) -> str:
    """What a token of a text is: accents and vowel signs that stand by themselves belong to their letter."""
    marks = _marks(text)
    return _PIECE.format(word=f"{_LETTER}(?:{_LETTER}|[{marks}])*" if marks else f"{_LETTER}+")


def _marks(text: str) -> str:
    """The combining characters of a text, such as they stand between brackets of a pattern."""
    found = "" if text.isascii() else "".join(sorted(c for c in set(text) if unicodedata.category(c)[0] == "M"))
    return re.escape(_VARIANTS.sub("", found))


def _fold(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its characters where that begins and ends from which it came."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    marks = _marks(text)
    run_of = re.compile(f"[^{marks}][{marks}]+|(?:[\x00-\x7f](?![{marks}]))+|[^\x00-\x7f]" if marks else _RUN)
    for start, end in _kept(text):
        for run in run_of.finditer(text, start, end):
            plain = run[0].isascii()
            folded = run[0].lower() if plain else _fold_character(run[0])
            characters.append(folded)
            starts.extend(range(*run.span()) if plain else [run.start()] * len(folded))
            ends.extend(range(run.start() + 1, run.end() + 1) if plain else [run.end()] * len(folded))
    return "".join(characters), starts, ends


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that emphasis, citation marks and soft hyphens leave."""
    start = 0
    for match in _DROPPED.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _fold_character(character: str) -> str:
    """One character that is not plain ASCII, with the marks that belong to it."""
    normal = unicodedata.normalize("NFKC", character)
    if unicodedata.category(normal[0]) == "Pd" or normal in _DASHES:
        return "-"
    return normal.translate(_QUOTES).casefold()


@dataclass(frozen=True, slots=True)
class AnchorMatch:
    """Where an anchor stands: its state, and the index of its first token when known."""

    state: AnchorState
    index: int | None = None


class Text:
    """A source's text with its tokens, in which anchors are made and found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self._words = [token.text for token in self.tokens]
        encoded = [word.encode() for word in self._words]
        # A passage's tokens joined by one space are a stretch of all of them so joined.
        self._joined = b" ".join(encoded)
        self._starts = [0, *accumulate(len(word) + 1 for word in encoded)]

    def anchor(self, index: int, count: int) -> Anchor:
        """The anchor of ``count`` tokens from token ``index`` on."""
        return Anchor(self._digest(index, count), count, index)

    def span(self, index: int, count: int) -> tuple[int, int]:
        """Code points ``(start, end)`` of ``count`` tokens from token ``index`` on."""
        return self.tokens[index].start, self.tokens[index + count - 1].end

    def locate(self, anchor: Anchor) -> AnchorMatch:
        """Look for one anchor. Many are found together, by ``locate_all``, at the cost of one."""
        return self.locate_all([anchor])[anchor]

    def locate_all(self, anchors: Iterable[Anchor]) -> dict[Anchor, AnchorMatch]:
        """Look for anchors, each at its hint first; for the others the text is gone through once per length."""
        found: dict[Anchor, AnchorMatch] = {}
        sought: dict[int, list[Anchor]] = defaultdict(list)
        for anchor in dict.fromkeys(anchors):
            if self._digest(anchor.index, anchor.count) == anchor.digest:
                found[anchor] = AnchorMatch(AnchorState.VERIFIED, anchor.index)
            else:
                sought[anchor.count].append(anchor)
        for count, some in sought.items():
            places = self._places(count, {anchor.digest for anchor in some})
            found.update((anchor, _elsewhere(places[anchor.digest])) for anchor in some)
        return found

    def _places(self, count: int, digests: Collection[str]) -> dict[str, list[int]]:
        """Where in the text passages of that many tokens have each of the digests."""
        places: dict[str, list[int]] = {digest: [] for digest in digests}
        for index in range(len(self.tokens) - count + 1):
            digest = self._digest(index, count)
            if digest in places:
                places[digest].append(index)
        return places

    def find(self, passage: str) -> list[int]:
        """Indices of every place where the passage's tokens stand in a row."""
        wanted = [token.text for token in tokenize(passage)]
        count = len(wanted)
        if not count:
            return []
        return [
            index
            for index in range(len(self._words) - count + 1)
            if self._words[index] == wanted[0] and self._words[index : index + count] == wanted
        ]

    def _digest(self, index: int, count: int) -> str:
        """The digest of that many tokens from an index on; '' where the text ends before."""
        if index + count > len(self.tokens):
            return ""
        return sha256(self._joined[self._starts[index] : self._starts[index + count] - 1]).hexdigest()[:16]


def _elsewhere(places: Sequence[int]) -> AnchorMatch:
    """What it means that a passage stands at these places and not at its hint."""
    if len(places) > 1:
        return AnchorMatch(AnchorState.AMBIGUOUS)
    return AnchorMatch(AnchorState.MOVED, places[0]) if places else AnchorMatch(AnchorState.MISSING)
