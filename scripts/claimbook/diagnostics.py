"""Diagnostics: what the check has to say, each with its code, place, reason and way out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    the offending text), so that ``id`` stays the same when lines move.
    """

    code: str
    severity: Severity
    message: str
    help: str
    place: Place
    claims: tuple[str, ...] = ()
    dispute: str | None = None
    about: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Sixteen hex digits that stay the same as long as the finding is the same."""
        names = (self.code, self.dispute or "", *self.claims, *(self.about or (self.message,)))
        return sha256("\x1f".join(names).encode()).hexdigest()[:16]


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
