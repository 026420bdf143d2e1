"""What exclusions are called: by the passages they set aside, wherever those have moved to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from claimbook.diagnostics import Sink
from claimbook.records.anchors import Anchor
from claimbook.records.claims import Exclusion
from claimbook.rules import report


def name_of(source: str, anchors: Sequence[Anchor]) -> str:
    """The id of the exclusion of these passages, in which their places have no part."""
    return f"{source}/{sha256(' '.join(anchor.digest for anchor in anchors).encode()).hexdigest()[:16]}"


def told_apart(exclusions: Sequence[Exclusion], sink: Sink) -> list[Exclusion]:
    """The exclusions in their order, each with an id of its own.

    Several of the same words, such as a line that a source repeats, are counted by where their passages stand in it,
    so that the order of files does not matter. One of the very same passages again is reported and left out.
    """
    alike: dict[str, list[Exclusion]] = defaultdict(list)
    for exclusion in exclusions:
        alike[exclusion.id].append(exclusion)
    if len(alike) == len(exclusions):
        return list(exclusions)
    names = {id(one): name for some in alike.values() for one, name in _named(some, sink)}
    return [one._replace(id=names[id(one)]) for one in exclusions if id(one) in names]


def _named(alike: Iterable[Exclusion], sink: Sink) -> Iterable[tuple[Exclusion, str]]:
    """Those that differ, each with its id: the first in the text has the plain one."""
    first: dict[tuple[int, ...], Exclusion] = {}
    for one in alike:
        hints = tuple(anchor.index for anchor in one.anchors)
        if first.setdefault(hints, one) is not one:
            report(sink, "CB309", one.place, first=first[hints].place, about=[one.id])
    for number, (_, one) in enumerate(sorted(first.items()), 1):
        yield one, one.id if number == 1 else f"{one.id}-{number}"
