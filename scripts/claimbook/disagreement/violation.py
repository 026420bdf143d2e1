"""What a broken constraint or order is: positions that cannot all hold, and what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimbook.disagreement.grade import Comparison as ScopeComparison
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, ValueStance
from claimbook.vocabulary.values import Comparison, Value
from claimbook.vocabulary.vocabulary import Mode

Subject = tuple[tuple[str, tuple[Value, ...]], ...]
_CLAIMED = (Mode.IS, Mode.BEST)


@dataclass(frozen=True, slots=True)
class Violation:
    """A smallest set of positions that cannot all hold. ``name`` and ``subject`` file it."""

    name: str
    positions: tuple[Position, ...]
    opposition: Opposition
    subjects: ScopeComparison
    subject: Subject
    question: str


def stance_of(position: Position) -> ValueStance:
    """The stance of a position that is known to be about a value."""
    assert isinstance(position.stance, ValueStance)
    return position.stance


def value_of(position: Position) -> Value:
    return stance_of(position).value


def claimed(positions: Iterable[Position]) -> list[Position]:
    """Positions that say what a value is or had best be, in itself or by comparison."""
    return [position for position in positions if stance_of(position).mode in _CLAIMED]


def taken(positions: Iterable[Position]) -> list[Position]:
    """Positions that say in itself what a value is or had best be."""
    return [position for position in claimed(positions) if not isinstance(value_of(position), Comparison)]
