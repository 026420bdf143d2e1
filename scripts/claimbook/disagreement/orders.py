"""Orders: comparisons of one property between subjects, against the values claimed there and each other.

``above dose of Y`` on X puts X above Y. Comparisons that share a subject form a chain, and the
values claimed at its two ends must be in that order too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from claimbook.disagreement.filing import in_order, naming
from claimbook.disagreement.grade import Comparison as ScopeComparison
from claimbook.disagreement.grade import compare
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, Scope, position_key
from claimbook.disagreement.violation import Subject, Violation, claimed, taken, value_of
from claimbook.disagreement.wording import show_stance, show_value
from claimbook.records.claims import Reach
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, Extent, Term, Value, relate
from claimbook.vocabulary.vocabulary import Vocabulary

MAX_LINKS = 3  # longer chains of comparisons are not followed; their number could explode
_Leg = list[tuple[Position, ScopeComparison]]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Comparisons that put the subject ``high`` above ``low``; ``between`` are those in the middle."""

    links: tuple[Position, ...]
    high: Scope
    low: Scope
    dimension: str
    between: tuple[Scope, ...] = ()

    @property
    def ends(self) -> tuple[Value, ...]:
        """What it puts in order; of a circle, all that lie on it."""
        scopes = (self.high, self.low, *(self.between if self.high == self.low else ()))
        return tuple(dict(scope)[self.dimension] for scope in scopes)


class _About(NamedTuple):
    """Where a broken order is filed."""

    name: str
    subject: Subject
    question: str

    def broken(self, positions: tuple[Position, ...], words: str, subjects: ScopeComparison) -> Violation:
        return Violation(self.name, positions, Opposition((words,)), subjects, self.subject, self.question)


def broken_orders(name: str, positions: Iterable[Position], vocabulary: Vocabulary) -> Iterator[Violation]:
    """Sets of comparisons and values of one property that cannot all hold."""
    known = list(positions)
    comparing = [p for p in sorted(claimed(known), key=position_key) if isinstance(value_of(p), Comparison)]
    links = [link for link in (_link(position, vocabulary) for position in comparing) if link.high != link.low]
    if not links:
        return
    numbers = [position for position in taken(known) if isinstance(value_of(position), Extent)]
    for chain in _chains(links):
        yield from _against_values(name, chain, numbers, vocabulary)
        yield from _around(name, chain, links, vocabulary)
    for one, two in combinations(links, 2):
        yield from _against_each_other(name, one, two, vocabulary)


def _link(position: Position, vocabulary: Vocabulary) -> _Chain:
    value = value_of(position)
    assert isinstance(value, Comparison)
    term = Term(vocabulary.graph_of(value.dimension).name, value.term)
    other = tuple((key, term if key == value.dimension else found) for key, found in position.subject)
    high, low = (position.subject, other) if value.above else (other, position.subject)
    return _Chain((position,), high, low, value.dimension)


def _chains(links: Sequence[_Chain]) -> Iterator[_Chain]:
    """The links, and the chains in which each starts at the very subject where the one before ends."""
    starting: dict[tuple[str, Scope], list[_Chain]] = defaultdict(list)
    for link in links:
        starting[link.dimension, link.high].append(link)
    found = list(links)
    for _ in range(MAX_LINKS):
        yield from found
        found = [_joined(chain, link) for chain in found for link in starting[chain.dimension, chain.low]
                 if link.low not in (chain.high, *chain.between)]  # fmt: skip


def _joined(chain: _Chain, link: _Chain) -> _Chain:
    between = (*chain.between, chain.low)
    return _Chain((*chain.links, *link.links), chain.high, link.low, chain.dimension, between)


# Against values


def _against_values(
    name: str, chain: _Chain, numbers: Sequence[Position], vocabulary: Vocabulary
) -> Iterator[Violation]:
    """Values at the two ends that are not in the order of the chain."""
    above = _leg(chain.high, chain.low, chain.links[0].reach, chain.dimension, numbers, vocabulary)
    below = _leg(chain.low, chain.high, chain.links[-1].reach, chain.dimension, numbers, vocabulary)
    below.sort(key=lambda found: _extent(found[0]).spans.high, reverse=True)
    for mine, near in above:
        for theirs, far in below:
            if _extent(mine).spans.low > _extent(theirs).spans.high:
                break
            if mine != theirs:
                positions = (*chain.links, mine, theirs)
                words = f"{_words(chain.links, vocabulary)}, but {_words((mine, theirs), vocabulary)}"
                yield _about_chain(name, chain, vocabulary).broken(positions, words, _beside(near, far))


def _extent(position: Position) -> Extent:
    value = value_of(position)
    assert isinstance(value, Extent)
    return value


def _leg(
    subject: Scope, other: Scope, reach: Reach, dimension: str, numbers: Sequence[Position], vocabulary: Vocabulary
) -> _Leg:
    """The values that count for one end of a chain: those on its subject, unless they are nearer to the other end."""
    found = []
    for position in numbers:
        if not _nearer(position.subject, subject, other, dimension, vocabulary):
            comparison = compare(subject, position.subject, vocabulary, reaches=(reach, position.reach))
            if not comparison.disjoint:
                found.append((position, comparison))
    return found


def _nearer(claim: Scope, subject: Scope, other: Scope, dimension: str, vocabulary: Vocabulary) -> bool:
    """Whether a value lies within the other end, and not more closely within this one."""

    def within(one: Scope, two: Scope) -> bool:
        relation = relate(dict(one)[dimension], dict(two)[dimension], vocabulary.graphs)
        return relation in (Relation.EQUAL, Relation.NARROWER)

    return within(claim, other) and not (within(claim, subject) and within(subject, other))


# Against each other


def _against_each_other(name: str, one: _Chain, two: _Chain, vocabulary: Vocabulary) -> Iterator[Violation]:
    """Two comparisons that put the same subjects in opposite orders, where that is how they fit best."""
    agreeing, opposing = _both(one, two.high, two.low, two, vocabulary), _both(one, two.low, two.high, two, vocabulary)
    if one.dimension != two.dimension or opposing.disjoint:
        return
    if agreeing.disjoint or opposing.unequal < agreeing.unequal:
        links = (*one.links, *two.links)
        named: dict[str, tuple[Value, ...]] = {}
        for meeting in opposing.met:
            named[meeting.key] = in_order((*named.get(meeting.key, ()), *naming(meeting, wider=False)))
        words = f"{_words(links, vocabulary)}: the orders exclude each other"
        yield _about(name, one.dimension, named, vocabulary).broken(links, words, opposing)


def _both(one: _Chain, high: Scope, low: Scope, two: _Chain, vocabulary: Vocabulary) -> ScopeComparison:
    """The two ends of a comparison beside those of another."""
    reaches = (one.links[0].reach, two.links[0].reach)
    near = compare(one.high, high, vocabulary, reaches=reaches)
    return _beside(near, compare(one.low, low, vocabulary, reaches=reaches))


def _beside(near: ScopeComparison, far: ScopeComparison) -> ScopeComparison:
    """What holds at both ends, as one."""
    return ScopeComparison((*near.met, *far.met), tuple(sorted({*near.unstated, *far.unstated})))


def _around(name: str, chain: _Chain, links: Sequence[_Chain], vocabulary: Vocabulary) -> Iterator[Violation]:
    """Comparisons that close a chain of two or more to a circle; each circle once."""
    first = min(chain.links, key=position_key)
    if not 1 < len(chain.links) < MAX_LINKS or chain.links[0] != first:
        return
    for link in links:
        closing = (link.high, link.low, link.dimension) == (chain.low, chain.high, chain.dimension)
        if closing and position_key(first) < position_key(link.links[0]):
            circle = _joined(chain, link)
            words = f"{_words(circle.links, vocabulary)}: the orders go round in a circle"
            yield _about_chain(name, circle, vocabulary).broken(circle.links, words, ScopeComparison((), ()))


# Words


def _about(name: str, dimension: str, named: Mapping[str, tuple[Value, ...]], vocabulary: Vocabulary) -> _About:
    """What is compared, beside what else names disputes about the property."""
    first, *others = (show_value(value, vocabulary) for value in named[dimension])
    label = vocabulary.label(name).lower()
    question = f"How does the {label} for {first} compare with that for {' and '.join(others) or first}?"
    keys = dict.fromkeys((*vocabulary.properties[name].signature.id_from, dimension))
    return _About(f"{name}-order", tuple((key, named[key]) for key in keys if key in named), question)


def _about_chain(name: str, chain: _Chain, vocabulary: Vocabulary) -> _About:
    named = {key: (value,) for key, value in chain.high} | {chain.dimension: in_order(chain.ends)}
    return _about(name, chain.dimension, named, vocabulary)


def _words(positions: Iterable[Position], vocabulary: Vocabulary) -> str:
    return " against ".join(show_stance(position.stance, vocabulary) for position in positions)
