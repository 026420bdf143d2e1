"""Every page for everyone: no violation that axe finds, nothing asked of other places, and pictures to look at."""

import os
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.book.browsing import PHONE, WIDE
from tests.book.building import claimbook, contents
from tests.book.conftest import Book
from tests.book.people.axe import Options, as_it_comes, judged, quick
from tests.book.people.conftest import keep
from tests.book.site import Site
from tests.book.test_browser import Scheme, Watched, close, light_up, watched
from tests.commands.calling import spawn

SHARES = 3  # so that several workers can have some of the pages
TALL = 2400  # pixels of a picture; one of a whole long page comes out cut
LONG = {"claims.html", "disputes.html", "references.html", "sources/studies.html"}  # left to `make test-all`
WHOLE = bool(os.environ.get("CLAIMBOOK_TEST_ALL"))  # also on a phone, and the pages that are not in the contents
EVERYTHING: Options = {"resultTypes": ["violations"], "preload": False}
COLOURS: Options = {**EVERYTHING, "runOnly": ["color-contrast"]}
ASKED: tuple[tuple[Scheme, Options], ...] = (
    ("light", EVERYTHING),
    ("dark", COLOURS),
)  # in the dark only colours change
FAULTS = """() => {
  document.querySelectorAll('article p').forEach(e => e.style.color = 'color-mix(in srgb, currentcolor 40%, white)');
  document.querySelectorAll('article a').forEach(e => e.style.opacity = 0.5);
  document.querySelectorAll('[aria-label]').forEach(e => e.removeAttribute('aria-label'));
}"""


def violations(seen: Watched, asked: Options = EVERYTHING) -> list[tuple[str, str, str]]:
    """What axe says is wrong: its rule, where, and why."""
    seen.page.wait_for_function("() => !document.getAnimations().length")  # buttons change their colours slowly
    return [
        (rule["id"], node["html"][:160], node["failureSummary"][:200])
        for rule in judged(seen.page, asked, quick())["violations"]
        for node in rule["nodes"]
    ]


def pages_of(book: Book) -> list[str]:
    """The pages of the contents but the longest; all there are where everything is tested."""
    run, site = book
    return sorted(site.pages) if WHOLE else [name for doc in contents(run) if (name := f"{doc}.html") not in LONG]


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing(browser: Browser, plain_book: Book, share: int) -> None:
    judge(browser, plain_book, pages_of(plain_book)[share::SHARES])


def judge(browser: Browser, book: Book, pages: list[str]) -> None:
    """Nothing that axe knows of is wrong on these pages, in light and in the dark."""
    seen = watched(browser, book)
    found = {}
    for name, size in product(pages, (WIDE, PHONE) if WHOLE else (WIDE,)):
        seen.page.set_viewport_size(size)
        seen.open(name)
        for scheme, asked in ASKED:
            light_up(seen, scheme)
            found[name, size["width"], scheme] = violations(seen, asked)
    close(seen)
    assert not {place: wrong for place, wrong in found.items() if wrong}
    assert not seen.wrong


def test_axe_finds_nothing_in_another_field(browser: Browser, coffee_book: Book) -> None:
    """What repairs the theme comes with the package: this book has nothing of its own for it."""
    judge(browser, coffee_book, sorted(coffee_book[1].pages))


def test_axe_says_the_same_when_it_is_quick(browser: Browser, coffee_book: Book) -> None:
    """Of a page with faults in its colours and names, word for word."""
    seen = watched(browser, coffee_book)
    seen.open("evidence.html")
    seen.page.evaluate(FAULTS)
    asked: Options = {"preload": False}
    told, expected = (judged(seen.page, asked, script) for script in (quick(), as_it_comes()))
    assert {"color-contrast", "button-name"} <= {rule["id"] for rule in expected["violations"]}
    for kind in ("violations", "passes", "incomplete", "inapplicable"):
        assert told[kind] == expected[kind], kind
    close(seen)


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
