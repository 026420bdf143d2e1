"""Seals: what roles and directives made of records is closed while a page is read, and opened when it is written.

Some two hundred steps of docutils and Sphinx walk through every page. None of them changes anything in our tables and
records, which are most of a page, so to them each is one node without children.
"""

import pickle
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import NAME
from claimbook.sphinxext.writer import Writer

_PAGES = ("html", "dirhtml")  # builders that write page by page; others meet what was sealed as it is
_PARTS = (
    build.box, build.chart, build.details, nodes.table, nodes.bullet_list, nodes.definition_list, nodes.inline
)  # fmt: skip
# All that a seal may hold: nothing that any step between reading and writing looks for.
_PLAIN = frozenset(
    (
        nodes.Text, nodes.paragraph, nodes.inline, nodes.literal, nodes.strong, nodes.emphasis, nodes.reference,
        nodes.block_quote,
        nodes.bullet_list, nodes.list_item, nodes.definition_list, nodes.definition_list_item, nodes.term,
        nodes.definition, nodes.table, nodes.tgroup, nodes.colspec, nodes.thead, nodes.tbody, nodes.row, nodes.entry,
        build.box, build.chart, build.chart_caption, build.details, build.summary, build.passage_title,
        build.used_in, build.on_screen, build.drawn, pending_xref,
    )
)  # fmt: skip


class sealed(nodes.General, nodes.Element):  # noqa: N801 -- docutils dispatches on the name
    """Something of ours, pickled in ``held``."""


class Seal(SphinxTransform):
    """Closes what roles and directives made, before anything else walks through the page."""

    default_priority = 1

    def apply(self, **_kwargs: Any) -> None:
        for element in list(_ours(self.document, verbatim=False)):
            _close(element)


def _ours(element: nodes.Element, *, verbatim: bool) -> Iterator[nodes.Element]:
    """The largest parts of ours that hold nothing but what is plain; headings are left to the table of contents."""
    for child in element.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.title):
            ours = verbatim or not child.get("support_smartquotes", True)
            if ours and isinstance(child, _PARTS) and _plain(child):
                yield child
            else:
                yield from _ours(child, verbatim=ours)


def _plain(node: nodes.Node) -> bool:
    if type(node) not in _PLAIN or (isinstance(node, pending_xref) and node.get("refdomain") != NAME):
        return False
    return all(map(_plain, node.children))


def _close(element: nodes.Element) -> None:
    """Put a seal in the place of a block. What leads from it to the page is cut, or all of that would be inside."""
    seal = sealed("", support_smartquotes=False)
    element.replace_self(seal)
    vars(element).pop("parent")
    for node in element.findall():
        vars(node).pop("_document", None)
    seal["held"] = pickle.dumps(element, pickle.HIGHEST_PROTOCOL)


def _opened(seal: sealed) -> nodes.Element:
    inside: nodes.Element = pickle.loads(seal["held"])  # noqa: S301 -- our own, from the page's own pickle
    return inside


class Open(SphinxPostTransform):
    """Opens the seals for builders that do not write them page by page."""

    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        if self.app.builder.name not in _PAGES:
            for seal in list(self.document.findall(sealed)):
                seal.replace_self(_opened(seal))


def _visit(translator: Any, seal: sealed) -> None:
    inside = _opened(seal)
    inside.parent = seal.parent
    Writer(translator, translator.builder.current_docname).write(inside)
    raise nodes.SkipNode


def add_seals(app: Sphinx) -> None:
    """Register what closes and opens."""
    app.add_node(sealed, html=(_visit, None))
    app.add_transform(Seal)
    app.add_post_transform(Open)
