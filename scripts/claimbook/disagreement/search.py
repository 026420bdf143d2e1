"""Finding the pairs of positions that may disagree, without looking at all pairs.

Positions are sorted into questions (a property, or a family of outcomes) and, within one, by
the term of the first dimension that names its disputes; only terms that can meet are paired.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from claimbook.disagreement.judge import Pair, confront
from claimbook.disagreement.positions import (
    EFFECT,
    EffectStance,
    ModerationStance,
    Position,
    ValueStance,
    position_key,
)
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Comparison, Term
from claimbook.vocabulary.vocabulary import ARMS, Mode, Vocabulary

ANY_OUTCOME = (EFFECT, "")


def opposed_pairs(positions: Iterable[Position], vocabulary: Vocabulary) -> Iterator[tuple[Pair, bool]]:
    """Every opposed pair, each once, and whether it is opposed only if it is about one study."""
    for question, members in _by_question(positions).items():
        for first, second in _candidates(sorted(members, key=position_key), vocabulary):
            if question == ANY_OUTCOME and _family(first) and _family(second):
                continue
            pair = confront(first, second, vocabulary)
            if pair is not None:
                yield pair, False
            elif _both_used(first, second):
                pair = confront(first, second, vocabulary, same_study=True)
                if pair is not None:
                    yield pair, True


def _family(position: Position) -> str:
    return "" if isinstance(position.stance, ValueStance) else position.stance.family


def _both_used(first: Position, second: Position) -> bool:
    return all(isinstance(p.stance, ValueStance) and p.stance.mode is Mode.USED for p in (first, second))


def _by_question(positions: Iterable[Position]) -> dict[tuple[str, str], list[Position]]:
    """Positions by question; effects and moderations meet by the family of their outcome."""
    found: dict[tuple[str, str], list[Position]] = defaultdict(list)
    anywhere: list[Position] = []
    for position in positions:
        match position.stance:
            case ValueStance() as stance:
                if not isinstance(stance.value, Comparison):
                    found["value", stance.property].append(position)
            case EffectStance(family="") | ModerationStance(family=""):
                anywhere.append(position)
            case EffectStance() | ModerationStance() as stance:
                found[EFFECT, stance.family].append(position)
    return _with_any_family(found, anywhere)


def _with_any_family(
    found: dict[tuple[str, str], list[Position]], anywhere: list[Position]
) -> dict[tuple[str, str], list[Position]]:
    """Positions on any outcome meet each other once, and those of every family."""
    if anywhere:
        families = [members for (form, _), members in found.items() if form == EFFECT]
        found[ANY_OUTCOME] = anywhere + [position for members in families for position in members]
    return found


def _candidates(positions: list[Position], vocabulary: Vocabulary) -> Iterator[tuple[Position, Position]]:
    """Pairs whose subjects can meet on the dimension that tells positions apart best."""
    if not positions:
        return
    dimension = _telling(positions)
    buckets: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        value = position.subjects.get(dimension)
        buckets[value.id if isinstance(value, Term) else ANY].append(position)
    graph = vocabulary.graph_of(dimension) if dimension else None
    for term, members in buckets.items():
        yield from combinations(members, 2)
    for one, two in combinations(sorted(buckets), 2):
        if graph is None or graph.relation(one, two) is not Relation.DISJOINT:
            yield from product(buckets[one], buckets[two])


def _telling(positions: list[Position]) -> str:
    """The subject dimension with the most different terms, arms left out (they may be swapped)."""
    seen: dict[str, set[object]] = defaultdict(set)
    for position in positions:
        for key, value in position.subject:
            if key.partition(".")[0] not in ARMS and isinstance(value, Term):
                seen[key].add(value)
    return max(sorted(seen), key=lambda key: len(seen[key]), default="")
