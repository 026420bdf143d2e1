"""Every page of the books: valid, light, titled, described, with nothing to be found where it must not be."""

import re
from pathlib import Path

import pytest
from claimbook.sphinxext import theme

from tests.book.building import claimbook, contents
from tests.book.conftest import Book
from tests.book.site import text_of

MOST_OF_A_PAGE, MOST_OF_HOME, MOST_OF_SCRIPTS = 1_500_000, 400_000, 30_000  # bytes
EMPTY = re.compile(r"^\s*$")


def test_every_page_is_valid_html(book: Book) -> None:
    parser = pytest.importorskip("justhtml", reason="justhtml is not installed: HTML was not validated")
    _, site = book
    for page in site.pages:
        found = parser.JustHTML((site.html / page).read_text(encoding="utf-8"), collect_errors=True, sanitize=False)
        assert not [(page, e.line, e.column, e.code) for e in found.errors]


def test_no_page_is_heavy(book: Book) -> None:
    _, site = book
    for page in site.pages:
        assert (site.html / page).stat().st_size <= MOST_OF_A_PAGE, page


def test_the_home_page_is_light_with_what_is_ours(book: Book) -> None:
    _, site = book
    home = site.pages["index.html"]
    addresses = [str(e.get("src") or e.get("href")) for e in home.select("script[src], link[rel~=stylesheet]")]
    ours = [site.html / address.partition("?")[0] for address in addresses if "_static/claimbook" in address]
    assert ours
    assert sum(path.stat().st_size for path in (site.html / "index.html", *ours)) <= MOST_OF_HOME


def test_our_scripts_are_small_and_wait_for_the_page(book: Book) -> None:
    _, site = book
    assert sum(path.stat().st_size for path in theme.STATIC.glob("*.js")) <= MOST_OF_SCRIPTS
    for page, soup in site.pages.items():
        for script in soup.select('script[src*="claimbook"]'):
            assert script.has_attr("defer"), (page, script)


def test_every_page_has_a_title_a_description_and_a_card(book: Book) -> None:
    run, site = book
    titles = set()
    for page in (f"{name}.html" for name in contents(run)):
        head = site.pages[page].head
        assert head is not None
        titles.add(text_of(head.title))
        told = {str(m.get("name") or m.get("property")): str(m["content"]) for m in head.select("meta[content]")}
        assert not EMPTY.match(told["description"]), page
        assert len(told["description"]) <= 200, page
        assert told["og:description"] == told["description"]
        assert told["og:title"] in text_of(head.title)
        icon = head.select_one('link[rel="icon"]')
        assert icon is not None
        for address in (str(icon["href"]), told["og:image"]):
            link = site.resolve(page, address)
            assert link is not None, "without an address of its own the book names none"
            assert (site.html / link.page).is_file()
    assert len(titles) == len(contents(run))


def test_without_an_address_there_is_no_map(book: Book) -> None:
    _, site = book
    assert not (site.html / "sitemap.xml").exists()


def test_a_book_that_knows_its_address_has_a_map(coffee_root: Path) -> None:
    config = coffee_root / "_config.yml"
    before = config.read_text(encoding="utf-8")
    config.write_text(
        before.replace("    language: en\n", "    language: en\n    html_baseurl: https://example.org/coffee\n"),
        "utf-8",
    )
    run = claimbook(coffee_root, "build")
    assert run.status == 0, run.text
    listed = re.findall(
        r"<loc>https://example\.org/coffee/(.*)\.html</loc>", (run.html / "sitemap.xml").read_text("utf-8")
    )
    assert sorted(listed) == sorted(contents(run))
    home = (run.html / "index.html").read_text(encoding="utf-8")
    assert '<meta property="og:image" content="https://example.org/coffee/_static/claimbook-card.png"/>' in home
    assert '<meta property="og:url" content="https://example.org/coffee/index.html"/>' in home
