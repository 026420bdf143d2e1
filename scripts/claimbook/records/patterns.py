"""The patterns of claims: those of one pattern assert the same, of whatever they assert it."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import NamedTuple

from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node, Scalar, Sequence
from claimbook.records.scopes import is_unstated

# What a claim says of itself that has no bearing on its assertion and scope.
_APART = frozenset(("id", "says", "note", "reach", "wording", "study", "reports", "superseded_by", "said_by"))
Pattern = tuple[Hashable, ...]


class Inherited(NamedTuple):
    """What the claims of a passage inherit, by key, and its pattern."""

    nodes: Mapping[str, Node]
    pattern: Pattern


def pattern_of(entries: Mapping[str, Node], free: Collection[str]) -> Pattern:
    """Keys with what is written after them, but of plain values under ``free`` keys only the key."""
    found: list[Hashable] = []
    for key, node in entries.items():
        if key in free and isinstance(node, Scalar) and not is_unstated(node):
            found.append(key)
        elif key not in _APART:
            found.append((key, _written(node)))
    return tuple(found)


def _written(node: Node) -> Hashable:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ("", *map(_written, node.items))
    return tuple((key, _written(value)) for key, value in node.entries.items())


def mentioned(entries: Mapping[str, Node]) -> Iterator[str]:
    """Every name that the typed part of a claim mentions: its form, keys, modes, terms."""
    if "moderator" in entries:
        yield "moderation"
    for key, node in entries.items():
        if key not in _APART:
            yield key
            yield from _words(node)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, MappingNode):
        yield from mentioned(node.entries)
