"""What a broken constraint or order is: positions that cannot all hold, and what they are about."""

from collections.abc import Iterable
from typing import NamedTuple

from claimbook.disagreement.grade import ScopeComparison
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, ValueStance
from claimbook.disagreement.wording import show_stance
from claimbook.records.claims import Reach
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.values import Comparison, Extent, Value
from claimbook.vocabulary.vocabulary import Mode, Vocabulary

Subject = tuple[tuple[str, tuple[Value, ...]], ...]
_CLAIMED = (Mode.IS, Mode.BEST)


class Violation(NamedTuple):
    """A smallest set of positions that cannot all hold. ``name`` and ``subject`` file it.

    ``circumstances`` says how those of the members lie to each other where that is known already, and
    ``labels`` how to name the members where their stances do not tell.
    """

    name: str
    positions: tuple[Position, ...]
    opposition: Opposition
    subjects: ScopeComparison
    subject: Subject
    question: str
    circumstances: ScopeComparison | None = None
    labels: tuple[str, ...] = ()


def lowering(subjects: ScopeComparison) -> int:
    """How many steps the subjects of a set lower it. The fewer, the firmer it excludes itself."""
    lower = (met.relation is not Relation.EQUAL and met.wider_reach is not Reach.EVERY for met in subjects.met)
    return sum(lower)


def stance_of(position: Position) -> ValueStance:
    """The stance of a position that is known to be about a value."""
    assert isinstance(position.stance, ValueStance)
    return position.stance


def value_of(position: Position) -> Value:
    return stance_of(position).value


def numbers(positions: Iterable[Position]) -> list[Position]:
    """Positions that say in numbers what a value is or had best be."""
    return _claimed(positions, Extent)


def comparing(positions: Iterable[Position]) -> list[Position]:
    """Positions that say by comparison what a value is or had best be."""
    return _claimed(positions, Comparison)


def _claimed(positions: Iterable[Position], sort: type[Value]) -> list[Position]:
    told = ((position, stance_of(position)) for position in positions)
    return [position for position, stance in told if isinstance(stance.value, sort) and stance.mode in _CLAIMED]


def spans_of(position: Position) -> Spans:
    """The numbers of a position that is known to give some."""
    value = value_of(position)
    assert isinstance(value, Extent)
    return value.spans


def show_valued(position: Position, vocabulary: Vocabulary) -> str:
    """A stance and the property that it is about."""
    stance = stance_of(position)
    return f"{show_stance(stance, vocabulary)} ({vocabulary.name(stance.property)})"
