"""What a change does to the disputes: which it opens, worsens, makes stale or settles, and by which records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from claimbook.changes.records import RecordChange
from claimbook.check import Result
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.grade import Grade
from claimbook.rulings.review import Reviewed, RulingStatus


class ChangeKind(StrEnum):
    """What became of a dispute."""

    OPENED = "opened"
    WORSENED = "worsened"
    STALE = "stale"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Regrade:
    """Claims that disagree as before, but not as gravely or more so."""

    claims: tuple[str, ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Story:
    """What differs between a dispute then and now, at conflict or tension.

    ``records`` were added, changed or removed; ``came`` and ``went`` are claims that entered or
    left a dispute that was there before and still is, although their records are the same.
    """

    records: tuple[RecordChange, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    regraded: tuple[Regrade, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """One dispute that a change touches. ``now`` is None where it is gone; ``how`` says more in a few words."""

    kinds: tuple[ChangeKind, ...]
    dispute: Dispute
    before: Reviewed | None
    now: Reviewed | None
    how: str
    story: Story

    @property
    def by(self) -> tuple[str, ...]:
        """The claims that did it."""
        return tuple(record.id for record in self.story.records if record.kind == "claim")


def find_effects(
    before: Result | None,
    after: Result,
    claims: Mapping[str, RecordChange],
    rulings: Mapping[str, RecordChange],
) -> list[DisputeChange]:
    """Every dispute that is other than it was, by kind, then worst first.

    While records are broken a dispute may only seem to be gone, and a ruling out of date, so neither is said.
    """
    old = {found.dispute.id: found for found in before.reviewed} if before is not None else {}
    new = {found.dispute.id: found for found in after.reviewed}
    found = []
    for id_ in [*new, *sorted(old.keys() - new.keys())]:
        was, now = old.get(id_), new.get(id_)
        kinds = _kinds(was, now, complete=not after.base.broken)
        either = now or was
        if kinds and either is not None:
            story = tell(was.dispute if was else None, now.dispute if now else None, claims, rulings)
            found.append(DisputeChange(kinds, either.dispute, was, now, _how(was, now), story))
    return sorted(found, key=lambda effect: list(ChangeKind).index(effect.kinds[0]))


# Kinds


def _kinds(was: Reviewed | None, now: Reviewed | None, *, complete: bool) -> tuple[ChangeKind, ...]:
    if not _acts(was):
        return (ChangeKind.OPENED,) if _acts(now) else ()
    assert was is not None
    if now is None or not _acts(now):
        return (ChangeKind.SETTLED,) if complete else ()
    if was.status is RulingStatus.RULED and now.status is RulingStatus.NEW:
        return (ChangeKind.OPENED,)
    worse = _worsened(was.dispute, now.dispute)
    stale = complete and _became_stale(was, now)
    kinds = [kind for kind, holds in ((ChangeKind.WORSENED, worse), (ChangeKind.STALE, stale)) if holds]
    if not kinds and complete and _settled(was, now):
        kinds.append(ChangeKind.SETTLED)
    return tuple(kinds)


def _became_stale(was: Reviewed, now: Reviewed) -> bool:
    """Whether the ruling fits no longer, and did; one stands while records are broken, whatever its mark."""
    if now.status is not RulingStatus.STALE or was.status is RulingStatus.STALE:
        return False
    same_ruling = was.ruling is not None and now.ruling is not None and was.ruling.of == now.ruling.of
    return not same_ruling or was.fingerprint != now.fingerprint


def _acts(reviewed: Reviewed | None) -> bool:
    """Whether it is there, and at conflict or tension."""
    return reviewed is not None and reviewed.dispute.grade.actionable


def _settled(was: Reviewed, now: Reviewed) -> bool:
    """Whether it was ruled on, by more than a draft, or is not as grave as it was."""
    ruled = now.status is RulingStatus.RULED and not now.unwritten and was.status is not RulingStatus.RULED
    return ruled or now.dispute.grade.rank > was.dispute.grade.rank


def _worsened(was: Dispute, now: Dispute) -> bool:
    """Whether the grade went up, or something disagrees that did not, or not as gravely."""
    if now.grade.rank < was.grade.rank:
        return True
    known = _Known(was.actionable)
    return not all(map(known.covers, now.actionable))


class _Known:
    """Disagreements that were there, found by one of their claims."""

    def __init__(self, disagreements: Iterable[Disagreement]) -> None:
        self._by_claim: dict[str, list[tuple[int, list[set[str]]]]] = defaultdict(list)
        for disagreement in disagreements:
            sides = [set(member) for member in disagreement.members]
            for id_ in disagreement.claims:
                self._by_claim[id_].append((disagreement.grade.rank, sides))

    def covers(self, disagreement: Disagreement) -> bool:
        """Whether one that was there already joined all of these claims, as gravely; it may have had more."""
        # The claim with the fewest disagreements: one of the others may disagree with everybody.
        candidates = min((self._by_claim[id_] for id_ in disagreement.claims), key=len)
        return any(
            rank <= disagreement.grade.rank
            and len(sides) == len(disagreement.members)
            and all(any(side.issuperset(member) for side in sides) for member in disagreement.members)
            for rank, sides in candidates
        )


def _how(was: Reviewed | None, now: Reviewed | None) -> str:
    """What a reader wants to know besides the kind: grades and rulings that changed."""
    if now is None:
        return "gone"
    grade = now.dispute.grade
    told = [str(grade)]
    if was is not None and was.dispute.grade is not grade:
        told = [f"{was.dispute.grade} -> {grade}"]
    if was is not None and was.ruling is not None and now.ruling is None and now.status is RulingStatus.NEW:
        told.append("its ruling is gone" if now.broken is None else "its ruling is broken")
    if now.status is RulingStatus.RULED and now.ruling is not None:
        told.append("ruling drafted" if now.unwritten else f"ruled: {now.ruling.verdict}")
    return ", ".join(told)


# Stories


def tell(
    was: Dispute | None,
    now: Dispute | None,
    claims: Mapping[str, RecordChange],
    rulings: Mapping[str, RecordChange],
) -> Story:
    """What differs between a dispute then and now. Only records that had a part in it are named."""
    old, new = _claims(was), _claims(now)
    records = [claims[id_] for id_ in dict.fromkeys([*new, *old]) if id_ in claims]
    either = now or was
    ruling = rulings.get(either.id) if either is not None else None
    both = bool(old and new)
    return Story(
        records=(*records, ruling) if ruling is not None else tuple(records),
        came=tuple(id_ for id_ in new if both and id_ not in old and id_ not in claims),
        went=tuple(id_ for id_ in old if both and id_ not in new and id_ not in claims),
        regraded=_regraded(was, now) if was is not None and now is not None else (),
    )


def _claims(dispute: Dispute | None) -> tuple[str, ...]:
    """The claims in conflict or tension, each once."""
    actionable = dispute.actionable if dispute is not None else ()
    return tuple(dict.fromkeys(id_ for disagreement in actionable for id_ in disagreement.claims))


def _regraded(was: Dispute, now: Dispute) -> tuple[Regrade, ...]:
    """Disagreements of the same claims whose grade is another, where one of the two is conflict or tension."""
    old, new = _graded(was), _graded(now)
    pairs = [(sides, old[sides], new[sides]) for sides in new if sides in old]
    return tuple(
        Regrade(tuple(dict.fromkeys(chain(*sides))), before.value, after.value)
        for sides, before, after in pairs
        if before is not after and (before.actionable or after.actionable)
    )


def _graded(dispute: Dispute) -> dict[tuple[tuple[str, ...], ...], Grade]:
    """The worst grade of each set of claims that disagree; disagreements come worst first."""
    found: dict[tuple[tuple[str, ...], ...], Grade] = {}
    for disagreement in dispute.disagreements:
        found.setdefault(tuple(sorted(disagreement.members)), disagreement.grade)
    return found
