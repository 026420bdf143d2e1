"""Disputes on a page: as one line each, or in full with sides, steps and ruling."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from claimbook.disagreement.grade import Grade
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import dispute_anchor
from claimbook.sphinxext.show_claims import citations, claim_items
from claimbook.views.model import DisputeView, Mark, RulingView, SideView, StepsView
from claimbook.views.phrases import capitalised, plural

_GROUPS = {
    Grade.CONFLICT: ("Conflicts", "The claims cannot all be right."),
    Grade.TENSION: ("Tensions", "The claims hardly fit, or one of them is narrower, or less firmly put."),
    Grade.EXCEPTION: ("Exceptions", "A general claim with a special case against it; there is nothing to decide."),
    Grade.CONTRAST: ("Contrasts", "The claims differ under circumstances that exclude each other; both may be true."),
}


def marks_list(marks: Sequence[Mark]) -> nodes.Node:
    """Disputes in one line each, or a sentence when there is none."""
    if not marks:
        return build.paragraph("There is no such dispute.", classes=["cb-none"])
    return build.verbatim(build.bullets(([_line(mark)] for mark in marks), classes=["cb-plain", "cb-disputes"]))


def _line(mark: Mark) -> nodes.paragraph:
    decision = build.inline(f" ({mark.decision})" if mark.grade.actionable else "", classes=["cb-decision"])
    return build.paragraph(
        build.badge(mark.grade.value, mark.grade.value), " ", build.dispute_link(mark), decision, classes=["cb-marked"]
    )


def by_grade(disputes: Sequence[DisputeView]) -> build.Nodes:
    """All disputes in full, in a section for each grade; their ids are the disputes' permalinks."""
    sections: build.Nodes = []
    for grade, (title, lead) in _GROUPS.items():
        members = [full(dispute, permanent=True) for dispute in disputes if dispute.mark.grade is grade]
        if members:
            sections.append(build.section(title, f"grade_{grade.value}", build.paragraph(lead), *members))
    return [build.verbatim(section) for section in sections if isinstance(section, nodes.Element)] or _none()


def _none() -> build.Nodes:
    return [build.paragraph("There is no dispute on record.", classes=["cb-none"])]


def one_by_one(disputes: Sequence[DisputeView]) -> build.Nodes:
    """Some disputes in full, as boxes that link to the page of all disputes."""
    return [build.verbatim(full(dispute, permanent=False)) for dispute in disputes] or _none()


def full(dispute: DisputeView, *, permanent: bool) -> nodes.Element:
    """A dispute: as a section with its permalink, or as a box."""
    classes = ["cb-dispute", f"cb-in-{dispute.mark.grade.value}"]
    parts = [
        _head(dispute, permanent=permanent),
        *_sides(dispute.sides),
        *_explained(dispute),
        *_ruling(dispute),
        *_steps(dispute.steps),
    ]
    if permanent:
        return build.section(dispute.mark.question, dispute_anchor(dispute.id), *parts, classes=classes)
    title = build.paragraph(build.dispute_link(dispute.mark), classes=["cb-dispute-title"])
    return build.block(title, *parts, classes=classes)


def _head(dispute: DisputeView, *, permanent: bool) -> nodes.paragraph:
    """Grade, who disagrees, how it was left, and the id that pages refer to it by."""
    grade = dispute.mark.grade.value
    told = [part for part in (dispute.between, dispute.mark.decision if dispute.mark.grade.actionable else "") if part]
    code: nodes.Node = build.code(dispute.id)
    if permanent:
        code = nodes.reference("", "", code, refid=dispute_anchor(dispute.id), internal=True)
        code["reftitle"] = "Link to this dispute"
    words = f" {capitalised('; '.join(told))}{' · ' if told else ''}"
    return build.paragraph(build.badge(grade, grade), words, code, classes=["cb-head"])


# Sides


def _sides(sides: Iterable[SideView]) -> build.Nodes:
    """The positions that make the grade, then those that only meet them in weaker ways."""
    main = [build.block(*_side(side), classes=["cb-side"]) for side in sides if side.claims]
    rest = [part for side in sides for part in _others(side)]
    held = sum(len(side.others) for side in sides)
    title = f"{plural(held, 'more claim')} on the same question, in exceptions or contrasts only"
    return [build.block(*main, classes=["cb-sides"]), *([build.fold(title, *rest)] if rest else [])]


def _side(side: SideView) -> build.Nodes:
    held_by = build.inline(f" {side.held_by}" if side.held_by else "", classes=["cb-held-by"])
    return [build.paragraph(side.position, held_by, classes=["cb-position"]), claim_items(side.claims)]


def _others(side: SideView) -> build.Nodes:
    return [build.paragraph(side.position, classes=["cb-position"]), claim_items(side.others)] if side.others else []


# Why, and what was decided


def _explained(dispute: DisputeView) -> build.Nodes:
    if not dispute.may_explain:
        return []
    label = build.inline("What might explain it: ", classes=["cb-label"])
    return [build.paragraph(label, f"{', '.join(dispute.may_explain)}.")]


def _steps(steps: Sequence[StepsView]) -> build.Nodes:
    """The disagreements with their steps; those that need no decision apart."""
    acted = [step for step in steps if step.grade.actionable]
    weaker = [step for step in steps if not step.grade.actionable]
    return [*_folded("How this was graded", acted), *_folded("Weaker disagreements on the same question", weaker)]


def _folded(title: str, steps: Sequence[StepsView]) -> build.Nodes:
    if not steps:
        return []
    items = ([_what(step), _why(step)] for step in steps)
    return [build.fold(f"{title} ({len(steps)})", build.bullets(items, classes=["cb-plain", "cb-steps"]))]


def _why(step: StepsView) -> nodes.bullet_list:
    return build.bullets([build.paragraph(f"{capitalised(why)}.")] for why in step.why)


def _what(step: StepsView) -> nodes.paragraph:
    return build.paragraph(build.badge(step.grade.value, step.grade.value), f" {' / '.join(step.positions)}")


def _ruling(dispute: DisputeView) -> build.Nodes:
    """What reviewers decided; one that is out of date says so."""
    ruling = dispute.ruling
    if ruling is None:
        return []
    parts = _decision(ruling)
    if dispute.mark.unruled:
        parts.insert(0, build.paragraph("The claims have changed since; this ruling awaits a second look."))
    return [build.block(*parts, classes=["cb-ruling"])]


def _decision(ruling: RulingView) -> build.Nodes:
    head = build.inline(f"Ruling: {ruling.verdict}. ", classes=["cb-label"])
    parts: build.Nodes = [build.paragraph(head, ruling.because)]
    if ruling.prefers:
        parts += [build.paragraph(build.inline("Preferred:", classes=["cb-label"])), claim_items(ruling.prefers)]
    if ruling.cites:
        parts.append(build.paragraph(build.inline("Rests on: ", classes=["cb-label"]), *citations(ruling.cites)))
    return [*parts, build.paragraph(f"Ruled on by {ruling.by}, {ruling.on}.", classes=["cb-foot"])]
