"""What a YAML file holds: text, lists and mappings, each with its place."""

from dataclasses import dataclass
from typing import Protocol

from claimbook.diagnostics import Place


class Mark(Protocol):
    """Where the parser met something: the name of the file, line and column from 0."""

    name: str
    line: int
    column: int


def place_at(mark: Mark) -> Place:
    """A parser's mark as a place for people."""
    return Place(mark.name, mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class Scalar:
    """A scalar, as the text that stands in the file; no type is guessed.

    Here and below the place is worked out only when somebody asks: most are never looked at.
    """

    text: str
    mark: Mark

    @property
    def place(self) -> Place:
        return place_at(self.mark)


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: "list[Node]"
    mark: Mark

    @property
    def place(self) -> Place:
        return place_at(self.mark)


@dataclass(slots=True)
class Mapping:
    """A mapping; ``marks`` are where its keys stand."""

    entries: "dict[str, Node]"
    marks: dict[str, Mark]
    mark: Mark

    @property
    def place(self) -> Place:
        return place_at(self.mark)

    def key_place(self, key: str) -> Place:
        return place_at(self.marks[key])


Node = Scalar | Sequence | Mapping
_NAMES: dict[type[Node], str] = {Scalar: "a value", Sequence: "a list", Mapping: "a mapping"}


def kind(node: Node) -> str:
    """How to name a node's shape to a person."""
    return _NAMES[type(node)]
