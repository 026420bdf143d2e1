"""A table of claims under fields that narrow it down. Without a script the fields are hidden and the table is whole.

Every row has a class for each of its values, ``cb-on-FACET-VALUE``, which the script reads.
"""

from docutils import nodes

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.show_claims import COLUMNS, claim_row
from claimbook.views.facets import Facet, ListingView


def filtered_table(view: ListingView) -> build.Nodes:
    """The fields, and the table that they belong to."""
    rows = (claim_row(row.claim, (kind_class(*kind) for kind in row.kinds)) for row in view.rows)
    table = build.table(COLUMNS, rows, ["cb-claims", "cb-filtered"])
    return [build.verbatim(_fields(view)), build.verbatim(build.block(table, classes=["cb-table-box"]))]


def kind_class(facet: str, value: str) -> str:
    """The class of rows that have a value."""
    return f"cb-on-{facet}-{value}".replace(" ", "_")


def _fields(view: ListingView) -> nodes.Element:
    """The form; the script unhides it."""
    words = build.control("input", type_="search", name="q", autocomplete="off", spellcheck="false")
    return build.control(
        "form",
        _labelled("Words", words),
        *(_labelled(facet.label, _choices(facet)) for facet in view.facets if facet.choices),
        build.control("button", nodes.Text("Clear"), type_="reset"),
        build.control("button", nodes.Text("Download as CSV"), type_="button", class_="cb-csv"),
        build.control("p", class_="cb-filter-count", role="status"),
        class_="cb-filter",
        role="search",
        aria_label="Filter claims",
        hidden="hidden",
    )


def _labelled(words: str, field: nodes.Node) -> nodes.Node:
    return build.control("label", build.control("span", nodes.Text(words)), field)


def _choices(facet: Facet) -> nodes.Node:
    """What can be chosen, each with the number of claims."""
    options = (
        build.control(
            "option", nodes.Text(f"{choice.label} ({choice.claims})"), value=choice.value, data_label=choice.label
        )
        for choice in facet.choices
    )
    whole = build.control("option", nodes.Text("all"), value="")
    return build.control("select", whole, *options, name=facet.name)
