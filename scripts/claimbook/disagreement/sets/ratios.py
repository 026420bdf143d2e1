"""Broken ties: quantities that lie outside what another one gives, two at a time or several with alternatives.

Of ranges without gaps any number fit together as soon as every two do (the bounds of a system of
differences, on a logarithmic scale, meet in twos), so pairs are all there is. With alternatives
('25 mg or 50 mg') it takes more: three values may share a number two by two and none all together.
Such sets are looked for among what values *are* on one and the same subject.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations, product
from math import isclose
from typing import NamedTuple

from claimbook.capitals import capitalised
from claimbook.disagreement import sweep
from claimbook.disagreement.filing import naming, question_about, question_of_rule
from claimbook.disagreement.grade import ScopeComparison, compare
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, Scope, position_key
from claimbook.disagreement.sets.effort import Effort, Stopped
from claimbook.disagreement.sets.ties import Factors, Path, as_written, name_of, rules_of
from claimbook.disagreement.sets.violation import Violation, numbers, show_valued, spans_of, stance_of
from claimbook.disagreement.subjects import by_subject, meeting
from claimbook.disagreement.wording import show_bounds, show_numbers
from claimbook.vocabulary.spans import HIGHEST, LOWEST, Bound, Interval, Spans
from claimbook.vocabulary.vocabulary import Mode, Vocabulary

ByProperty = Mapping[str, list[Position]]
_WHOLE: Interval = (LOWEST, HIGHEST)
_NOISE = 1e-12


def broken_ratios(by_property: ByProperty, tied: Factors, vocabulary: Vocabulary) -> Iterator[Violation]:
    """Every two values of tied quantities on subjects that can meet that do not fit."""
    for base, quantity, factor in as_written(tied):
        unit = vocabulary.properties[quantity].measure.unit
        quantities = by_subject(numbers(by_property.get(quantity, ())))
        bases = by_subject(numbers(by_property.get(base, ())))
        for here, there in meeting(quantities, bases, vocabulary):
            ones, twos = quantities[here], bases[there]
            found = [spans_of(position).rounded() for position in ones]
            expected = [factor.of(spans_of(position)) for position in twos]
            for index, other in sweep.apart(found, expected):
                if not found[index].meets(expected[other]):
                    why = f"that gives {show_bounds(expected[other], unit)}, which excludes the other"
                    behind = factor.behind(found[index], expected[other])
                    yield _pair(behind, ones[index], twos[other], why, vocabulary)


def _pair(behind: Path, one: Position, two: Position, why: str, vocabulary: Vocabulary) -> Violation:
    subjects = compare(one.subject, two.subject, vocabulary, reaches=(one.reach, two.reach))
    subject = tuple((met.key, naming(met, wider=False)) for met in subjects.met)
    rules = rules_of(behind)
    words = f"{rules} {show_valued(one, vocabulary)} against {show_valued(two, vocabulary)}: {why}"
    question = question_of_rule(rules, subject, vocabulary)
    return Violation(name_of(behind), (one, two), Opposition((words,)), subjects, subject, question)


# Alternatives


class _Claimed(NamedTuple):
    """Numbers claimed of a property, with the positions that claim just these."""

    property: str
    spans: Spans
    positions: tuple[Position, ...]


Box = dict[str, Interval]  # what is left of each property, one piece of each value taken


def broken_alternatives(
    by_property: ByProperty, tied: Factors, vocabulary: Vocabulary, stopped: Stopped
) -> Iterator[Violation]:
    """Every smallest set of three or more values with alternatives that leave no number to agree on."""
    for names in _families(by_property, tied):
        told = ", ".join(map(vocabulary.name, names))
        effort = Effort(f"values with alternatives that leave no number to agree on ({told})", stopped)
        found = (violation for subject, values in _with_gaps(names, by_property)
                 for members in _apart(values, tied, effort)
                 for positions in product(*(member.positions for member in members))
                 for violation in [_several(subject, members, positions, tied, vocabulary)])  # fmt: skip
        yield from effort.paid(found)


def _with_gaps(names: Iterable[str], by_property: ByProperty) -> Iterator[tuple[Scope, list[_Claimed]]]:
    """What is claimed of quantities that hang together on one subject, where some of it has gaps."""
    stated = [p for name in names for p in numbers(by_property.get(name, ())) if stance_of(p).mode is Mode.IS]
    if any(len(spans_of(position).intervals) > 1 for position in stated):
        for subject, positions in by_subject(sorted(stated, key=position_key)).items():
            if any(len(spans_of(position).intervals) > 1 for position in positions):
                yield subject, _claimed(positions)


def _families(names: Iterable[str], tied: Factors) -> Iterator[list[str]]:
    """Properties with those tied to them; each alone that is tied to none."""
    left = sorted(names)
    while left:
        family = [name for name in left if name == left[0] or (left[0], name) in tied]
        yield family
        left = [name for name in left if name not in family]


def _claimed(positions: Sequence[Position]) -> list[_Claimed]:
    found: dict[tuple[str, Spans], list[Position]] = defaultdict(list)
    for position in positions:
        found[position.topic, spans_of(position)].append(position)
    return [_Claimed(name, spans, tuple(members)) for (name, spans), members in found.items()]


def _apart(values: Sequence[_Claimed], tied: Factors, effort: Effort) -> Iterator[tuple[_Claimed, ...]]:
    """Smallest sets of three or more values without a common solution, by size.

    A set grows by what takes something from the first box that it leaves: whatever completes it must.
    """
    if _boxes(values, tied):
        return
    seeds = [number for number, value in enumerate(values) if len(value.spans.intervals) > 1]
    seen: set[frozenset[int]] = set()
    level: list[tuple[tuple[int, ...], list[Box]]] = [((seed,), _boxes([values[seed]], tied)) for seed in seeds]
    while level:
        larger: list[tuple[tuple[int, ...], list[Box]]] = []
        for members, boxes in level:
            for number, value in enumerate(values):
                if not effort.step():
                    return
                grown = frozenset((*members, number))
                if grown in seen or number in members or _within(boxes[0], value, tied) == [boxes[0]]:
                    continue
                seen.add(grown)
                left = [smaller for box in boxes for smaller in _within(box, value, tied)]
                if left:
                    larger.append(((*members, number), left))
                elif len(grown) > 2 and _smallest([values[member] for member in sorted(grown)], tied):
                    yield tuple(values[member] for member in sorted(grown))
        level = larger


def _boxes(values: Iterable[_Claimed], tied: Factors) -> list[Box]:
    """What is left when all of them hold: a box for every choice of alternatives that fit."""
    boxes: list[Box] = [{}]
    for value in values:
        boxes = [smaller for box in boxes for smaller in _within(box, value, tied)]
        if not boxes:
            break
    return boxes


def _smallest(values: Sequence[_Claimed], tied: Factors) -> bool:
    """Whether the others fit as soon as any one of them is left out."""
    return all(_boxes([other for other in values if other is not value], tied) for value in values)


def _within(box: Box, value: _Claimed, tied: Factors) -> list[Box]:
    """What a value leaves of a box, a smaller box for each of its alternatives."""
    found = (_narrowed(box, value.property, piece, tied) for piece in value.spans.intervals)
    return [smaller for smaller in found if smaller is not None]


def _narrowed(box: Box, name: str, piece: Interval, tied: Factors) -> Box | None:
    """A box whose side ``name`` lies within a piece, and its other sides within what that gives for them."""
    left = dict(box)
    pieces = {name: piece}
    whole = _meet(box.get(name, _WHOLE), piece)
    if not _is_empty(whole):
        pieces |= {other: factor.stretched(whole) for (base, other), factor in tied.items() if base == name}
    for side, allowed in pieces.items():
        left[side] = _meet(left.get(side, _WHOLE), allowed)
        if _is_empty(left[side]):
            return None
    return left


def _meet(one: Interval, two: Interval) -> Interval:
    """What two intervals share; its bounds run backwards when that is nothing."""
    return max(one[0], _snapped(two[0], one[0])), min(one[1], _snapped(two[1], one[1]))


def _is_empty(piece: Interval) -> bool:
    return piece[0] > _snapped(piece[1], piece[0])


def _snapped(bound: Bound, other: Bound) -> Bound:
    """A bound, at the number of another one if only reckoning with floats keeps them apart."""
    return (other[0], bound[1]) if isclose(bound[0], other[0], rel_tol=_NOISE) else bound


def _several(
    subject: Scope, values: tuple[_Claimed, ...], positions: tuple[Position, ...], tied: Factors, vocabulary: Vocabulary
) -> Violation:
    """Filed under the constraints that tie the values, or with the other values of their one property."""
    *others, last = values
    left = Spans(tuple(box[last.property] for box in _boxes(others, tied))).rounded()
    told = [f"'{show_valued(position, vocabulary)}'" for position in positions]
    allowed = show_numbers(left, vocabulary.properties[last.property].measure)
    why = f"every two of them fit, but {' with '.join(told[:-1])} leaves {allowed}, and {told[-1]} excludes that"
    names = sorted({value.property for value in values})
    behind = [rule for pair in permutations(names, 2) for rule in (*tied[pair].for_low, *tied[pair].for_high)]
    if not behind:
        place, question = question_about(names[0], subject, vocabulary)
        return Violation(names[0], positions, Opposition((why,)), ScopeComparison((), ()), place, question)
    rules = rules_of(behind)
    place = tuple((key, (value,)) for key, value in subject)
    question = question_of_rule(rules, place, vocabulary)
    return Violation(
        name_of(behind),
        positions,
        Opposition((f"{rules} {capitalised(why)}",)),
        ScopeComparison((), ()),
        place,
        question,
    )
