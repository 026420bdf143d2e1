"""Every page for everyone: no violation that axe finds, nothing asked of other places, and pictures to look at."""

import os

import pytest
from playwright.sync_api import Browser

from tests.book.browsing import PHONE, WIDE
from tests.book.building import contents
from tests.book.conftest import Book
from tests.book.people.conftest import keep
from tests.book.test_browser import Watched, close, watched

# Both take their share of the pages, so that two workers can share them.
SHARES = 2
TALL = 2400  # pixels of a picture; one of a whole long page comes out cut
WHOLE = bool(os.environ.get("CLAIMBOOK_TEST_ALL"))  # also on a phone, and the pages that are not in the contents


def violations(seen: Watched) -> list[tuple[str, str, str]]:
    """What axe says is wrong: its rule, where, and why."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    return [
        (rule["id"], node["html"][:160], node["failureSummary"][:200])
        for rule in axe.run(seen.page).response["violations"]
        for node in rule["nodes"]
    ]


def pages_of(book: Book) -> list[str]:
    """The pages of the contents; all there are where everything is tested."""
    run, site = book
    return sorted(site.pages) if WHOLE else [f"{name}.html" for name in contents(run)]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, plain_book: Book, dark: bool, share: int) -> None:
    seen = watched(browser, plain_book, dark=dark)
    found = {}
    for name in pages_of(plain_book)[share::SHARES]:
        for size in (WIDE, PHONE) if WHOLE else (WIDE,):
            seen.page.set_viewport_size(size)
            seen.open(name)
            seen.page.evaluate("document.querySelectorAll('article details').forEach(part => { part.open = true; })")
            found[name, size["width"]] = violations(seen)
    close(seen)
    assert not {place: wrong for place, wrong in found.items() if wrong}
    assert not seen.wrong


@pytest.mark.parametrize("state", ["card", "table", "search", "menu"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_use(browser: Browser, plain_book: Book, dark: bool, state: str) -> None:
    seen = watched(browser, plain_book, dark=dark, size=PHONE if state == "menu" else WIDE)
    page = seen.page
    match state:
        case "card":
            seen.open("dose.html")
            page.locator(".cb-card-button").first.click()
        case "table":
            seen.open("claims.html?condition=ptsd&form=effect")
        case "search":
            seen.open("search.html?q=50+mg")
            page.locator("#search-results h2").first.wait_for()
        case "menu":
            seen.open("dose.html")
            page.locator("button.primary-toggle").first.click()
    assert not violations(seen)
    close(seen)
    assert not seen.wrong


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_pictured(browser: Browser, plain_book: Book, dark: bool) -> None:
    seen = watched(browser, plain_book, dark=dark)
    for name in contents(plain_book[0]):
        seen.open(f"{name}.html")
        for kind, size in (("wide", WIDE), ("phone", PHONE)):
            picture = f"{name.replace('/', '-')}-{kind}-{'dark' if dark else 'light'}"
            keep(seen.page, picture, {"width": size["width"], "height": TALL})
    close(seen)
    assert not seen.wrong
