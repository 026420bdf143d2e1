"""Constraints that tie two properties together: ratios of quantities, and categories that exclude each other.

Each broken one yields a pair of positions that cannot both hold. More members are not needed:
ranges that fit two by two fit together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from claimbook.disagreement import sweep
from claimbook.disagreement.filing import naming
from claimbook.disagreement.grade import compare
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.orders import broken_orders
from claimbook.disagreement.positions import Position, ValueStance
from claimbook.disagreement.subjects import by_subject, meeting
from claimbook.disagreement.violation import Violation, stance_of, taken, value_of
from claimbook.disagreement.wording import show_bounds, show_stance
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.values import Extent, Term, relate
from claimbook.vocabulary.vocabulary import Constraint, ExclusionConstraint, Mode, RatioConstraint, Vocabulary

_STATED = (Mode.IS, Mode.BEST, Mode.WORKS, Mode.USED)


def violations(positions: Iterable[Position], vocabulary: Vocabulary) -> Iterator[Violation]:
    """Every smallest set of positions that breaks a declared constraint or a comparison."""
    by_property: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        if isinstance(position.stance, ValueStance):
            by_property[position.stance.property].append(position)
    for constraint in vocabulary.constraints:
        if isinstance(constraint, RatioConstraint):
            yield from _ratios(constraint, by_property, vocabulary)
        else:
            yield from _exclusions(constraint, by_property, vocabulary)
    for name in sorted(by_property):
        yield from broken_orders(name, by_property[name], vocabulary)


def _ratios(
    constraint: RatioConstraint, by_property: dict[str, list[Position]], vocabulary: Vocabulary
) -> Iterator[Violation]:
    """Quantities that lie outside what their base gives."""
    unit = vocabulary.properties[constraint.quantity].measure.unit
    quantities = by_subject(_numbers(by_property[constraint.quantity]))
    bases = by_subject(_numbers(by_property[constraint.base]))
    for here, there in meeting(quantities, bases, vocabulary):
        ones, twos = quantities[here], bases[there]
        expected = [_times(position, constraint.factor) for position in twos]
        for index, other in sweep.apart([_spans(position) for position in ones], expected):
            if not _spans(ones[index]).meets(expected[other]):
                why = f"that gives {show_bounds(expected[other], unit)}, which excludes the other"
                yield _broken(constraint, ones[index], twos[other], why, vocabulary)


def _numbers(positions: Iterable[Position]) -> list[Position]:
    return [position for position in taken(positions) if isinstance(value_of(position), Extent)]


def _spans(position: Position) -> Spans:
    value = value_of(position)
    assert isinstance(value, Extent)
    return value.spans


def _times(base: Position, factor: Spans) -> Spans:
    return _spans(base).times(factor.low[0], factor.high[0])


def _exclusions(
    constraint: ExclusionConstraint, by_property: dict[str, list[Position]], vocabulary: Vocabulary
) -> Iterator[Violation]:
    """A category on one side, and what never goes with it on the other.

    What is both at once breaks the constraint alone and is nobody's disagreement.
    """
    ones = dict.fromkeys(_holding(constraint.having, by_property, vocabulary))
    twos = dict.fromkeys(_holding(constraint.never, by_property, vocabulary))
    having = by_subject(position for position in ones if position not in twos)
    never = by_subject(position for position in twos if position not in ones)
    for here, there in meeting(having, never, vocabulary):
        for one, two in product(having[here], never[there]):
            yield _broken(constraint, one, two, "both are claimed", vocabulary)


def _holding(
    pair: tuple[str, str], by_property: dict[str, list[Position]], vocabulary: Vocabulary
) -> Iterator[Position]:
    """The positions that claim a category, or one within it."""
    wanted = Term(*pair)
    for position in by_property[pair[0]]:
        if stance_of(position).mode in _STATED:
            relation = relate(value_of(position), wanted, vocabulary.graphs)
            if relation in (Relation.EQUAL, Relation.NARROWER):
                yield position


def _broken(constraint: Constraint, one: Position, two: Position, why: str, vocabulary: Vocabulary) -> Violation:
    subjects = compare(one.subject, two.subject, vocabulary, reaches=(one.reach, two.reach))
    words = f"{constraint.says} {_show(one, vocabulary)} against {_show(two, vocabulary)}: {why}"
    subject = tuple((meeting.key, naming(meeting, wider=False)) for meeting in subjects.met)
    return Violation(constraint.id, (one, two), Opposition((words,)), subjects, subject, constraint.says)


def _show(position: Position, vocabulary: Vocabulary) -> str:
    stance = stance_of(position)
    return f"{show_stance(stance, vocabulary)} ({vocabulary.name(stance.property)})"
