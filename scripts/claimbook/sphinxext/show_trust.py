"""The table that sets the documents side by side."""

from docutils import nodes

from claimbook.sphinxext import nodes as build
from claimbook.views.model import ClaimLink, TrustCell, TrustRow, TrustView

ABREAST = 4  # documents in one table


def trust_tables(view: TrustView) -> build.Nodes:
    """One table for every few documents, a row for each measure."""
    if not view.documents:
        return [build.paragraph("There is no document on record.", classes=["cb-none"])]
    starts = range(0, len(view.documents), ABREAST)
    return [build.verbatim(_table(view, slice(start, start + ABREAST))) for start in starts]


def _table(view: TrustView, part: slice) -> nodes.Element:
    documents = view.documents[part]
    rest = 100 - 28
    columns = {"Measure": 28, **{document.label: rest // len(documents) for document in documents}}
    rows = (_row(row, documents, part) for row in view.rows)
    made = build.table(columns, rows, ["cb-trust"], stubs=1)
    for entry, document in zip(
        next(iter(made.findall(nodes.thead))).findall(nodes.entry), (None, *documents), strict=True
    ):
        if document is not None:
            entry.children = [build.paragraph(build.link("source", document.id, document.label))]
    return build.block(made, classes=["cb-table-box"])


def _row(row: TrustRow, documents: tuple[ClaimLink, ...], part: slice) -> nodes.row:
    cells = [
        build.cell(document.label, _figure(cell, document))
        for document, cell in zip(documents, row.cells[part], strict=True)
    ]
    heading = build.paragraph(f"{'of these, ' if row.within else ''}{row.label}")
    return build.row([heading], *cells, classes=["cb-within"] if row.within else [])


def _figure(cell: TrustCell, document: ClaimLink) -> nodes.paragraph:
    if not cell.section:
        return build.paragraph(cell.text)
    return build.paragraph(build.link("source", f"{document.id}#{cell.section}", cell.text))
