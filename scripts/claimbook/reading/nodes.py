"""What a YAML file holds: text, lists and mappings, each with its place."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from claimbook.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar, as the text that stands in the file; no type is guessed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; each key is kept with its own place."""

    entries: "MappingType[str, tuple[Scalar, Node]]"
    place: Place


Node = Scalar | Sequence | Mapping
_NAMES: dict[type[Node], str] = {Scalar: "a value", Sequence: "a list", Mapping: "a mapping"}


def kind(node: Node) -> str:
    """How to name a node's shape to a person."""
    return _NAMES[type(node)]
