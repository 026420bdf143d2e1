"""Drafts of rulings, and rulings renewed."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from claimbook.capitals import capitalised
from claimbook.disagreement.disputes import Dispute
from claimbook.failure import CallError
from claimbook.layout import RULINGS
from claimbook.records.claims import Claim
from claimbook.rulings.review import Reviewed
from claimbook.rulings.ruling import DRAFT_MARK, Ruling, Verdict
from claimbook.writing.edits import Edit, entries
from claimbook.writing.scalars import scalar


def file_of(dispute: Dispute) -> str:
    """Where a ruling on the dispute belongs: one file for each topic."""
    return f"{RULINGS}/{dispute.id.partition('/')[0]}.yml"


def draft(reviewed: Reviewed, by: str, on: date) -> list[str]:
    """The lines of a ruling on the dispute as it stands, left open."""
    dispute = reviewed.dispute
    return [
        f"- dispute: {scalar(dispute.id)}",
        f"  verdict: {Verdict.OPEN.value}",
        f"  because: {scalar(f'{DRAFT_MARK} {_reasons(dispute, reviewed.claims)}')}",
        "  prefers: []",
        "  cites: []",
        f"  by: {scalar(by)}",
        f'  on: "{on.isoformat()}"',
        f"  of: {reviewed.fingerprint}",
    ]


def _reasons(dispute: Dispute, claims: Mapping[str, Claim]) -> str:
    """To start from: what stands against what, in the worst disagreement, and how many there are."""
    worst = dispute.disagreements[0]
    sides = [_side(label, ids, claims) for label, ids in zip(worst.labels, worst.members, strict=True)]
    told = " stands against ".join(sides)
    rest = len(dispute.actionable) - 1
    more = f" On the same question {rest} more {'pair does' if rest == 1 else 'pairs do'} not fit." if rest else ""
    whole = f"{capitalised(told)}.{more} Nothing cited here settles which holds."
    return " ".join(whole.split())


def _side(label: str, ids: Iterable[str], claims: Mapping[str, Claim]) -> str:
    return f"{label} ({', '.join(dict.fromkeys(claims[id_].voice for id_ in ids))})"


def accepted(ruling: Ruling, fingerprint: str, root: Path, on: date) -> list[Edit]:
    """The edits that make a ruling one on the dispute as it stands now."""
    name = ruling.place.file
    entry = next((e for e in entries(root / name, name) if e.place == ruling.place), None)
    of, day = (entry.scalar(key, entry.get(key)) if entry is not None else None for key in ("of", "on"))
    if of is None or day is None:
        raise CallError(f"The ruling at {ruling.place} is not there any more.", "Run the check again.")
    return [Edit(of.place, of.text, fingerprint), Edit(day.place, day.text, on.isoformat())]
