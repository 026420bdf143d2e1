"""Where passages that are no longer in a text may have gone: suggested to people, never accepted."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum, log

from claimbook.records.anchors import Anchor, AnchorMatch, Text, tokenize
from claimbook.records.coverage import Unit, units

MOST_SUGGESTED = 20  # passages of one text; where more are lost it is another text, and each look costs
ALIKE = 0.1  # of the weight of the words told that the text has; a tenth found most and suggested little in vain
_FIRST_WORDS = 5


class Lost:
    """The sentences of one text with words that no record covers: what is lost may be one of them, reworded."""

    def __init__(self, text: Text, places: Mapping[Anchor, AnchorMatch]) -> None:
        """``places`` are those of all anchors of the text."""
        self.text = text
        there = [(anchor, place.index) for anchor, place in places.items() if place.index is not None]
        free = _outside(((index, anchor.count) for anchor, index in there), len(text.tokens))
        self._moves = sorted((anchor.index, index) for anchor, index in there)
        words = [(unit, self._words(unit)) for unit in units(text)]
        seen = Counter(word for _, some in words for word in some)
        # A word tells passages apart by how rare it is.
        self._weights = {word: log((1 + len(words)) / count) for word, count in seen.items()}
        self._free = [(unit, some) for unit, some in words if _any_within(free, unit)]
        self._left = MOST_SUGGESTED

    def suggestion(self, anchor: Anchor, told: str) -> Unit | None:
        """The sentence most like what is told of the lost passage, of equals the nearest; None where none is like it.

        After ``MOST_SUGGESTED`` it is always None.
        """
        if not self._left or not self._free:
            return None
        self._left -= 1
        wanted = {token.text for token in tokenize(told)}
        index = self._expected(anchor.index)
        unit, words = max(self._free, key=lambda one: (self._weight(wanted & one[1]), -_distance(index, one[0])))
        alike = self._weight(wanted & words) >= ALIKE * self._weight(wanted) > 0
        return unit if alike or not _distance(index, unit) else None

    def _expected(self, index: int) -> int:
        """Where the token of an old index would be, had it moved as its nearest neighbour that was found."""
        number = bisect_left(self._moves, (index, 0))
        near = self._moves[max(0, number - 1) : number + 1]
        return index + min(((abs(old - index), new - old) for old, new in near), default=(0, 0))[1]

    def opening(self, unit: Unit) -> str:
        """The first words of a sentence, enough to find it by."""
        start, end = self.text.span(unit.first, min(_FIRST_WORDS, unit.end - unit.first))
        return " ".join(self.text.text[start:end].split())

    def _words(self, unit: Unit) -> frozenset[str]:
        return frozenset(token.text for token in self.text.tokens[unit.first : unit.end])

    def _weight(self, words: Iterable[str]) -> float:
        """Of words in any order: their sum is exact, so that equals stay equal."""
        return fsum(self._weights.get(word, 0.0) for word in words)


def _outside(covered: Iterable[tuple[int, int]], length: int) -> list[int]:
    """The tokens of a text outside all stretches ``(first, count)``, in order."""
    inside = {index for first, count in covered for index in range(first, first + count)}
    return [index for index in range(length) if index not in inside]


def _any_within(tokens: list[int], unit: Unit) -> bool:
    return bisect_left(tokens, unit.first) < bisect_left(tokens, unit.end)


def _distance(index: int, unit: Unit) -> int:
    """How many tokens lie between a unit and a token."""
    return max(0, unit.first - index, index - unit.end + 1)
