"""The words of the claims, and how much each of them tells.

A word weighs by how few claims have it: ln(N / n) where n of N claims do, the inverse document
frequency of Spärck Jones (1972). Of a word its first letters count, so that endings do not.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from claimbook.prose.english import FUNCTION_WORDS
from claimbook.prose.offers import Offers, values_of
from claimbook.records.claims import Claim
from claimbook.vocabulary.values import Term

Bag = Mapping[str, float]  # words, and how much of its weight counts for each

WHOLE, PART = 1.0, 0.5
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")
_STEM = 6  # letters that tell words apart
_RARE = 2.0  # what a word weighs that fewer than one claim in seven has


class Lexicon:
    """The words of all claims and of the works that they are from."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._named: dict[Term, Sequence[str]] = {}
        self._stems = _Stems()

    def prepare(self) -> None:
        """Collect all words and weigh them, rather than when the first is asked for."""
        for weights in ("of_claims", "of_works"):
            getattr(self, weights)

    @cached_property
    def claims(self) -> dict[str, Bag]:
        """The words of each claim: its own, and for less those that its source is called by."""
        return {
            id_: {**dict.fromkeys(self.works[claim.source], PART), **dict.fromkeys(self._own(claim), WHOLE)}
            for id_, claim in self._offers.claims.items()
        }

    @cached_property
    def works(self) -> dict[str, Bag]:
        """What each work that has claims is called by."""
        keys = {claim.source for claim in self._offers.claims.values()}
        return {key: dict.fromkeys(self.words(self._offers.called(key)), WHOLE) for key in keys}

    def dispute(self, id_: str) -> Bag:
        """The words of a dispute's name, and those that its property and terms go by."""
        vocabulary = self._offers.reading.vocabulary
        parts = [part for joined in id_.split("/") for part in joined.split("+")]
        terms = (
            Term(name, part) for part in parts for name, graph in vocabulary.graphs.items() if part in graph.entries
        )
        labels = (vocabulary.properties[part].label for part in parts if part in vocabulary.properties)
        named = [word for term in terms for word in self._names(term)]
        return dict.fromkeys([*self.words(" ".join((id_, *labels))), *named], WHOLE)

    @cached_property
    def of_claims(self) -> "Weights":
        """What words weigh that tell claims apart."""
        return Weights(self.claims.values())

    @cached_property
    def of_works(self) -> "Weights":
        """What words weigh that tell works apart."""
        return Weights(self.works.values())

    def nearest(self, near: Bag, most: int) -> list[str]:
        """The claims that share the most with some words, as far as these are rare."""
        found = Counter[str]()
        for word, count in near.items():
            for id_ in self._holders.get(word, ()):
                found[id_] += count * self.of_claims[word]  # type: ignore[assignment]  # it adds up any numbers
        return [id_ for id_, _ in found.most_common(most)]

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """The claims that have each of the rare words."""
        found: dict[str, list[str]] = {word: [] for word, weight in self.of_claims.items() if weight > _RARE}
        for id_, bag in self.claims.items():
            for word in found.keys() & bag.keys():
                found[word].append(id_)
        return found

    def words(self, text: str) -> list[str]:
        """The words of a text that tell something, by their first letters."""
        return list(filter(None, map(self._stems.__getitem__, _WORD.findall(text))))

    def _own(self, claim: Claim) -> Iterator[str]:
        yield from self.words(f"{claim.says} {claim.id}")
        vocabulary = self._offers.reading.vocabulary
        for key, value in values_of(claim, vocabulary):
            if key in vocabulary.properties:
                yield from self.words(vocabulary.properties[key].label)
            if isinstance(value, Term):
                yield from self._names(value)

    def _names(self, term: Term) -> Sequence[str]:
        """The words of a term's label and aliases."""
        if term not in self._named:
            graph = self._offers.reading.vocabulary.graphs.get(term.graph)
            entry = graph.entries.get(term.id) if graph is not None else None
            self._named[term] = self.words(" ".join((entry.label, *entry.aliases))) if entry is not None else ()
        return self._named[term]


class Weights(dict[str, float]):
    """How much each word of some bags weighs; ``rarest`` is the weight of one that a single bag has, or none."""

    def __init__(self, bags: Collection[Bag]) -> None:
        self.rarest = math.log(len(bags)) if bags else 0.0
        having = Counter(chain.from_iterable(bags))
        super().__init__((word, math.log(len(bags) / count)) for word, count in having.items())

    def __missing__(self, _word: str) -> float:
        return self.rarest


class _Stems(dict[str, str]):
    """The first letters of words, without the s of many; nothing of words that tell nothing. Each is made once."""

    def __missing__(self, written: str) -> str:
        word = written.casefold()
        stem = word[:_STEM] if len(word) > _STEM else word.removesuffix("s")
        self[written] = found = "" if word in FUNCTION_WORDS else stem
        return found
