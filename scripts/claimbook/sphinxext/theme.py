"""The book's outward form: style sheet and script, notices, and repairs of the theme's markup."""

import os
import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from claimbook.layout import ARCHIVE_VARIABLE
from claimbook.sphinxext.heads import told_of

STATIC = Path(__file__).parent / "static"
NOTICE = "This build quotes the sources. It contains third-party text: do not publish it."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ROBOTS = '<meta name="robots" content="noindex, nofollow"/>'

# Our scripts, with what a page holds that needs each.
_SCRIPTS = {
    "claimbook.js": "<details",
    "claimbook-cards.js": 'class="cb-card-button"',
    "claimbook-table.js": 'class="cb-filter"',
    "claimbook-disputes.js": '<section class="cb-grade"',
}


def prepare(app: Sphinx, config: Config) -> None:
    """Add our files, and mark a build that quotes the sources."""
    config.html_static_path.append(str(STATIC))
    if not config.html_favicon:
        config.html_favicon = str(STATIC / "claimbook-icon.svg")
    app.add_css_file("claimbook.css")
    app.add_css_file("claimbook-records.css")
    app.add_css_file("claimbook-print.css", media="print")
    config.claimbook_quotes = bool(os.environ.get(ARCHIVE_VARIABLE))
    if config.claimbook_quotes:
        config.html_theme_options["announcement"] = NOTICE


def finish_page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Repair roles that the bibliography nests wrongly; keep quoting builds out of search engines.

    Control characters show as escapes, and the heading that the theme prints as it is becomes text.
    """
    body = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", context.get("body", ""))
    context["body"] = body.replace('role="doc-biblioentry"', 'role="listitem"')
    context["pagetitle"] = escape(context.get("pagetitle", ""))
    for script, needed_by in _SCRIPTS.items():
        if needed_by in context["body"]:
            app.add_js_file(script, loading_method="defer")  # on this page only
    context["metatags"] = context.get("metatags", "") + told_of(app, pagename, context, doctree)
    if app.config.claimbook_quotes:
        context["metatags"] = context.get("metatags", "") + _ROBOTS
