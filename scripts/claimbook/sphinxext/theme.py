"""The book's outward form: style sheet and script, notices, and repairs of the theme's markup."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from claimbook.characters import harmless
from claimbook.sphinxext.checked import archive_of
from claimbook.sphinxext.heads import told_of

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"  # of our search page, and repairs of the theme's
NOTICE = "This build quotes the sources. It contains third-party text: do not publish it."
MOST_CONTENTS = 20  # headings of two levels that the list of a page's contents shows at once
_ROBOTS = '<meta name="robots" content="noindex, nofollow"/>'

# Our scripts, with what a page holds that needs each.
_SCRIPTS = {
    "claimbook.js": "<details",
    "claimbook-cards.js": 'class="cb-card"',
    "claimbook-table.js": 'class="cb-filter"',
    "claimbook-disputes.js": '<section class="cb-topic"',
}


def prepare(app: Sphinx, config: Config) -> None:
    """Add our files and templates, and mark a build that quotes the sources."""
    config.html_static_path.append(str(STATIC))
    config.templates_path = _with_templates(config.templates_path)
    if not config.html_favicon:
        config.html_favicon = str(STATIC / "claimbook-icon.svg")
    app.add_css_file("claimbook.css")
    app.add_css_file("claimbook-records.css")
    app.add_css_file("claimbook-print.css", media="print")
    config.claimbook_quotes = archive_of(config) is not None
    if config.claimbook_quotes:
        config.html_theme_options["announcement"] = NOTICE


def _with_templates(paths: Iterable[str]) -> list[str]:
    """Ours behind the book's own, and before the theme's, which it names in full."""
    own = [path for path in paths if not Path(path).is_absolute()]
    return [*own, str(TEMPLATES), *(path for path in paths if path not in own)]


def finish_titles(_app: Sphinx, document: nodes.document) -> None:
    """The same for what stands in headings as for a page, before they are kept for contents and navigation."""
    for title in document.findall(nodes.title):
        for text in list(title.findall(nodes.Text)):
            if text.parent is not None:
                text.parent.replace(text, nodes.Text(harmless(text)))


def finish_page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Repair roles that the bibliography nests wrongly; keep quoting builds out of search engines.

    What acts instead of being seen shows as an escape, and the heading that the theme prints as it is becomes text.
    Of a page with many headings the contents list only those of the first level, and the others where the reader is.
    """
    context["body"] = harmless(context.get("body", "")).replace('role="doc-biblioentry"', 'role="listitem"')
    context["pagetitle"] = escape(context.get("pagetitle", ""))
    if doctree is not None and _listed(doctree) > MOST_CONTENTS:
        context["theme_show_toc_level"] = 1
    for script, needed_by in _SCRIPTS.items():
        if needed_by in context["body"]:
            app.add_js_file(script, loading_method="defer")  # on this page only
    context["metatags"] = context.get("metatags", "") + harmless(told_of(app, pagename, context, doctree))
    if app.config.claimbook_quotes:
        context["metatags"] = context.get("metatags", "") + _ROBOTS


def _listed(doctree: nodes.document) -> int:
    """The sections of a page and those right below them."""
    parts = [part for page in _parts(doctree) for part in _parts(page)]
    return len(parts) + sum(len(_parts(part)) for part in parts)


def _parts(element: nodes.Element) -> list[nodes.section]:
    return [child for child in element.children if isinstance(child, nodes.section)]
