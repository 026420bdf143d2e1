"""Whether what a block refers to has to do with what it says, told by the words that both have.

What a reference shares with the words around it has to weigh as much as one word that a single claim
has. It belongs without that where its number stands in the sentence, or beside others of the same work.
A source's title, which its role shows, needs no words around.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from claimbook.manuscript.blocks import Block, Mention, Role
from claimbook.prose.lexicon import PART, WHOLE, Bag, Lexicon, Weights
from claimbook.prose.offers import Offers
from claimbook.prose.quantities import Quantity
from claimbook.prose.sentences import Stretch

_FEWEST = 50  # claims, below which too few words tell them apart
_BESIDE = 0.25  # how much a word counts that only a claim cited beside has
_NEARER = 3  # claims told in a message


class Misfit(NamedTuple):
    """A reference that has too little to do with the words around it: what both have, and which claims have more."""

    mention: Mention
    shared: Sequence[str]
    nearer: Sequence[str]


class Relevance:
    """What there is to judge references by; ``sides`` are the claims of each dispute by its id."""

    def __init__(self, offers: Offers, lexicon: Lexicon, sides: Mapping[str, Iterable[str]]) -> None:
        self._offers = offers
        self._lexicon = lexicon
        self._sides = sides

    def misfits(self, block: Block, told: Sequence[Stretch], numbers: Sequence[Quantity]) -> Iterator[Misfit]:
        """The references of a block that seem out of place, in order.

        ``told`` are its sentences, ``numbers`` those of its text.
        """
        if not any(map(str.isalpha, block.text)):
            return
        company = _Company(block, self._offers, self._lexicon)
        judged = [[(m, bag) for m in each.mentions if (bag := self._bag(m, company)) is not None] for each in told]
        if not any(judged):
            return
        own = [self._lexicon.words(block.text[each.start : each.end]) for each in told]
        around = dict.fromkeys([*chain.from_iterable(own), *self._lexicon.words(block.under)], PART)
        for sentence, words, mentions in zip(told, own, judged, strict=True):
            near = around | dict.fromkeys(words, WHOLE)
            for mention, bag in mentions:
                if self._fits(bag, mention.role, near, company):
                    continue
                if not self._gives(mention, [q for q in numbers if sentence.start <= q.start < sentence.end]):
                    yield self._misfit(mention, bag, near)

    def _bag(self, mention: Mention, company: "_Company") -> Bag | None:
        """The words of what is referred to; None for what clearly belongs there, or cannot be judged."""
        if mention.role is Role.CITE:  # of a work without claims there is nothing to go by
            return None if company.tells_of(mention.name) else self._lexicon.works.get(mention.name)
        if len(self._offers.claims) < _FEWEST:
            return None
        if mention.role is Role.CLAIM:
            claim = self._offers.claims.get(mention.name)
            return None if claim is None or claim.source in company.works else self._lexicon.claims[claim.id]
        sides = self._sides.get(mention.name) if mention.role is Role.DISPUTE else None
        belongs = sides is None or not company.claims.keys().isdisjoint(sides)
        return None if belongs else self._lexicon.dispute(mention.name)

    def _fits(self, bag: Bag, role: Role, near: Bag, company: "_Company") -> bool:
        """Whether the words that a reference shares with those near it, and with its company, weigh enough."""
        weights = self._weights(role)
        shared = sum(bag[word] * near[word] * weights[word] for word in bag.keys() & near.keys())
        if shared < weights.rarest and role is Role.CLAIM:
            lent = (word for word in bag.keys() - near.keys() if company.words[word] > 1)  # it counts the claim itself
            shared += sum(bag[word] * _BESIDE * weights[word] for word in lent)
        return shared >= weights.rarest

    def _weights(self, role: Role) -> Weights:
        return self._lexicon.of_works if role is Role.CITE else self._lexicon.of_claims

    def _gives(self, mention: Mention, numbers: Iterable[Quantity]) -> bool:
        """Whether a claim asserts one of the numbers."""
        offer = self._offers.of_claim(mention.name) if mention.role is Role.CLAIM else None
        return offer is not None and not all(offer.asserted.isdisjoint(number.readings) for number in numbers)

    def _misfit(self, mention: Mention, bag: Bag, near: Bag) -> Misfit:
        weights = self._weights(mention.role)
        shared = sorted(bag.keys() & near.keys(), key=lambda word: (-weights[word], word))
        return Misfit(mention, shared, self._lexicon.nearest(near, _NEARER) if mention.role is Role.CLAIM else ())


class _Company:
    """The claims and works that a block refers to."""

    def __init__(self, block: Block, offers: Offers, lexicon: Lexicon) -> None:
        names = (mention.name for mention in block.named(Role.CLAIM))
        self.claims = {name: offers.claims[name] for name in names if name in offers.claims}
        self.works = frozenset(mention.name for mention in block.named(Role.CITE, Role.SOURCE))
        self._lexicon = lexicon

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the claims, with how many of them have each."""
        return Counter(word for name in self.claims for word in self._lexicon.claims[name])

    def tells_of(self, key: str) -> bool:
        """Whether one of the claims is a work's own, or retells it."""
        return any(key in (claim.source, *claim.reports, *claim.data_of) for claim in self.claims.values())
