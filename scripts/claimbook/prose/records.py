"""Whether a claim that prose rests on says in words what it says in typed values.

Prose may lean on either, so that both must give the same numbers, and may not point opposite ways.
"""

from collections.abc import Iterator

from claimbook.diagnostics import Diagnostic
from claimbook.prose.directions import SAID, Direction
from claimbook.prose.offers import Offer
from claimbook.rules import make

_TOLD = {way: SAID[way] for way in (Direction.BETTER, Direction.WORSE, Direction.NOTHING)}


def disagreements(offer: Offer) -> Iterator[Diagnostic]:
    """What a claim's words and its typed values tell differently.

    Numbers are compared where its words have any; those that spell them otherwise ("weekly") have none.
    """
    claim = offer.claim
    asserted = offer.asserted_figures
    said = {abs(number) for number in offer.said_figures} if asserted else set()
    for text, numbers in asserted if said else ():
        if said.isdisjoint(map(abs, numbers)):
            yield make("CB609", claim.place, claims=[claim.id], about=[claim.id, text], id=claim.id,
                       what=f"is typed as '{text}', a number that its words do not have")  # fmt: skip
    if Direction.SOMETHING not in offer.effect_way:
        return
    said_way = offer.said_way & _TOLD.keys()
    if len(said_way) == 1 and said_way.isdisjoint(offer.effect_way):
        (way,) = said_way
        yield make("CB609", claim.place, claims=[claim.id], about=[claim.id, "effect"], id=claim.id,
                   what=f"has an effect that its words deny: they say that {_TOLD[way]}")  # fmt: skip
