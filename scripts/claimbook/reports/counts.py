"""Counts that reports show: claims by form, passages by the state of their anchors."""

from collections import Counter

from claimbook.knowledge import KnowledgeBase
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Form


def forms(base: KnowledgeBase) -> dict[str, int]:
    """Claims by form, all four of them."""
    found = Counter(claim.form for claim in base.claims())
    return {form.value: found[form] for form in Form}


def typed_share(base: KnowledgeBase) -> float:
    """The share of claims that are compared: all but statements."""
    claims = base.claims()
    return sum(claim.form is not Form.STATEMENT for claim in claims) / len(claims) if claims else 0.0


def anchors(base: KnowledgeBase) -> dict[str, int]:
    """Anchored passages by the worst state of their anchors, all states; each passage once."""
    passages = {(record.source, record.anchors): base.located[record.id].state for record in base.anchored()}
    found = Counter(passages.values())
    return {state.value: found[state] for state in AnchorState}
