"""Fingerprints: what a ruling was made on, in one mark that changes with it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.positions import other_way, sort_key
from claimbook.records.claims import Arm, Claim, EffectAssertion, ModerationAssertion, ValueAssertion

FINGERPRINT_VERSION = 1


def fingerprint(dispute: Dispute, claims: Mapping[str, Claim]) -> str:
    """SHA-256 over the claims in conflict or tension, the sets they form and their grades.

    Covers every resolved field that has a meaning, by name; not the paraphrase, the locator,
    the note or an anchor's index, nor ``data_of``, which its source says of all its claims.
    """
    disagreements = dispute.actionable
    ids = sorted({id_ for disagreement in disagreements for id_ in disagreement.claims})
    content = {
        "version": FINGERPRINT_VERSION,
        "claims": [canonical(claims[id_]) for id_ in ids],
        "disagreements": sorted([sorted(map(list, d.members)), d.grade.value] for d in disagreements),
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
