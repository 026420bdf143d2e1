"""What opens beside a marker: a claim in brief, with how far to trust who says it."""

import re
from dataclasses import dataclass

from claimbook.records.sources import Source
from claimbook.views.model import ClaimView

_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s+[A-Z])", re.S)


@dataclass(frozen=True, slots=True)
class CardView:
    """A claim as its card shows it; ``trust`` is one sentence on its source."""

    claim: ClaimView
    source: str
    kind: str
    trust: str


def card(claim: ClaimView, source: Source) -> CardView:
    """The card of a claim."""
    trust = f"{source.trust.value.replace('-', ' ').capitalize()} trust"
    because = first_sentence(source.trust_because)
    return CardView(claim, source.title, source.kind, f"{trust}: {because}" if because else f"{trust}.")


def first_sentence(text: str) -> str:
    """A text up to where its second sentence begins."""
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found is not None else text
