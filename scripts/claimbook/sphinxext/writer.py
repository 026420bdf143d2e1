"""The HTML of what is sealed, which is most of a page, written in one pass that resolves its links as it goes.

Sphinx's translator would write the very same, with several calls for each node and each class. Here the kinds that are
met by the thousand are written at once; whatever is met less often is left to the translator.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import ReferencesResolver

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import claimbook_of
from claimbook.sphinxext.uses import uses

HARMLESS_SCHEMES = ("http", "https", "mailto")
_ENCODED = re.compile(r'[&<>"@\x00]')  # what a text must not hold to be written as it stands
_CLEANSED = re.compile(r'[&<>"@\x00-\x1f]')  # the same for the value of an attribute
# Kinds that are nothing but an element around their content, with what ends it.
_PLAIN: Mapping[type[nodes.Element], tuple[str, str]] = {
    nodes.inline: ("span", "</span>"),
    nodes.strong: ("strong", "</strong>"),
    nodes.emphasis: ("em", "</em>"),
    nodes.list_item: ("li", "</li>\n"),
    **{kind: (tag, f"</{tag}>\n") for kind, tag in build.TAGS.items()},
}


def harmless(link: nodes.Element) -> bool:
    """Whether a link runs nothing: it has no scheme, or one that only shows something."""
    scheme, colon, _ = link.get("refuri", "").partition(":")
    return not colon or scheme.casefold() in HARMLESS_SCHEMES or bool({"/", "#", "?"}.intersection(scheme))


class Writer:
    """Writes nodes of one page with a translator that is at work on it.

    ``page`` may be one that does not exist, when what is written is for all pages of a folder: it warns of nothing.
    """

    def __init__(self, translator: Any, page: str) -> None:
        self._translator, self._body = translator, translator.body
        self._builder = translator.builder
        self._domain, self._page = claimbook_of(self._builder.env), page

    def write(self, node: nodes.Node) -> None:
        """Write a node with all that it holds."""
        if isinstance(node, nodes.Text):
            self._body.append(self._translator.encode(node.astext()) if _ENCODED.search(node) else node)
            return
        assert isinstance(node, nodes.Element)
        plain = _PLAIN.get(type(node))
        if plain is not None:
            self._body.append(_opening(plain[0], node))
            self._within(node)
            self._body.append(plain[1])
        else:
            _WRITERS.get(type(node), Writer._translated)(self, node)

    def written(self, node: nodes.Node) -> str:
        """The HTML of a node, which is not put into the page."""
        before = len(self._body)
        self.write(node)
        html = "".join(self._body[before:])
        del self._body[before:]
        return html

    def _within(self, node: nodes.Element) -> None:
        for child in node.children:
            self.write(child)

    def _translated(self, node: nodes.Element) -> None:
        """What the translator writes, around what is written here."""
        self._translator.dispatch_visit(node)
        self._within(node)
        self._translator.dispatch_departure(node)

    def _paragraph(self, node: nodes.Element) -> None:
        self._body.append(_opening("p", node))
        self._within(node)
        alone = isinstance(node.parent, (nodes.list_item, nodes.entry)) and len(node.parent) == 1
        self._body.append("</p>" if alone else "</p>\n")

    def _drawn(self, node: nodes.Element) -> None:
        tag = node["tag"]
        told = "".join([f' {name}="{escape(str(value))}"' for name, value in node["attributes"].items()])
        self._body.append(f"<{tag}{told}>")
        self._within(node)
        if tag not in build.VOID:
            self._body.append(f"</{tag}>")

    def _literal(self, node: nodes.Element) -> None:
        node.walkabout(self._translator)

    def _reference(self, node: nodes.Element) -> None:
        if harmless(node):
            node.walkabout(self._translator)
        else:
            self._within(node)

    def _used_in(self, node: nodes.Element) -> None:
        for line in uses(self._builder, self._page, node["claim"]):
            self.write(line)

    # Links

    def _link(self, node: nodes.Element) -> None:
        place = self._domain.place(node["reftype"], node["reftarget"])
        if place is None:
            self._lost(node)
            return
        title = node.get("cb_title", "")
        titled = f' title="{self._value(title)}"' if title else ""
        opening = _started("a", (*node["classes"], "reference", "internal"))
        self._body.append(f'{opening} href="{self._value(self._address(*place))}"{titled}>')
        self.write(node.children[0])
        self._body.append("</a>")

    def _lost(self, node: nodes.Element) -> None:
        """Of a link that leads nowhere its words are left, and a warning if it ought to lead somewhere."""
        words = node.children[0]
        assert isinstance(words, nodes.Element) and isinstance(node, pending_xref)
        left = self._domain.unplaced(node["reftype"], words)
        if left is None and self._page in self._builder.env.found_docs:
            resolver = ReferencesResolver(self._translator.document)
            resolver.warn_missing_reference(self._page, node["reftype"], node["reftarget"], node, self._domain)
        self.write(words if left is None else left)

    def _address(self, page: str, anchor: str) -> str:
        if page == self._page and anchor:
            return f"#{anchor}"
        address: str = self._builder.get_relative_uri(self._page, page)
        return f"{address}#{anchor}" if anchor else address or "#"

    def _value(self, text: str) -> str:
        """The value of an attribute."""
        encoded: str = self._translator.attval(text) if _CLEANSED.search(text) else text
        return encoded


_WRITERS: Mapping[type[nodes.Element], Callable[[Writer, nodes.Element], None]] = {
    nodes.paragraph: Writer._paragraph,
    nodes.literal: Writer._literal,
    nodes.reference: Writer._reference,
    pending_xref: Writer._link,
    build.drawn: Writer._drawn,
    build.on_screen: Writer._within,
    build.used_in: Writer._used_in,
}


def _opening(tag: str, node: nodes.Element) -> str:
    """The start of an element; what further ids a node has stand right inside it."""
    ids, start = node["ids"], _started(tag, tuple(node["classes"]))
    if not ids:
        return f"{start}>"
    more = "".join(f'<span id="{id_}"></span>' for id_ in ids[1:])
    return f'{start} id="{escape(ids[0])}">{more}'


@lru_cache(maxsize=1000)
def _started(tag: str, classes: tuple[str, ...]) -> str:
    """The start of an element with its classes, still open."""
    named = " ".join(dict.fromkeys(filter(str.strip, classes)))
    return f'<{tag} class="{escape(named)}"' if named else f"<{tag}"
