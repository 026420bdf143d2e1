"""Ways along links from higher to lower, and the circles among them, shortest first."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

from claimbook.disagreement.positions import Position, position_key
from claimbook.disagreement.sets.effort import Effort

_STRIDE = 32  # links of a way that are looked through at the price of one step

About = TypeVar("About", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Node(Generic[About]):
    """What links lead from and to. There is one object for each thing, so looking it up is quick."""

    about: About


class Nodes(dict[About, Node[About]]):
    """The node of each thing, made when it is first asked for."""

    def __missing__(self, about: About) -> Node[About]:
        self[about] = Node(about)
        return self[about]


@dataclass(frozen=True, slots=True, eq=False)
class Link(Generic[About]):
    """A position that puts ``high`` above ``low``."""

    position: Position
    high: Node[About]
    low: Node[About]


@dataclass(frozen=True, slots=True)
class Way(Generic[About]):
    """Links of which each starts where the one before ends."""

    start: Node[About]
    last: Link[About]
    before: "Way[About] | None" = None
    length: int = 1

    @property
    def end(self) -> Node[About]:
        return self.last.low

    @property
    def links(self) -> tuple[Link[About], ...]:
        return tuple(way.last for way in self._backwards())[::-1]

    def passes(self, node: Node[About]) -> bool:
        """Whether the node lies on it."""
        return node == self.start or any(way.end == node for way in self._backwards())

    def then(self, link: Link[About]) -> "Way[About]":
        return Way(self.start, link, self, self.length + 1)

    def _backwards(self) -> "Iterator[Way[About]]":
        way: Way[About] | None = self
        while way is not None:
            yield way
            way = way.before


def leading_down(links: Iterable[Link[About]]) -> Mapping[Node[About], list[Link[About]]]:
    """The links by where they start."""
    below: dict[Node[About], list[Link[About]]] = defaultdict(list)
    for link in links:
        below[link.high].append(link)
    return below


def reaching(goals: Iterable[Node[About]], links: Iterable[Link[About]]) -> Mapping[Node[About], Node[About]]:
    """Every node that leads down to a goal (or is one), with the first of the goals that it leads to."""
    above: dict[Node[About], list[Node[About]]] = defaultdict(list)
    for link in links:
        above[link.low].append(link.high)
    found: dict[Node[About], Node[About]] = {}
    for goal in goals:
        waiting = [goal]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found[node] = goal
                waiting.extend(above[node])
    return found


class _Waiting(Generic[About]):
    """Ways that may lead on: a shortest one from each start to each node before all detours, and both by length."""

    def __init__(self) -> None:
        self._met: set[tuple[Node[About], Node[About]]] = set()
        self._heap: list[tuple[bool, int, int, Way[About]]] = []
        self._number = count()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def keep(self, way: Way[About]) -> Way[About]:
        ends = (way.start, way.end)
        heappush(self._heap, (ends in self._met, way.length, next(self._number), way))
        self._met.add(ends)
        return way

    def next(self) -> Way[About]:
        return heappop(self._heap)[-1]


def ways(
    first: Iterable[Link[About]],
    below: Mapping[Node[About], list[Link[About]]],
    follow: Callable[[Way[About], Link[About]], bool],
    effort: Effort,
) -> Iterator[Way[About]]:
    """Every way that starts with one of the first links and takes on only links that it may follow.

    A shortest way from each start to each node comes before all detours, and both go by length.
    """
    waiting = _Waiting[About]()
    yield from [waiting.keep(Way(link.high, link)) for link in first]
    while waiting:
        way = waiting.next()
        for link in below.get(way.end, ()):
            if not effort.step(1 + way.length // _STRIDE):
                return
            if follow(way, link):
                yield waiting.keep(way.then(link))


def circles(links: Iterable[Link[About]], effort: Effort) -> Iterator[tuple[Link[About], ...]]:
    """Every circle of three or more links that passes no node twice, each once, shortest first."""
    known = [link for link in links if link.high != link.low]
    below = leading_down(known)
    number, starts = _explored(below)
    returning = reaching(starts, known)

    def follow(way: Way[About], link: Link[About]) -> bool:
        if way.end == way.start or link.low not in returning:
            return False
        if link.low == way.start:
            return way.length > 1
        return number[link.low] > number[way.start] and not way.passes(link.low)

    first = [link for start in sorted(starts, key=number.__getitem__) for link in below[start]]
    for way in ways(first, below, follow, effort):
        if way.end == way.start:
            yield _turned(way.links)


def _explored(below: Mapping[Node[About], list[Link[About]]]) -> tuple[dict[Node[About], int], set[Node[About]]]:
    """The nodes in the order of a walk in depth, and those that the walk comes back to.

    Of every circle the walk comes back to the node that it met first.
    """
    number: dict[Node[About], int] = {}
    starts: set[Node[About]] = set()
    for root in list(below):
        if root not in number:
            _walk(root, below, number, starts)
    return number, starts


def _walk(
    root: Node[About],
    below: Mapping[Node[About], list[Link[About]]],
    number: dict[Node[About], int],
    starts: set[Node[About]],
) -> None:
    number[root] = len(number)
    trail, ahead = {root}, [(root, iter(below[root]))]
    while ahead:
        node, links = ahead[-1]
        link = next(links, None)
        if link is None:
            ahead.pop()
            trail.discard(node)
        elif link.low not in number:
            number[link.low] = len(number)
            trail.add(link.low)
            ahead.append((link.low, iter(below.get(link.low, ()))))
        elif link.low in trail:
            starts.add(link.low)


def _turned(circle: tuple[Link[About], ...]) -> tuple[Link[About], ...]:
    """A circle from its first position on, whatever else is claimed."""
    first = min(range(len(circle)), key=lambda index: position_key(circle[index].position))
    return circle[first:] + circle[:first]
