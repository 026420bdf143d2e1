"""Tables that authors write: their cells get the headings of their columns, for screens where these are out of sight.

On a phone the rows of a wide table stand below each other, as those of our own tables do. This is done when a page is
written, so that the labels are no part of its text.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from claimbook.sphinxext import nodes as build

OURS, WRITTEN = "cb-table", "cb-written"
LEAST_COLUMNS = 3  # two fit beside each other on a phone


class WrittenTables(SphinxPostTransform):
    """Labels the cells of the tables that a page has besides ours."""

    default_priority = 6
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        for table in list(self.document.findall(nodes.table)):
            heads = [" ".join(_text(entry).split()) for entry in _first(table, nodes.thead)]
            if OURS not in table["classes"] and len(heads) >= LEAST_COLUMNS:
                table["classes"].append(WRITTEN)
                for row in _rows(table):
                    _label(row, heads)


def _first(table: nodes.table, part: type[nodes.Element]) -> list[nodes.entry]:
    """The cells of the first row of a part."""
    row = next((row for found in table.findall(part) for row in found.findall(nodes.row)), None)
    return list(row.findall(nodes.entry)) if row is not None else []


def _text(node: nodes.Node) -> str:
    """What a heading says; of a work that it cites there is nothing but the key yet."""
    if isinstance(node, nodes.Text):
        return node.astext()
    cited = isinstance(node, nodes.Element) and node.get("refdomain") == "cite"
    return "" if cited else " ".join(map(_text, node.children))


def _rows(table: nodes.table) -> Iterator[nodes.row]:
    return (row for body in table.findall(nodes.tbody) for row in body.findall(nodes.row))


def _label(row: nodes.row, heads: list[str]) -> None:
    """Put the heading before what a cell says; the first cell is the row's own heading."""
    for entry, head in list(zip(row.findall(nodes.entry), heads, strict=False))[1:]:
        paragraph = next(iter(entry.findall(nodes.paragraph)), None)
        if paragraph is not None and head:
            paragraph.insert(0, build.inline(f"{head}: ", classes=["cb-cell-label"]))
