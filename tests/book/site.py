"""A built book as its readers' programs see it: pages, links between them, records by their permalinks."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

# Everything through which a page can make a browser fetch something.
FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "input": ("src",),
    "link": ("href",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href"), "base": ("href",),
}  # fmt: skip

# Control characters, marks of direction, and what else acts and is not seen.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0001-\U000e007f]"
)


class Link(NamedTuple):
    """Where a link of ours leads: a page's path under the site's root, and the id in it or ''."""

    page: str
    fragment: str


class Site:
    """The pages of one built book, read once."""

    def __init__(self, html: Path) -> None:
        self.html = html

    @cached_property
    def paths(self) -> list[str]:
        """The path of every page under the site's root, in order; Sphinx's own additions are among them."""
        found = sorted(p for p in self.html.rglob("*.html") if "_static" not in p.parts)
        assert found, f"no page in {self.html}"
        return [p.relative_to(self.html).as_posix() for p in found]

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page by its path."""
        return {path: _parse(self.html / path) for path in self.paths}

    @cached_property
    def elements(self) -> list[tuple[str, Tag]]:
        """Every element with its page, in the order of the pages."""
        return [(page, element) for page, soup in self.pages.items() for element in soup.find_all(name=True)]

    @cached_property
    def places(self) -> dict[str, list[tuple[str, Tag]]]:
        """Every id with the pages and elements that have it."""
        found: dict[str, list[tuple[str, Tag]]] = {}
        for page, element in self.elements:
            if "id" in element.attrs:
                found.setdefault(str(element["id"]), []).append((page, element))
        return found

    @cached_property
    def classed(self) -> dict[str, list[tuple[str, Tag]]]:
        """Every class with the pages and elements that have it."""
        found: dict[str, list[tuple[str, Tag]]] = {}
        for page, element in self.elements:
            for name in element.get_attribute_list("class"):
                found.setdefault(name, []).append((page, element))
        return found

    @cached_property
    def disputes(self) -> dict[str, list[tuple[str, Tag]]]:
        """Pages and sections of the disputes that are shown with a permalink, by the id that is shown."""
        found: dict[str, list[tuple[str, Tag]]] = {}
        for page, section in self.classed.get("cb-dispute", ()):
            if section.name == "section":
                found.setdefault(text_of(section.select_one(".cb-head code")), []).append((page, section))
        return found

    @cached_property
    def bibliography(self) -> dict[Link, Tag]:
        """The entries of the list of references."""
        return {Link(page, str(e["id"])): e for page, e in self.classed.get("citation", ()) if "id" in e.attrs}

    def at(self, link: Link) -> Tag:
        """The element that a link leads to."""
        return next(element for page, element in self.places[link.fragment] if page == link.page)

    def links(self, page: str, within: Tag | None = None) -> Iterator[Link]:
        """The links of a page, or of a part of it, that stay in the book."""
        for anchor in (within or self.pages[page]).find_all("a", href=True):
            link = self.resolve(page, str(anchor["href"]))
            if link is not None:
                yield link

    def resolve(self, page: str, address: str) -> Link | None:
        """Where an address on a page leads; None when it leaves the book."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return Link(page, unquote(parts.fragment))
        return Link(_joined(PurePosixPath(page).parent, unquote(parts.path)), unquote(parts.fragment))

    def record(self, claim: str) -> tuple[str, Tag]:
        """The page and element of a claim's permalink. Raises AssertionError unless there is just one."""
        found = self.places.get(claim, [])
        assert len(found) == 1, f"'{claim}' is the id of {len(found)} elements"
        return found[0]

    def dispute(self, id_: str) -> tuple[str, Tag]:
        """The page and section of a dispute. Raises AssertionError unless there is just one."""
        found = self.disputes.get(id_, [])
        assert len(found) == 1, f"the dispute '{id_}' is shown in {len(found)} sections"
        return found[0]

    def title(self, page: str) -> str:
        """A page's heading, without the sign that links to it."""
        heading = self.pages[page].select_one("article h1")
        assert heading is not None, f"{page} has no heading"
        return words("".join(t for t in heading.find_all(string=True) if t.find_parent(class_="headerlink") is None))


def _parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _joined(folder: PurePosixPath, path: str) -> str:
    parts: list[str] = []
    for part in (folder / path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def words(text: str) -> str:
    """Text as the book shows it: white space evened out, control characters as escapes."""
    return CONTROL.sub(lambda found: ascii(found[0])[1:-1], " ".join(text.split()))


def text_of(element: Tag | None) -> str:
    """What an element says; '' for none."""
    return words(element.get_text()) if element is not None else ""


def quoted(passage: str) -> str:
    """A passage of the archive as the book shows it: without marks of emphasis and citation."""
    return words(re.sub(r"\^\{[^}]*\}|\*\*", "", passage))
