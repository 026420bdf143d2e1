"""Graphs of terms: which term lies within which, and which exclude each other."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from claimbook.capitals import uncapitalised
from claimbook.vocabulary.relation import Relation, of_containment

ANY = "any"


class TermEntry(NamedTuple):
    """A term as declared (SKOS: label is prefLabel, aliases altLabel, broader broader)."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower_disjoint: bool | None = None
    ids: Mapping[str, str] = {}
    note: str = ""
    family: str = ""
    benefit: bool = False


def folded(text: str) -> str:
    """A spelling without case and without differences of white space."""
    return " ".join(text.split()).casefold()


class TermGraph:
    """A directed acyclic graph of terms. ``any`` is wider than all of them."""

    def __init__(self, name: str, label: str, entries: Iterable[TermEntry], siblings_disjoint: bool) -> None:
        self.name = name
        self.label = label
        self.entries = {entry.id: entry for entry in entries}
        self.siblings_disjoint = siblings_disjoint
        self._relations: dict[tuple[str, str], Relation] = {}
        self._meeting: dict[str, dict[str, None]] = {}

    @cached_property
    def _spellings(self) -> dict[str, str]:
        names = {}
        for entry in self.entries.values():
            for spelling in (entry.label, *entry.aliases):
                names[folded(spelling)] = entry.id
        return {**names, **{folded(term): term for term in (*self.entries, ANY)}}

    def resolve(self, text: str) -> str | None:
        """The id of a term given by its id, label or an alias, in any case."""
        return self._spellings.get(folded(text))

    def spellings(self) -> list[str]:
        """Every way to write a term, for suggestions; labels only where they say more than the id."""
        labels = [e.label for e in self.entries.values() if folded(e.label).replace(" ", "-") != e.id]
        return [s for e in self.entries.values() for s in (e.id, *e.aliases)] + labels + [ANY]

    def label_of(self, term: str) -> str:
        return f"any {uncapitalised(self.label)}" if term == ANY else self.entries[term].label

    def ancestors(self, term: str) -> frozenset[str]:
        """The term, all that is broader than it, and ``any``."""
        return self._ancestors[term]

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        """Broader terms that are unknown or part of a circle were reported, and are passed over."""
        found: dict[str, frozenset[str]] = {ANY: frozenset({ANY})}
        for term in (*self.in_order(), *self.entries):
            broader = self.entries[term].broader
            found.setdefault(term, frozenset({term, ANY}).union(*(found[p] for p in broader if p in found)))
        return found

    @cached_property
    def _descendants(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {term: {term} for term in (*self.entries, ANY)}
        for term in self.entries:
            for ancestor in self.ancestors(term):
                found[ancestor].add(term)
        return {term: frozenset(below) for term, below in found.items()}

    def descendants(self, term: str) -> frozenset[str]:
        """The term and all that is narrower."""
        return self._descendants[term]

    def meeting(self, term: str) -> Mapping[str, None]:
        """All terms that the term may meet, in order; found without a look at most of those it excludes."""
        found = self._meeting.get(term)
        if found is None:
            near = sorted({ANY, *self._near(term)})
            meeting = (other for other in near if self.relation(term, other) is not Relation.DISJOINT)
            found = self._meeting[term] = dict.fromkeys(meeting)
        return found

    def _near(self, term: str) -> frozenset[str]:
        """What the term may meet, and perhaps some that it excludes.

        Going down from the top, only the way to the term itself is followed where narrower terms
        exclude each other. What it is wider than may have other broader terms: they count too.
        """
        above, found = self.ancestors(term), set(self.descendants(term))
        for other in [other for other in found if other != ANY and len(self.entries[other].broader) > 1]:
            found |= self.ancestors(other)
        waiting = [ANY]
        while waiting:
            parent = waiting.pop()
            found.add(parent)
            if self._children_disjoint(parent):
                waiting.extend(child for child in above - {ANY} if self._steps_below(parent, frozenset({child})))
            else:
                found |= self.descendants(parent)
        return frozenset(found)

    def in_order(self) -> list[str]:
        """Every term after all of its broader ones; terms of a cycle are left out."""
        placed: dict[str, None] = {}
        waiting = list(self.entries)
        while True:
            ready = [t for t in waiting if all(p in placed or p not in self.entries for p in self.entries[t].broader)]
            if not ready:
                return list(placed)
            placed.update(dict.fromkeys(ready))
            waiting = [t for t in waiting if t not in placed]

    def cyclic(self) -> list[str]:
        """Terms that are broader than themselves by way of their broader terms."""
        placed = set(self.in_order())
        return [term for term in self.entries if term not in placed and self._returns(term)]

    def _returns(self, term: str) -> bool:
        """Whether a way up from the term leads back to it."""
        seen: set[str] = set()
        waiting = list(self.entries[term].broader)
        while waiting:
            parent = waiting.pop()
            if parent in self.entries and parent not in seen:
                seen.add(parent)
                waiting.extend(self.entries[parent].broader)
        return term in seen

    def relation(self, first: str, second: str) -> Relation:
        """How the first term lies to the second."""
        key = (first, second)
        if key not in self._relations:
            self._relations[key] = self._relate(first, second)
        return self._relations[key]

    def _relate(self, first: str, second: str) -> Relation:
        within, without = second in self.ancestors(first), first in self.ancestors(second)
        meet = bool(self.descendants(first) & self.descendants(second))
        return of_containment(within, without, meet or not self._exclude(first, second))

    def _exclude(self, first: str, second: str) -> bool:
        """Whether siblings that exclude each other stand above the two terms."""
        mine, theirs = self.ancestors(first), self.ancestors(second)
        return any(
            self._children_disjoint(parent)
            for parent in mine & theirs
            if self._steps_below(parent, mine - theirs) and self._steps_below(parent, theirs - mine)
        )

    def _steps_below(self, parent: str, candidates: frozenset[str]) -> bool:
        return any(parent in (self.entries[term].broader or (ANY,)) for term in candidates)

    def _children_disjoint(self, parent: str) -> bool:
        declared = None if parent == ANY else self.entries[parent].narrower_disjoint
        return self.siblings_disjoint if declared is None else declared
