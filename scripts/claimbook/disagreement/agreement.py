"""How many independent sources hold a position.

Claims of one voice count once, and so do claims that tell of one study, whoever tells it: a study's
own claim and all that retell it are one piece of evidence. Ties are followed on: a claim that retells
two studies ties together everybody who tells of either.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claimbook.records.claims import Claim


@dataclass(frozen=True, slots=True)
class Tied:
    """Claims that count once, the voices they come from, and the studies that more than one voice tells of."""

    claims: tuple[str, ...]
    voices: tuple[str, ...]
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The claims of one position, in groups of which each counts once; no group shares a voice or study."""

    groups: tuple[Tied, ...]

    @property
    def independent(self) -> int:
        """How many independent sources there are."""
        return len(self.groups)

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(len(group.claims) for group in self.groups)

    @property
    def held_by(self) -> str:
        """``held by 2 independent sources (5 claims)``."""
        sources = "1 source" if self.independent == 1 else f"{self.independent:,} independent sources"
        return f"held by {sources} ({self.claims:,} claim{'s' * (self.claims != 1)})"


def agreement(claims: Iterable[Claim]) -> Agreement:
    """Who holds a position independently of whom, in order of the claims' ids. Work grows with the claims."""
    members = sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.id)
    shared = _Shared()
    for claim in members:
        shared.tie(_names(claim))
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in members:
        groups[shared.root(claim.voice)].append(claim)
    return Agreement(tuple(_tied(group) for group in groups.values()))


def _names(claim: Claim) -> list[str]:
    """What makes a claim count together with others: who says it, and the studies that it tells of or draws on."""
    return [claim.voice, *claim.studies, *claim.data_of]


def _tied(claims: Iterable[Claim]) -> Tied:
    ids: list[str] = []
    telling: dict[str, set[str]] = defaultdict(set)
    voices: dict[str, None] = {}
    for claim in claims:
        ids.append(claim.id)
        voices[claim.voice] = None
        for name in _names(claim):
            telling[name].add(claim.voice)
    studies = sorted(name for name, tellers in telling.items() if len(tellers) > 1)
    return Tied(tuple(ids), tuple(voices), tuple(studies))


class _Shared:
    """Names that belong together: each leads, by way of others, to one that stands for all of them."""

    def __init__(self) -> None:
        self._leads: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The name that stands for all that belong together; the way to it is made shorter."""
        leads = self._leads
        while (above := leads.setdefault(name, name)) != name:
            leads[name] = leads.setdefault(above, above)
            name = above
        return name

    def tie(self, names: Iterable[str]) -> None:
        first, *others = map(self.root, names)
        for other in others:
            self._leads[self.root(other)] = self.root(first)
