"""Disputes in brief, and which of them still wait for reviewers."""

from dataclasses import dataclass

from claimbook.disagreement.grade import Grade
from claimbook.rulings.review import Reviewed, Step
from claimbook.rulings.ruling import Verdict
from claimbook.telling.phrases import decision


@dataclass(frozen=True, slots=True)
class DisputeMark:
    """A dispute in brief, as it is flagged where one of its claims is shown.

    ``grade`` is the worst disagreement that the claim itself is in; ``decision`` says in words
    how reviewers left it, and ``unruled`` that they still have to look.
    """

    dispute: str
    question: str
    grade: Grade
    decision: str
    unruled: bool

    @property
    def flagged(self) -> bool:
        """Whether readers are warned of it wherever the claim is cited."""
        return self.grade.actionable


def mark_of(reviewed: Reviewed, grade: Grade | None = None) -> DisputeMark:
    """A dispute in brief, at its own grade or at that of one of its claims."""
    dispute = reviewed.dispute
    return DisputeMark(dispute.id, dispute.question, grade or dispute.grade, decision(reviewed), is_unruled(reviewed))


def is_unruled(reviewed: Reviewed) -> bool:
    """Whether nobody has ruled on it as it stands."""
    return reviewed.step is not Step.NOTHING


def is_open(reviewed: Reviewed) -> bool:
    """Whether a conflict or tension is not settled: not ruled on, or ruled to be open."""
    if not reviewed.dispute.grade.actionable:
        return False
    return is_unruled(reviewed) or (reviewed.ruling is not None and reviewed.ruling.verdict is Verdict.OPEN)
