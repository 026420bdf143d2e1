"""Which claims of opposed positions meet, and how: within one source or between, in one passage or not.

A disagreement joins positions, so each way of meeting is one set of claims per position. A claim
is left out of a set in which it meets nobody that way, and never meets itself.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from claimbook.records.claims import Claim

Sides = tuple[tuple[Claim, ...], ...]
Key = TypeVar("Key", bound=Hashable)


class DisputeFacet(NamedTuple):
    """Claims of each position that meet in one way."""

    members: Sides
    within_source: bool
    same_passage: bool


def facets(sides: Sequence[Sequence[Claim]], *, by_passage: bool) -> Iterable[DisputeFacet]:
    """The ways in which claims of all sides meet; by passage only where that makes a difference."""
    if len(sides) == 2 and len(sides[0]) == len(sides[1]) == 1:
        return _of_two(sides[0][0], sides[1][0], by_passage)
    return _of_many(sides, by_passage)


def _of_two(one: Claim, two: Claim, by_passage: bool) -> Sequence[DisputeFacet]:
    """The one way in which two claims meet: what most disagreements are."""
    if one.id == two.id:
        return ()
    return (DisputeFacet(((one,), (two,)), one.voice == two.voice, by_passage and one.passage == two.passage),)


def _of_many(sides: Sequence[Sequence[Claim]], by_passage: bool) -> Iterator[DisputeFacet]:
    for apart in _apart(tuple(tuple(side) for side in sides)):
        for some, same_passage in _split(apart, _passage) if by_passage else ((apart, False),):
            for members, within_source in _split(some, _voice):
                yield DisputeFacet(members, within_source, same_passage)


def by_study(sides: Sequence[Sequence[Claim]]) -> Iterator[Sides]:
    """The claims of each study that all sides tell of; several names for one set of claims count once."""
    found: dict[tuple[tuple[str, ...], ...], Sides] = {}
    told = [_grouped(side, lambda claim: claim.studies) for side in sides]
    for study in shared_studies(sides):
        claims = tuple(tuple(side[study]) for side in told)
        found[tuple(tuple(claim.id for claim in side) for side in claims)] = claims
    yield from found.values()


def shared_studies(sides: Sequence[Sequence[Claim]]) -> list[str]:
    """The studies that every side tells of."""
    told: list[set[str]] = []
    for side in sides:
        told.append({study for claim in side if claim.study or claim.reports for study in claim.studies})
        if not told[-1]:
            return []
    return sorted(set.intersection(*told))


def _passage(claim: Claim) -> Hashable:
    return claim.passage


def _voice(claim: Claim) -> Hashable:
    return claim.voice


def _apart(sides: Sides) -> Iterator[Sides]:
    """The sides such that no claim faces itself; one that holds both of two positions stands alone."""
    double = {claim.id for claim in sides[0]} & {claim.id for claim in sides[1]} if len(sides) == 2 else set()
    if not double:
        yield sides
        return
    single = tuple(claim for claim in sides[0] if claim.id not in double)
    if single:
        yield (single, *sides[1:])
    for claim in (claim for claim in sides[0] if claim.id in double):
        others = tuple(other for other in sides[1] if other.id != claim.id)
        if others:
            yield (claim,), others


def _split(sides: Sides, key: Callable[[Claim], Hashable]) -> Iterator[tuple[Sides, bool]]:
    """Sets of claims that share a key on all sides (True), and those that differ in it (False)."""
    groups = [_grouped(side, lambda claim: (key(claim),)) for side in sides]
    keys = [set(group) for group in groups]
    for shared in sorted(set.intersection(*keys), key=repr):
        yield tuple(tuple(group[shared]) for group in groups), True
    if len(set.union(*keys)) > 1:
        yield tuple(tuple(_meeting_others(side, index, keys, key)) for index, side in enumerate(sides)), False


def _grouped(side: Iterable[Claim], keys: Callable[[Claim], Iterable[Key]]) -> dict[Key, list[Claim]]:
    """Claims by each of their keys."""
    found: dict[Key, list[Claim]] = {}
    for claim in side:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    return found


def _meeting_others(
    side: Sequence[Claim], index: int, keys: Sequence[set[Hashable]], key: Callable[[Claim], Hashable]
) -> Iterator[Claim]:
    """The claims of a side that meet one with another key on another side."""
    others = set[Hashable]().union(*(found for number, found in enumerate(keys) if number != index))
    only = next(iter(others)) if len(others) == 1 else None
    return (claim for claim in side if len(others) > 1 or (others and key(claim) != only))
