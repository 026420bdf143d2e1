"""Comparisons against each other: two in opposite orders, and circles of them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from claimbook.disagreement.filing import in_order, naming
from claimbook.disagreement.grade import ScopeComparison, compare
from claimbook.disagreement.positions import Scope
from claimbook.disagreement.sets.effort import Effort
from claimbook.disagreement.sets.order import Order, OrderLink, OrderLinks, beside
from claimbook.disagreement.sets.paths import Node
from claimbook.disagreement.sets.violation import Violation
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Value

_PAIR_COST = 4  # two comparisons are put side by side at both ends, either way round


def in_opposite_orders(order: Order, links: list[OrderLink], effort: Effort) -> Iterator[Violation]:
    """Two comparisons that put the same subjects in opposite orders, where that is how they fit best."""
    for one, two in _facing(order, links):
        if not effort.step(_PAIR_COST):
            return
        near = _compare(one.high, two.low, one, two, order)
        far = _compare(one.low, two.high, one, two, order)
        if not near.disjoint and not far.disjoint and _opposite(one, two, order):
            yield _opposed_pair(one, two, beside(near, far), order)


def circle_of(circle: OrderLinks, order: Order) -> Violation:
    """What a circle of comparisons breaks."""
    why = partial(order.told, circle, "the orders go round in a circle")
    positions = tuple(link.position for link in circle)
    return order.violation(positions, why, ScopeComparison((), ()), order.named([link.high.about for link in circle]))


def _facing(order: Order, links: list[OrderLink]) -> Iterator[tuple[OrderLink, OrderLink]]:
    """Two comparisons of which each may lead back where the other comes from, each two once."""
    meeting = order.vocabulary.graph_of(order.dimension).meeting
    among = {
        term: meeting(term) for term in sorted({order.term(end) for link in links for end in (link.high, link.low)})
    }
    upwards: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, link in enumerate(links):
        upwards[order.term(link.low)][order.term(link.high)].append(number)
    for number, one in enumerate(links):
        for low in sorted(upwards.keys() & among[order.term(one.high)]):
            for high in sorted(upwards[low].keys() & among[order.term(one.low)]):
                yield from ((one, links[other]) for other in upwards[low][high] if other > number)


def _opposite(one: OrderLink, two: OrderLink, order: Order) -> bool:
    """Whether two comparisons fit better in opposite orders than in the same one."""
    relation = order.vocabulary.graph_of(order.dimension).relation
    (high, low), (other_high, other_low) = ([order.term(end) for end in (link.high, link.low)] for link in (one, two))
    agreeing = (relation(high, other_high), relation(low, other_low))
    opposing = (relation(high, other_low), relation(low, other_high))
    return Relation.DISJOINT in agreeing or opposing.count(Relation.EQUAL) > agreeing.count(Relation.EQUAL)


def _compare(mine: Node[Scope], theirs: Node[Scope], one: OrderLink, two: OrderLink, order: Order) -> ScopeComparison:
    return compare(mine.about, theirs.about, order.vocabulary, reaches=(one.position.reach, two.position.reach))


def _opposed_pair(one: OrderLink, two: OrderLink, subjects: ScopeComparison, order: Order) -> Violation:
    named: dict[str, tuple[Value, ...]] = {}
    for meeting in subjects.met:
        named[meeting.key] = in_order((*named.get(meeting.key, ()), *naming(meeting, wider=False)))
    why = partial(order.told, (one, two), "the orders exclude each other")
    return order.violation((one.position, two.position), why, subjects, named)
