"""Positions by what they are about, and which of these subjects can meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimbook.disagreement.positions import Position, Scope
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term, Value, relate
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

BySubject = Mapping[Scope, list[Position]]
Values = Mapping[str, Value]


def by_subject(positions: Iterable[Position]) -> BySubject:
    """The positions of each subject."""
    found: dict[Scope, list[Position]] = defaultdict(list)
    for position in positions:
        found[position.subject].append(position)
    return found


def excluded(one: Scope, two: Scope, vocabulary: Vocabulary) -> bool:
    """Whether two subjects exclude each other on a dimension of which both say something."""
    theirs, graphs = dict(two), vocabulary.graphs
    return any(key in theirs and relate(value, theirs[key], graphs) is Relation.DISJOINT for key, value in one)


class SubjectIndex:
    """Subjects in which those that can meet a subject are found without a look at the others.

    Subjects with two arms also meet with the arms of one swapped: then the first arm of one meets
    the second of the other, or, where one has no second arm, its only one meets it.
    """

    def __init__(self, subjects: Iterable[Scope], vocabulary: Vocabulary) -> None:
        known = [(subject, dict(subject)) for subject in subjects]
        dimensions = _telling(values for _, values in known)
        self._first, self._second, self._only = (_Tree(dimensions, vocabulary) for _ in range(3))
        for subject, values in known:
            self._first.enter(subject, values)
            if ARMS[1] in values:
                self._second.enter(subject, _by_second_arm(values))
            else:
                self._only.enter(subject, values)

    def near(self, subject: Scope) -> list[Scope]:
        """The subjects that no dimension keeps from meeting this one, as it stands or with arms swapped."""
        values = dict(subject)
        found = [*self._first.find(values), *self._second.find(values)]
        if ARMS[1] in values:
            found += self._only.find(_by_second_arm(values))
        return list(dict.fromkeys(found))


def _by_second_arm(values: Values) -> Values:
    return {**values, ARMS[0]: values[ARMS[1]]}


class _Node:
    """A place in a tree: the ways down from it by terms, and the subjects that end there."""

    def __init__(self) -> None:
        self.below: dict[str, _Node] = {}
        self.subjects: list[Scope] = []


class _Tree:
    """Subjects by their terms, a dimension at each level."""

    def __init__(self, dimensions: Sequence[str], vocabulary: Vocabulary) -> None:
        self._dimensions = dimensions
        self._vocabulary = vocabulary
        self._root = _Node()

    def enter(self, subject: Scope, values: Values) -> None:
        node = self._root
        for dimension in self._dimensions:
            node = node.below.setdefault(_term(values, dimension), _Node())
        node.subjects.append(subject)

    def find(self, values: Values) -> list[Scope]:
        """The subjects whose terms can all meet those of some values."""
        nodes = [self._root]
        for dimension in self._dimensions:
            term = _term(values, dimension)
            nodes = [below for node in nodes for below in self._ways(node, dimension, term)]
        return [subject for node in nodes for subject in node.subjects]

    def _ways(self, node: _Node, dimension: str, term: str) -> Iterable[_Node]:
        if term == ANY:
            return node.below.values()
        near = self._vocabulary.graph_of(dimension).meeting(term)
        if len(near) < len(node.below):
            return [node.below[other] for other in near if other in node.below]
        return [below for other, below in node.below.items() if other in near]


def _term(values: Values, dimension: str) -> str:
    """The term on a dimension; what has none there can meet any."""
    value = values.get(dimension)
    return value.id if isinstance(value, Term) else ANY


def _telling(subjects: Iterable[Values]) -> list[str]:
    """The dimensions on which subjects have terms, the one with the most first; the first arm stands for both."""
    seen: dict[str, set[str]] = defaultdict(set)
    for values in subjects:
        for key, value in values.items():
            if isinstance(value, Term) and "." not in key and key != ARMS[1]:
                seen[key].add(value.id)
    return sorted(seen, key=lambda key: (-len(seen[key]), key))


def meeting(ones: BySubject, twos: BySubject, vocabulary: Vocabulary) -> Iterator[tuple[Scope, Scope]]:
    """Every pair of subjects, the first of ``ones`` and the second of ``twos``, that can meet as they stand."""
    index = SubjectIndex(twos, vocabulary)
    for one in ones:
        for two in index.near(one):
            if not excluded(one, two, vocabulary):
                yield one, two
