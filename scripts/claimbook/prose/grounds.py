"""What prose is held against: what the things that it refers to offer, and which claims are disputed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claimbook.manuscript.blocks import Mention, Role
from claimbook.prose.offers import Offer, Offers
from claimbook.prose.quantities import Amount
from claimbook.prose.relevance import Relevance


class Backing(NamedTuple):
    """All that some references offer: claims, and the years of entries of the bibliography.

    ``named`` are the claims that are referred to by their ids.
    """

    offers: Sequence[Offer]
    named: frozenset[str]
    years: frozenset[Amount]


class _Led(NamedTuple):
    """What one reference leads to: claims by their ids, and the years of an entry."""

    offers: Mapping[str, Offer]
    years: frozenset[Amount]


class Grounds:
    """The records, as far as prose rests on them.

    ``sides`` are the claims of each dispute by its id, ``flagged`` the disputes that readers are warned
    of with each claim in them.
    """

    def __init__(
        self,
        offers: Offers,
        relevance: Relevance,
        sides: Mapping[str, Sequence[str]],
        flagged: Mapping[str, Sequence[str]],
    ) -> None:
        self.offers = offers
        self.relevance = relevance
        self.sides = sides
        self.flagged = flagged
        self._led: dict[tuple[Role, str], _Led | None] = {}

    def backing(self, mentions: Iterable[Mention]) -> Backing | None:
        """What references offer; None when one of them is not known, since nothing can then be said."""
        offers: dict[str, Offer] = {}
        years: set[Amount] = set()
        told = dict.fromkeys((mention.role, mention.name) for mention in mentions)
        for reference in told:
            led = self._lead(reference)
            if led is None:
                return None
            offers.update(led.offers)
            years |= led.years
        named = frozenset(name for role, name in told if role is Role.CLAIM)
        return Backing(list(offers.values()), named, frozenset(years))

    def _lead(self, reference: tuple[Role, str]) -> "_Led | None":
        """What one reference leads to, found out once; None when it is not known."""
        if reference not in self._led:
            role, name = reference
            offers = {id_: self.offers.of_claim(id_) for id_ in self._claims(role, name)}
            known = {id_: offer for id_, offer in offers.items() if offer is not None}
            years = self.offers.years_of(name) if role in (Role.CITE, Role.SOURCE) else frozenset[Amount]()
            self._led[reference] = _Led(known, years) if len(known) == len(offers) else None
        return self._led[reference]

    def _claims(self, role: Role, name: str) -> Iterable[str]:
        """The claims that a reference leads to; of an unknown dispute its name, which no claim has."""
        if role is Role.CLAIM:
            return (name,)
        if role is Role.DISPUTE:
            return self.sides.get(name, (name,))
        return self.offers.claims_of(name) if role in (Role.CITE, Role.SOURCE) else ()
