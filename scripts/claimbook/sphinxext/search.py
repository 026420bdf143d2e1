"""The book's search: what a page says, section by section, and the index that the search page reads.

The index is a script, since a page that is opened as a file may load no other data.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import ensuredir

from claimbook.characters import harmless
from claimbook.layout import ONE_PAGE
from claimbook.sphinxext.domain import ClaimbookDomain, claimbook_of

INDEX = "claimbook-index.js"
PAGE = "search"
_LOOSE = re.compile(r" +([.,;:!?)])")  # signs after a marker that is left out
_TWICE = re.compile(r"(?<!\.)([.!?])\.(?!\.)")  # stops before and behind one


class Section(NamedTuple):
    """A section of a page: its id ('' for the page itself), heading, and what we wrote there ourselves."""

    anchor: str
    title: str
    text: str


def collect(app: Sphinx, document: nodes.document) -> None:
    """Keep what a page says."""
    claimbook_of(app.env).data["sections"][app.env.docname] = list(sections(document))


def sections(document: nodes.document) -> Iterator[Section]:
    """The sections that authors wrote; what directives made of records is found as such."""
    for section in document.children:
        if isinstance(section, nodes.section):
            whole, *parts = _sections(section)
            yield whole._replace(anchor="")
            yield from parts


def _sections(section: nodes.section) -> Iterator[Section]:
    title = next(iter(section.findall(nodes.title))).astext()
    inner = [child for child in section.children if isinstance(child, nodes.section) and _written(child)]
    own = (child for child in section.children if not isinstance(child, (nodes.section, nodes.title)))
    text = " ".join(word for child in own for word in _words(child))
    yield Section(section["ids"][0], title, _tidied(text))
    for child in inner:
        yield from _sections(child)


def _tidied(text: str) -> str:
    """What is left of sentences without their markers."""
    return _TWICE.sub(r"\1", _LOOSE.sub(r"\1", " ".join(text.split()))).lstrip(".,;: ")


def _words(part: nodes.Node) -> Iterator[str]:
    """The texts below a node that no role or directive of ours made."""
    if isinstance(part, nodes.Text):
        yield part.astext()
    elif isinstance(part, nodes.Element) and _written(part):
        for child in part.children:
            yield from _words(child)


def _written(element: nodes.Element) -> bool:
    """Whether it is an author's; what is ours is kept verbatim, and of a work that is cited there is only its key."""
    ours = not element.get("support_smartquotes", True) or element.get("refdomain") == "cite"
    return not ours and not isinstance(element, nodes.comment)


# Instead of Sphinx's own


def replace(app: Sphinx) -> None:
    """Sphinx need not index the pages."""
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """The page to search on."""
    if app.builder.name != ONE_PAGE:
        yield PAGE, {}, f"{PAGE}.html"


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the index beside the other static files."""
    if error is None and app.builder.format == "html" and app.builder.name != ONE_PAGE:
        folder = Path(app.outdir) / "_static"
        ensuredir(folder)
        data = json.dumps(index(app), ensure_ascii=False, separators=(",", ":"))
        (folder / INDEX).write_text(f"window.claimbookIndex={data};\n", encoding="utf-8")


def index(app: Sphinx) -> dict[str, object]:
    """``names``: groups of words for one thing; ``entries``: ``[kind, title, about, text, address]``."""
    claimbook = claimbook_of(app.env)
    entries = (*_pages(app, claimbook), *_records(app, claimbook))
    shown = [[harmless(part) for part in entry] for entry in entries]
    return {"names": claimbook.book.synonyms(), "entries": shown}


def _pages(app: Sphinx, claimbook: ClaimbookDomain) -> Iterator[list[str]]:
    """The sections of all pages, in the order of the book."""
    order = claimbook.order
    for docname in sorted(claimbook.data["sections"], key=lambda name: (order.get(name, len(order)), name)):
        home = app.env.titles[docname].astext()
        for section in claimbook.data["sections"][docname]:
            about = home if section.anchor else ""
            yield ["page", section.title, about, section.text, _address(app, docname, section.anchor)]


def _records(app: Sphinx, claimbook: ClaimbookDomain) -> Iterator[list[str]]:
    for entry in claimbook.book.entries():
        place = claimbook.place(entry.type, entry.target)
        if place is not None:
            yield [entry.kind, entry.title, entry.about, entry.text, _address(app, *place)]


def _address(app: Sphinx, docname: str, anchor: str) -> str:
    return app.builder.get_target_uri(docname) + (f"#{anchor}" if anchor else "")
