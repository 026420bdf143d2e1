"""The Sphinx extension that renders the check's result in the book; the only package that knows Sphinx.

Roles and directives ask for views (``views``, made by ``book``) and turn them into nodes; the
domain remembers what each page showed, so that a changed record rebuilds just those pages.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    from claimbook.sphinxext import build, heads, search, theme
    from claimbook.sphinxext.bibliography import add_style
    from claimbook.sphinxext.directives import add_directives
    from claimbook.sphinxext.domain import ClaimbookDomain
    from claimbook.sphinxext.figure_directives import add_figures
    from claimbook.sphinxext.guide import add_guide
    from claimbook.sphinxext.nodes import add_nodes
    from claimbook.sphinxext.roles import add_roles
    from claimbook.sphinxext.seals import add_seals
    from claimbook.sphinxext.show_cards import add_cards
    from claimbook.sphinxext.tables import WrittenTables

    app.add_config_value("claimbook_checked", None, "", ())
    app.add_config_value("claimbook_root", "..", "env", str)
    app.add_config_value("claimbook_since", "", "env", str)
    app.add_config_value("claimbook_quotes", default=False, rebuild="html", types=bool)
    if "comments_config" not in app.config:  # Jupyter Book sets it whether or not the extension is there
        app.add_config_value("comments_config", {}, "html", dict)
    app.add_domain(ClaimbookDomain)
    add_style()
    add_nodes(app)
    add_roles(app)
    add_directives(app)
    add_figures(app)
    add_guide(app)
    add_seals(app)
    add_cards(app)
    app.add_post_transform(WrittenTables)
    app.connect("config-inited", theme.prepare)
    app.connect("builder-inited", build.load)
    app.connect("builder-inited", search.replace)
    app.connect("doctree-read", theme.finish_titles, priority=100)  # before the headings are collected
    app.connect("doctree-read", search.collect)
    app.connect("html-collect-pages", search.pages)
    app.connect("build-finished", search.write)
    app.connect("env-get-outdated", build.outdated)
    app.connect("env-updated", build.updated)
    app.connect("doctree-resolved", build.finish)
    app.connect("build-finished", build.forget)
    app.connect("html-page-context", theme.finish_page)
    app.connect("build-finished", heads.write_sitemap)
    return {"version": "0.1", "env_version": _version(), "parallel_read_safe": True, "parallel_write_safe": True}


def _version() -> int:
    """Changes with the extension's code, so that no page keeps what an older one made."""
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return int(sha256(code).hexdigest()[:8], 16)
