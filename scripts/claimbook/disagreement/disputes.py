"""Disputes: all disagreements about one question, the unit that people review."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from claimbook.disagreement.disagreements import WORTH_SHARING, Disagreement, Pairs, of_violations
from claimbook.disagreement.filing import Filed
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.positions import collect
from claimbook.halves import beside
from claimbook.pulse import Pulse, silent
from claimbook.records.claims import Claim
from claimbook.vocabulary.vocabulary import Vocabulary

WORTH_A_PROCESS = 200  # positions from which a second process saves more than it costs; of many each does a half


class Side(NamedTuple):
    """A position as readers see it, and the claims that hold it."""

    position: str
    claims: tuple[str, ...]


def sides(disagreements: Iterable[Disagreement]) -> tuple[Side, ...]:
    """The positions that some disagreements join, with all claims that hold them there."""
    held: dict[str, dict[str, None]] = {}
    for disagreement in disagreements:
        crowd = disagreement.crowd
        for label, ids in zip(disagreement.labels, disagreement.members, strict=True):
            for id_ in ids:
                held.setdefault(crowd.get(id_, label), {})[id_] = None
    return tuple(Side(label, tuple(ids)) for label, ids in held.items())


@dataclass(frozen=True)
class Dispute:
    """All disagreements about one question, worst first."""

    id: str
    question: str
    disagreements: tuple[Disagreement, ...]

    @property
    def grade(self) -> Grade:
        """The worst of its disagreements."""
        return self.disagreements[0].grade

    @property
    def within_source(self) -> bool:
        """Whether each of its disagreements is of one source with itself, not of one with another."""
        return all(disagreement.within_source for disagreement in self.disagreements)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The positions with all claims that hold them, those in the worst disagreements first."""
        return sides(self.disagreements)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """All claims in it, each once."""
        return tuple(dict.fromkeys(id_ for d in self.disagreements for id_ in d.claims))

    @cached_property
    def actionable(self) -> tuple[Disagreement, ...]:
        """Those at conflict or tension, which a reviewer rules on."""
        return tuple(d for d in self.disagreements if d.grade.actionable)


def find_disputes(claims: Iterable[Claim], vocabulary: Vocabulary, stopped: Pulse = silent) -> list[Dispute]:
    """All disputes among the claims, worst first, then by id.

    ``stopped`` is told of each search for sets that ended before all was looked at, by what it looked for.
    """
    held = collect(claims, vocabulary)
    pairs = Pairs(held, vocabulary, silent)
    return _filed(chain(pairs.tell(pairs.find()), of_violations(held, vocabulary, stopped)))


def disputes_ahead(
    claims: Iterable[Claim], vocabulary: Vocabulary, pulse: Pulse = silent
) -> Callable[[Pulse], list[Dispute]]:
    """Begin to look for disputes, in another process if that saves time.

    Calling what is returned, once and with ``stopped``, gives what `find_disputes` does.
    """
    held = collect(claims, vocabulary)
    pairs = Pairs(held, vocabulary, pulse)
    coming = beside(pairs.find) if WORTH_A_PROCESS <= len(held) < WORTH_SHARING else pairs.find

    def disputes(stopped: Pulse) -> list[Dispute]:
        violations = list(of_violations(held, vocabulary, stopped))
        return _filed(chain(pairs.tell(coming()), violations))

    return disputes


def _filed(found: Iterable[tuple[Filed, Disagreement]]) -> list[Dispute]:
    """Disagreements by the question they are about."""
    filed: dict[str, list[Disagreement]] = defaultdict(list)
    questions: dict[str, str] = {}
    for place, disagreement in found:
        filed[place.id].append(disagreement)
        questions[place.id] = min(place.question, questions.get(place.id, place.question))
    disputes = [Dispute(id_, questions[id_], tuple(sorted(those, key=_order))) for id_, those in filed.items()]
    return sorted(disputes, key=lambda dispute: (dispute.grade.rank, dispute.id))


def _order(disagreement: Disagreement) -> tuple[int, tuple[tuple[str, ...], ...]]:
    return disagreement.grade.rank, disagreement.members
