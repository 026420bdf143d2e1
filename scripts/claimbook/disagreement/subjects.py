"""Positions by what they are about, and which of these subjects can meet.

The index looks at one dimension, the one that tells the subjects apart best, and asks its
graph which terms can meet; only those subjects are compared in full.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from claimbook.disagreement.positions import Position, Scope
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term, relate
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

BySubject = Mapping[Scope, list[Position]]


def by_subject(positions: Iterable[Position]) -> BySubject:
    """The positions of each subject."""
    found: dict[Scope, list[Position]] = defaultdict(list)
    for position in positions:
        found[position.subject].append(position)
    return found


def excluded(one: Scope, two: Scope, vocabulary: Vocabulary) -> bool:
    """Whether two subjects exclude each other on a dimension of which both say something."""
    theirs = dict(two)
    return any(
        key in theirs and relate(value, theirs[key], vocabulary.graphs) is Relation.DISJOINT for key, value in one
    )


class SubjectIndex:
    """Subjects, found by the term they have on the telling dimension."""

    def __init__(self, subjects: Iterable[Scope], vocabulary: Vocabulary) -> None:
        known = list(subjects)
        self._vocabulary = vocabulary
        self._dimension = _telling(known)
        self._by_term: dict[str, list[Scope]] = defaultdict(list)
        self._near: dict[str, list[Scope]] = {}
        for subject in known:
            self._by_term[self._term(subject)].append(subject)

    def near(self, subject: Scope) -> list[Scope]:
        """The subjects that the telling dimension does not keep from meeting this one."""
        term = self._term(subject)
        if term not in self._near:
            self._near[term] = [found for other in self._terms_near(term) for found in self._by_term[other]]
        return self._near[term]

    def _terms_near(self, term: str) -> Iterable[str]:
        if term == ANY or not self._dimension:
            return self._by_term
        graph = self._vocabulary.graph_of(self._dimension)
        near = sorted({ANY, *graph.near(term)}.intersection(self._by_term))
        return (other for other in near if other == ANY or graph.relation(term, other) is not Relation.DISJOINT)

    def _term(self, subject: Scope) -> str:
        """The term on the telling dimension; a subject that has none can meet any."""
        value = dict(subject).get(self._dimension)
        return value.id if isinstance(value, Term) else ANY


def _telling(subjects: Iterable[Scope]) -> str:
    """The dimension with the most different terms; arms that may be swapped cannot tell."""
    seen: dict[str, set[Term]] = defaultdict(set)
    for subject in subjects:
        for key, value in subject:
            if isinstance(value, Term) and "." not in key:
                seen[key].add(value)
    if ARMS[1] in seen:
        seen = {key: terms for key, terms in seen.items() if key not in ARMS}
    return max(sorted(seen), key=lambda key: len(seen[key]), default="")


def meeting(ones: BySubject, twos: BySubject, vocabulary: Vocabulary) -> Iterator[tuple[Scope, Scope]]:
    """Every pair of subjects, the first of ``ones`` and the second of ``twos``, that can meet as they stand."""
    index = SubjectIndex(twos, vocabulary)
    for one in ones:
        for two in index.near(one):
            if not excluded(one, two, vocabulary):
                yield one, two
