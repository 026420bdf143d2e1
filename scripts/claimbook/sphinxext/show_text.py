"""A source's text on its page: passages numbered and linked to what is recorded of them, and back."""

import re
from collections.abc import Iterable, Sequence

from docutils import nodes

from claimbook.sphinxext import nodes as build
from claimbook.views.model import ClaimView, LineView, NoteView, StretchView

_MARKUP = re.compile(r"\*\*|\^\{[^{}]*\}")
LEAD = (
    "The whole text, with what is recorded of it beside it. A number leads from a passage to its claims and back; "
    "what asserts nothing is dimmed, with the reason."
)


def facing(lines: Sequence[LineView]) -> build.Nodes:
    """The text in rows, each line facing the notes on the passages that begin in it."""
    clashing = {note.number for line in lines for note in line.notes if note.clashes}
    return [build.paragraph(LEAD), build.block(*(_row(line, clashing) for line in lines), classes=["cb-text"])]


def _row(line: LineView, clashing: set[int]) -> nodes.Element:
    begin = {note.number for note in line.notes}
    own = build.paragraph(*(part for one in line.stretches for part in _stretch(one, begin, clashing)))
    reasons = dict.fromkeys(one.aside for one in line.stretches if one.aside)
    beside: build.Nodes = [_note(note) for note in line.notes]
    if reasons:
        beside.append(build.paragraph(f"Set aside: {', '.join(reasons)}", classes=["cb-at"]))
    return build.block(
        build.block(own, classes=["cb-own-words"]), build.block(*beside, classes=["cb-notes"]), classes=["cb-line"]
    )


# The text


def _stretch(one: StretchView, begin: set[int], clashing: set[int]) -> build.Nodes:
    """A piece of the text; a passage is linked to where it first stands facing its note, and ends in its number."""
    words = _MARKUP.sub("", one.text)
    if not one.notes:
        return [build.inline(words, classes=["cb-aside"]) if one.aside and words.strip() else nodes.Text(words)]
    lit = build.inline(words, classes=["cb-lit", *(["cb-lit-clash"] if clashing.intersection(one.notes) else [])])
    lit["ids"] = [_place(number) for number in one.notes if number in begin]
    begin.difference_update(one.notes)
    return [lit, *(_number(number, clashing=number in clashing) for number in one.ends)]


def _number(number: int, *, clashing: bool) -> nodes.reference:
    sign = " ⚑" if clashing else ""
    hidden = build.inline("Claims of passage ", classes=["cb-hidden"])
    shown = build.inline(hidden, f"{number}{sign}")
    return nodes.reference("", "", shown, refid=_note_place(number), internal=True, classes=["cb-number-link"])


def _place(number: int) -> str:
    return f"text_{number}"


def _note_place(number: int) -> str:
    return f"note_{number}"


# What is recorded of it


def _note(note: NoteView) -> nodes.Element:
    """The claims of a passage in brief, each a link to its record, and what else in the text they do not fit."""
    parts: build.Nodes = [
        build.paragraph(_back(note.number), " ", note.at, classes=["cb-at"]),
        build.bullets(([_claim(claim)] for claim in note.claims), classes=["cb-plain"]),
        *(_clash(clash.mark.question, clash.mark.dispute, clash.against) for clash in note.clashes),
    ]
    classes = ["cb-beside", *(["cb-beside-clash"] if note.clashes else [])]
    return build.block(*parts, classes=classes, id_=_note_place(note.number))


def _back(number: int) -> nodes.reference:
    hidden = build.inline("Passage ", classes=["cb-hidden"])
    shown = build.inline(hidden, str(number))
    return nodes.reference("", "", shown, refid=_place(number), internal=True, classes=["cb-number-link"])


def _claim(claim: ClaimView) -> nodes.paragraph:
    link = nodes.reference("", "", build.inline(claim.says), refid=claim.id, internal=True)
    trace = [nodes.Text(" "), build.traced(claim.chain.trace)] if claim.chain.trace.leads else []
    flag = [build.flag(claim.flag)] if claim.flag is not None else []
    return build.paragraph(link, *flag, build.inline(*trace, classes=["cb-at"]))


def _clash(question: str, dispute: str, against: Iterable[int]) -> nodes.paragraph:
    """The dispute, and the passages of the same source that stand on the other side."""
    others = [nodes.reference("", "", nodes.Text(str(n)), refid=_place(n), internal=True) for n in against]
    see = "passage" if len(others) == 1 else "passages"
    told = [nodes.Text(f" See {see} "), *build.joined(others), nodes.Text(".")] if others else []
    asked = build.link("dispute", dispute, question)
    return build.paragraph(
        build.inline("Does not fit itself: ", classes=["cb-label"]), asked, *told, classes=["cb-clash"]
    )
