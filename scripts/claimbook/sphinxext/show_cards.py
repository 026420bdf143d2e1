"""Cards: what opens beside a marker or a mark of a picture, put once each at the end of the page.

A card is a popover of HTML. That of a marker has a button, which opens it without a script, by mouse, finger and
keyboard; a mark of a picture is a link, and opens its card with the script. Cards are made when a page is written, so
that they are no part of its text.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from claimbook.capitals import capitalised
from claimbook.layout import HTML, ONE_PAGE
from claimbook.manuscript.options import Options
from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import claimbook_of, dispute_anchor
from claimbook.sphinxext.show_claims import marked, quotes
from claimbook.sphinxext.writer import Writer
from claimbook.tracing.traces import Trace
from claimbook.views import kinds
from claimbook.views.book import Book
from claimbook.views.cards import CardView, DisputeCardView
from claimbook.views.model import ClaimView, DifferenceView, digest
from claimbook.views.request import Request, View

MARK = "cb-mark"
MOST_LISTED = 8  # claims or positions that one card lists
_WANTED = "cards"  # where a page keeps its cards until it is written
_NO_PAGE = "-"  # a page that is none stands for all of its folder
Wanted = dict[str, tuple[str, list[str]]]  # cards by their HTML ids: of claims or disputes, and of which


def _claim(id_: str) -> Request[CardView | None]:
    return Request(kinds.CARD, Options([("id", id_)]))


def _dispute(id_: str) -> Request[DisputeCardView | None]:
    return Request(kinds.DISPUTE_CARD, Options([("id", id_)]))


class cards(nodes.General, nodes.Element):  # noqa: N801 -- docutils dispatches on the name
    """The cards of a page: ``cited`` are those of its markers, ``drawn`` those of marks of its pictures."""


class Want(SphinxTransform):
    """Puts a button beside every marker, and keeps which cards the page needs; before anything is sealed.

    The page is read again when one of them changes.
    """

    default_priority = 0

    def apply(self, **_kwargs: Any) -> None:
        cited, drawn = Wanted(), Wanted()
        for link in list(self.document.findall(pending_xref)):
            if "cb_targets" in link:
                self._draw(link, drawn)
            elif link["reftype"] == "claim" and MARK in link.parent["classes"]:
                self._cite(link, cited)
        if cited or drawn:
            drawn = {name: about for name, about in drawn.items() if name not in cited}
            self.document[_WANTED] = {"cited": cited, "drawn": drawn}

    def _cite(self, link: pending_xref, cited: Wanted) -> None:
        id_ = link["reftarget"]
        view = self._watch(_claim(id_))
        if view is not None:
            mark = link.parent
            mark.insert(mark.index(link) + 1, build.on_screen("", _button(view.claim)))
            cited[_id("claim", [id_])] = "claim", [id_]

    def _draw(self, link: pending_xref, drawn: Wanted) -> None:
        typ, ids = link["reftype"], link["cb_targets"]
        name = _id(typ, ids)
        for id_ in ids:
            if typ == "dispute":
                self._watch(_dispute(id_))
            else:
                self._watch(_claim(id_))
        shape = cast(nodes.Element, link.children[0])
        shape["attributes"] = {**shape["attributes"], "data-card": name}
        drawn[name] = typ, ids

    def _watch(self, request: Request[View]) -> View:
        return claimbook_of(self.env).watch(self.env.docname, request)


class Cards(SphinxPostTransform):
    """Adds the cards to the end of a page, unless it is to be printed: nothing opens on paper."""

    default_priority = 5
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        if _WANTED in self.document and self.app.builder.name != ONE_PAGE:
            self.document += cards("", **self.document[_WANTED])


def _visit(translator: Any, node: cards) -> None:
    for wanted, classes in ((node["cited"], "cb-cards"), (node["drawn"], "cb-cards cb-drawn-cards")):
        if wanted:
            told = "".join(_html(translator, name, *about) for name, about in wanted.items())
            translator.body.append(f'<div class="{classes}">{told}</div>\n')
    raise nodes.SkipNode


def _html(translator: Any, name: str, typ: str, ids: list[str]) -> str:
    """A card, made once for all pages of a folder: its links read the same on them."""
    builder = translator.builder
    claimbook, page = claimbook_of(builder.env), builder.current_docname
    if builder.name == HTML:  # others have a folder for each page
        page = f"{page.rpartition('/')[0]}/{_NO_PAGE}".lstrip("/")
    if (page, name) not in claimbook.cards:
        claimbook.cards[page, name] = Writer(translator, page).written(_card_of(claimbook.book, typ, ids))
    return claimbook.cards[page, name]


def _id(typ: str, ids: Sequence[str]) -> str:
    """The HTML id of a card: of a claim, of a dispute, or of several claims."""
    if typ == "dispute":
        return f"card_{dispute_anchor(ids[0])}"
    return f"card_{ids[0]}" if len(ids) == 1 else f"cards_{digest(tuple(ids))}"


def _card_of(book: Book, typ: str, ids: list[str]) -> nodes.Element:
    """The card of a mark: of one claim, of one dispute, or a list of claims."""
    if typ == "dispute":
        dispute = book.view(_dispute(ids[0]))
        assert dispute is not None
        return _dispute_card(dispute)
    claims = [view for id_ in ids if (view := book.view(_claim(id_))) is not None]
    return _card(claims[0]) if len(claims) == 1 else _list_card([view.claim for view in claims])


def _button(claim: ClaimView) -> nodes.Node:
    """What opens the card."""
    name = f"About this claim of {claim.voice}"
    hidden = build.control("span", nodes.Text("…"), aria_hidden="true")
    opens = _id("claim", [claim.id])
    return build.control(
        "button", hidden, type_="button", class_="cb-card-button", popovertarget=opens, aria_label=name
    )


def _popover(id_: str, name: str, parts: Iterable[nodes.Node]) -> nodes.Element:
    return build.control("div", *parts, id_=id_, class_="cb-card", popover="auto", role="group", aria_label=name)


def _card(view: CardView) -> nodes.Element:
    """All that the card of a claim tells."""
    return _popover(_id("claim", [view.claim.id]), f"A claim of {view.claim.voice}", _parts(view))


def _parts(view: CardView) -> build.Nodes:
    claim = view.claim
    whose: build.Nodes = [build.link("source", claim.source, claim.voice), nodes.Text(f", {claim.at}. ")]
    whose += [build.inline(view.title, classes=["cb-title"])] if view.title else []
    kind = build.inline(f"{capitalised(view.kind)}. ", classes=["cb-label"])
    return [
        build.paragraph(claim.says, classes=["cb-says"]),
        *quotes(claim.passages),
        build.paragraph(*whose),
        build.paragraph(kind, view.trust, classes=["cb-at"]),
        *_trace(claim),
        *_disputes(view),
        build.paragraph(build.link("claim", claim.id, "The whole record"), classes=["cb-foot"]),
    ]


def _trace(claim: ClaimView) -> build.Nodes:
    """Which studies it retells, each with whether rightly."""
    parts: build.Nodes = []
    for retelling in claim.chain.retellings:
        told: build.Nodes = [nodes.Text("Retells "), build.work(retelling.study), nodes.Text(": ")]
        parts.append(build.paragraph(*told, build.traced(retelling.trace), classes=["cb-trace"]))
        parts += [_differs(one) for one in retelling.differences]
    if not parts and claim.chain.trace.name != Trace.OWN:
        parts.append(build.paragraph("Study behind it: ", build.traced(claim.chain.trace), classes=["cb-trace"]))
    return parts


def _differs(one: DifferenceView) -> nodes.Node:
    return build.paragraph(one.in_words, classes=["cb-differs"])


def _disputes(view: CardView) -> build.Nodes:
    """The disputes that it is in, or that there is none; of those that nobody need decide, how many."""
    told: build.Nodes = []
    if view.marks:
        told.append(build.bullets(([marked(mark)] for mark in view.marks), classes=["cb-plain"]))
    if view.others:
        return [*told, build.paragraph(f"{'Also in' if told else 'In'} {view.others}.", classes=["cb-at"])]
    return told or [build.paragraph("In no dispute.", classes=["cb-none"])]


# Marks that stand for more


def _list_card(claims: list[ClaimView]) -> nodes.Element:
    """The claims that a mark stands for, each a line."""
    items = [[build.paragraph(*_saying(claim))] for claim in claims[:MOST_LISTED]]
    more = len(claims) - MOST_LISTED
    rest = [build.paragraph(f"And {plural(more, 'more')}: see the table below the picture.")] if more > 0 else []
    lead = build.paragraph(f"{plural(len(claims), 'claim')} at this mark", classes=["cb-label"])
    name = _id("claim", [claim.id for claim in claims])
    return _popover(name, f"{plural(len(claims), 'claim')}", [lead, build.bullets(items, ["cb-plain"]), *rest])


def _saying(claim: ClaimView) -> build.Nodes:
    whose = build.link("claim", claim.id, claim.voice)
    return [whose, nodes.Text(f" {claim.says}"), *([build.flag(claim.flag)] if claim.flag is not None else [])]


def _dispute_card(view: DisputeCardView) -> nodes.Element:
    """A dispute in brief: who, what each side holds, how it was left."""
    mark = view.mark
    held = [f"{side.position}{f': {side.held_by}' if side.held_by else ''}" for side in view.positions[:MOST_LISTED]]
    more = len(view.positions) - MOST_LISTED
    parts = [
        build.paragraph(mark.question, classes=["cb-says"]),
        build.paragraph(build.badge(mark.grade.value, mark.grade.value), f" {mark.decision}; {view.between}"),
        build.bullets([build.paragraph(told)] for told in held),
        *([build.paragraph(f"And {plural(more, 'more position')}.", classes=["cb-at"])] if more > 0 else []),
        build.paragraph(build.link("dispute", mark.dispute, "Both sides in full"), classes=["cb-foot"]),
    ]
    return _popover(_id("dispute", [mark.dispute]), mark.question, parts)


def add_cards(app: Sphinx) -> None:
    """Register what makes cards and watches them."""
    app.add_node(cards, html=(_visit, None))
    app.add_transform(Want)
    app.add_post_transform(Cards)
