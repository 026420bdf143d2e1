"""Orders: comparisons of one property between subjects, against each other and the values claimed there.

``above dose of Y`` on X puts all that is claimed of X above all that is claimed of Y. Comparisons that
meet on the very same subject form a chain, however long: the values at its two ends must be in that
order too, and no chain may lead back to where it starts. A value of another quantity counts for
what constraints make of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from claimbook.disagreement.positions import Position, Scope, position_key
from claimbook.disagreement.sets.chains import against_values, excluding
from claimbook.disagreement.sets.effort import Effort, Stopped
from claimbook.disagreement.sets.order import Order, OrderLink
from claimbook.disagreement.sets.paths import Link, Nodes, circles
from claimbook.disagreement.sets.readings import Readings, readings
from claimbook.disagreement.sets.reversals import circle_of, in_opposite_orders
from claimbook.disagreement.sets.ties import Factors
from claimbook.disagreement.sets.violation import Violation, comparing, lowering, value_of
from claimbook.vocabulary.values import Comparison, Term
from claimbook.vocabulary.vocabulary import Vocabulary


def broken_orders(
    by_property: Mapping[str, list[Position]], tied: Factors, vocabulary: Vocabulary, stopped: Stopped
) -> Iterator[Violation]:
    """Sets of comparisons and values that cannot all hold, for each property with comparisons."""
    for name in sorted(by_property):
        for dimension, links in _links(by_property[name], vocabulary).items():
            known = Readings(readings(name, by_property, tied), dimension, vocabulary)
            yield from _broken(Order(name, dimension, vocabulary, known, tied), links, stopped)


def _links(positions: Iterable[Position], vocabulary: Vocabulary) -> Mapping[str, list[OrderLink]]:
    """Comparisons as links from the subject that is above, by the dimension in which their ends differ."""
    found: dict[str, list[OrderLink]] = defaultdict(list)
    nodes = Nodes[Scope]()
    for position in sorted(comparing(positions), key=position_key):
        value = value_of(position)
        assert isinstance(value, Comparison)
        term = Term(vocabulary.graph_of(value.dimension).name, value.term)
        other = tuple((key, term if key == value.dimension else had) for key, had in position.subject)
        high, low = (position.subject, other) if value.above else (other, position.subject)
        if high != low:
            found[value.dimension].append(Link(position, nodes[high], nodes[low]))
    return found


def _broken(order: Order, links: list[OrderLink], stopped: Stopped) -> Iterator[Violation]:
    """Two comparisons in opposite orders, circles, and chains with values out of order at their ends."""
    opposed: dict[Position, dict[Position, int]] = defaultdict(dict)
    told = f"{order.vocabulary.name(order.name)} by {order.vocabulary.name(order.dimension)}"
    effort = Effort(f"comparisons in opposite orders ({told})", stopped)
    for violation in effort.paid(in_opposite_orders(order, links, effort)):
        one, two = violation.positions
        opposed[one][two] = opposed[two][one] = lowering(violation.subjects)
        yield violation
    effort = Effort(f"comparisons that go round in a circle ({told})", stopped)
    around = (circle_of(circle, order) for circle in circles(links, effort) if not excluding(circle, opposed, 0))
    yield from effort.paid(around)
    effort = Effort(f"values that are not in the order of comparisons ({told})", stopped)
    yield from effort.paid(against_values(order, links, opposed, effort))
