"""The pages of a book without what claimbook adds: emptied of it, or with the same content typed as plain Markdown."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from claimbook.sphinxext import directives, figure_directives, guide, roles

ELSEWHERE = "https://example.org/"  # where typed links lead: Sphinx resolves none of them
_UNTYPED = "svg, script, style, form, button, .headerlink, .cb-cards, .cb-hidden"  # what Markdown has no words for
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|$~])")
_INLINE = {"a", "span", "strong", "em", "code", "sup", "sub", "i", "b", "br", "cite"}

_DIRECTIVES = "|".join([*vars(directives)["_DIRECTIVES"], *vars(figure_directives)["_DIRECTIVES"], guide.STYLE_GUIDE])
_ROLES = "|".join(vars(roles)["_ROLES"])
_FENCED = re.compile(rf"^(`{{3,}}|:{{3,}})\{{(?:{_DIRECTIVES})\}}.*?^\1[ ]*$", re.M | re.S)
_MARKED = re.compile(rf"\{{(?:{_ROLES})\}}`([^`]*)`")
_EXTENSION = re.compile(
    r",\s*claimbook\.sphinxext(?=[,\]])|^  local_extensions:\n(?:    .*\n)+|\bclaimbook(?=\s*#|$)", re.M
)


def without_extension(config: str) -> str:
    """The configuration without our extension and what is named in it alone."""
    return _EXTENSION.sub(lambda found: "plain" if found[0] == "claimbook" else "", config)


def emptied(page: str) -> str:
    """A page without our directives, its roles replaced by what stands in them."""
    return _MARKED.sub(r"(\1)", _FENCED.sub("", page))


def typed(html: str) -> str:
    """What a finished page says, as an author would have to type it."""
    article = BeautifulSoup(html, "html.parser").select_one("article.bd-article")
    assert article is not None
    for part in article.select(_UNTYPED):
        part.decompose()
    return "\n\n".join(_blocks(article)) + "\n"


def _blocks(element: Tag) -> Iterable[str]:
    """Paragraphs, lists and tables, in order; loose words between them are paragraphs of their own."""
    loose: list[PageElement] = []
    for child in element.children:
        if isinstance(child, Tag) and child.name not in _INLINE:
            yield from _paragraph(loose)
            loose = []
            yield from _WRITERS.get(child.name, _blocks)(child)
        else:
            loose.append(child)
    yield from _paragraph(loose)


def _paragraph(parts: Iterable[PageElement]) -> Iterable[str]:
    words = " ".join("".join(map(_inline, parts)).split())
    return [words] if words else []


def _inline(part: PageElement) -> str:
    if isinstance(part, NavigableString):
        return _SIGNS.sub(r"\\\1", str(part))
    assert isinstance(part, Tag)
    words = "".join(map(_inline, part.children))
    return f"[{words}]({ELSEWHERE}{part['href']})" if part.name == "a" and part.get("href") else words


def _heading(element: Tag) -> Iterable[str]:
    return [f"{'#' * int(element.name[1])} {''.join(map(_inline, element.children)).strip()}"]


def _list(element: Tag) -> Iterable[str]:
    items = ("\n\n".join(_blocks(item)) for item in element.find_all("li", recursive=False))
    return ["\n".join("- " + item.replace("\n", "\n  ") for item in items)]


def _table(element: Tag) -> Iterable[str]:
    rows = [
        [" ".join(" ".join(_blocks(cell)).split()) for cell in row.find_all(["th", "td"], recursive=False)]
        for row in element.find_all("tr")
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return ["\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])] if rows else []


def _code(element: Tag) -> Iterable[str]:
    return [f"````\n{element.get_text().rstrip()}\n````"]


_WRITERS: dict[str, Callable[[Tag], Iterable[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "table": _table,
    "pre": _code,
}


def rewrite(root: Path, config: str, pages: dict[Path, str]) -> None:
    """Write a book of these pages over a copy of one."""
    (root / "_config.yml").write_text(config, encoding="utf-8")
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
