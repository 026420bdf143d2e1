"""What readers can search for besides the words of pages: claims, disputes, sources and terms, each as one entry."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimbook.records.sources import Source
from claimbook.rulings.review import Reviewed
from claimbook.telling import phrases
from claimbook.views.model import ClaimView, GlossaryView
from claimbook.vocabulary.vocabulary import Vocabulary


class Findable(NamedTuple):
    """A thing to find. ``type`` and ``target`` say where it is; ``about`` and ``text`` are shown and searched."""

    kind: str
    title: str
    about: str
    text: str
    type: str
    target: str


def entries(
    claims: Iterable[ClaimView], sources: Iterable[Source], reviewed: Iterable[Reviewed], words: Iterable[GlossaryView]
) -> Iterator[Findable]:
    """All that the book's search finds besides pages."""
    yield from map(_claim, claims)
    yield from map(_source, sources)
    yield from map(_dispute, reviewed)
    for part in words:
        for term in part.terms:
            told = "; ".join([*(f"{fact.label}: {fact.text}" for fact in term.facts), *filter(None, [term.note])])
            yield Findable("term", term.label, part.title, told, "term", term.id)


def _claim(claim: ClaimView) -> Findable:
    told = "; ".join([claim.typed, *(f"{fact.label.lower()}: {fact.text}" for fact in claim.facts)])
    return Findable("claim", claim.says, f"{claim.voice}, {claim.at}", f"{told}; {claim.id}", "claim", claim.id)


def _source(source: Source) -> Findable:
    trust = f"{source.trust.value.replace('-', ' ')} trust"
    told = f"{phrases.by_line(source.authors)} {source.published}; {source.trust_because} {source.key}"
    return Findable("source", source.title, f"{source.kind}, {trust}", told, "source", source.key)


def _dispute(reviewed: Reviewed) -> Findable:
    dispute = reviewed.dispute
    sides = "; ".join(side.position for side in dispute.sides)
    because = f". {reviewed.ruling.because}" if reviewed.ruling is not None else ""
    about = f"{dispute.grade.value}, {phrases.decision(reviewed)}"
    return Findable("dispute", dispute.question, about, f"{sides}{because} ({dispute.id})", "dispute", dispute.id)


def synonyms(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """The names of each term that has more than one."""
    found = (
        (entry.label, *entry.aliases)
        for name in vocabulary.dimensions
        for entry in vocabulary.graphs[name].entries.values()
    )
    return [group for group in dict.fromkeys(found) if len(group) > 1]
