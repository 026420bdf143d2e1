"""Circles of effects: A does better than B, B better than C, and C better than A.

Each of them may be right about its own two arms, so a circle is a tension and no conflict. All must
be about the same outcome, condition and circumstances. ``same`` is no step of a circle: no evidence
of a difference is nothing that can be passed on from arm to arm.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimbook.disagreement.grade import ScopeComparison, compare_circumstances
from claimbook.disagreement.judge import Pair, confront
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import EFFECT, EffectStance, Position, Scope, position_key
from claimbook.disagreement.sets.effort import Effort, Stopped
from claimbook.disagreement.sets.paths import Link, Node, Nodes, circles
from claimbook.disagreement.sets.violation import Violation, lowering
from claimbook.disagreement.wording import show_key, show_value
from claimbook.records.claims import Effect
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term, Value, relate
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

NAME = f"{EFFECT}-order"
_EQUAL = ScopeComparison((), ())


class _Arm(NamedTuple):
    """A drug, with the dose and the timing that are its own."""

    drug: Value
    given: Scope


class _Setting(NamedTuple):
    """What a comparison of two arms is about, and its circumstances, without what is the arms' own."""

    subject: Scope
    moderators: Scope


def effect_circles(positions: Iterable[Position], vocabulary: Vocabulary, stopped: Stopped) -> Iterator[Violation]:
    """Every set of three or more effects that order their arms in a circle."""
    effort = Effort("effects that go round in a circle", stopped)
    found = (violation for setting, links in _by_setting(positions, vocabulary).items()
             for circle in circles(links, effort)
             if (violation := _violation(setting, circle, vocabulary)) is not None)  # fmt: skip
    yield from effort.paid(found)


def _by_setting(positions: Iterable[Position], vocabulary: Vocabulary) -> dict[_Setting, list[Link[_Arm]]]:
    """The links from the better to the worse arm, those that may form circles together."""
    ordering = [position for position in positions if _orders(position)]
    found: dict[_Setting, list[Link[_Arm]]] = defaultdict(list)
    nodes = Nodes[_Arm]()
    for position in sorted(ordering, key=position_key) if len(ordering) > 2 else ():
        setting, high, low = _ordered(position, vocabulary)
        found[setting].append(Link(position, nodes[high], nodes[low]))
    return found


def _orders(position: Position) -> bool:
    """Whether it puts one of two arms above the other."""
    stance = position.stance
    return (
        isinstance(stance, EffectStance)
        and stance.effect in (Effect.BETTER, Effect.WORSE)
        and all(any(key == arm for key, _ in position.subject) for arm in ARMS)
    )


def _ordered(position: Position, vocabulary: Vocabulary) -> tuple[_Setting, _Arm, _Arm]:
    """The better and the worse arm, and in which setting."""
    own = _own_keys(position, vocabulary)
    given = tuple(item for item in position.moderators if item[0] in own)
    first, second = _arm(position, ARMS[0], given), _arm(position, ARMS[1], ())
    assert isinstance(position.stance, EffectStance)
    high, low = (first, second) if position.stance.effect is Effect.BETTER else (second, first)
    setting = _Setting(tuple(item for item in position.subject if item[0].partition(".")[0] not in ARMS),
                       tuple(item for item in position.moderators if item[0] not in own))  # fmt: skip
    return setting, high, low


def _own_keys(position: Position, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Circumstances that belong to the intervention: how it is given, unless both arms are the same drug."""
    drugs = position.subjects
    if relate(drugs[ARMS[0]], drugs[ARMS[1]], vocabulary.graphs) is not Relation.DISJOINT:
        return ()
    return tuple(key for key, _ in position.moderators if key in vocabulary.properties)


def _arm(position: Position, role: str, given: Scope) -> _Arm:
    own = tuple((key.rpartition(".")[2], value) for key, value in position.subject if key.startswith(f"{role}."))
    return _Arm(position.subjects[role], tuple(sorted((*own, *given), key=lambda item: item[0])))


def _violation(setting: _Setting, circle: tuple[Link[_Arm], ...], vocabulary: Vocabulary) -> Violation | None:
    if _reducible(circle, vocabulary):
        return None
    told = [f"{_show(link.high.about, vocabulary)} better than {_show(link.low.about, vocabulary)}" for link in circle]
    why = f"{', '.join(told)}: this goes round in a circle, which is weak"
    subject = tuple((key, (value,)) for key, value in setting.subject if key in vocabulary.effect.id_from)
    named = ", ".join(show_value(value, vocabulary) for _, (value,) in subject)
    scope = ", ".join(show_value(value, vocabulary) for _, value in (*setting.subject, *setting.moderators))
    return Violation(
        NAME,
        tuple(link.position for link in circle),
        Opposition((why,), weak=True),
        _EQUAL,
        subject,
        f"What does better than what{f' in {named}' if named else ''}?",
        circumstances=_EQUAL,
        labels=tuple(f"{words} ({scope})" if scope else words for words in told),
    )


def _reducible(circle: tuple[Link[_Arm], ...], vocabulary: Vocabulary) -> bool:
    """Whether two of them are opposed already, at tension or worse but for what lowers the circle too."""
    pairs = (confront(one.position, two.position, vocabulary) for one, two in _facing(circle, vocabulary))
    return any(pair is not None and _is_tension(pair, vocabulary) for pair in pairs)


def _is_tension(pair: Pair, vocabulary: Vocabulary) -> bool:
    steps = lowering(pair.subjects) + (pair.opposition.weak or pair.opposition.capped)
    return steps <= 1 and not compare_circumstances((pair.first, pair.second), vocabulary).disjoint


def _facing(circle: tuple[Link[_Arm], ...], vocabulary: Vocabulary) -> Iterator[tuple[Link[_Arm], Link[_Arm]]]:
    """Two links of a circle of which one may lead back where the other comes from."""
    graph = vocabulary.graph_of(ARMS[0])
    near = {drug: graph.meeting(drug) for drug in {_drug(link.high) for link in circle}}
    leading_to: dict[str, list[Link[_Arm]]] = defaultdict(list)
    for link in circle:
        leading_to[_drug(link.low)].append(link)
    for one in circle:
        for drug in leading_to.keys() & near[_drug(one.high)]:
            yield from (
                (one, two) for two in leading_to[drug] if two is not one and _drug(two.high) in near[_drug(one.low)]
            )


def _drug(node: Node[_Arm]) -> str:
    assert isinstance(node.about.drug, Term)
    return node.about.drug.id


def _show(arm: _Arm, vocabulary: Vocabulary) -> str:
    given = ", ".join(f"{show_key(key, vocabulary)} {show_value(value, vocabulary)}" for key, value in arm.given)
    return show_value(arm.drug, vocabulary) + (f" ({given})" if given else "")
