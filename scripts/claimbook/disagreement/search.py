"""Finding the pairs of positions that may disagree, without looking at all pairs.

Positions are sorted into questions (a property, or a family of outcomes), within one by
subject, and then by what they say: only what can oppose each other is paired.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

from claimbook.disagreement import crowds
from claimbook.disagreement.crowds import Positions, Rivals
from claimbook.disagreement.groups import SIGNED, ByValue, Group
from claimbook.disagreement.judge import Fits, Pair, confront, other_arms
from claimbook.disagreement.modes import CLASHES, OF_A_STUDY
from claimbook.disagreement.positions import (
    Held,
    ModerationStance,
    Position,
    Scope,
    ValueStance,
    position_key,
    stated,
)
from claimbook.disagreement.subjects import BySubject, SubjectIndex, by_subject, excluded
from claimbook.disagreement.sweep import Sweep
from claimbook.records.claims import Effect
from claimbook.vocabulary.values import Comparison, Extent, Value
from claimbook.vocabulary.vocabulary import ARMS, Mode, Vocabulary

ByMode = Mapping[Mode, ByValue]
Pairs = Iterator[tuple[Position, Position]]

_RIVAL_EFFECTS = ((Effect.BETTER, Effect.WORSE), *product(SIGNED, (Effect.SAME, Effect.NOT_SHOWN)))
_LIKE_MODES = [clash for clash in CLASHES if clash.classes[0] is clash.classes[1] and not clash.one_study]
_RIVAL_MODES = [clash for clash in CLASHES if clash.classes[0] is not clash.classes[1] and not clash.one_study]


class Opposed(NamedTuple):
    """Positions that oppose each other.

    Each of the one side opposes each of the other, as the two of ``pair`` do, which stand for
    them; nearly always there are no more than these. ``of_one_study`` if they are opposed only
    where they tell of one study.
    """

    pair: Pair
    sides: Rivals
    of_one_study: bool = False


class Part(NamedTuple):
    """A part of the search that can be done apart from the others: what is said of one subject.

    The positions of ``subject`` are held against those of ``others``, all on one question.
    """

    mine: Positions
    subject: Scope
    others: "Others"


class Others(NamedTuple):
    """The subjects that one may meet on a question, and their places among those that search."""

    near: SubjectIndex
    known: BySubject
    places: Mapping[Scope, int]


def parts(held: Held, vocabulary: Vocabulary) -> list[Part]:
    """The whole search, in parts."""
    found = []
    for ones, twos in _questions(held):
        places = {subject: place for place, subject in enumerate(ones)} if ones is twos else {}
        others = Others(SubjectIndex(twos, vocabulary), twos, places)
        found += [Part(mine, subject, others) for subject, mine in ones.items()]
    return found


class SortKeys(dict[Position, str]):
    """Texts that put positions in one order, each worked out when it is first asked for."""

    def __missing__(self, position: Position) -> str:
        key = self[position] = position_key(position)
        return key


def opposed(part: Part, order: SortKeys, vocabulary: Vocabulary) -> Iterator[Opposed]:
    """All that opposes each other in a part; over all parts, every two positions once."""
    mine = Group(part.mine)
    for met, may_swap in _meeting(part, vocabulary):
        if met is part.mine and len(met) == 1:
            continue  # nothing opposes itself
        mine_first, mine_second = Fits(), Fits()
        for first, second in _rivals(mine, mine if met is part.mine else Group(met), order, may_swap):
            # Which one comes first rests on what they say, not on the names of claims.
            sides = (first, second) if order[first[0]] < order[second[0]] else (second, first)
            fits = mine_first if sides[0][0].subject == part.subject else mine_second
            pair = confront(sides[0][0], sides[1][0], vocabulary, fits=fits)
            if pair is not None:
                yield Opposed(pair, sides)


def opposed_in_one_study(held: Held, vocabulary: Vocabulary) -> Iterator[Opposed]:
    """What is opposed only where it is told of one study."""
    for first, second in _used_in_one_study(held):
        pair = confront(first, second, vocabulary, same_study=True)
        if pair is not None:
            yield Opposed(pair, ((first,), (second,)), of_one_study=True)


def _used_in_one_study(held: Held) -> Iterator[tuple[Position, Position]]:
    """Pairs of values of one property that the claims of some study say were used."""
    told: dict[tuple[str, str], dict[Position, None]] = defaultdict(dict)
    for position, claims in held.items():
        stance = position.stance
        if isinstance(stance, ValueStance) and stance.mode in OF_A_STUDY:
            for study in sorted({name for claim in claims for name in claim.studies}):
                told[stance.property, study][position] = None
    pairs = (pair for used in told.values() for pair in combinations(sorted(used, key=position_key), 2))
    yield from dict.fromkeys(pairs)


# Questions


def _questions(positions: Iterable[Position]) -> Iterator[tuple[BySubject, BySubject]]:
    """Positions that speak of one thing: of each property, and of the outcomes of each family.

    What is said of any outcome meets itself and every family.
    """
    values: dict[str, list[Position]] = defaultdict(list)
    families: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        stance = position.stance
        if not isinstance(stance, ValueStance):
            families[stance.family].append(position)
        elif not isinstance(stance.value, Comparison):
            values[stance.property].append(position)
    of_family = {family: by_subject(members) for family, members in families.items()}
    for members in (*map(by_subject, values.values()), *of_family.values()):
        yield members, members
    for family, members in of_family.items():
        if family and "" in of_family:
            yield of_family[""], members


def _meeting(part: Part, vocabulary: Vocabulary) -> Iterator[tuple[Positions, bool]]:
    """The positions that those of a part can meet, and whether they can with swapped arms."""
    one, (near, known, places) = part.subject, part.others
    for two in near.near(one):
        if places and places[two] < places[one]:
            continue  # that one's part has it
        may_swap = _has_arms(one, two) and not excluded(one, other_arms(two), vocabulary)
        if may_swap or not excluded(one, two, vocabulary):
            yield known[two], may_swap


def _has_arms(one: Scope, two: Scope) -> bool:
    """Whether there are two arms to swap."""
    return stated(one, ARMS[1]) is not None or stated(two, ARMS[1]) is not None


# Rivals


def _rivals(ones: Group, twos: Group, order: SortKeys, may_swap: bool) -> Iterator[Rivals]:
    """What of two groups can oppose each other, every two positions once."""
    if ones.values and twos.values:
        yield from _like_values(ones.values, twos.values, order, ones is twos)
    yield from _rivals_one_way(ones, twos, order, may_swap)
    if ones is not twos:
        yield from _rivals_one_way(twos, ones, order, may_swap)


def _two(pair: tuple[Position, Position]) -> Rivals:
    return (pair[0],), (pair[1],)


def _rivals_one_way(ones: Group, twos: Group, order: SortKeys, may_swap: bool) -> Iterator[Rivals]:
    """Those of which the first says the one thing, and the second what is its rival."""
    if ones.values and twos.values:
        yield from _rival_values(ones.values, twos.values)
    if ones.effects and twos.effects:
        yield from _rival_effects(ones.effects, twos.effects, order, may_swap)
    if ones.stronger and twos.otherwise:
        yield from map(_two, _rival_moderations(ones, twos))
    if ones.moderating and twos.signed:
        yield from map(_two, _moderated(ones, twos))


def _like_values(ones: ByMode, twos: ByMode, order: SortKeys, same: bool) -> Iterator[Rivals]:
    """Values under modes of one class: within one group, every two of them once."""
    for clash in _LIKE_MODES:
        mode, swept = clash.classes[0], clash.swept
        if mode in ones and mode in twos:
            mine, theirs = ones[mode], twos[mode]
            if swept is not None and crowds.are_many(mine, theirs, swept):
                yield from crowds.within(mine) if same else crowds.between(mine, theirs, swept)
            else:
                pairs = _value_pairs(mine, theirs, swept)
                yield from map(_two, (pair for pair in pairs if not same or order[pair[0]] < order[pair[1]]))


def _rival_values(ones: ByMode, twos: ByMode) -> Iterator[Rivals]:
    """Values under modes of different classes."""
    for clash in _RIVAL_MODES:
        (one, two), swept = clash.classes, clash.swept
        if one in ones and two in twos:
            mine, theirs = ones[one], twos[two]
            if swept is not None and crowds.are_many(mine, theirs, swept):
                yield from crowds.between(mine, theirs, swept)
            else:
                yield from map(_two, _value_pairs(mine, theirs, swept))


def _value_pairs(ones: ByValue, twos: ByValue, swept: Sweep | None) -> Pairs:
    """Positions whose values can be rivals: numbers found by sweeping them, others all with all."""
    for one, two in _rival_pairs(list(ones), list(twos), swept):
        yield from product(ones[one], twos[two])


def _rival_pairs(ones: list[Value], twos: list[Value], swept: Sweep | None) -> Iterator[tuple[Value, Value]]:
    mine = [value.spans for value in ones if isinstance(value, Extent)]
    theirs = [value.spans for value in twos if isinstance(value, Extent)]
    if swept is None or len(mine) < len(ones) or len(theirs) < len(twos):
        return product(ones, twos)
    return ((ones[index], twos[other]) for index, other in swept.pairs(mine, theirs))


def _rival_effects(
    ones: Mapping[Effect, list[Position]], twos: Mapping[Effect, list[Position]], order: SortKeys, may_swap: bool
) -> Iterator[Rivals]:
    for one, two in _RIVAL_EFFECTS:
        if one not in ones or two not in twos:
            continue
        mine, theirs = ones[one], twos[two]
        if len(mine) * len(theirs) > crowds.MANY:
            yield from crowds.under_circumstances(mine, theirs)
        else:
            yield from map(_two, product(mine, theirs))
    for effect in SIGNED if may_swap else ():
        pairs = product(ones.get(effect, ()), twos.get(effect, ()))
        yield from map(_two, (pair for pair in pairs if order[pair[0]] < order[pair[1]]))


def _rival_moderations(ones: Group, twos: Group) -> Pairs:
    """Stronger on one side, anything else on the other, of one moderator under one value."""
    for position in twos.otherwise:
        stance = position.stance
        assert isinstance(stance, ModerationStance)
        yield from ((other, position) for other in ones.stronger.get((stance.moderator, stance.when), ()))


def _moderated(ones: Group, twos: Group) -> Pairs:
    """Moderation claims on one side, effects under a stated value of that moderator on the other."""
    for position in ones.moderating:
        stance = position.stance
        assert isinstance(stance, ModerationStance)
        yield from ((position, effect) for effect in twos.signed.get(stance.moderator, ()))
