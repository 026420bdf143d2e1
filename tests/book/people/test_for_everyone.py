"""Every page for everyone: no violation that axe finds, nothing asked of other places, and pictures to look at."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.book.browsing import PHONE, WIDE
from tests.book.building import claimbook, contents
from tests.book.conftest import Book
from tests.book.people.conftest import keep
from tests.book.site import Site
from tests.book.test_browser import Watched, close, watched
from tests.commands.calling import spawn

SHARES = 3  # so that several workers can have some of the pages
TALL = 2400  # pixels of a picture; one of a whole long page comes out cut
LONG = {"claims.html", "disputes.html", "references.html", "sources/studies.html"}  # left to `make test-all`
WHOLE = bool(os.environ.get("CLAIMBOOK_TEST_ALL"))  # also on a phone, and the pages that are not in the contents
Asked = dict[str, object]
EVERYTHING: Asked = {}
COLOURS: Asked = {"runOnly": ["color-contrast"]}


def violations(seen: Watched, asked: Asked = EVERYTHING) -> list[tuple[str, str, str]]:
    """What axe says is wrong: its rule, where, and why."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    seen.page.wait_for_function("() => !document.getAnimations().length")  # buttons change their colours slowly
    options = {"resultTypes": ["violations"], "preload": False, **asked}
    return [
        (rule["id"], node["html"][:160], node["failureSummary"][:200])
        for rule in axe.run(seen.page, options=options).response["violations"]
        for node in rule["nodes"]
    ]


def pages_of(book: Book) -> list[str]:
    """The pages of the contents but the longest; all there are where everything is tested."""
    run, site = book
    return sorted(site.pages) if WHOLE else [name for doc in contents(run) if (name := f"{doc}.html") not in LONG]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, plain_book: Book, dark: bool, share: int) -> None:
    """In the dark nothing but colours is another."""
    judge(browser, plain_book, pages_of(plain_book)[share::SHARES], COLOURS if dark else EVERYTHING, dark=dark)


def judge(browser: Browser, book: Book, pages: list[str], asked: Asked = EVERYTHING, *, dark: bool = False) -> None:
    """Nothing that axe knows of is wrong on these pages."""
    seen = watched(browser, book, dark=dark)
    found = {}
    for name in pages:
        for size in (WIDE, PHONE) if WHOLE else (WIDE,):
            seen.page.set_viewport_size(size)
            seen.open(name)
            found[name, size["width"]] = violations(seen, asked)
    close(seen)
    assert not {place: wrong for place, wrong in found.items() if wrong}
    assert not seen.wrong


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_another_field(browser: Browser, coffee_book: Book, dark: bool) -> None:
    """What repairs the theme comes with the package: this book has nothing of its own for it."""
    judge(browser, coffee_book, sorted(coffee_book[1].pages), COLOURS if dark else EVERYTHING, dark=dark)


def test_axe_finds_nothing_where_somebody_starts(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "notes"
    spawn(["init", str(root)], tmp_path)
    run = claimbook(root, "build", "--allow-unruled")
    judge(browser, (run, Site(run.html)), ["index.html"])


@pytest.mark.parametrize("state", ["card", "search", "menu"])
def test_axe_finds_nothing_in_use(browser: Browser, plain_book: Book, state: str) -> None:
    seen = watched(browser, plain_book, size=PHONE if state == "menu" else WIDE)
    seen.open("search.html?q=50+mg" if state == "search" else "timing.html")
    match state:
        case "card":
            seen.page.locator(".cb-card-button").first.press("Enter")
        case "search":
            seen.page.locator("#search-results h2").first.wait_for()
        case "menu":
            seen.page.locator("button.primary-toggle").first.click()
    assert not violations(seen)
    close(seen)
    assert not seen.wrong


@pytest.mark.skipif(not WHOLE, reason="takes long: `make test-all`")
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
