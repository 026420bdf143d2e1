"""The rendered books in Debian's chromium: what readers do, on wide and narrow screens, in light and in the dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.book.browsing import DRAWN_TOO_FAINT, OVERFLOW, PHONE, STICKING_OUT, TOO_FAINT, WIDE
from tests.book.building import REPO, exported
from tests.book.conftest import Book

SCREENSHOTS = REPO / "_build" / "screenshots"
SHOWN = [
    "index", "dose", "timing", "disputes", "claims", "sources/cyclofuture2025", "sources/studies", "evidence", "trust",
    "glossary",
]  # fmt: skip
TALL = 2400  # pixels of a picture; one of a whole long page comes out cut
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
LOCAL = {"file", "data", "blob", "about"}


@dataclass
class Watched:
    """A page of the browser, and everything that went wrong on it."""

    page: Page
    html: Path
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._note("console", said.text, said.type != "error"))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        # A reader who goes on does not wait for the icon of the page that she leaves.
        self.page.on("requestfailed", lambda r: self._note("failed", r.url, r.failure == "net::ERR_ABORTED"))
        self.page.on("request", lambda request: self._note("asked for", request.url, _local(request.url)))
        self.page.on("dialog", lambda dialog: self._note("dialog", dialog.message))

    def _note(self, what: str, told: str, harmless: bool = False) -> None:
        if not harmless:
            self.wrong.append(f"{what}: {told}")

    def open(self, address: str) -> None:
        """Go to an address under the book's root, as a file."""
        self.page.goto(f"{self.html.as_uri()}/{address}")

    @property
    def at(self) -> str:
        """Where the browser is: page and fragment under the book's root."""
        return self.page.url.removeprefix(f"{self.html.as_uri()}/")


def _local(url: str) -> bool:
    return urlsplit(url).scheme in LOCAL or urlsplit(url).hostname == "127.0.0.1"


def watched(browser: Browser, book: Book, *, size: ViewportSize | None = None, dark: bool = False) -> Watched:
    """A fresh page on a book."""
    context = browser.new_context(viewport=size or WIDE, color_scheme="dark" if dark else "light")
    context.set_default_timeout(10_000)
    return Watched(context.new_page(), book[0].html)


def light_up(seen: Watched, scheme: Scheme) -> None:
    """Turn the reader's screen light or dark, and wait until the page has followed."""
    seen.page.emulate_media(color_scheme=scheme)
    seen.page.wait_for_function("scheme => document.documentElement.dataset.theme == scheme", arg=scheme)


def close(seen: Watched) -> None:
    seen.page.context.close()


@pytest.fixture
def tab(browser: Browser, plain_book: Book) -> Iterator[Watched]:
    """A wide page on the book as it is published."""
    seen = watched(browser, plain_book)
    yield seen
    close(seen)
    assert not seen.wrong


# Loading


def test_pages_load_fit_and_are_readable(browser: Browser, fullest_book: Book) -> None:
    seen = watched(browser, fullest_book)
    hostile = "evil2022.html" in fullest_book[1].pages  # made to be too wide
    for name in fullest_book[1].pages:
        seen.open(name)
        seen.page.evaluate("document.querySelectorAll('article details').forEach(part => { part.open = true; })")
        for size in (WIDE, PHONE):
            seen.page.set_viewport_size(size)
            assert hostile or seen.page.evaluate(OVERFLOW) <= 0, (name, size, seen.page.evaluate(STICKING_OUT))
        for scheme in SCHEMES:
            light_up(seen, scheme)
            assert not seen.page.evaluate(TOO_FAINT), (name, scheme)
    close(seen)
    assert not seen.wrong


def test_screenshots_are_kept(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book)
    for name in SHOWN:
        seen.open(f"{name}.html")
        for (kind, size), scheme in product((("wide", WIDE), ("phone", PHONE)), SCHEMES):
            seen.page.set_viewport_size({"width": size["width"], "height": TALL})
            light_up(seen, scheme)
            place = SCREENSHOTS / f"{name.replace('/', '-')}-{kind}-{scheme}.png"
            seen.page.screenshot(path=place, animations="disabled")  # as buttons are once they have changed colours
            assert place.stat().st_size > 10_000
    close(seen)


# Following links


def test_a_marker_leads_to_the_record(tab: Watched, plain_book: Book) -> None:
    claims = {claim["id"]: claim for claim in exported(plain_book[0])["claims"]}
    tab.open("dose.html")
    marker = tab.page.locator(".cb-marker a.cb-claim-link").first
    id_ = str(marker.get_attribute("href")).rpartition("#")[2]
    marker.click()
    assert tab.at == f"{plain_book[1].record(id_)[0]}#{id_}"
    record = tab.page.locator(f"[id='{id_}']")
    expect(record).to_be_in_viewport()
    expect(record.locator(".cb-says")).to_have_text(claims[id_]["says"])


def test_a_marker_works_by_keyboard(tab: Watched) -> None:
    tab.open("dose.html")
    marker = tab.page.locator(".cb-marker a.cb-claim-link").first
    marker.focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/sources/*.html#*")


def test_a_record_leads_back_to_where_it_is_used(tab: Watched) -> None:
    tab.open("sources/benchchem2025.html")
    used = tab.page.locator(".cb-used a", has_text="Which dose?").first
    used.click()
    assert tab.at.startswith("dose.html#use_")
    expect(tab.page.locator(f"[id='{tab.at.partition('#')[2]}']")).to_be_attached()
    expect(tab.page.locator(".cb-marker:has(:target), .cb-marker:target").first).to_be_in_viewport()


def test_a_flag_leads_to_the_dispute_with_both_sides(tab: Watched, plain_book: Book) -> None:
    tab.open("dose.html")
    tab.page.locator(".cb-marker a.cb-flag-conflict").first.click()
    tab.page.wait_for_url("**/disputes.html#*")
    section = tab.page.locator("section:target")
    expect(section.locator("h3").first).to_be_in_viewport()
    dispute = next(
        d
        for d in exported(plain_book[0])["disputes"]
        if d["id"] == section.locator(".cb-head code").inner_text().strip()
    )
    assert section.locator(".cb-side:visible").count() >= 2
    for side in section.locator(".cb-side").all():
        expect(side.locator("a.cb-claim-link").first).to_be_visible()
    expect(section.locator(".cb-ruling")).to_contain_text(dispute["ruling"]["because"][:40])


def test_sides_stand_side_by_side_or_one_above_the_other(browser: Browser, plain_book: Book) -> None:
    for size, beside in ((WIDE, True), (PHONE, False)):
        seen = watched(browser, plain_book, size=size)
        seen.open("disputes.html")
        seen.page.locator(".cb-whole > summary").first.click()
        sides = seen.page.locator(".cb-sides").first.locator(".cb-side")
        first, second = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
        assert first is not None
        assert second is not None
        assert (first["y"] == second["y"]) is beside
        close(seen)


def test_a_link_into_a_closed_part_opens_it(tab: Watched) -> None:
    tab.open("disputes.html")
    inner = tab.page.locator("details:not([open])").first
    inner.evaluate("part => part.lastElementChild.id = 'inside'")
    tab.page.evaluate("location.hash = '#inside'")
    expect(tab.page.locator("#inside")).to_be_visible()


# Pictures of estimates


@pytest.fixture
def drawn(browser: Browser, coffee_book: Book) -> Iterator[Watched]:
    """A narrow page on the evidence about coffee."""
    seen = watched(browser, coffee_book, size=PHONE)
    seen.open("evidence.html")
    yield seen
    close(seen)
    assert not seen.wrong


def test_each_estimate_is_a_link_with_a_name(drawn: Watched) -> None:
    drawn.page.get_by_role("link", name="Mug 2019, n = 40: -1, interval -4 to 2.").first.click()
    assert drawn.at == "studies.html#mug-not-shown"
    expect(drawn.page.locator("#mug-not-shown")).to_be_in_viewport()


def test_estimates_work_by_keyboard_and_finger(drawn: Watched) -> None:
    marks = drawn.page.locator("#pictures .cb-picture a")
    for mark in marks.all():
        box = mark.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["width"] >= 24
    marks.first.focus()
    drawn.page.keyboard.press("Tab")
    expect(marks.nth(1)).to_be_focused()
    drawn.page.keyboard.press("Enter")
    drawn.page.wait_for_url("**/trial2024.html#trial-raises")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_drawn_stands_out(browser: Browser, coffee_book: Book, dark: bool) -> None:
    seen = watched(browser, coffee_book, dark=dark)
    seen.open("evidence.html")
    assert seen.page.evaluate(DRAWN_TOO_FAINT) == []
    close(seen)


def test_tables_name_their_columns_on_a_narrow_screen(drawn: Watched) -> None:
    label = drawn.page.locator("table.cb-profile .cb-cell-label").first
    expect(label).to_be_visible()
    drawn.page.set_viewport_size(WIDE)
    expect(label).to_be_hidden()


# Finding


def test_everything_is_there_without_javascript(browser: Browser, plain_book: Book) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain_book[0].html.as_uri()}/claims.html")
    expect(page.locator("table.cb-claims tbody tr")).to_have_count(len(exported(plain_book[0])["claims"]))
    expect(page.locator("table.cb-claims tbody tr").last).to_be_visible()
    context.close()


def test_dark_is_kept_when_chosen(tab: Watched) -> None:
    tab.open("index.html")
    button = tab.page.locator(".theme-switch-button:visible").first
    for _ in range(3):
        button.click()
        if tab.page.evaluate("document.documentElement.dataset.mode") == "dark":
            break
    tab.open("dose.html")
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"


# Hostile text


def test_hostile_text_runs_nowhere(browser: Browser, hostile_book: Book) -> None:
    _, site = hostile_book
    seen = watched(browser, hostile_book)
    words = ("cup", "evil", "hypertension", "window", "hacked", "evil-cup", "cups/hypertension", "drink")
    for address in (*site.pages, *(f"search.html?q={word}" for word in words)):
        seen.open(address)
        if "?" in address:
            expect(seen.page.locator(".cb-found")).to_have_text(re.compile("ound"))
        assert seen.page.evaluate("window.hacked") is None, address
    seen.open("index.html")
    for link in seen.page.locator("article a[href]:visible").all():
        assert not str(link.get_attribute("href")).startswith("javascript:")
    close(seen)
    assert not seen.wrong
