"""Diagnostics: what the check has to say, each with its code, place, reason and way out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where something stands: a POSIX path relative to the root, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    ``about`` names what the finding is about without naming a line (record ids, a property,
    the offending text), so that ``id`` stays the same when lines move. Of several with one id, all but
    the first have a ``number``, counted among all that the check found.
    """

    code: str
    severity: Severity
    message: str
    help: str
    place: Place
    claims: tuple[str, ...] = ()
    dispute: str | None = None
    about: tuple[str, ...] = ()
    number: int = 1

    @property
    def id(self) -> str:
        """Sixteen hex digits that stay the same as long as the finding is the same."""
        return sha256("\x1f".join(self.names).encode()).hexdigest()[:16]

    @property
    def mark(self) -> str:
        """Its id, with the number where others have the same: no two findings of a check share one."""
        return self.id if self.number == 1 else f"{self.id}-{self.number}"

    @property
    def names(self) -> tuple[str, ...]:
        """What makes its id."""
        return (self.code, self.dispute or "", *self.claims, *(self.about or (self.message,)))


class Sink:
    """Collects diagnostics while files are read; bad input never raises."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        self._found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Each finding once, although every record that inherits a slip stumbles over it."""
        return iter(dict.fromkeys(self._found))

    def __len__(self) -> int:
        return len(self._found)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, then code: the order of every report."""
    return sorted(diagnostics, key=lambda d: (d.place, d.code, d.message))


def numbered(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The same in the same order, each with its number among those that share its id."""
    seen: Counter[tuple[str, ...]] = Counter()
    for found in diagnostics:
        names = found.names
        seen[names] += 1
        yield found if seen[names] == 1 else replace(found, number=seen[names])
