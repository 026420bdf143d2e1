"""What a broken vocabulary leaves in doubt."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Doubts(NamedTuple):
    """Names that are used or declared, but not soundly; ``everything`` when a whole section is lost.

    What rests on one of them is neither judged nor compared: it may be quite right once the vocabulary is mended.
    """

    names: frozenset[str] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.names)

    def touch(self, names: Iterable[str]) -> bool:
        """Whether any of the names is in doubt."""
        return self.everything or not self.names.isdisjoint(names)


def spread(names: Iterable[str], rests_on: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The names, and all that rest on one of them, at whatever remove."""
    found = set(names)
    while more := {name for name, others in rests_on.items() if name not in found and not found.isdisjoint(others)}:
        found |= more
    return frozenset(found)
