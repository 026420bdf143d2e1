"""The line under a claim that names the pages which cite it."""

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import claimbook_of


def uses(builder: Builder, page: str, claim: str) -> build.Nodes:
    """The line, with its links as they read on a page; nothing where no page cites the claim."""
    env = builder.env
    links: list[nodes.Node] = [
        make_refnode(builder, page, use.docname, use.anchor, nodes.inline("", env.titles[use.docname].astext()))
        for use in claimbook_of(env).uses_of(claim)
    ]
    label = build.inline("Used in: ", classes=["cb-label"])
    return [build.paragraph(label, *build.joined(links), classes=["cb-used"])] if links else []
