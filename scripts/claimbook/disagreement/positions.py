"""Positions: what claims hold, stripped of who says it.

Claims that hold the same collapse to one position, so the search compares positions and not
claims. A claim may hold several: an effect claim with a stated dose also says of that dose
that it works or fails.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from claimbook.records.claims import (
    Arm,
    Change,
    Claim,
    Effect,
    EffectAssertion,
    Estimate,
    ModerationAssertion,
    Reach,
    ValueAssertion,
    Wording,
)
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Extent, Identifier, Term, Value
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, Mode, Property, Signature, Vocabulary

EFFECT = "effect"
MODERATION = "moderation"
Scope = tuple[tuple[str, Value], ...]


class EffectStance(NamedTuple):
    """An effect on an outcome of one family ('' is any outcome)."""

    effect: Effect
    family: str
    estimate: Estimate | None


class ValueStance(NamedTuple):
    """A value of a property, under the source's own word for it and that word's class.

    ``implied_by`` is the effect that implies the value; the word is then empty.
    """

    property: str
    word: str
    mode: Mode
    value: Value
    implied_by: Effect | None = None


class ModerationStance(NamedTuple):
    """What a moderator does to the effect."""

    moderator: str
    when: Value | str
    changes: Change
    family: str


Stance = EffectStance | ValueStance | ModerationStance


def stated(scope: Scope, key: str) -> Value | None:
    """What a scope says on a key."""
    for known, value in scope:
        if known == key:
            return value
    return None


class Position:
    """A stance on a subject under stated circumstances, as firmly and as widely as claimed.

    Subject keys are dimensions; ``intervention.dose`` is the dose that an arm carries itself.
    A comparator that is unstated is absent. Nothing of it ever changes, so what is asked of it
    again and again is worked out once.
    """

    __slots__ = ("_hash", "about_any", "moderators", "reach", "stance", "subject", "wording")

    def __init__(self, stance: Stance, subject: Scope, moderators: Scope, reach: Reach, wording: Wording) -> None:
        self.stance: Final = stance
        self.subject: Final = subject
        self.moderators: Final = moderators
        self.reach: Final = reach
        self.wording: Final = wording
        self.about_any: Final = ANY in [value.id for _, value in subject if isinstance(value, Term)]
        self._hash: Final = hash((stance, subject, moderators, reach, wording))

    def _parts(self) -> tuple[object, ...]:
        return self.stance, self.subject, self.moderators, self.reach, self.wording

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Position) and self._parts() == other._parts())

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Position{self._parts()}"

    @property
    def subjects(self) -> dict[str, Value]:
        return dict(self.subject)

    @property
    def circumstances(self) -> dict[str, Value]:
        return dict(self.moderators)

    @property
    def topic(self) -> str:
        """What it is filed under: a property, ``effect`` or ``moderation``."""
        if isinstance(self.stance, ValueStance):
            return self.stance.property
        return EFFECT if isinstance(self.stance, EffectStance) else MODERATION


Held = dict[Position, list[Claim]]


def collect(claims: Iterable[Claim], vocabulary: Vocabulary) -> Held:
    """The distinct positions of all current claims, each with the claims that hold it."""
    held: Held = {}
    seen: dict[tuple[int, int, Reach, Wording], list[list[Claim]]] = {}
    for claim in sorted(claims, key=attrgetter("id")):
        if claim.superseded_by:
            continue
        # Claims read alike share these objects, which live as long as the claims.
        key = id(claim.assertion), id(claim.scope), claim.reach, claim.wording
        holders = seen.get(key)
        if holders is None:
            found = positions(claim, vocabulary)
            holders = seen[key] = [held.setdefault(position, []) for position in found]
        for holder in holders:
            holder.append(claim)
    return held


def positions(claim: Claim, vocabulary: Vocabulary) -> Iterator[Position]:
    """What one claim holds."""
    match claim.assertion:
        case EffectAssertion() as effect:
            yield from _of_effect(claim, effect, vocabulary)
        case ValueAssertion() as value:
            stance = ValueStance(value.property, value.mode, vocabulary.modes[value.mode], value.value)
            yield _position(claim, stance, claim.scope, vocabulary.properties[value.property].signature)
        case ModerationAssertion() as moderation:
            family = _family(claim.scope, vocabulary)
            found = ModerationStance(moderation.moderator, moderation.when, moderation.changes, family)
            yield _position(claim, found, claim.scope, vocabulary.moderation)


def _position(claim: Claim, stance: Stance, scope: Mapping[str, Value], signature: Signature) -> Position:
    subject = [(key, value) for key, value in scope.items() if key.partition(".")[0] in signature.subject]
    moderators = [(key, scope[key]) for key in signature.moderators if key in scope]
    return Position(stance, _by_key(subject), _by_key(moderators), claim.reach, claim.wording)


def _by_key(stated: Iterable[tuple[str, Value]]) -> Scope:
    return tuple(sorted(stated, key=itemgetter(0)))


def _family(scope: Mapping[str, Value], vocabulary: Vocabulary) -> str:
    outcome = scope.get(OUTCOME)
    return vocabulary.family(outcome.id) if isinstance(outcome, Term) else ""


# Effects


def _of_effect(claim: Claim, assertion: EffectAssertion, vocabulary: Vocabulary) -> Iterator[Position]:
    ordered = in_order(assertion, vocabulary)
    both = same_drug(ordered.intervention, ordered.comparator, vocabulary)
    scope = {**claim.scope, **_arm_scope(ordered, both, vocabulary)}
    stance = EffectStance(ordered.effect, _family(scope, vocabulary), ordered.estimate)
    yield _position(claim, stance, scope, vocabulary.effect)
    if not both and _on_benefit(scope, vocabulary):
        yield from _as_values(claim, ordered.effect, scope, vocabulary)


def in_order(assertion: EffectAssertion, vocabulary: Vocabulary) -> EffectAssertion:
    """The assertion with its arms in canonical order: the main drug first, controls last."""
    ways = assertion, other_way(assertion)
    return min(ways, key=lambda a: (_rank(a.intervention, vocabulary), a.effect, repr(a.estimate)))


def other_way(assertion: EffectAssertion) -> EffectAssertion:
    """The same said of the other arm."""
    return EffectAssertion(
        assertion.comparator, assertion.intervention, assertion.effect.flipped, turned(assertion.estimate)
    )


def _rank(arm: Arm, vocabulary: Vocabulary) -> tuple[int, bool, str, str]:
    if arm.term is None:
        return 2, True, "", ""
    given = repr(sorted((key, sort_key(value)) for key, value in arm.given.items()))
    return *drug_rank(arm.term, vocabulary), given


def drug_rank(term: str, vocabulary: Vocabulary) -> tuple[int, bool, str]:
    """Where a drug stands in the canonical order of arms."""
    is_main = vocabulary.main in vocabulary.graphs[vocabulary.arm_dimension].ancestors(term)
    return int(term in vocabulary.controls), not is_main, term


def turned(estimate: Estimate | None) -> Estimate | None:
    """An estimate seen from the other arm: what was good is now bad."""
    if estimate is None:
        return None
    return replace(estimate, good=estimate.good.flipped)


def _arm_scope(ordered: EffectAssertion, both: bool, vocabulary: Vocabulary) -> dict[str, Value]:
    """The arms with what they are given themselves.

    What the one drug of a comparison is given is a circumstance of the comparison; where both
    arms are the same drug (``both``), it is what tells them apart.
    """
    scope: dict[str, Value] = {}
    for role, arm in zip(ARMS, (ordered.intervention, ordered.comparator), strict=True):
        if arm.term is not None:
            scope[role] = Term(vocabulary.arm_dimension, arm.term)
        apart = both or role == ARMS[1]
        scope |= {f"{role}.{key}" if apart else key: value for key, value in arm.given.items()}
    return scope


def same_drug(first: Arm, second: Arm, vocabulary: Vocabulary) -> bool:
    """Whether both arms are one drug, or kinds of one."""
    if first.term is None or second.term is None:
        return False
    graph = vocabulary.graphs[vocabulary.arm_dimension]
    return graph.relation(first.term, second.term) is not Relation.DISJOINT


def _on_benefit(scope: Mapping[str, Value], vocabulary: Vocabulary) -> bool:
    outcome = scope.get(OUTCOME)
    return isinstance(outcome, Term) and vocabulary.is_benefit(outcome.id)


_AS_MODE = {
    Effect.BETTER: Mode.WORKS,
    Effect.WORSE: Mode.FAILS,
    Effect.SAME: Mode.FAILS,
    Effect.NOT_SHOWN: Mode.FAILS,
}


def _as_values(claim: Claim, effect: Effect, scope: Mapping[str, Value], vocabulary: Vocabulary) -> Iterator[Position]:
    """The effect as a value of each stated moderator that is also a property."""
    if effect not in _AS_MODE:
        return
    for key in vocabulary.effect.moderators:
        prop = vocabulary.properties.get(key)
        if prop is not None and key in scope and _has_subject(prop, scope):
            stance = ValueStance(key, "", _AS_MODE[effect], scope[key], effect)
            yield _position(claim, stance, scope, prop.signature)


def _has_subject(prop: Property, scope: Mapping[str, Value]) -> bool:
    return all(key in scope for key in prop.signature.subject)


# Order


def sort_key(value: Value | str) -> str:
    """A text that puts values in one order, whatever the file and record order."""
    match value:
        case Term():
            return f"t {value.graph} {value.id}"
        case Extent():
            return f"e {value.spans.intervals}"
        case Identifier():
            return f"i {value.text}"
        case str():
            return f"w {value}"
        case _:
            return f"c {value.above} {value.property} {value.dimension} {value.term}"


def position_key(position: Position) -> str:
    """A text that puts positions in one order."""
    stance = position.stance
    match stance:
        case EffectStance():
            head = f"{stance.effect} {stance.family} {stance.estimate}"
        case ValueStance():
            head = f"{stance.property} {stance.word} {stance.mode} {sort_key(stance.value)} {stance.implied_by}"
        case ModerationStance():
            head = f"{stance.moderator} {sort_key(stance.when)} {stance.changes} {stance.family}"
    scope = [(key, sort_key(value)) for key, value in (*position.subject, *position.moderators)]
    return f"{position.topic} {head} {scope} {position.reach} {position.wording}"
