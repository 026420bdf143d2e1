"""Values in such numbers that their pairs are not named one by one.

A thousand doses that exclude each other make half a million pairs. Positions that differ in
nothing but the value are put together, and opposed as blocks: each of one side opposes each of
the other, for the same reason and to the same degree.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from claimbook.disagreement import sweep
from claimbook.disagreement.positions import Position, ValueStance
from claimbook.disagreement.sweep import Sweep
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.values import Extent, Value

MANY = 5_000  # pairs of values on one question from which they make a crowd
Positions = Sequence[Position]
Rivals = tuple[Positions, Positions]
ByValue = Mapping[Value, list[Position]]


def are_many(ones: ByValue, twos: ByValue, swept: Sweep) -> bool:
    """Whether the pairs are too many to name; values that are not all numbers never make a crowd."""
    if len(ones) * len(twos) <= MANY or not all(isinstance(value, Extent) for value in (*ones, *twos)):
        return False
    return sweep.count(swept.runs(_extents(ones), _extents(twos))) > MANY


def between(ones: ByValue, twos: ByValue, swept: Sweep) -> Iterator[Rivals]:
    """What of two crowds is opposed."""
    for mine, theirs in product(_alike(ones), _alike(twos)):
        yield from _blocks(mine, theirs, swept)


def within(ones: ByValue) -> Iterator[Rivals]:
    """What of one crowd lies apart, every two positions once."""
    groups = _alike(ones)
    for mine, theirs in combinations(groups, 2):
        yield from _blocks(mine, theirs, sweep.APART)
    for group in groups:
        whole, gaps = _by_gaps(group)
        yield from _blocks(whole, whole, sweep.AFTER)
        yield from _singly(gaps, whole)
        yield from (((one,), (two,)) for one, two in combinations(gaps, 2))


def under_circumstances(ones: Positions, twos: Positions) -> Iterator[Rivals]:
    """Rivals that hold under circumstances which mostly exclude each other, such as a dose each.

    The numbers of one circumstance, the one with the most of them, are swept: where they lie
    apart, positions that differ in nothing else contrast as blocks.
    """
    key = _telling((*ones, *twos))
    (mine, others), (theirs, their_others) = _by_number(ones, key), _by_number(twos, key)
    for one, two in product(mine, theirs):
        spans = [_stated(position, key) for position in one], [_stated(position, key) for position in two]
        for found in sweep.APART.runs(*spans):
            yield from (([one[i] for i in rows], [two[j] for j in columns]) for rows, columns in found.blocks())
        yield from (((one[i],), (two[j],)) for i, j in sweep.meeting(*spans))
    yield from _singly(others, twos)
    yield from _singly((position for group in mine for position in group), their_others)


def _telling(positions: Iterable[Position]) -> str:
    """The circumstance with the most different numbers; '' when none has any."""
    seen: dict[str, set[Value]] = defaultdict(set)
    for position in positions:
        for key, value in position.moderators:
            if isinstance(value, Extent):
                seen[key].add(value)
    return max(sorted(seen), key=lambda key: len(seen[key]), default="")


def _by_number(positions: Positions, key: str) -> tuple[list[list[Position]], list[Position]]:
    """Positions under a number without gaps, those alike but for it together; and all others."""
    found: dict[Hashable, list[Position]] = defaultdict(list)
    others = []
    for position in positions:
        value = position.circumstances.get(key)
        if isinstance(value, Extent) and len(value.spans.intervals) == 1:
            rest = tuple(pair for pair in position.moderators if pair[0] != key)
            found[position.stance, position.subject, rest, position.reach, position.wording].append(position)
        else:
            others.append(position)
    return list(found.values()), others


def _stated(position: Position, key: str) -> Spans:
    value = position.circumstances[key]
    assert isinstance(value, Extent)
    return value.spans


def _blocks(ones: Positions, twos: Positions, swept: Sweep) -> Iterator[Rivals]:
    (mine, my_gaps), (theirs, their_gaps) = _by_gaps(ones), _by_gaps(twos)
    for found in swept.runs([_spans(one) for one in mine], [_spans(two) for two in theirs]):
        for rows, columns in found.blocks():
            yield [mine[row] for row in rows], [theirs[column] for column in columns]
    yield from _singly(my_gaps, twos)
    yield from _singly(mine, their_gaps)


def _singly(ones: Iterable[Position], twos: Positions) -> Iterator[Rivals]:
    """Every one with every other: whether they are opposed remains to be seen."""
    return (((one,), (two,)) for one, two in product(ones, twos))


def _alike(values: ByValue) -> list[list[Position]]:
    """Positions that differ in nothing but the value."""
    found: dict[Hashable, list[Position]] = defaultdict(list)
    for position in (position for positions in values.values() for position in positions):
        stance = position.stance
        assert isinstance(stance, ValueStance)
        found[stance.word, stance.implied_by, position.moderators, position.reach, position.wording].append(position)
    return list(found.values())


def _by_gaps(positions: Positions) -> tuple[list[Position], list[Position]]:
    """Positions on one interval, and those on several: what lies between these is not theirs."""
    gaps = [position for position in positions if len(_spans(position).intervals) > 1]
    return [position for position in positions if len(_spans(position).intervals) == 1], gaps


def _extents(values: Iterable[Value]) -> list[Spans]:
    return [value.spans for value in values if isinstance(value, Extent)]


def _spans(position: Position) -> Spans:
    stance = position.stance
    assert isinstance(stance, ValueStance) and isinstance(stance.value, Extent)
    return stance.value.spans
