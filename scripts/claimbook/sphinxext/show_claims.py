"""Claims on a page: markers in running text, rows of a table, full records."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from docutils import nodes

from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.show_chain import chain
from claimbook.telling.labels import NamedWork
from claimbook.telling.marks import DisputeMark
from claimbook.telling.phrases import Fact, listing
from claimbook.tracing.traces import Trace
from claimbook.views.model import MOST_PEERS, ClaimLink, ClaimView

COLUMNS = {"Claim": 50, "Source": 25, "Disputes": 25}
LEAST_FOLDED = 2  # exceptions and contrasts of a claim that are folded
MOST_TOGETHER, LETTER = 36, 4  # letters of a marker that stays on one line on a phone, and what each claim adds
_MARKUP = re.compile(r"\*\*|\^\{[^{}]*\}")


# Markers


def markers(claims: Sequence[ClaimView]) -> nodes.inline:
    """The marker of one or more claims: whose they are, each a link, each with its flag."""
    marker = build.inline(classes=["cb-marker"])
    for voice, group in groupby(claims, key=lambda claim: claim.voice):
        marker += nodes.Text(" " if marker.children else "")
        marker += _voice(voice, list(group))
    return marker


def _voice(voice: str, claims: list[ClaimView]) -> nodes.inline:
    """One voice's claims: its name links to the first of several, then ``b``, ``c``, ..."""
    fits = len(voice) + LETTER * len(claims) <= MOST_TOGETHER
    together = build.inline(classes=["cb-together"] if fits else [])
    for index, claim in enumerate(claims):
        label = voice if index == 0 else _letter(index)
        single = build.inline(build.claim_link(claim, label), classes=["cb-mark", *(["cb-next"] if index else [])])
        if claim.flag is not None:
            single += build.flag(claim.flag)
        together += single
    return together


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


# Tables


def claims_table(claims: Sequence[ClaimView]) -> nodes.Node:
    """A table of claims, or a sentence when there is none."""
    if not claims:
        return build.paragraph("There is no such claim on record.", classes=["cb-none"])
    made = build.table(COLUMNS, map(claim_row, claims), ["cb-claims"])
    return build.verbatim(build.block(made, classes=["cb-table-box"]))


def claim_row(claim: ClaimView, kinds: Iterable[str] = ()) -> nodes.row:
    """A claim as a row; ``kinds`` are classes that tell what it is."""
    said = build.paragraph(build.claim_link(claim, claim.says, ["cb-says"]))
    source = build.paragraph(build.link("source", claim.source, claim.voice), classes=["cb-voice"])
    return build.row(
        [said, _typed(claim)],
        [source, build.paragraph(claim.at, classes=["cb-at"]), *_trace(claim)],
        _mark_list(claim.marks) or [build.paragraph("none", classes=["cb-none"])],
        classes=[*kinds],
    )


def _trace(claim: ClaimView) -> build.Nodes:
    """How far it can be followed, where it leads anywhere at all."""
    trace = claim.chain.trace
    return [build.paragraph(build.traced(trace), classes=["cb-at"])] if trace.leads else []


def _worst(claim: ClaimView) -> list[str]:
    """The class that tells the worst grade a claim is in."""
    return [f"cb-in-{mark.grade.value}" for mark in claim.marks[:1]]


def _typed(claim: ClaimView) -> nodes.paragraph:
    told = [claim.typed, *(f"{fact.label.lower()}: {fact.text}" for fact in claim.facts)]
    return build.paragraph("; ".join(told), classes=["cb-typed"])


def _mark_list(marks: Sequence[DisputeMark]) -> build.Nodes:
    """Conflicts and tensions in full sight; what there is nothing to decide about, folded once there is much of it."""
    flagged = [mark for mark in marks if mark.flagged]
    rest = marks[len(flagged) :]
    if len(rest) < LEAST_FOLDED:
        return _marked_list(marks)
    counted = Counter(mark.grade.value for mark in rest)
    title = listing(plural(number, grade) for grade, number in counted.items())
    return [*_marked_list(flagged), build.fold(title, *_marked_list(rest), classes=["cb-lesser"])]


def _marked_list(marks: Sequence[DisputeMark]) -> build.Nodes:
    items = [[marked(mark)] for mark in marks]
    return [build.bullets(items, classes=["cb-plain"])] if items else []


def marked(mark: DisputeMark) -> nodes.paragraph:
    """A dispute in one line: grade, question, how it was left."""
    grade = mark.grade.value
    return build.paragraph(build.badge(grade, grade), " ", build.dispute_link(mark), classes=["cb-marked"])


# Lists inside other things


def quotes(passages: Iterable[str]) -> build.Nodes:
    """The source's own words, each passage once, without marks of emphasis and citation."""
    told = dict.fromkeys(" ".join(_MARKUP.sub("", passage).split()) for passage in passages)
    return [nodes.block_quote("", build.paragraph(passage), classes=["cb-passage"]) for passage in told]


# Full records


def record(claim: ClaimView) -> nodes.Element:
    """All there is to a claim; its id is the claim's permalink."""
    parts: build.Nodes = [
        build.paragraph(claim.says, classes=["cb-says"]),
        build.paragraph(claim.typed, classes=["cb-typed"]),
        *_facts(claim.facts),
        *_agreement(claim),
        *_mark_list(claim.marks),
        *([build.paragraph("Note: ", claim.note, classes=["cb-note"])] if claim.note else []),
        *chain(claim.chain),
        *_superseded(claim),
        build.used_in(claim=claim.id),
        _foot(claim),
    ]
    return build.block(*parts, classes=["cb-claim", *_worst(claim)], id_=claim.id)


def _facts(facts: Iterable[Fact]) -> build.Nodes:
    told = [build.inline(build.inline(f"{fact.label}: ", classes=["cb-label"]), fact.text) for fact in facts]
    return [build.paragraph(*build.joined(told, " · "), classes=["cb-facts"])] if told else []


def _agreement(claim: ClaimView) -> build.Nodes:
    """Who says the same of the same; nothing where nobody else does."""
    if not claim.held_by:
        return []
    links = build.joined(_peers(list(peers)) for _, peers in groupby(claim.peers[:MOST_PEERS], key=_label))
    more = " and more" if len(claim.peers) > MOST_PEERS else ""
    label = build.inline("This position: ", classes=["cb-label"])
    return [build.paragraph(label, f"{claim.held_by}, see also ", *links, more, classes=["cb-agreement"])]


def _label(peer: ClaimLink) -> str:
    return peer.label


def _peers(peers: Sequence[ClaimLink]) -> nodes.inline:
    """Claims of one voice: its name, then a letter for each further one, as in a marker."""
    labels = [peers[0].label, *map(_letter, range(1, len(peers)))]
    links = (build.link("claim", peer.id, label) for peer, label in zip(peers, labels, strict=True))
    return build.inline(*build.joined(links, " "))


def _superseded(claim: ClaimView) -> build.Nodes:
    if not claim.superseded_by:
        return []
    newer = build.link("claim", claim.superseded_by, claim.superseded_by)
    return [build.paragraph(build.inline("Superseded by: ", classes=["cb-label"]), newer)]


def citations(references: Iterable[NamedWork]) -> build.Nodes:
    """Links to entries of the bibliography, separated by commas."""
    return build.joined(build.citation(reference) for reference in references)


def _foot(claim: ClaimView) -> nodes.paragraph:
    """The permalink, by the id that pages cite the claim with, and how its passage stands."""
    permalink = nodes.reference("", "", build.inline(claim.id), refid=claim.id, internal=True, classes=["cb-permalink"])
    permalink["reftitle"] = "Link to this claim"
    told = [claim.evidence, claim.chain.trace.words if claim.chain.trace.name == Trace.NONE else ""]
    return build.paragraph(permalink, *(f" · {words}" for words in told if words), classes=["cb-foot"])
