"""Comparisons against values: chains of them, at whose ends values stand the wrong way round."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product

from claimbook.disagreement.grade import ScopeComparison, compare
from claimbook.disagreement.positions import Position, Scope
from claimbook.disagreement.sets.effort import Effort
from claimbook.disagreement.sets.order import Order, OrderLink, OrderLinks, beside
from claimbook.disagreement.sets.paths import Node, Way, leading_down, reaching, ways
from claimbook.disagreement.sets.readings import Reading, Readings
from claimbook.disagreement.sets.ties import rules_of
from claimbook.disagreement.sets.violation import Violation, lowering, show_valued, spans_of, stance_of
from claimbook.disagreement.subjects import excluded
from claimbook.disagreement.wording import show_numbers, show_stance

Opposed = Mapping[Position, Mapping[Position, int]]  # comparisons that exclude each other, and how much it is lowered


def against_values(order: Order, links: list[OrderLink], opposed: Opposed, effort: Effort) -> Iterator[Violation]:
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


def excluding(links: OrderLinks, opposed: Opposed, steps: int) -> bool:
    """Whether two of the links exclude each other by themselves, and no less firmly than all of them."""
    among = {link.position for link in links} if opposed else set()
    return any(fewer <= steps and other in among
               for one in among for other, fewer in opposed.get(one, {}).items())  # fmt: skip


def _worth_following(order: Order, links: list[OrderLink], effort: Effort) -> Iterator[Way[Scope]]:
    """Chains that may lead on to a value as high as some value where they start."""
    known = order.readings
    ends = dict.fromkeys(end for link in links for end in (link.high, link.low))
    highs = {end: found[0].high for end in ends if (found := known.highest(end.about))}
    lows = {end: known.lowest(end.about)[0].low for end in highs}
    leading = reaching(sorted(highs, key=highs.__getitem__, reverse=True), links)

    def worth(start: Node[Scope], link: OrderLink) -> bool:
        return start in lows and link.low in leading and lows[start] <= highs[leading[link.low]]

    def follow(way: Way[Scope], link: OrderLink) -> bool:
        return worth(way.start, link) and not way.passes(link.low)

    return ways([link for link in links if worth(link.high, link)], leading_down(links), follow, effort)


def _out_of_order(way: Way[Scope], known: Readings) -> Iterator[tuple[Reading, Reading]]:
    """Readings at the upper end that do not lie wholly above one at the lower end."""
    for upper in known.lowest(way.start.about):
        for lower in known.highest(way.end.about):
            if upper.low > lower.high:
                break
            yield upper, lower


def _ends(way: Way[Scope], upper: Reading, lower: Reading, order: Order) -> Violation | None:
    """A chain with the values at its ends, unless one counts for the other end; one value alone is in no order."""
    if upper.position == lower.position or not _count(upper, lower, way.start.about, way.end.about, order):
        return None
    links = way.links
    positions = (*(link.position for link in links), upper.position, lower.position)
    why = partial(_told_of_values, way, upper, lower, order)
    subjects = _at_ends(links, upper, lower, order)
    return order.violation(positions, why, subjects, order.named((way.start.about, way.end.about)))


def _at_ends(links: OrderLinks, upper: Reading, lower: Reading, order: Order) -> ScopeComparison:
    """The subjects of two values beside those at the ends of a chain."""
    near, far = (
        compare(end, found.position.subject, order.vocabulary, reaches=(link.position.reach, found.position.reach))
        for end, link, found in ((links[0].high.about, links[0], upper), (links[-1].low.about, links[-1], lower))
    )
    return beside(near, far)


def _count(upper: Reading, lower: Reading, start: Scope, end: Scope, order: Order) -> bool:
    return order.readings.counts(upper, start, end) and order.readings.counts(lower, end, start)


def _reducible(way: Way[Scope], upper: Reading, lower: Reading, steps: int, order: Order, opposed: Opposed) -> bool:
    """Whether fewer of them exclude each other, no less firmly: comparisons, the two values, or a part of the chain."""
    links = way.links
    return (
        excluding(links, opposed, steps)
        or _apart_alone(upper.position, lower.position, steps, order)
        or any(lowering(_at_ends(part, upper, lower, order)) <= steps for part in _parts(links, upper, lower, order))
    )


def _apart_alone(one: Position, two: Position, steps: int, order: Order) -> bool:
    """Whether two values do not fit without any order."""
    subjects = compare(one.subject, two.subject, order.vocabulary, reaches=(one.reach, two.reach))
    if subjects.disjoint or lowering(subjects) > steps:
        return False
    if one.topic == two.topic:
        return stance_of(one).mode is stance_of(two).mode and not spans_of(one).meets(spans_of(two))
    factor = order.tied.get((one.topic, two.topic))
    return factor is not None and not factor.of(spans_of(one)).meets(spans_of(two).rounded())


def _parts(links: OrderLinks, upper: Reading, lower: Reading, order: Order) -> Iterator[OrderLinks]:
    """The shorter chains within one, at the ends of which the two values count as well."""
    nodes = (links[0].high.about, *(link.low.about for link in links))
    tops, bottoms = (
        [index for index, node in enumerate(nodes) if not excluded(reading.position.subject, node, order.vocabulary)]
        for reading in (upper, lower)
    )
    for top, bottom in product(tops, bottoms):
        if 0 < bottom - top < len(links) and _count(upper, lower, nodes[top], nodes[bottom], order):
            yield links[top:bottom]


def _told_of_values(way: Way[Scope], upper: Reading, lower: Reading, order: Order) -> str:
    rules = "".join(f"{rule} " for rule in dict.fromkeys((rules_of(upper.rules), rules_of(lower.rules))) if rule)
    told = f"{_value(upper, order)} against {_value(lower, order)}"
    here, there = order.place(way.start), order.place(way.end)
    measure = order.vocabulary.properties[order.name].measure
    above, below = show_numbers(upper.spans, measure), show_numbers(lower.spans, measure)
    why = f"{above} ({here}) does not lie wholly above {below} ({there})"
    return f"{rules}{order.words(way.links)}, but {told}: {why}"


def _value(reading: Reading, order: Order) -> str:
    """A value; one of another property names it."""
    if not reading.rules:
        return show_stance(reading.position.stance, order.vocabulary)
    return show_valued(reading.position, order.vocabulary)
