"""How pages look: what fits on a screen, how long lines and lists are, tables on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.book.browsing import OVERFLOW, PHONE, STICKING_OUT
from tests.book.building import contents, exported
from tests.book.conftest import Book
from tests.book.site import text_of
from tests.book.test_browser import Watched, close, watched

LAPTOP, DESKTOP = ViewportSize(width=1400, height=900), ViewportSize(width=1920, height=1080)
MOST_CONTENTS = 12  # lines of a page's contents before the reader scrolls
MOST_LETTERS = 110  # of half a font size each in a line of text: some 80 of most fonts

# The parts of a page that hold more than they show at once, but listings of code.
SCROLLED = """() => [...document.querySelectorAll('article *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !e.closest('pre')
    && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.outerHTML.slice(0, 160))"""

# The longest line of text, in letters of usual width.
LONGEST_LINE = """() => Math.max(...[...document.querySelectorAll('article p')]
  .filter(e => !e.closest('table, figure') && e.checkVisibility() && e.textContent.length > 100)
  .map(e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize) / 0.5))"""


@pytest.fixture
def phone(browser: Browser, plain_book: Book) -> Iterator[Watched]:
    seen = watched(browser, plain_book, size=PHONE)
    yield seen
    close(seen)
    assert not seen.wrong


def test_lines_fit_a_wide_screen_and_nothing_scrolls_sideways_on_a_phone(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book)
    for name in contents(plain_book[0]):
        seen.page.set_viewport_size(DESKTOP)
        seen.open(f"{name}.html")
        assert seen.page.evaluate(LONGEST_LINE) <= MOST_LETTERS, name
        seen.page.set_viewport_size(PHONE)
        assert not seen.page.evaluate(SCROLLED), name
    close(seen)
    assert not seen.wrong


def test_nothing_sticks_out_where_signs_stand_for_hovering(browser: Browser, plain_book: Book) -> None:
    """A touched screen without scripts shows the button of every marker, which makes markers wider."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    page = context.new_page()
    for name in contents(plain_book[0]):
        page.goto((plain_book[1].html / f"{name}.html").as_uri())
        assert not page.evaluate(OVERFLOW), (name, page.evaluate(STICKING_OUT))
        assert not page.evaluate(SCROLLED), name
    context.close()


def test_labels_of_cells_name_no_keys(plain_book: Book) -> None:
    run, site = plain_book
    keys = {source["key"] for source in exported(run)["sources"]}
    for page, label in site.classed["cb-cell-label"]:
        assert keys.isdisjoint(text_of(label).removesuffix(":").split()), (page, text_of(label))


def test_exceptions_of_a_claim_are_folded_and_counted(plain_book: Book) -> None:
    _, site = plain_book
    folded = [part for _, part in site.classed["cb-lesser"]]
    assert folded
    for part in folded:
        counts = [int(word) for word in text_of(part.select_one("summary")).split() if word.isdigit()]
        kinds = {text_of(badge) for badge in part.select(".cb-badge")}
        assert sum(counts) == len(part.select("a.cb-dispute-link")) > 1
        assert kinds <= {"exception", "contrast"}


def test_tables_of_authors_stand_in_rows_on_a_phone(phone: Watched, plain_book: Book) -> None:
    _, site = plain_book
    table = site.pages["index.html"].select_one("table.cb-written")
    assert table is not None
    heads = [text_of(head) for head in table.select("thead th")]
    for row in table.select("tbody tr"):
        assert [text_of(cell.select_one(".cb-cell-label")) for cell in row.select("td")] == [
            "", *(f"{head}:" for head in heads[1:])
        ]  # fmt: skip
    phone.open("index.html")
    label = phone.page.locator("table.cb-written .cb-cell-label").first
    assert label.is_visible()
    phone.page.set_viewport_size(LAPTOP)
    assert not label.is_visible()


def test_the_answer_and_the_map_are_on_the_first_screen(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book, size=LAPTOP)
    seen.open("index.html")
    rows = seen.page.locator("table.cb-map tbody tr")
    inside = [box for row in rows.all() if (box := row.bounding_box()) and box["y"] + box["height"] <= LAPTOP["height"]]
    assert len(inside) >= rows.count() // 2
    assert "In short." in seen.page.locator("article p").first.inner_text()
    close(seen)


def test_contents_of_long_pages_are_short(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book, size=LAPTOP)
    for name in ("disputes", "sources/studies"):
        seen.open(f"{name}.html")
        listed = seen.page.locator(".bd-sidebar-secondary .toc-entry a").locator("visible=true")
        assert 1 < listed.count() <= MOST_CONTENTS, name
    close(seen)
