"""Disputes beside their rulings, and how the two stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from claimbook.diagnostics import Place
from claimbook.disagreement.disputes import Dispute
from claimbook.records.claims import Claim
from claimbook.rulings.fingerprint import fingerprint
from claimbook.rulings.ruling import Ruling, Rulings


class RulingStatus(StrEnum):
    """How a dispute stands with its ruling."""

    NEW = "new"
    RULED = "ruled"
    STALE = "stale"
    NONE = "none"


class Step(StrEnum):
    """What a reviewer does next about a dispute."""

    MEND = "mend"  # its ruling cannot be read
    RULE = "rule"
    RENEW = "renew"  # its claims changed since
    WRITE = "write"  # its ruling is a draft still
    NOTHING = "nothing"


@dataclass(frozen=True)
class Reviewed:
    """A dispute with its ruling, if any, and how the two stand.

    ``broken`` is where a ruling on it stands that could not be read. ``claims`` are those of the dispute, if not more.
    """

    dispute: Dispute
    ruling: Ruling | None
    status: RulingStatus
    claims: Mapping[str, Claim] = field(repr=False, compare=False)
    broken: Place | None = None

    @property
    def unwritten(self) -> bool:
        """Whether its ruling is a draft still."""
        return self.ruling is not None and self.ruling.unwritten

    @property
    def waits(self) -> bool:
        """Whether a reviewer has to decide; a ruling that is broken or a draft has its own complaint."""
        return self.step in (Step.RULE, Step.RENEW)

    @property
    def step(self) -> Step:
        """What comes next: ``ruled_at`` says where to look for it, ``command`` what to type."""
        if self.broken is not None:
            return Step.MEND
        settled = Step.WRITE if self.unwritten else Step.NOTHING
        return {RulingStatus.NEW: Step.RULE, RulingStatus.STALE: Step.RENEW}.get(self.status, settled)

    @property
    def ruled_at(self) -> Place | None:
        """Where its ruling stands, even a broken one."""
        return self.ruling.place if self.ruling is not None else self.broken

    @property
    def command(self) -> str:
        """What starts its ruling, or renews it."""
        return f"claimbook rule {self.dispute.id}" + (" --accept" if self.step is Step.RENEW else "")

    @cached_property
    def fingerprint(self) -> str:
        """The mark of what there is to rule on; '' where there is nothing."""
        return fingerprint(self.dispute, self.claims) if self.dispute.grade.actionable else ""


def review(
    disputes: Iterable[Dispute], rulings: Rulings, claims: Mapping[str, Claim], *, complete: bool = True
) -> list[Reviewed]:
    """Put each dispute beside its ruling.

    When records are missing (``complete`` is False) a dispute may only seem to have changed, so its ruling stands.
    """
    ruled = {ruling.dispute: ruling for ruling in reversed(rulings.sound)}
    return [_reviewed(dispute, ruled.get(dispute.id), rulings.broken, claims, complete) for dispute in disputes]


def _reviewed(
    dispute: Dispute, ruling: Ruling | None, broken: Mapping[str, Place], claims: Mapping[str, Claim], complete: bool
) -> Reviewed:
    if not dispute.grade.actionable:
        return Reviewed(dispute, None, RulingStatus.NONE, claims)
    if ruling is None:
        return Reviewed(dispute, None, RulingStatus.NEW, claims, broken=broken.get(dispute.id))
    stands = not complete or ruling.of == fingerprint(dispute, claims)
    status = RulingStatus.RULED if stands else RulingStatus.STALE
    return Reviewed(dispute, ruling, status, claims)
