"""What opens beside a marker or a mark: a claim in brief, with how far to trust who says it, or a dispute in brief."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.plurals import plural
from claimbook.records.sources import Source
from claimbook.telling.marks import DisputeMark
from claimbook.telling.phrases import listing
from claimbook.views.model import ClaimView, DisputeView

_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s+[A-Z])", re.S)


@dataclass(frozen=True, slots=True)
class CardView:
    """A claim as its card shows it; ``trust`` is one sentence on its source, ``title`` '' where authors name it.

    ``marks`` are its conflicts and tensions, ``others`` counts in words the disputes that nobody need decide.
    """

    claim: ClaimView
    title: str
    kind: str
    trust: str
    marks: tuple[DisputeMark, ...]
    others: str


class PositionView(NamedTuple):
    """What one side of a dispute holds, and who."""

    position: str
    held_by: str


@dataclass(frozen=True, slots=True)
class DisputeCardView:
    """A dispute as its card shows it; ``between`` says in words who disagrees with whom."""

    mark: DisputeMark
    between: str
    positions: tuple[PositionView, ...]


def card(claim: ClaimView, source: Source) -> CardView:
    """The card of a claim."""
    trust = f"{source.trust.value.replace('-', ' ').capitalize()} trust"
    because = first_sentence(source.trust_because)
    return CardView(
        claim=claim,
        title="" if source.is_study else source.title,
        kind=source.kind,
        trust=f"{trust}: {because}" if because else f"{trust}.",
        marks=tuple(mark for mark in claim.marks if mark.flagged),
        others=_others(claim),
    )


def _others(claim: ClaimView) -> str:
    counted = Counter(mark.grade.value for mark in claim.marks if not mark.flagged)
    return listing([plural(number, grade) for grade, number in counted.items()])


def dispute_card(view: DisputeView) -> DisputeCardView:
    """The card of a dispute."""
    held = tuple(PositionView(side.position, side.held_by) for side in view.sides if side.claims)
    return DisputeCardView(view.mark, view.between, held)


def first_sentence(text: str) -> str:
    """A text up to where its second sentence begins."""
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found is not None else text
