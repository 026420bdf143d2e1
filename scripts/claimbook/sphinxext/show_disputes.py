"""Disputes on a page: as one line each, or in full with sides, steps and ruling."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from claimbook.capitals import capitalised, uncapitalised
from claimbook.disagreement.grade import Grade
from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import dispute_anchor
from claimbook.sphinxext.show_claims import citations, quotes
from claimbook.telling.marks import DisputeMark
from claimbook.telling.topics import OTHER
from claimbook.views.model import ClaimView, DifferingView, DisputeView, RulingView, SideView, StepsView, StudySide

MOST_COLUMNS = 3  # positions that a table sets side by side
MOST_VALUES = 4  # values that a cell lists
MOST_POSITIONS = 4  # positions that a dispute in brief names
MOST_REASONS = 5  # reasons why disagreements of one kind are weak
LEAST_OF_TOPIC = 2  # disputes that make a section of their own
_NO_STUDY = "No study on record speaks to this question itself."

_GRADES = {
    Grade.CONFLICT: "the claims cannot all be right",
    Grade.TENSION: "the claims hardly fit, or one of them is narrower, or less firmly put",
    Grade.EXCEPTION: "a general claim with a special case against it; there is nothing to decide",
    Grade.CONTRAST: "the claims differ under circumstances that exclude each other; both may be true",
}


def marks_list(marks: Sequence[DisputeMark], *, goes_without_saying: str = "") -> nodes.Node:
    """Disputes in one line each, or a sentence when there is none."""
    if not marks:
        return build.paragraph("There is no such dispute.", classes=["cb-none"])
    items = ([_line(mark, goes_without_saying)] for mark in marks)
    return build.verbatim(build.bullets(items, classes=["cb-plain", "cb-disputes"]))


def _line(mark: DisputeMark, goes_without_saying: str) -> nodes.paragraph:
    told = mark.grade.actionable and mark.decision != goes_without_saying
    decision = build.inline(f" ({mark.decision})" if told else "", classes=["cb-decision"])
    return build.paragraph(
        build.badge(mark.grade.value, mark.grade.value), " ", build.dispute_link(mark), decision, classes=["cb-marked"]
    )


# The page of all


def by_topic(disputes: Sequence[DisputeView]) -> build.Nodes:
    """All disputes in full, in a section for each topic, the worst first; their ids are the disputes' permalinks."""
    if not disputes:
        return _none()
    ranked = sorted(disputes, key=lambda dispute: dispute.mark.grade.rank)
    sections = [_topic(title, id_, members) for title, id_, members in _filed(ranked)]
    return [build.verbatim(part) for part in (_key(ranked), *sections)]


def _filed(disputes: Sequence[DisputeView]) -> list[tuple[str, str, list[DisputeView]]]:
    """Title, id and disputes of each section, the topics of most to decide first; topics of one dispute share one."""
    topics: dict[str, list[DisputeView]] = {}
    for dispute in disputes:
        topics.setdefault(dispute.topic, []).append(dispute)
    own = {topic: members for topic, members in topics.items() if len(members) >= LEAST_OF_TOPIC}
    rest = [dispute for dispute in disputes if dispute.topic not in own]
    found = [(members[0].about, f"topic_{topic}", members) for topic, members in own.items()]
    found.sort(key=lambda section: -sum(dispute.mark.grade.actionable for dispute in section[2]))
    return [*found, *([(OTHER if own else "All questions", "topics_other", rest)] if rest else [])]


def _topic(title: str, id_: str, disputes: Sequence[DisputeView]) -> nodes.section:
    members = (full(dispute, permanent=True) for dispute in disputes)
    return build.section(f"{title} ({len(disputes)})", id_, *members, classes=["cb-topic"])


def _key(disputes: Iterable[DisputeView]) -> nodes.Element:
    """What the grades mean, with how many disputes have each."""
    counted = Counter(dispute.mark.grade for dispute in disputes)
    items = (
        [build.paragraph(build.badge(grade.value, grade.value), f" {counted[grade]}: {told}.", classes=["cb-marked"])]
        for grade, told in _GRADES.items()
        if counted[grade]
    )
    return build.bullets(items, classes=["cb-plain", "cb-disputes"])


def _none() -> build.Nodes:
    return [build.paragraph("There is no dispute on record.", classes=["cb-none"])]


# One dispute


def one_by_one(disputes: Sequence[DisputeView]) -> build.Nodes:
    """Some disputes in full, as boxes that link to the page of all disputes."""
    return [build.verbatim(full(dispute, permanent=False)) for dispute in disputes] or _none()


def full(dispute: DisputeView, *, permanent: bool) -> nodes.Element:
    """A dispute: as a section with its permalink, or as a box. Its classes are what readers filter by."""
    classes = ["cb-dispute", f"cb-in-{dispute.mark.grade.value}"]
    parts = [
        _head(dispute, permanent=permanent),
        _brief(dispute.sides),
        *_ruling(dispute),
        _whole(dispute, permanent=permanent),
    ]
    if permanent:
        classes += [f"cb-on-{dispute.topic}", f"cb-was-{nodes.make_id(dispute.mark.decision)}"]
        return build.section(dispute.mark.question, dispute_anchor(dispute.id), *parts, classes=classes)
    title = build.paragraph(build.dispute_link(dispute.mark), classes=["cb-dispute-title"])
    return build.block(title, *parts, classes=classes)


def _brief(sides: Sequence[SideView]) -> nodes.paragraph:
    """The positions against each other, in a line."""
    positions = [side.position for side in sides if side.claims]
    more = len(positions) - MOST_POSITIONS
    named = positions if more <= 1 else positions[:MOST_POSITIONS]
    shown = [build.inline(position, classes=["cb-brief-side"]) for position in named]
    rest = f" and {plural(more, 'more position')}" if more > 1 else ""
    return build.paragraph(*build.joined(shown, " against "), rest, classes=["cb-brief"])


def _whole(dispute: DisputeView, *, permanent: bool) -> nodes.Element:
    """All that stands behind it; open where readers came for this dispute."""
    claims = sum(len(side.claims) + len(side.others) for side in dispute.sides)
    title = f"Who says what: {plural(claims, 'claim')}, {'the studies, ' if permanent else ''}how it was graded"
    return build.fold(
        title,
        *_sides(dispute.sides),
        *_differing(dispute),
        *_explained(dispute),
        *(_studies(dispute) if permanent else []),
        *_others(dispute.sides),
        *_steps(dispute.steps),
        classes=["cb-whole"],
    )


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
    """The positions that make the grade, side by side."""
    return [
        build.block(
            *(build.block(*_side(side), classes=["cb-side"]) for side in sides if side.claims), classes=["cb-sides"]
        )
    ]


def _side(side: SideView) -> build.Nodes:
    held_by = build.inline(f" {side.held_by}" if side.held_by else "", classes=["cb-held-by"])
    return [build.paragraph(side.position, held_by, classes=["cb-position"]), _says(side.claims)]


def _others(sides: Sequence[SideView]) -> build.Nodes:
    """The claims that only meet the others in weaker ways."""
    held = sum(len(side.others) for side in sides)
    if not held:
        return []
    title = f"{plural(held, 'more claim')} on the same question, in exceptions or contrasts only"
    parts: build.Nodes = []
    for side in sides:
        if side.others:
            parts += [build.paragraph(side.position, classes=["cb-position"]), _says(side.others)]
    return [build.fold(title, *parts)]


def _says(claims: Iterable[ClaimView]) -> nodes.bullet_list:
    """Who says it, the paraphrase, the place, how far it can be followed, and the passage when it is at hand."""
    return build.bullets(([_says_it(claim), *quotes(claim.passages)] for claim in claims), ["cb-plain", "cb-items"])


def _says_it(claim: ClaimView) -> nodes.paragraph:
    trace = claim.chain.trace
    followed = [nodes.Text(" "), build.traced(trace)] if trace.leads else []
    whose = build.link("claim", claim.id, claim.voice, classes=["cb-claim-link"])
    return build.paragraph(whose, f" {claim.says} ", build.inline(claim.at, *followed, classes=["cb-at"]))


# In what they differ


def _differing(dispute: DisputeView) -> build.Nodes:
    """A table of the dimensions that are not alike on all sides, and a line of those that are."""
    differing = [row for row in dispute.differing if not row.alike]
    alike = [f"{row.label.lower()}: {row.cells[0][0]}" for row in dispute.differing if row.alike]
    positions = [side.position for side in dispute.sides if side.claims]
    parts: build.Nodes = []
    if differing and len(positions) <= MOST_COLUMNS:
        parts.append(build.block(_facing(differing, positions), classes=["cb-table-box"]))
    elif differing:
        title = f"What differs between the {len(positions)} positions: {_listed(differing)}"
        parts.append(build.fold(title, _by_value(differing, positions)))
    if alike:
        same = build.inline("The same for all: ", classes=["cb-label"])
        parts.append(build.paragraph(same, f"{'; '.join(alike)}.", classes=["cb-typed"]))
    return parts


def _listed(rows: Iterable[DifferingView]) -> str:
    return ", ".join(row.label.lower() for row in rows)


def _facing(rows: Iterable[DifferingView], positions: Sequence[str]) -> nodes.table:
    """One column for each side."""
    width = 76 // len(positions)
    columns = {"What differs": 24} | dict.fromkeys(positions, width)
    cells = ([_label(row), *map(_cell, positions, row.cells)] for row in rows)
    return build.table(columns, (build.row(*row) for row in cells), ["cb-differing"], stubs=1)


def _label(row: DifferingView) -> build.Nodes:
    """The dimension, and whether it may be the reason."""
    perhaps = [build.paragraph("may explain it", classes=["cb-at"])] if row.suspect else []
    return [build.paragraph(row.label), *perhaps]


def _cell(position: str, values: Sequence[str]) -> build.Nodes:
    more = len(values) - MOST_VALUES
    told = "; ".join(values[:MOST_VALUES]) + (f"; and {more} more" if more > 0 else "")
    return build.cell(position, build.paragraph(told))


def _by_value(rows: Iterable[DifferingView], positions: Sequence[str]) -> nodes.definition_list:
    """For each dimension the values, each with the positions whose claims state it."""
    return build.definitions(((row.label, _values(row, positions)) for row in rows), classes=["cb-numbers"])


def _values(row: DifferingView, positions: Sequence[str]) -> str:
    stating: dict[str, list[str]] = {}
    for position, values in zip(positions, row.cells, strict=True):
        for value in values:
            stating.setdefault(value, []).append(uncapitalised(position))
    return "; ".join(f"{value} ({', '.join(held)})" for value, held in stating.items())


# What the studies say


def _studies(dispute: DisputeView) -> build.Nodes:
    """The studies on each side by name, then those that nothing here contradicts."""
    if not dispute.studies and not dispute.undisputed:
        return [build.paragraph(_NO_STUDY, classes=["cb-studies"])]
    return [
        *_named("Studies on record that are in this dispute", dispute.studies),
        *_named("Studies on the same question that contradict none of these", dispute.undisputed),
    ]


def _named(title: str, sides: Sequence[StudySide]) -> build.Nodes:
    """Studies by the position that they hold; primary ones first, since only they are new evidence."""
    if not sides:
        return []
    label = build.paragraph(title, classes=["cb-label"])
    return [build.block(label, build.bullets([_speaking(side)] for side in sides), classes=["cb-studies"])]


def _speaking(side: StudySide) -> nodes.paragraph:
    links: build.Nodes = []
    for one in side.studies:
        told = ", ".join(part for part in ("" if one.primary else one.design, one.size and f"n = {one.size}") if part)
        link = build.link("claim", one.claim, one.label, title=one.says, classes=["cb-claim-link"])
        links.append(build.inline(link, f" ({told})" if told else ""))
    primary = sum(one.primary for one in side.studies)
    count = plural(primary, "primary study", "primary studies") if primary else "no primary study"
    return build.paragraph(
        build.inline(side.position, classes=["cb-label"]), f", {count}: ", *build.joined(links, "; ")
    )


# Why, and what was decided


def _explained(dispute: DisputeView) -> build.Nodes:
    return [
        build.paragraph(build.inline(label, classes=["cb-label"]), f"{', '.join(named)}.")
        for label, named in (
            ("What might explain it: ", dispute.may_explain),
            ("Told by one side only, so it might be that: ", dispute.told_by_one),
        )
        if named
    ]


def _steps(steps: Sequence[StepsView]) -> build.Nodes:
    """How each disagreement was graded; of those that need no decision only what stood in their way."""
    acted = [step for step in steps if step.grade.actionable]
    weaker = [step for step in steps if not step.grade.actionable]
    return [
        *_folded("How this was graded", acted, _each_way),
        *_folded("Weaker disagreements on the same question", weaker, _every_reason),
    ]


def _folded(
    title: str, steps: Sequence[StepsView], told: Callable[[Sequence[StepsView]], nodes.bullet_list]
) -> build.Nodes:
    """The steps by grade and positions."""
    if not steps:
        return []
    met: dict[tuple[Grade, tuple[str, ...]], list[StepsView]] = {}
    for step in steps:
        met.setdefault((step.grade, step.positions), []).append(step)
    items = ([_what(group[0], len(group)), told(group)] for group in met.values())
    return [build.fold(f"{title} ({len(steps)})", build.bullets(items, classes=["cb-plain", "cb-steps"]))]


def _each_way(steps: Sequence[StepsView]) -> nodes.bullet_list:
    """One line for each disagreement, with all its steps."""
    return build.bullets([build.paragraph(" ".join(f"{capitalised(why)}." for why in step.why))] for step in steps)


def _every_reason(steps: Sequence[StepsView]) -> nodes.bullet_list:
    """One line for each step that was taken in any of the disagreements, the usual ones first, rare ones folded."""
    taken = Counter(why for step in steps for why in step.why).most_common()
    usual, rare = (taken, []) if len(taken) <= MOST_REASONS + 1 else (taken[:MOST_REASONS], taken[MOST_REASONS:])
    lines: list[list[nodes.Element]] = [[_reason(*one, len(steps))] for one in usual]
    if rare:
        lines.append(
            [build.fold(f"{len(rare)} rarer ones", build.bullets([_reason(*one, len(steps))] for one in rare))]
        )
    return build.bullets(lines)


def _reason(why: str, count: int, times: int) -> nodes.paragraph:
    return build.paragraph(f"{capitalised(why)}{f' ({count} of {times})' if times > 1 else ''}.")


def _what(step: StepsView, times: int) -> nodes.paragraph:
    often = f", {times} times" if times > 1 else ""
    return build.paragraph(build.badge(step.grade.value, step.grade.value), f" {' / '.join(step.positions)}{often}")


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
        parts += [build.paragraph(build.inline("Preferred:", classes=["cb-label"])), _says(ruling.prefers)]
    if ruling.cites:
        parts.append(build.paragraph(build.inline("Rests on: ", classes=["cb-label"]), *citations(ruling.cites)))
    return [*parts, build.paragraph(f"Ruled on by {ruling.by}, {ruling.on}.", classes=["cb-foot"])]
