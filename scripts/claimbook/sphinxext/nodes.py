"""The few nodes of our own, and short ways to make docutils' nodes from plain text.

Record text always enters as ``nodes.Text``: it is never parsed, so it cannot become markup.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from claimbook.disagreement.grade import Grade
from claimbook.layout import ONE_PAGE
from claimbook.sphinxext.domain import NAME
from claimbook.telling.labels import NamedWork
from claimbook.telling.marks import DisputeMark
from claimbook.telling.traces import TraceView
from claimbook.views.model import ClaimView, Saying

Nodes = list[nodes.Node]


class details(nodes.General, nodes.Element):  # noqa: N801 -- docutils dispatches on the name
    """A part that readers open; its first child is the summary."""


class summary(nodes.General, nodes.TextElement):  # noqa: N801
    """The line that stays visible."""


class box(nodes.General, nodes.Element):  # noqa: N801
    """A plain division; docutils' container would bring the theme's layout classes along."""


class chart(nodes.General, nodes.Element):  # noqa: N801
    """A picture with its caption, legend and table."""


class chart_caption(nodes.General, nodes.TextElement):  # noqa: N801
    """The caption of a picture."""


class passage_title(nodes.General, nodes.TextElement):  # noqa: N801
    """A heading that is left out of the page's table of contents."""


class used_in(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the pages that cite a claim, until all pages are read."""


class on_screen(nodes.General, nodes.Element):  # noqa: N801
    """What opens something: only pages have it that are read on a screen."""


class drawn(nodes.General, nodes.TextElement):  # noqa: N801
    """An element of a picture or form: ``tag`` and ``attributes`` as HTML has them, which alone shows these."""


VOID = ("input",)  # elements without an end
TAGS: dict[type[nodes.Element], str] = {
    box: "div",
    details: "details",
    summary: "summary",
    passage_title: "h3",
    chart: "figure",
    chart_caption: "figcaption",
}


def _visit_html(translator: Any, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, TAGS[type(node)], ""))


def _depart_html(translator: Any, node: nodes.Element) -> None:
    translator.body.append(f"</{TAGS[type(node)]}>\n")


def _visit_on_screen(translator: Any, _node: nodes.Element) -> None:
    """A page of a single file is made to be printed."""
    if translator.builder.name == ONE_PAGE:
        raise nodes.SkipNode


def _visit_drawn(translator: Any, node: nodes.Element) -> None:
    told = "".join(f' {name}="{escape(str(value))}"' for name, value in node["attributes"].items())
    translator.body.append(f"<{node['tag']}{told}>")


def _depart_drawn(translator: Any, node: nodes.Element) -> None:
    if node["tag"] not in VOID:
        translator.body.append(f"</{node['tag']}>")


def _skip(_translator: Any, _node: nodes.Element) -> None:
    """Other builders leave pictures out; the same is in a table."""
    raise nodes.SkipNode


def _pass(_translator: Any, _node: nodes.Element) -> None:
    """Other builders show the content and nothing around it."""


def add_nodes(app: Sphinx) -> None:
    """Register the nodes of our own."""
    html, plain = (_visit_html, _depart_html), (_pass, _pass)
    for node in TAGS:
        app.add_node(node, html=html, latex=plain, text=plain, man=plain, texinfo=plain)
    skipped = (_skip, None)
    picture = (_visit_drawn, _depart_drawn)
    app.add_node(on_screen, html=(_visit_on_screen, _pass), latex=skipped, text=skipped, man=skipped, texinfo=skipped)
    app.add_node(drawn, html=picture, latex=skipped, text=skipped, man=skipped, texinfo=skipped)


# Short ways


def verbatim(element: nodes.Element) -> nodes.Element:
    """Keep quotation marks and dashes below as they are written."""
    element["support_smartquotes"] = False
    return element


def block(*children: nodes.Node, classes: Iterable[str] = (), id_: str = "") -> box:
    """A box."""
    made = box("", *children, classes=list(classes))
    if id_:
        made["ids"] = [id_]
    return made


def paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    return nodes.paragraph("", "", *map(text, parts), classes=list(classes))


def inline(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.inline:
    """A stretch of texts and nodes."""
    return nodes.inline("", "", *map(text, parts), classes=list(classes))


def text(part: nodes.Node | str) -> nodes.Node:
    """A string as a text node; anything else as it is."""
    return nodes.Text(part) if isinstance(part, str) else part


def caption(words: str) -> chart_caption:
    """The caption of a picture."""
    return chart_caption("", "", nodes.Text(words))


def code(words: str) -> nodes.literal:
    """Words as they are typed."""
    return nodes.literal("", "", nodes.Text(words))


def told(message: str) -> Nodes:
    """A message of the check; what stands between backticks is to be typed."""
    return [code(part) if typed % 2 else nodes.Text(part) for typed, part in enumerate(message.split("`")) if part]


def joined(parts: Iterable[nodes.Node], sign: str = ", ") -> Nodes:
    """Nodes with a sign between them."""
    return [node for part in parts for node in (nodes.Text(sign), part)][1:]


def bullets(items: Iterable[Iterable[nodes.Node]], classes: Iterable[str] = ()) -> nodes.bullet_list:
    """A list, each item given by its nodes."""
    return nodes.bullet_list("", *(nodes.list_item("", *item) for item in items), classes=list(classes))


def definitions(
    pairs: Iterable[tuple[nodes.Node | str, nodes.Node | str]], classes: Iterable[str] = ()
) -> nodes.definition_list:
    """A list of labels with what they are for."""
    items = (
        nodes.definition_list_item("", nodes.term("", "", text(label)), nodes.definition("", paragraph(told)))
        for label, told in pairs
    )
    return nodes.definition_list("", *items, classes=list(classes))


def section(title: str, id_: str, *children: nodes.Node, classes: Iterable[str] = ()) -> nodes.section:
    """A section with its heading."""
    heading = nodes.title("", "", nodes.Text(title))
    return nodes.section("", heading, *children, ids=[id_], names=[], classes=list(classes))


def fold(title: str, *children: nodes.Node, classes: Iterable[str] = ()) -> details:
    """A part that is closed until readers open it."""
    return folded([nodes.Text(title)], *children, classes=classes)


def folded(title: Iterable[nodes.Node], *children: nodes.Node, classes: Iterable[str] = ()) -> details:
    """A part that is closed until readers open it, under a title of nodes."""
    return details("", summary("", "", *title), *children, classes=list(classes))


def table(
    columns: Mapping[str, int], rows: Iterable[nodes.row], classes: Iterable[str], *, stubs: int = 0
) -> nodes.table:
    """A table; columns are given by heading and width in percent, rows are made by ``row``.

    The cells of the first ``stubs`` columns are headings of their rows.
    """
    head = nodes.row("", *(nodes.entry("", paragraph(heading)) for heading in columns))
    specs = [nodes.colspec(colwidth=width, stub=int(i < stubs)) for i, width in enumerate(columns.values())]
    group = nodes.tgroup("", *specs, nodes.thead("", head), nodes.tbody("", *rows), cols=len(columns))
    return nodes.table("", group, classes=["colwidths-given", "cb-table", *classes])


def row(*cells: Iterable[nodes.Node], classes: Iterable[str] = ()) -> nodes.row:
    """A row, each cell given by its nodes."""
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells), classes=list(classes))


def cell(label: str, *parts: nodes.Node) -> Nodes:
    """What a cell holds, after the heading of its column for screens where columns stand below each other."""
    return [paragraph(label, classes=["cb-cell-label"]), *parts]


def picture(tag: str, *children: nodes.Node, **attributes: object) -> drawn:
    """An element of a picture; ``_`` in names of attributes stands for a dash."""
    made = drawn("", "", *children)
    made["tag"], made["attributes"] = tag, {name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()}
    return made


def control(tag: str, *children: nodes.Node, **attributes: object) -> drawn:
    """An element that only HTML has: a button, a field, a card."""
    return picture(tag, *children, **attributes)


# Links, resolved by the domain when all pages are read


def link(typ: str, target: str, *parts: nodes.Node | str, title: str = "", classes: Iterable[str] = ()) -> pending_xref:
    """A link to a claim, dispute or source."""
    made = pending_xref("", inline(*parts), refdomain=NAME, reftype=typ, reftarget=target, refwarn=True)
    made["cb_title"] = title
    made["classes"] = list(classes)
    return made


def claim_link(claim: ClaimView, label: str, classes: Iterable[str] = ("cb-claim-link",)) -> pending_xref:
    """A link to a claim's record, with the paraphrase as its title."""
    return link("claim", claim.id, label, title=claim.says, classes=classes)


def mark_link(typ: str, targets: Sequence[str], mark: nodes.Node, classes: Iterable[str]) -> pending_xref:
    """A link around a part of a picture: to the first of the claims or disputes that it stands for."""
    made = pending_xref("", mark, refdomain=NAME, reftype=typ, reftarget=targets[0], refwarn=True)
    made["cb_title"], made["classes"], made["cb_targets"] = "", list(classes), list(targets)
    return made


def dispute_link(mark: DisputeMark) -> pending_xref:
    """A link to a dispute that reads as its question."""
    return link("dispute", mark.dispute, mark.question, classes=["cb-dispute-link"])


def flag(mark: DisputeMark) -> pending_xref:
    """The small sign at a claim that is in a conflict or tension."""
    sign = "⚑" if mark.grade is Grade.CONFLICT else "⚐"
    label = f" in {mark.grade.value}"
    title = f"{mark.grade.value.capitalize()}, {mark.decision}: {mark.question}"
    hidden = inline(label, classes=["cb-hidden"])
    return link("dispute", mark.dispute, sign, hidden, title=title, classes=["cb-flag", f"cb-flag-{mark.grade.value}"])


def sign(shape: str, words: str, kind: str) -> nodes.inline:
    """A state as a shape with its words; the shape is for the eye alone."""
    return inline(inline(shape, classes=["cb-shape"]), f" {words}", classes=["cb-state", f"cb-state-{kind}"])


def traced(view: TraceView) -> nodes.inline:
    """How far something can be followed."""
    return sign(view.sign, view.words, view.name)


def saying(claim: Saying) -> Nodes:
    """A claim in one line: whose, as a link, and the paraphrase."""
    whose = link("claim", claim.id, claim.voice, title=claim.says, classes=["cb-claim-link"])
    return [whose, nodes.Text(f" {claim.says}")]


def badge(word: str, kind: str) -> nodes.inline:
    """A word in a small box."""
    return inline(word, classes=["cb-badge", f"cb-badge-{kind}"])


def citation(reference: NamedWork) -> pending_xref:
    """A link to an entry of the bibliography; plain text where no page lists it."""
    return pending_xref(
        "", inline(reference.label), refdomain=NAME, reftype="citation", reftarget=reference.key, refwarn=False
    )


def work(reference: NamedWork) -> pending_xref:
    """A link to a work: to its page where it is a source, else to its entry of the bibliography."""
    return pending_xref(
        "", inline(reference.label), refdomain=NAME, reftype="work", reftarget=reference.key, refwarn=False
    )
