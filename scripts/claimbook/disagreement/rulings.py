"""Rulings: what reviewers decided on a dispute, and whether it still stands."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.positions import other_way, sort_key
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Sequence
from claimbook.reading.spelling import suggestion
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.claims import Arm, Claim, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.rules import report
from claimbook.vocabulary.dates import parse_edtf

FINGERPRINT_VERSION = 1
_FEW = 12
RULING_KEYS = ("dispute", "verdict", "because", "prefers", "cites", "by", "on", "of")


class Verdict(StrEnum):
    """What was decided."""

    OPEN = "open"
    EXPLAINED = "explained"
    ONE_SIDE = "one-side"
    NOT_A_DISPUTE = "not-a-dispute"


class Status(StrEnum):
    """How a dispute stands with its ruling."""

    NEW = "new"
    RULED = "ruled"
    STALE = "stale"
    NONE = "none"


class Ruling(NamedTuple):
    """A reviewer's decision; ``of`` is the fingerprint of what was decided on."""

    dispute: str
    verdict: Verdict
    because: str
    by: str
    on: str
    of: str
    place: Place
    prefers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def read_rulings(paths: Iterable[Path], root: Path, sink: Sink) -> list[Ruling]:
    """All rulings of some files; broken ones are reported and left out."""
    found: list[Ruling] = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        node = read_yaml(path, name, sink)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            fields = fields_of(item, "the ruling", sink, Place(name))
            ruling = _ruling(fields, sink) if fields is not None else None
            if ruling is not None:
                found.append(ruling)
    return found


def _ruling(fields: Fields, sink: Sink) -> Ruling | None:
    before = len(sink)
    dispute = fields.text("dispute", required="Name the dispute.")
    fields.what = f"the ruling on '{dispute}'"
    fields.only(RULING_KEYS)
    verdict = fields.word("verdict", [v.value for v in Verdict], required="Give a verdict.")
    ruling = {
        "because": fields.text("because", required="Say what stands against what, and why you decide so."),
        "by": fields.text("by", required="Say who decided."),
        "on": fields.text("on", required="Give the date."),
        "of": fields.text("of", required="Give the fingerprint: `claimbook rule` writes it."),
    }
    if ruling["on"] and parse_edtf(ruling["on"]) is None:
        report(sink, "CB109", fields.place_of("on"), key="on", why=f"'{ruling['on']}' is not a date in EDTF",
               way="Write it like '2026-11-21'.")  # fmt: skip
    prefers = tuple(s.text for s in fields.texts("prefers"))
    cites = tuple(s.text for s in fields.texts("cites"))
    if verdict == Verdict.ONE_SIDE and not prefers:
        report(sink, "CB107", fields.place, what=fields.heading, key="prefers",
               way="Name the claims that hold: 'prefers: [id]'.")  # fmt: skip
    if len(sink) > before:
        return None
    return Ruling(dispute=dispute, verdict=Verdict(verdict), prefers=prefers, cites=cites, place=fields.place, **ruling)


# Fingerprints


def fingerprint(dispute: Dispute, claims: Mapping[str, Claim]) -> str:
    """SHA-256 over the claims in conflict or tension, the sets they form and their grades.

    Covers every resolved field that has a meaning, by name; not the paraphrase, the locator,
    the note or an anchor's index.
    """
    disagreements = dispute.actionable
    ids = sorted({id_ for disagreement in disagreements for id_ in disagreement.claims})
    content = {
        "version": FINGERPRINT_VERSION,
        "claims": [canonical(claims[id_]) for id_ in ids],
        "disagreements": sorted([sorted(map(list, d.members)), d.severity.value] for d in disagreements),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def canonical(claim: Claim) -> dict[str, Any]:
    """The meaning of a claim as plain data."""
    return {
        "id": claim.id,
        "source": claim.source,
        "anchors": [[anchor.digest, anchor.count] for anchor in claim.anchors],
        "form": claim.form.value,
        "assertion": _assertion(claim),
        "scope": {key: sort_key(value) for key, value in sorted(claim.scope.items())},
        "reach": claim.reach.value,
        "wording": claim.wording.value,
        "as_of": claim.as_of,
        "study": claim.study,
        "reports": sorted(claim.reports),
        "said_by": claim.said_by,
    }


def _assertion(claim: Claim) -> dict[str, Any] | None:
    match claim.assertion:
        case EffectAssertion() as effect:
            # Which arm is written first means nothing.
            return min(map(_effect, (effect, other_way(effect))), key=_first_arm)
        case ValueAssertion() as value:
            return {"property": value.property, "mode": value.mode, "value": sort_key(value.value)}
        case ModerationAssertion() as moderation:
            return {
                "moderator": moderation.moderator,
                "when": sort_key(moderation.when),
                "changes": moderation.changes.value,
            }
    return None


def _effect(effect: EffectAssertion) -> dict[str, Any]:
    estimate = effect.estimate
    return {
        "intervention": _arm(effect.intervention),
        "comparator": _arm(effect.comparator),
        "effect": effect.effect.value,
        "estimate": asdict(estimate) if estimate is not None else None,
    }


def _first_arm(effect: dict[str, Any]) -> tuple[bool, str, str]:
    """Orders the two ways of saying one effect; an arm that is not stated comes last."""
    arm = effect["intervention"]
    return arm["term"] is None, str(arm["term"]), repr(sorted(arm["given"].items())) + effect["effect"]


def _arm(arm: Arm) -> dict[str, Any]:
    return {"term": arm.term, "given": {key: sort_key(value) for key, value in sorted(arm.given.items())}}


# Status


@dataclass(frozen=True)
class Reviewed:
    """A dispute with its ruling, if any, and how the two stand.

    ``unwritten``: the ruling still says what its draft said. ``claims`` are those of the dispute,
    if not more.
    """

    dispute: Dispute
    ruling: Ruling | None
    status: Status
    claims: Mapping[str, Claim] = field(repr=False, compare=False)
    unwritten: bool = False

    @cached_property
    def fingerprint(self) -> str:
        """The mark of what there is to rule on; '' where there is nothing."""
        return fingerprint(self.dispute, self.claims) if self.dispute.severity.actionable else ""


def review(
    disputes: Iterable[Dispute], rulings: Iterable[Ruling], claims: Mapping[str, Claim], *, complete: bool = True
) -> list[Reviewed]:
    """Put each dispute beside its ruling.

    When records are missing (``complete`` is False) a dispute may only seem to have changed, so its ruling stands.
    """
    by_dispute = {ruling.dispute: ruling for ruling in reversed(list(rulings))}
    return [_reviewed(dispute, by_dispute.get(dispute.id), claims, complete) for dispute in disputes]


def _reviewed(dispute: Dispute, ruling: Ruling | None, claims: Mapping[str, Claim], complete: bool) -> Reviewed:
    if not dispute.severity.actionable:
        return Reviewed(dispute, None, Status.NONE, claims)
    if ruling is None:
        return Reviewed(dispute, None, Status.NEW, claims)
    stands = not complete or ruling.of == fingerprint(dispute, claims)
    status = Status.RULED if stands else Status.STALE
    return Reviewed(dispute, ruling, status, claims, " ".join(ruling.because.split()) == drafted(dispute, claims))


def drafted(dispute: Dispute, claims: Mapping[str, Claim]) -> str:
    """What a draft says for a start: what stands against what, in the worst disagreement, and how many there are."""
    worst = dispute.disagreements[0]
    sides = [_side(label, ids, claims) for label, ids in zip(worst.labels, worst.members, strict=True)]
    told = " stands against ".join(sides)
    rest = len(dispute.actionable) - 1
    more = f" On the same question {rest} more {'pair does' if rest == 1 else 'pairs do'} not fit." if rest else ""
    whole = f"{told[:1].upper()}{told[1:]}.{more} Nothing cited here settles which holds."
    return " ".join(whole.split())


def _side(label: str, ids: Iterable[str], claims: Mapping[str, Claim]) -> str:
    return f"{label} ({', '.join(dict.fromkeys(claims[id_].voice for id_ in ids))})"


def check_rulings(
    reviewed: Iterable[Reviewed],
    rulings: Iterable[Ruling],
    known_claims: Iterable[str] | None,
    complete: bool,
    sink: Sink,
) -> None:
    """Report rulings that are double, out of date, on nothing, not written yet, or prefer what takes no side.

    When records are missing (``complete`` is False) a dispute may only seem to be gone, and
    when a file could not be read (``known_claims`` is None) a claim may.
    """
    live = {r.dispute.id: r for r in reviewed if r.dispute.severity.actionable}
    known = set(known_claims) if known_claims is not None else None
    seen: dict[str, Place] = {}
    for ruling in rulings:
        first = seen.setdefault(ruling.dispute, ruling.place)
        if first is not ruling.place:
            report(sink, "CB503", ruling.place, dispute=ruling.dispute, first=first, about=[ruling.dispute])
        elif complete and ruling.dispute not in live:
            report(sink, "CB502", ruling.place, dispute=ruling.dispute, suggestion=suggestion(ruling.dispute, live))
        elif complete:
            _check_live(ruling, live[ruling.dispute], sink)
        _check_preferred(ruling, live.get(ruling.dispute) if complete else None, known, sink)


def _check_live(ruling: Ruling, reviewed: Reviewed, sink: Sink) -> None:
    """A ruling that counts, on a dispute that is there."""
    if reviewed.status is Status.STALE:
        report(sink, "CB501", ruling.place, dispute=ruling.dispute, fingerprint=reviewed.fingerprint)
    if reviewed.unwritten:
        report(sink, "CB505", ruling.place, dispute=ruling.dispute)


def _check_preferred(ruling: Ruling, reviewed: Reviewed | None, known: Collection[str] | None, sink: Sink) -> None:
    """The claims that a ruling prefers exist, and take a side in its dispute."""
    sides = reviewed.dispute.claims if reviewed is not None else None
    for id_ in ruling.prefers:
        if known is not None and id_ not in known:
            report(sink, "CB116", ruling.place, dispute=ruling.dispute, key="prefers", id=id_,
                   suggestion=suggestion(id_, known), about=[id_])  # fmt: skip
        elif sides is not None and id_ not in sides:
            report(sink, "CB504", ruling.place, dispute=ruling.dispute, id=id_, sides=_few(sides), about=[id_])


def _few(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_FEW]) + (", ..." if len(ids) > _FEW else "")
