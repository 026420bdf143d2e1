"""What each page says of itself to search engines and to sites that show a card of it, and the map of the site."""

import re
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape as xml_escape

from docutils import nodes
from sphinx.application import Sphinx

from claimbook.layout import ONE_PAGE
from claimbook.sphinxext.nodes import box, details, drawn

PICTURE = "_static/claimbook-card.png"
LONGEST = 200  # letters of a description; what shows them cuts there or before
_TAG = re.compile(r"<[^>]*>")
_NOT_PROSE = (nodes.title, nodes.table, nodes.admonition, nodes.comment, details, drawn, box)
_MARKERS = frozenset(("cb-marker", "cb-hidden", "cb-head", "cb-none"))
_MAP_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def told_of(app: Sphinx, page: str, context: dict[str, Any], doctree: nodes.document | None) -> str:
    """The head's elements that tell what a page is; addresses only where the book knows its own (``html_baseurl``)."""
    book = app.config.html_title
    title = unescape(_TAG.sub("", context.get("title", ""))) or book
    about = description(doctree) or f"{title}, a page of {book}."
    told = {"og:type": "article", "og:title": title, "og:site_name": book, "og:description": about}
    picture = context["pathto"](PICTURE, resource=True)
    if app.config.html_baseurl:
        told["og:url"] = _address(app, page)
        picture = urljoin(_base(app), PICTURE)
    told |= {"og:image": picture, "og:image:alt": "A claim between two others that do not fit it"}
    named = f'<meta name="description" content="{escape(about)}"/>\n'
    return named + "".join(f'<meta property="{name}" content="{escape(text)}"/>\n' for name, text in told.items())


def description(doctree: nodes.document | None) -> str:
    """The first paragraphs of a page's own prose, up to a length; '' where it has none."""
    if doctree is None:
        return ""
    told = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if len(told) > LONGEST // 2:
            break
        if not _within(paragraph, _NOT_PROSE):
            told = f"{told} {_words(paragraph)}".strip()
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rpartition(' ')[0]}…"


def _within(node: nodes.Node, kinds: tuple[type[nodes.Element], ...]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False


def _words(node: nodes.Node) -> str:
    """The text of a node without markers and what only listeners get."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.Element) and not _MARKERS.isdisjoint(node.get("classes", ())):
        return ""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join("".join(map(_words, node.children)).split(" ")))


# The map of the site


def write_sitemap(app: Sphinx, error: Exception | None) -> None:
    """``sitemap.xml`` with every page; only where the book knows its own address and may be published."""
    known = app.builder.format == "html" and app.config.html_baseurl and app.builder.name != ONE_PAGE
    if error is not None or not known or app.config.claimbook_quotes:
        return
    pages = sorted(app.env.found_docs)
    entries = "".join(f"  <url><loc>{xml_escape(_address(app, page))}</loc></url>\n" for page in pages)
    Path(app.outdir, "sitemap.xml").write_text(f"{_MAP_HEAD}{entries}</urlset>\n", encoding="utf-8")


def _base(app: Sphinx) -> str:
    return f"{app.config.html_baseurl.rstrip('/')}/"


def _address(app: Sphinx, page: str) -> str:
    return urljoin(_base(app), app.builder.get_target_uri(page))
