"""Orders: comparisons of one property between subjects, against each other and the values claimed there.

``above dose of Y`` on X puts all that is claimed of X above all that is claimed of Y. Comparisons that
meet on the very same subject form a chain, however long: the values at its two ends must be in that
order too, and no chain may lead back to where it starts. A value of another quantity counts for
what constraints make of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from claimbook.disagreement.filing import in_order, naming
from claimbook.disagreement.grade import Comparison as ScopeComparison
from claimbook.disagreement.grade import compare
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, Scope, position_key
from claimbook.disagreement.sets.effort import Effort, Stopped
from claimbook.disagreement.sets.paths import Link, Node, Nodes, Way, circles, leading_down, reaching, ways
from claimbook.disagreement.sets.readings import Reading, Readings, readings
from claimbook.disagreement.sets.ties import Factors, rules_of
from claimbook.disagreement.sets.violation import (
    Violation,
    comparing,
    lowering,
    show_valued,
    spans_of,
    stance_of,
    value_of,
)
from claimbook.disagreement.steps import Step
from claimbook.disagreement.subjects import excluded
from claimbook.disagreement.wording import show_numbers, show_stance, show_value
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, Term, Value
from claimbook.vocabulary.vocabulary import Vocabulary

_Link = Link[Scope]
_Links = tuple[_Link, ...]
_PAIR_COST = 4  # two comparisons are put side by side at both ends, either way round


def broken_orders(
    by_property: Mapping[str, list[Position]], tied: Factors, vocabulary: Vocabulary, stopped: Stopped
) -> Iterator[Violation]:
    """Sets of comparisons and values that cannot all hold, for each property with comparisons."""
    for name in sorted(by_property):
        for dimension, links in _links(by_property[name], vocabulary).items():
            known = Readings(readings(name, by_property, tied), dimension, vocabulary)
            yield from _broken(_Order(name, dimension, vocabulary, known, tied), links, stopped)


def _links(positions: Iterable[Position], vocabulary: Vocabulary) -> Mapping[str, list[_Link]]:
    """Comparisons as links from the subject that is above, by the dimension in which their ends differ."""
    found: dict[str, list[_Link]] = defaultdict(list)
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


class _Order(NamedTuple):
    """What comparisons of one property in one dimension are held against."""

    name: str
    dimension: str
    vocabulary: Vocabulary
    readings: Readings
    tied: Factors

    def term(self, node: Node[Scope]) -> str:
        value = dict(node.about)[self.dimension]
        assert isinstance(value, Term)
        return value.id


_Opposed = Mapping[Position, Mapping[Position, int]]  # comparisons that exclude each other, and how much it is lowered


def _broken(order: _Order, links: list[_Link], stopped: Stopped) -> Iterator[Violation]:
    """Two comparisons in opposite orders, circles, and chains with values out of order at their ends."""
    opposed: dict[Position, dict[Position, int]] = defaultdict(dict)
    told = f"{order.vocabulary.name(order.name)} by {order.vocabulary.name(order.dimension)}"
    effort = Effort(f"comparisons in opposite orders ({told})", stopped)
    for violation in effort.paid(_in_opposite_orders(order, links, effort)):
        one, two = violation.positions
        opposed[one][two] = opposed[two][one] = lowering(violation.subjects)
        yield violation
    effort = Effort(f"comparisons that go round in a circle ({told})", stopped)
    around = (_circle(circle, order) for circle in circles(links, effort) if not _excluding(circle, opposed, 0))
    yield from effort.paid(around)
    effort = Effort(f"values that are not in the order of comparisons ({told})", stopped)
    yield from effort.paid(_against_values(order, links, opposed, effort))


def _excluding(links: _Links, opposed: _Opposed, steps: int) -> bool:
    """Whether two of the links exclude each other by themselves, and no less firmly than all of them."""
    among = {link.position for link in links} if opposed else set()
    return any(fewer <= steps and other in among
               for one in among for other, fewer in opposed.get(one, {}).items())  # fmt: skip


# Against each other


def _in_opposite_orders(order: _Order, links: list[_Link], effort: Effort) -> Iterator[Violation]:
    """Two comparisons that put the same subjects in opposite orders, where that is how they fit best."""
    for one, two in _facing(order, links):
        if not effort.step(_PAIR_COST):
            return
        near = _compare(one.high, two.low, one, two, order)
        far = _compare(one.low, two.high, one, two, order)
        if not near.disjoint and not far.disjoint and _opposite(one, two, order):
            yield _opposed_pair(one, two, _beside(near, far), order)


def _facing(order: _Order, links: list[_Link]) -> Iterator[tuple[_Link, _Link]]:
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


def _opposite(one: _Link, two: _Link, order: _Order) -> bool:
    """Whether two comparisons fit better in opposite orders than in the same one."""
    relation = order.vocabulary.graph_of(order.dimension).relation
    (high, low), (other_high, other_low) = ([order.term(end) for end in (link.high, link.low)] for link in (one, two))
    agreeing = (relation(high, other_high), relation(low, other_low))
    opposing = (relation(high, other_low), relation(low, other_high))
    return Relation.DISJOINT in agreeing or opposing.count(Relation.EQUAL) > agreeing.count(Relation.EQUAL)


def _compare(mine: Node[Scope], theirs: Node[Scope], one: _Link, two: _Link, order: _Order) -> ScopeComparison:
    return compare(mine.about, theirs.about, order.vocabulary, reaches=(one.position.reach, two.position.reach))


def _beside(near: ScopeComparison, far: ScopeComparison) -> ScopeComparison:
    """What holds at both ends, as one."""
    return ScopeComparison((*near.met, *far.met), tuple(sorted({*near.unstated, *far.unstated})))


def _opposed_pair(one: _Link, two: _Link, subjects: ScopeComparison, order: _Order) -> Violation:
    named: dict[str, tuple[Value, ...]] = {}
    for meeting in subjects.met:
        named[meeting.key] = in_order((*named.get(meeting.key, ()), *naming(meeting, wider=False)))
    why = partial(_told, (one, two), "the orders exclude each other", order)
    return _violation((one.position, two.position), why, subjects, named, order)


def _circle(circle: _Links, order: _Order) -> Violation:
    why = partial(_told, circle, "the orders go round in a circle", order)
    positions = tuple(link.position for link in circle)
    return _violation(
        positions, why, ScopeComparison((), ()), _named([link.high.about for link in circle], order), order
    )


# Against values


def _against_values(order: _Order, links: list[_Link], opposed: _Opposed, effort: Effort) -> Iterator[Violation]:
    """Chains, the shortest first, with values at their ends that are not in their order."""
    for way in _worth_following(order, links, effort):
        for upper, lower in _out_of_order(way, order.readings):
            if not effort.step():
                return
            violation = _ends(way, upper, lower, order)
            if violation is not None and not _reducible(
                way, upper, lower, lowering(violation.subjects), order, opposed
            ):
                yield violation


def _worth_following(order: _Order, links: list[_Link], effort: Effort) -> Iterator[Way[Scope]]:
    """Chains that may lead on to a value as high as some value where they start."""
    known = order.readings
    ends = dict.fromkeys(end for link in links for end in (link.high, link.low))
    highs = {end: found[0].high for end in ends if (found := known.highest(end.about))}
    lows = {end: known.lowest(end.about)[0].low for end in highs}
    leading = reaching(sorted(highs, key=highs.__getitem__, reverse=True), links)

    def worth(start: Node[Scope], link: _Link) -> bool:
        return start in lows and link.low in leading and lows[start] <= highs[leading[link.low]]

    def follow(way: Way[Scope], link: _Link) -> bool:
        return worth(way.start, link) and not way.passes(link.low)

    return ways([link for link in links if worth(link.high, link)], leading_down(links), follow, effort)


def _out_of_order(way: Way[Scope], known: Readings) -> Iterator[tuple[Reading, Reading]]:
    """Readings at the upper end that do not lie wholly above one at the lower end."""
    for upper in known.lowest(way.start.about):
        for lower in known.highest(way.end.about):
            if upper.low > lower.high:
                break
            yield upper, lower


def _ends(way: Way[Scope], upper: Reading, lower: Reading, order: _Order) -> Violation | None:
    """A chain with the values at its ends, unless one counts for the other end; one value alone is in no order."""
    if upper.position == lower.position or not _count(upper, lower, way.start.about, way.end.about, order):
        return None
    links = way.links
    positions = (*(link.position for link in links), upper.position, lower.position)
    why = partial(_told_of_values, way, upper, lower, order)
    subjects = _at_ends(links, upper, lower, order)
    return _violation(positions, why, subjects, _named((way.start.about, way.end.about), order), order)


def _at_ends(links: _Links, upper: Reading, lower: Reading, order: _Order) -> ScopeComparison:
    """The subjects of two values beside those at the ends of a chain."""
    near, far = (
        compare(end, found.position.subject, order.vocabulary, reaches=(link.position.reach, found.position.reach))
        for end, link, found in ((links[0].high.about, links[0], upper), (links[-1].low.about, links[-1], lower))
    )
    return _beside(near, far)


def _count(upper: Reading, lower: Reading, start: Scope, end: Scope, order: _Order) -> bool:
    return order.readings.counts(upper, start, end) and order.readings.counts(lower, end, start)


def _reducible(way: Way[Scope], upper: Reading, lower: Reading, steps: int, order: _Order, opposed: _Opposed) -> bool:
    """Whether fewer of them exclude each other, no less firmly: comparisons, the two values, or a part of the chain."""
    links = way.links
    return (
        _excluding(links, opposed, steps)
        or _apart_alone(upper.position, lower.position, steps, order)
        or any(lowering(_at_ends(part, upper, lower, order)) <= steps for part in _parts(links, upper, lower, order))
    )


def _apart_alone(one: Position, two: Position, steps: int, order: _Order) -> bool:
    """Whether two values do not fit without any order."""
    subjects = compare(one.subject, two.subject, order.vocabulary, reaches=(one.reach, two.reach))
    if subjects.disjoint or lowering(subjects) > steps:
        return False
    if one.topic == two.topic:
        return stance_of(one).mode is stance_of(two).mode and not spans_of(one).meets(spans_of(two))
    factor = order.tied.get((one.topic, two.topic))
    return factor is not None and not factor.of(spans_of(one)).meets(spans_of(two))


def _parts(links: _Links, upper: Reading, lower: Reading, order: _Order) -> Iterator[_Links]:
    """The shorter chains within one, at the ends of which the two values count as well."""
    nodes = (links[0].high.about, *(link.low.about for link in links))
    tops, bottoms = (
        [index for index, node in enumerate(nodes) if not excluded(reading.position.subject, node, order.vocabulary)]
        for reading in (upper, lower)
    )
    for top, bottom in product(tops, bottoms):
        if 0 < bottom - top < len(links) and _count(upper, lower, nodes[top], nodes[bottom], order):
            yield links[top:bottom]


# Words


def _violation(
    positions: tuple[Position, ...],
    why: Step,
    subjects: ScopeComparison,
    named: Mapping[str, tuple[Value, ...]],
    order: _Order,
) -> Violation:
    """What is compared, beside what else names disputes about the property."""
    first, *others = (show_value(value, order.vocabulary) for value in named[order.dimension])
    name = order.vocabulary.name(order.name)
    question = f"How does the {name} for {first} compare with that for {' and '.join(others) or first}?"
    keys = dict.fromkeys((*order.vocabulary.properties[order.name].signature.id_from, order.dimension))
    subject = tuple((key, named[key]) for key in keys if key in named)
    return Violation(f"{order.name}-order", positions, Opposition((why,)), subjects, subject, question)


def _named(ends: Sequence[Scope], order: _Order) -> Mapping[str, tuple[Value, ...]]:
    """The values of subjects that differ only in the dimension of the order."""
    named = {key: (value,) for key, value in ends[0]}
    return named | {order.dimension: in_order(dict(end)[order.dimension] for end in ends)}


def _told(links: _Links, why: str, order: _Order) -> str:
    return f"{_words(links, order)}: {why}"


def _words(links: _Links, order: _Order) -> str:
    return ", ".join(f"{_place(link.high, order)} above {_place(link.low, order)}" for link in links)


def _place(node: Node[Scope], order: _Order) -> str:
    return show_value(dict(node.about)[order.dimension], order.vocabulary)


def _told_of_values(way: Way[Scope], upper: Reading, lower: Reading, order: _Order) -> str:
    rules = "".join(f"{rule} " for rule in dict.fromkeys((rules_of(upper.rules), rules_of(lower.rules))) if rule)
    told = f"{_value(upper, order)} against {_value(lower, order)}"
    here, there = _place(way.start, order), _place(way.end, order)
    measure = order.vocabulary.properties[order.name].measure
    above, below = show_numbers(upper.spans, measure), show_numbers(lower.spans, measure)
    why = f"{above} ({here}) does not lie wholly above {below} ({there})"
    return f"{rules}{_words(way.links, order)}, but {told}: {why}"


def _value(reading: Reading, order: _Order) -> str:
    """A value; one of another property names it."""
    if not reading.rules:
        return show_stance(reading.position.stance, order.vocabulary)
    return show_valued(reading.position, order.vocabulary)
