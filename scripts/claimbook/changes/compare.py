"""The whole comparison: what the working tree introduces over a revision, in records, disputes and diagnostics."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from claimbook.changes.effects import ChangeKind, DisputeChange, find_effects
from claimbook.changes.records import RecordChange, claim_changes, ruling_changes
from claimbook.changes.repository import Repository
from claimbook.changes.revision import Revision, find_revision
from claimbook.check import DISPUTE_CODES, Result, check
from claimbook.diagnostics import Diagnostic, Place, Severity
from claimbook.layout import VOCABULARY
from claimbook.rules import is_broken
from claimbook.rulings.ruling import Rulings
from claimbook.selection import choose, chosen

STALE = "CB501"


class Quote(NamedTuple):
    """What a report says of a claim that may be gone by now."""

    says: str
    voice: str
    place: Place
    gone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other than at a revision.

    ``absent`` and ``broken`` say that the revision has no knowledge base at this place, or one that
    could not be read in full; ``after`` is the whole result as it is now. ``quotes`` has every claim of the
    disputes touched.
    """

    revision: Revision
    after: Result
    effects: tuple[DisputeChange, ...]
    quotes: Mapping[str, Quote]
    claims: tuple[RecordChange, ...]
    diagnostics: tuple[Diagnostic, ...]
    absent: bool
    broken: bool
    vocabulary_changed: bool

    def of(self, kind: ChangeKind) -> list[DisputeChange]:
        """The disputes of a kind, in the order of the report."""
        return [effect for effect in self.effects if kind in effect.kinds]

    def introduced(self) -> Result:
        """The result with only what the change introduces; that alone decides its exit status."""
        return replace(self.after, diagnostics=self.diagnostics)

    def choose(self, select: Sequence[str], ignore: Sequence[str]) -> "Changes":
        """The comparison with only the disputes and findings whose codes were chosen."""
        wanted = chosen(select, ignore)
        effects = tuple(effect for effect in self.effects if any(map(wanted, _codes(effect))))
        return replace(self, effects=effects, diagnostics=choose(self.introduced(), select, ignore).diagnostics)


def _codes(effect: DisputeChange) -> tuple[str, ...]:
    """What a dispute is reported under."""
    code = DISPUTE_CODES[effect.dispute.grade]
    return (code, STALE) if ChangeKind.STALE in effect.kinds else (code,)


def compare(after: Result, name: str, archive: Path | None, retractions: Path | None = None) -> Changes:
    """Hold a result against the state at a revision. Raises CallError where that cannot be read."""
    repository = Repository(after.base.root)
    revision = find_revision(repository, name)
    with repository.laid_out(revision.commit) as folder:
        absent = not (folder / VOCABULARY).exists()
        before = None if absent else check(folder, archive, retractions=retractions)
        claims = claim_changes(before.base if before else None, after.base)
        rulings = ruling_changes(before.base.rulings if before else Rulings(), after.base.rulings)
        effects = tuple(find_effects(before, after, claims, rulings))
        return Changes(
            revision=revision,
            after=after,
            effects=effects,
            quotes=_quotes(effects, before, after),
            claims=tuple(claims.values()),
            diagnostics=tuple(_introduced(before, after, effects)),
            absent=absent,
            broken=before is not None and before.base.broken,
            vocabulary_changed=vocabulary_text(folder) != vocabulary_text(after.base.root),
        )


def _quotes(effects: Iterable[DisputeChange], before: Result | None, after: Result) -> dict[str, Quote]:
    """The claims of the disputes, as they are or, where they are gone, as they were."""
    old = before.base.records.claims if before is not None else {}
    new = after.base.records.claims
    ids = dict.fromkeys(id_ for effect in effects for id_ in effect.dispute.claims)
    claims = {id_: new[id_] if id_ in new else old[id_] for id_ in ids}
    return {id_: Quote(claim.says, claim.voice, claim.place, id_ not in new) for id_, claim in claims.items()}


def vocabulary_text(root: Path) -> bytes:
    """The vocabulary as it is written, whatever ends its lines."""
    try:
        return (root / VOCABULARY).read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return b""


def _introduced(before: Result | None, after: Result, effects: tuple[DisputeChange, ...]) -> list[Diagnostic]:
    """Broken input, the findings on the disputes that are other than they were, and what was not found before."""
    known = Counter(d.id for d in before.diagnostics) if before is not None else Counter[str]()
    settled = {e.dispute.id for e in effects if ChangeKind.SETTLED in e.kinds}
    touched = {e.dispute.id for e in effects} - settled
    stale = {e.dispute.id for e in effects if ChangeKind.STALE in e.kinds}

    def kept(found: Diagnostic) -> bool:
        if found.code in DISPUTE_CODES.values():
            # One that is less grave but still waits was waiting before: it is told of, and fails nothing.
            return found.dispute in touched or (found.dispute in settled and found.severity is not Severity.ERROR)
        if found.code == STALE:
            return found.dispute in stale
        known[found.id] -= 1
        return is_broken(found) or known[found.id] < 0

    return [_at_its_cause(found, effects, after) for found in after.diagnostics if kept(found)]


def _at_its_cause(found: Diagnostic, effects: Iterable[DisputeChange], after: Result) -> Diagnostic:
    """A dispute's finding, at the first claim of the dispute that the change touched, if there is one."""
    if found.code not in DISPUTE_CODES.values():
        return found
    by = {id_ for effect in effects if effect.dispute.id == found.dispute for id_ in effect.by}
    cause = next((id_ for id_ in found.claims if id_ in by), None)
    return found if cause is None else replace(found, place=after.base.records.claims[cause].place)
