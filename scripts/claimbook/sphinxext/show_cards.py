"""Cards: what opens beside a marker, one for each claim that a page cites, put at the end of the page.

A card is a popover of HTML: its button opens it without a script, by mouse, finger and keyboard. Cards are made
when a page is written, so that they are no part of its text.
"""

from collections.abc import Iterator
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import claimbook_of
from claimbook.sphinxext.show_claims import marked, quotes
from claimbook.views.cards import CardView
from claimbook.views.model import ClaimView, DifferenceView, Request

MARK = "cb-mark"
_ONE_PAGE = "singlehtml"


def card_request(claim: str) -> Request:
    """What asks for a claim's card."""
    return Request("card", (("id", claim),))


class Cards(SphinxPostTransform):
    """Adds a button to every marker and the cards to the end of the page, before links are resolved."""

    default_priority = 5
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        if self.app.builder.name == _ONE_PAGE:  # made to be printed: nothing opens on paper
            return
        book = claimbook_of(self.env).book
        cards: dict[str, CardView] = {}
        for mark, claim in _marks(self.document):
            view = cast(CardView | None, book.view(card_request(claim)))
            if view is not None:
                cards[claim] = view
                mark.insert(1, _button(view.claim))
        if cards:
            self.document += build.block(*map(_card, cards.values()), classes=["cb-cards"])


def _marks(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """The markers of a page with the ids of their claims."""
    for mark in list(document.findall(nodes.inline)):
        link = mark.children[0] if MARK in mark["classes"] and mark.children else None
        if isinstance(link, pending_xref) and link["reftype"] == "claim":
            yield mark, link["reftarget"]


def _id(claim: ClaimView) -> str:
    return f"card_{claim.id}"


def _button(claim: ClaimView) -> nodes.Node:
    """What opens the card."""
    name = f"About this claim of {claim.voice}"
    hidden = build.control("span", nodes.Text("…"), aria_hidden="true")
    return build.control(
        "button", hidden, type_="button", class_="cb-card-button", popovertarget=_id(claim), aria_label=name
    )


def _card(view: CardView) -> nodes.Node:
    """All that a card tells."""
    claim = view.claim
    name = f"A claim of {claim.voice}"
    return build.control(
        "div", *_parts(view), id_=_id(claim), class_="cb-card", popover="auto", role="group", aria_label=name
    )


def _parts(view: CardView) -> build.Nodes:
    claim = view.claim
    whose: build.Nodes = [build.link("source", claim.source, claim.voice), nodes.Text(f", {claim.at}. ")]
    kind = build.inline(f"{view.kind[:1].upper()}{view.kind[1:]}. ", classes=["cb-label"])
    return [
        build.paragraph(claim.says, classes=["cb-says"]),
        *quotes(claim.passages),
        build.paragraph(*whose, build.inline(view.source, classes=["cb-title"])),
        build.paragraph(kind, view.trust, classes=["cb-at"]),
        *_trace(claim),
        *_disputes(claim),
        build.paragraph(build.link("claim", claim.id, "The whole record"), classes=["cb-foot"]),
    ]


def _trace(claim: ClaimView) -> build.Nodes:
    """Which studies it retells, each with whether rightly."""
    parts: build.Nodes = []
    for retelling in claim.chain.retellings:
        told: build.Nodes = [nodes.Text("Retells "), build.work(retelling.study), nodes.Text(": ")]
        parts.append(build.paragraph(*told, build.traced(retelling.trace), classes=["cb-trace"]))
        parts += [_differs(one) for one in retelling.differences]
    if not parts and claim.chain.trace.name != "own":
        parts.append(build.paragraph("Study behind it: ", build.traced(claim.chain.trace), classes=["cb-trace"]))
    return parts


def _differs(one: DifferenceView) -> nodes.Node:
    return build.paragraph(f"{one.about}: {one.told} here, {one.stated} in the study", classes=["cb-differs"])


def _disputes(claim: ClaimView) -> build.Nodes:
    """The disputes that it is in, or that there is none."""
    if not claim.marks:
        return [build.paragraph("In no dispute.", classes=["cb-none"])]
    return [build.bullets(([marked(mark)] for mark in claim.marks), classes=["cb-plain"])]
