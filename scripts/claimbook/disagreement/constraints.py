"""Constraints that tie values together: ratios of quantities, categories that exclude each other, orders.

Each yields irreducible sets of positions that cannot hold together, with the name they are
filed under.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from claimbook.disagreement.grade import Comparison as ScopeComparison
from claimbook.disagreement.grade import Meeting, compare
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, Scope, ValueStance
from claimbook.disagreement.wording import show_stance, show_value
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, Extent, Term, relate
from claimbook.vocabulary.vocabulary import ExclusionConstraint, Mode, RatioConstraint, Vocabulary

_TAKEN = {Mode.IS, Mode.BEST}


@dataclass(frozen=True, slots=True)
class Violation:
    """Positions that cannot all hold. ``subject`` names the dispute after the constraint's name."""

    name: str
    positions: tuple[Position, ...]
    opposition: Opposition
    subjects: ScopeComparison
    subject: tuple[str, ...]
    question: str


def violations(positions: Iterable[Position], vocabulary: Vocabulary) -> Iterator[Violation]:
    """Every set of positions that breaks a declared constraint or a comparison."""
    by_property: dict[str, list[Position]] = {}
    for position in positions:
        if isinstance(position.stance, ValueStance):
            by_property.setdefault(position.stance.property, []).append(position)
    for constraint in vocabulary.constraints:
        if isinstance(constraint, RatioConstraint):
            yield from _ratios(constraint, by_property, vocabulary)
        else:
            yield from _exclusions(constraint, by_property, vocabulary)
    for name, members in by_property.items():
        yield from _orders(name, members, vocabulary)


def _stance(position: Position) -> ValueStance:
    assert isinstance(position.stance, ValueStance)
    return position.stance


def _taken(positions: Iterable[Position]) -> list[Position]:
    """Positions that say what a value is or should be."""
    return [p for p in positions if _stance(p).mode in _TAKEN and not isinstance(_stance(p).value, Comparison)]


# Between two properties


def _ratios(
    constraint: RatioConstraint, by_property: dict[str, list[Position]], vocabulary: Vocabulary
) -> Iterator[Violation]:
    def broken(one: Position, two: Position) -> str | None:
        quantity, base = _stance(one).value, _stance(two).value
        if not isinstance(quantity, Extent) or not isinstance(base, Extent):
            return None
        low, high = constraint.factor.low[0], constraint.factor.high[0]
        expected = base.spans.times(low, high)
        if quantity.spans.meets(expected):
            return None
        unit = vocabulary.properties[constraint.quantity].measure.unit
        return f"that gives {expected.low[0]:g} to {expected.high[0]:g} {unit}, which excludes {quantity.text}"

    yield from _pairs(
        constraint,
        _taken(by_property.get(constraint.quantity, ())),
        _taken(by_property.get(constraint.base, ())),
        broken,
        vocabulary,
    )


def _exclusions(
    constraint: ExclusionConstraint, by_property: dict[str, list[Position]], vocabulary: Vocabulary
) -> Iterator[Violation]:
    def holding(pair: tuple[str, str]) -> list[Position]:
        wanted = Term(*pair)
        return [p for p in _stated(by_property.get(pair[0], ())) if _within(_stance(p).value, wanted, vocabulary)]

    yield from _pairs(
        constraint, holding(constraint.having), holding(constraint.never), lambda _one, _two: "both are claimed", vocabulary
    )


def _stated(positions: Iterable[Position]) -> list[Position]:
    return [p for p in positions if _stance(p).mode in {*_TAKEN, Mode.WORKS, Mode.USED}]


def _within(value: object, term: Term, vocabulary: Vocabulary) -> bool:
    return isinstance(value, Term) and relate(value, term, vocabulary.graphs) in (Relation.EQUAL, Relation.NARROWER)


def _pairs(
    constraint: RatioConstraint | ExclusionConstraint,
    ones: list[Position],
    twos: list[Position],
    broken: Callable[[Position, Position], str | None],
    vocabulary: Vocabulary,
) -> Iterator[Violation]:
    for one, two in product(ones, twos):
        subjects = compare(one.subject, two.subject, vocabulary, reaches=(one.reach, two.reach))
        reason = broken(one, two) if one != two and not subjects.disjoint else None
        if reason is not None:
            words = f"{show_stance(_stance(one), vocabulary)} ({vocabulary.label(_stance(one).property).lower()}) against {show_stance(_stance(two), vocabulary)} ({vocabulary.label(_stance(two).property).lower()})"
            opposition = Opposition((f"{constraint.says} {words}: {reason}",))
            subject = tuple(_narrowest(meeting) for meeting in subjects.met)
            yield Violation(constraint.id, (one, two), opposition, subjects, subject, constraint.says)


def _narrowest(meeting: Meeting) -> str:
    first, second = meeting.first, meeting.second
    assert isinstance(first, Term) and isinstance(second, Term)
    if meeting.relation is Relation.OVERLAPPING:
        return "+".join(sorted((first.id, second.id)))
    return first.id if meeting.relation in (Relation.EQUAL, Relation.NARROWER) else second.id


# Orders within one property


def _orders(name: str, positions: list[Position], vocabulary: Vocabulary) -> Iterator[Violation]:
    """Comparisons (``above dose of X``) against the values claimed on both subjects, and each other."""
    comparing = [p for p in positions if isinstance(_stance(p).value, Comparison)]
    taken = _taken(positions)
    for position in comparing:
        yield from _against_values(name, position, taken, vocabulary)
    for one, two in combinations(comparing, 2):
        yield from _against_each_other(name, one, two, vocabulary)


def _against_values(
    name: str, position: Position, taken: list[Position], vocabulary: Vocabulary
) -> Iterator[Violation]:
    comparison = _stance(position).value
    assert isinstance(comparison, Comparison)
    other_subject = _elsewhere(position, comparison, vocabulary)
    here = _meeting(position.subject, position, taken, vocabulary)
    there = _meeting(other_subject, position, taken, vocabulary)
    for (mine, near), (theirs, far) in product(here, there):
        if mine == theirs or _holds(comparison, mine, theirs):
            continue
        words = f"{show_value(comparison, vocabulary)}, but {show_stance(_stance(mine), vocabulary)} against {show_stance(_stance(theirs), vocabulary)}"
        subjects = ScopeComparison((*near.met, *far.met), (*near.unstated, *far.unstated))
        yield _order(name, (position, mine, theirs), words, subjects, comparison, vocabulary)


def _meeting(
    subject: Scope, position: Position, taken: list[Position], vocabulary: Vocabulary
) -> list[tuple[Position, ScopeComparison]]:
    """The positions whose subject meets the given one."""
    compared = [(p, compare(subject, p.subject, vocabulary, reaches=(position.reach, p.reach))) for p in taken]
    return [(p, comparison) for p, comparison in compared if not comparison.disjoint]


def _against_each_other(name: str, one: Position, two: Position, vocabulary: Vocabulary) -> Iterator[Violation]:
    first, second = _stance(one).value, _stance(two).value
    assert isinstance(first, Comparison) and isinstance(second, Comparison)
    mine, theirs, reaches = _elsewhere(one, first, vocabulary), _elsewhere(two, second, vocabulary), (one.reach, two.reach)
    here = compare(one.subject, two.subject, vocabulary, reaches=reaches)
    there = compare(mine, theirs, vocabulary, reaches=reaches)
    crossed = compare(one.subject, theirs, vocabulary, reaches=reaches)
    recrossed = compare(mine, two.subject, vocabulary, reaches=reaches)
    same_way, other_way = not (here.disjoint or there.disjoint), not (crossed.disjoint or recrossed.disjoint)
    if (same_way and first.above != second.above) or (other_way and first.above == second.above):
        met = (*here.met, *there.met) if same_way else (*crossed.met, *recrossed.met)
        words = f"{show_value(first, vocabulary)} against {show_value(second, vocabulary)}: the orders exclude each other"
        yield _order(name, (one, two), words, ScopeComparison(met, ()), first, vocabulary)


def _elsewhere(position: Position, comparison: Comparison, vocabulary: Vocabulary) -> Scope:
    """The subject that the position compares with."""
    term = Term(vocabulary.graph_of(comparison.dimension).name, comparison.term)
    return tuple((key, term if key == comparison.dimension else value) for key, value in position.subject)


def _holds(comparison: Comparison, mine: Position, theirs: Position) -> bool:
    one, two = _stance(mine).value, _stance(theirs).value
    if not isinstance(one, Extent) or not isinstance(two, Extent):
        return True
    higher, lower = (one, two) if comparison.above else (two, one)
    return higher.spans.low > lower.spans.high


def _order(
    name: str,
    positions: tuple[Position, ...],
    words: str,
    subjects: ScopeComparison,
    comparison: Comparison,
    vocabulary: Vocabulary,
) -> Violation:
    own = positions[0].subjects[comparison.dimension]
    assert isinstance(own, Term)
    both = "+".join(sorted((own.id, comparison.term)))
    graph = vocabulary.graph_of(comparison.dimension)
    question = f"How does the {vocabulary.label(name).lower()} for {graph.label_of(own.id)} compare with that for {graph.label_of(comparison.term)}?"
    return Violation(f"{name}-order", positions, Opposition((words,)), subjects, (both,), question)
