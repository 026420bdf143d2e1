"""A built book as its readers' programs see it: pages, links between them, records by their permalinks."""

import gc
import re
from collections.abc import Iterator, Mapping
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


class Pages(Mapping[str, BeautifulSoup]):
    """The pages under a folder by their paths, each read when it is first asked for and kept."""

    def __init__(self, html: Path) -> None:
        found = sorted(p for p in html.rglob("*.html") if "_static" not in p.parts)
        assert found, f"no page in {html}"
        self._files = {p.relative_to(html).as_posix(): p for p in found}
        self._read: dict[str, BeautifulSoup] = {}

    def __getitem__(self, path: str) -> BeautifulSoup:
        if path not in self._read:
            self._read[path] = _parse(self._files[path])
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Site:
    """The pages of one built book."""

    def __init__(self, html: Path) -> None:
        self.html = html

    @cached_property
    def pages(self) -> Pages:
        """Every page by its path under the site's root; Sphinx's own additions are among them."""
        return Pages(self.html)

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
    def titles(self) -> dict[str, str]:
        """The headings, without the signs that link to them, of the pages that have one."""
        return {page: _own_text(found) for page, soup in self.pages.items() if (found := soup.select_one("article h1"))}

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
        """A page's heading. Raises AssertionError if it has none."""
        assert page in self.titles, f"{page} has no heading"
        return self.titles[page]

    def of_class(self, name: str, page: str) -> list[Tag]:
        """The elements of a class on a page."""
        return [element for at, element in self.classed.get(name, ()) if at == page]


def _parse(path: Path) -> BeautifulSoup:
    """A page's elements. All of them stay: looking for what is no longer needed would take a third of the time."""
    gc.disable()
    try:
        return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    finally:
        gc.enable()


def _own_text(heading: Tag) -> str:
    return words("".join(t for t in heading.find_all(string=True) if t.find_parent(class_="headerlink") is None))


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
