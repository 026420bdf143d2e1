"""What claims offer to prose, worked out while disputes are still being looked for: prose is held against both."""

from collections.abc import Iterable

from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.blocks import Page, Role
from claimbook.prose.lexicon import Lexicon
from claimbook.prose.offers import Offer, Offers

_LONGEST = ("amounts", "said_figures")  # what takes most of the time to find out


class Prepared(Offers):
    """Offers of which those that pages cite are at hand; they count as made when they are asked for."""

    def __init__(self, base: KnowledgeBase) -> None:
        super().__init__(base)
        self.lexicon = Lexicon(self)
        self._ready: dict[str, Offer] = {}

    def prepare(self, pages: Iterable[Page]) -> None:
        """Find out what the claims offer that pages cite, by themselves or with all of their source."""
        cited = self._cited(pages)
        if cited:
            self.lexicon.prepare()
        for id_ in cited:
            offer = super().of_claim(id_)
            if offer is not None:
                for what in _LONGEST:
                    getattr(offer, what)
        self._ready, self._made = self._made, {}

    def of_claim(self, id_: str) -> Offer | None:
        if id_ not in self._made and id_ in self._ready:
            self._made[id_] = self._ready[id_]
        return super().of_claim(id_)

    def _cited(self, pages: Iterable[Page]) -> dict[str, None]:
        """The ids of claims, in the order in which pages cite them."""
        named = (mention for page in pages for block in page.blocks for mention in block.mentions)
        told = dict.fromkeys((mention.role, mention.name) for mention in named)
        sources = (self.claims_of(name) for role, name in told if role in (Role.CITE, Role.SOURCE))
        claims = (name for role, name in told if role is Role.CLAIM)
        return dict.fromkeys([*claims, *(id_ for ids in sources for id_ in ids)])
