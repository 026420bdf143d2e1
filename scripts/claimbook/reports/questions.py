"""Questions explained, as text for a terminal: every position, who holds it, and whether anybody disputes it."""

from collections.abc import Mapping, Sequence

from claimbook.disagreement.agreement import Agreement
from claimbook.disagreement.questions import Question, Viewpoint
from claimbook.records.claims import Claim, Wording
from claimbook.reports.disputes import STYLES, state
from claimbook.reports.terminal import Sheet, Style, fixed
from claimbook.rulings.review import Reviewed


def add_question(
    sheet: Sheet,
    question: Question,
    reviewed: Reviewed | None,
    claims: Mapping[str, Claim],
    related: Sequence[str] = (),
) -> None:
    """All positions on a question. ``reviewed`` is the dispute on it; ``related`` are ids of other questions."""
    sheet.rule()
    sheet.add((fixed(question.id), Style.BOLD), question.words, hang=2)
    style = STYLES[reviewed.dispute.grade] if reviewed is not None else Style.GREEN
    sheet.add((_disputed(reviewed), style), indent=2)
    against = _opposed(reviewed)
    for view in question.views:
        _view(sheet, view, against, claims)
    _from_elsewhere(sheet, question, against, claims)
    if related:
        sheet.blank()
        sheet.add(("see also:", Style.DIM), ", ".join(map(fixed, related)), indent=2, hang=2)


def _disputed(reviewed: Reviewed | None) -> str:
    if reviewed is None:
        return "nobody disputes anything here"
    return f"disputed: {reviewed.dispute.grade.value} ({state(reviewed)})"


def _opposed(reviewed: Reviewed | None) -> dict[str, str]:
    """The worst grade at which each claim of a dispute is opposed."""
    found: dict[str, str] = {}
    for disagreement in reviewed.dispute.disagreements if reviewed is not None else ():
        for id_ in disagreement.claims:
            found.setdefault(id_, disagreement.grade.value)
    return found


def _view(sheet: Sheet, view: Viewpoint, against: Mapping[str, str], claims: Mapping[str, Claim]) -> None:
    sheet.blank()
    about = [(f"({view.about})", Style.PLAIN)] if view.about else []
    sheet.add((view.says, Style.BOLD), *about, (view.agreement.held_by, Style.DIM), indent=2, hang=2)
    for id_ in view.claims:
        _holder(sheet, claims[id_], against.get(id_, ""))
    _ties(sheet, view.agreement)


def _holder(sheet: Sheet, claim: Claim, grade: str) -> None:
    note = f"in {_article(grade)} {grade}" if grade else "not disputed here"
    hedge = [f"{claim.wording.value}"] if claim.wording is not Wording.ASSERTED else []
    sheet.add("-", claim.says, indent=4, hang=2)
    told = "; ".join([f"{claim.voice}, {claim.at}", *hedge, note])
    sheet.add((fixed(claim.id), Style.PLAIN), (f"({told})", Style.DIM), indent=6, hang=2)


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def _ties(sheet: Sheet, agreement: Agreement) -> None:
    """Which claims of several voices count once, and why."""
    for group in agreement.groups:
        if len(group.voices) > 1:
            studies = ", ".join(name.rpartition("#")[2] for name in group.studies)
            told = f"count once, since they tell of the same study ({studies}): {', '.join(group.claims)}"
            sheet.add((told, Style.DIM), indent=4, hang=2)


def _from_elsewhere(sheet: Sheet, question: Question, against: Mapping[str, str], claims: Mapping[str, Claim]) -> None:
    """Claims on wider or narrower subjects that meet these in the dispute."""
    here = {id_ for view in question.views for id_ in view.claims}
    others = [id_ for id_ in against if id_ not in here]
    if others:
        sheet.blank()
        title = "in the dispute, but on a subject of its own:" if question.views else "in the dispute:"
        sheet.add((title, Style.BOLD), indent=2)
    for id_ in others:
        _holder(sheet, claims[id_], against[id_])
