"""What the values claimed of a property, and of those tied to it, say for the subjects of an order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from claimbook.disagreement.positions import Position, Scope
from claimbook.disagreement.sets.ties import Factors, Path
from claimbook.disagreement.sets.violation import numbers, spans_of
from claimbook.disagreement.subjects import by_subject, excluded
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Bound, Spans, rounded
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term, relate
from claimbook.vocabulary.vocabulary import Vocabulary


class Reading(NamedTuple):
    """A value as one of the ordered property: from ``low``, if not below it, to ``high``, if not beyond.

    A value of another quantity leaves its bounds open within ``spans``; what counts is the greatest
    low bound and the least high one that it allows. ``rules`` are the constraints that tie the two.
    """

    position: Position
    low: Bound
    high: Bound
    spans: Spans
    rules: Path = ()


def readings(name: str, by_property: Mapping[str, list[Position]], tied: Factors) -> Iterator[Reading]:
    """All values of a property, and those that constraints make of others."""
    for position in numbers(by_property.get(name, ())):
        spans = spans_of(position).rounded()
        yield Reading(position, spans.low, spans.high, spans)
    for (base, quantity), factor in tied.items():
        for position in numbers(by_property.get(base, ())) if quantity == name else ():
            spans = spans_of(position)
            rules = tuple(dict.fromkeys((*factor.for_low, *factor.for_high)))
            low, high = rounded(factor.greatest(spans.low)), rounded(factor.least(spans.high))
            yield Reading(position, low, high, factor.of(spans), rules)


class Readings:
    """The readings that count for a subject, looked up once for each."""

    def __init__(self, known: Iterable[Reading], dimension: str, vocabulary: Vocabulary) -> None:
        self.dimension = dimension
        self._vocabulary = vocabulary
        self._graph = vocabulary.graph_of(dimension)
        self._of = defaultdict[Position, list[Reading]](list)
        for reading in known:
            self._of[reading.position].append(reading)
        self._by_term: dict[str, list[tuple[Scope, list[Position]]]] = defaultdict(list)
        for subject, positions in by_subject(self._of).items():
            self._by_term[self._term(subject)].append((subject, positions))
        self._on: dict[Scope, tuple[Sequence[Reading], Sequence[Reading]]] = {}

    def lowest(self, subject: Scope) -> Sequence[Reading]:
        """The readings that may count for a subject, lowest first."""
        return self._both(subject)[0]

    def highest(self, subject: Scope) -> Sequence[Reading]:
        """The readings that may count for a subject, highest first."""
        return self._both(subject)[1]

    def counts(self, reading: Reading, here: Scope, there: Scope) -> bool:
        """Whether a reading counts for one end of a chain: for the end that its subject is nearer to."""
        claim = reading.position.subject
        if excluded(claim, here, self._vocabulary):
            return False
        return not self._within(claim, there) or (self._within(claim, here) and self._within(here, there))

    def _both(self, subject: Scope) -> tuple[Sequence[Reading], Sequence[Reading]]:
        if subject not in self._on:
            found = list(self._near(subject))
            self._on[subject] = (sorted(found, key=lambda reading: reading.low),
                                 sorted(found, key=lambda reading: reading.high, reverse=True))  # fmt: skip
        return self._on[subject]

    def _near(self, subject: Scope) -> Iterator[Reading]:
        for term in sorted({ANY, *self._graph.meeting(self._term(subject))}.intersection(self._by_term)):
            for other, positions in self._by_term[term]:
                if not excluded(other, subject, self._vocabulary):
                    yield from (reading for position in positions for reading in self._of[position])

    def _term(self, subject: Scope) -> str:
        """The term in the dimension of the order; a subject without one can meet any."""
        value = dict(subject).get(self.dimension)
        return value.id if isinstance(value, Term) else ANY

    def _within(self, one: Scope, two: Scope) -> bool:
        mine, theirs = dict(one).get(self.dimension), dict(two)[self.dimension]
        if mine is None:
            return False
        return relate(mine, theirs, self._vocabulary.graphs) in (Relation.EQUAL, Relation.NARROWER)
