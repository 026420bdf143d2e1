"""Sets of positions that break a declared constraint, contradict comparisons or go round in a circle.

What is found, each set smallest (without any one member the others can hold):

- values of two quantities that constraints tie together, also by way of quantities nobody claims;
- three or more values with alternatives, two by two compatible, that leave no number to agree on;
- a category and one that never goes with it (`exclusions` says why pairs are all there is);
- comparisons in opposite orders or in a circle, and chains of them against the values at their ends;
- effects that order three or more arms in a circle.

``effort`` says how far the search goes where their number explodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claimbook.disagreement.positions import Position, ValueStance
from claimbook.disagreement.sets.cycles import effect_circles
from claimbook.disagreement.sets.effort import Stopped
from claimbook.disagreement.sets.exclusions import broken_exclusions
from claimbook.disagreement.sets.orders import broken_orders
from claimbook.disagreement.sets.ratios import broken_alternatives, broken_ratios
from claimbook.disagreement.sets.ties import factors
from claimbook.disagreement.sets.violation import Violation
from claimbook.pulse import silent
from claimbook.vocabulary.vocabulary import RatioConstraint, Vocabulary


def violations(positions: Iterable[Position], vocabulary: Vocabulary, stopped: Stopped = silent) -> Iterator[Violation]:
    """Every smallest set of positions that cannot all hold and is no plain pair of rivals.

    ``stopped`` is told what was looked for in each search that ended before all was looked at.
    """
    known = list(positions)
    by_property: dict[str, list[Position]] = defaultdict(list)
    for position in known:
        if isinstance(position.stance, ValueStance):
            by_property[position.stance.property].append(position)
    tied = factors(rule for rule in vocabulary.constraints if isinstance(rule, RatioConstraint))
    yield from broken_ratios(by_property, tied, vocabulary)
    yield from broken_alternatives(by_property, tied, vocabulary, stopped)
    yield from broken_exclusions(by_property, vocabulary)
    yield from broken_orders(by_property, tied, vocabulary, stopped)
    yield from effect_circles(known, vocabulary, stopped)
