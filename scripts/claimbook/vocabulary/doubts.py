"""What a broken vocabulary leaves in doubt."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from claimbook.diagnostics import Sink


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


class Doubting:
    """Gathers, while a vocabulary is read, the ``names`` in doubt, and what rests on which names."""

    def __init__(self, sink: Sink) -> None:
        self.names: set[str] = set()
        self.rests_on: dict[str, tuple[str, ...]] = {}
        self._sink = sink

    @contextmanager
    def reading(self, *names: str) -> Iterator[None]:
        """Whatever is reported meanwhile leaves the names in doubt."""
        before = len(self._sink)
        yield
        if len(self._sink) > before:
            self.names.update(names)

    def doubts(self) -> Doubts:
        """What a claim must not rest on."""
        return Doubts(spread(self.names, self.rests_on))


def spread(names: Iterable[str], rests_on: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The names, and all that rest on one of them, at whatever remove."""
    found = set(names)
    while more := {name for name, others in rests_on.items() if name not in found and not found.isdisjoint(others)}:
        found |= more
    return frozenset(found)
