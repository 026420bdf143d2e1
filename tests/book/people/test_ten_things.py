"""Ten things that a reader does with the book, as she does them."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.book.browsing import OVERFLOW, PHONE
from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.people.conftest import keep
from tests.book.test_browser import Watched, close, watched

CARD = ".cb-card:popover-open"


def go(page: Page, title: str) -> None:
    """Open a chapter from the list on the left."""
    page.locator(".bd-sidebar-primary").get_by_role("link", name=title, exact=True).click()
    expect(page.locator("article h1")).to_contain_text(title)


def arrived(page: Page) -> Locator:
    """What the address points at, once it can be seen."""
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    return target


def test_she_finds_the_dose_for_social_anxiety(reader: Watched) -> None:
    page = reader.page
    go(page, "Which dose?")
    page.locator(".bd-sidebar-secondary").get_by_role("link", name="Social anxiety").click()
    answer = arrived(page).locator("p").first
    expect(answer).to_contain_text("50 mg")
    keep(page, "reader-1-dose")
    answer.locator(".cb-mark a.cb-claim-link").first.click()
    expect(arrived(page).locator(".cb-says")).to_contain_text("50 mg")


def test_she_sees_why_250_mg_is_disputed(reader: Watched) -> None:
    page = reader.page
    go(page, "Which dose?")
    sentence = page.locator("article p", has_text="The web article gives 250 mg").first
    sentence.locator("a.cb-flag-conflict").first.click()
    dispute = arrived(page)
    positions = dispute.locator(".cb-side .cb-position").all_inner_texts()
    assert any("250 mg" in told for told in positions)
    assert any(re.search(r"\b50 mg", told) for told in positions)
    expect(dispute.locator(".cb-studies").first).to_be_visible()
    expect(dispute.locator(".cb-ruling")).to_contain_text("250 mg")
    keep(page, "reader-2-dispute")


def test_she_opens_the_passage_behind_a_sentence(browser: Browser, archived_book: Book) -> None:
    claim = next(c for c in exported(archived_book[0])["claims"] if c["id"] == "benchchem-dose-recommended")
    seen = watched(browser, archived_book)
    page = seen.page
    seen.open("dose.html")
    sentence = page.locator("article p", has_text="The supplier’s guide advises 50 mg").first
    sentence.get_by_role("button", name="About this claim").first.click()
    passage = page.locator(f"{CARD} .cb-passage")
    expect(passage).to_be_visible()
    expect(passage).to_contain_text(re.compile("50 ?mg"))
    keep(page, "reader-3-passage")
    page.locator(CARD).get_by_role("link", name="The whole record").click()
    expect(arrived(page).locator(".cb-says")).to_have_text(claim["says"])
    expect(page.get_by_text("do not publish it").first).to_be_attached()
    close(seen)
    assert not seen.wrong


def test_she_filters_claims_to_ptsd_and_shares_the_link(reader: Watched, browser: Browser, plain_book: Book) -> None:
    page = reader.page
    go(page, "All claims")
    page.get_by_label("Condition").select_option(label=_option(page, "post-traumatic stress disorder"))
    found = page.locator(".cb-filter-count").inner_text()
    about = [c for c in exported(plain_book[0])["claims"] if c.get("condition") == "ptsd"]
    assert found.startswith(f"{len(about)} of ")
    keep(page, "reader-4-claims")
    colleague = watched(browser, plain_book)
    colleague.page.goto(page.url)
    expect(colleague.page.locator(".cb-filter-count")).to_have_text(found)
    rows = colleague.page.locator("table.cb-claims tbody tr").locator("visible=true")
    expect(rows.first).to_contain_text("condition: post-traumatic stress disorder")
    close(colleague)
    assert not colleague.wrong


def _option(page: Page, term: str) -> str:
    """The words of a choice, with its count."""
    return next(text for text in page.get_by_label("Condition").locator("option").all_inner_texts() if term in text)


def test_she_follows_a_mark_in_a_figure(reader: Watched, plain_book: Book) -> None:
    page = reader.page
    row = page.locator(".cb-map tbody tr", has=page.get_by_role("rowheader", name="Post-traumatic stress disorder"))
    mark = row.get_by_role("link", name=re.compile("Rothbaum et al. 2014")).first
    name = str(mark.get_attribute("aria-label"))
    mark.scroll_into_view_if_needed()
    keep(page, "reader-5-figure")
    mark.click()
    record = arrived(page)
    assert name.endswith(record.locator(".cb-says").inner_text())
    assert record.get_attribute("id") in {c["id"] for c in exported(plain_book[0])["claims"]}


def test_she_reads_on_a_phone(browser: Browser, plain_book: Book) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{plain_book[0].html.as_uri()}/index.html")
    page.get_by_role("button", name="Toggle primary sidebar").or_(page.locator("button.primary-toggle")).first.tap()
    page.get_by_role("link", name="Which dose?", exact=True).locator("visible=true").first.tap()
    expect(page.locator("article h1")).to_contain_text("Which dose?")
    assert page.evaluate(OVERFLOW) <= 0
    page.locator("a.cb-claim-link").first.tap()
    expect(page.locator(CARD)).to_be_in_viewport(ratio=1)
    keep(page, "reader-6-phone")
    size = float(page.locator("article p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
    assert size >= 16
    context.close()


def test_she_uses_only_the_keyboard(reader: Watched) -> None:
    page = reader.page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("Skip to main content"))
    page.keyboard.press("Enter")
    _tab_to(page, ".cb-claim-link")
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    keep(page, "reader-7-keyboard")
    page.keyboard.press("Control+k")
    expect(page.locator("#pst-search-dialog input[name=q]")).to_be_focused()
    page.keyboard.type("50 mg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=50+mg")
    expect(page.locator("#search-results h2").first).to_be_visible()
    _tab_to(page, "#search-results a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"(?<!search)\.html(#|$)"))


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until it is there, as often as a patient reader would."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").evaluate_all("(found, s) => found.some(e => e.matches(s))", selector):
            return
    pytest.fail(f"'{selector}' was not reached by Tab")


def test_she_prints_a_chapter(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book, dark=True)
    page = seen.page
    seen.open("dose.html")
    page.emulate_media(media="print")
    for screen_only in (".bd-sidebar-primary", ".bd-sidebar-secondary", ".bd-header-article", ".cb-card-button"):
        expect(page.locator(screen_only).locator("visible=true")).to_have_count(0)
    expect(page.locator(".cb-cards .cb-card").first).to_be_visible()
    dark_on_light = "e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).every(part => Number(part) < 80)"
    assert page.locator("article p").first.evaluate(dark_on_light)
    keep(page, "reader-8-print")
    printed = page.pdf(format="A4")
    close(seen)
    assert not seen.wrong
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: the sheets were not read")
    sheets = [" ".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(BytesIO(printed)).pages]
    assert 3 <= len(sheets) <= 40
    assert "Which dose?" in sheets[0]
    assert "The claims that this page cites" in " ".join(sheets)


def test_she_searches_for_4_hours(reader: Watched) -> None:
    page = reader.page
    page.locator(".search-button__button:visible").first.click()
    page.locator("#pst-search-dialog input[name=q]").fill("4 hours")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-found")).to_contain_text("Found: ")
    found = page.locator("#search-results li").locator("visible=true")
    kinds = set(found.locator(".cb-badge").all_inner_texts())
    assert {"page", "claim"} <= {kind.casefold() for kind in kinds}
    keep(page, "reader-9-search")
    found.locator("a[href*='#benchchem-timing-four-hours']").first.click()
    expect(arrived(page).locator(".cb-says")).to_contain_text("four hours")


def test_she_finds_how_far_to_trust_a_source(reader: Watched) -> None:
    page = reader.page
    page.locator("article").get_by_role("link", name="Whom to believe?").click()
    expect(page.locator("article h1")).to_contain_text("How far to trust each source")
    trust = page.locator("article tr", has_text="Our trust").first.locator("td").all_inner_texts()[1:]
    assert len(trust) == 3
    assert all(re.match(r"(?i)(very )?(low|moderate|high|mixed)", told.strip()) for told in trust), trust
    keep(page, "reader-10-trust")
    page.locator("article th").get_by_role("link", name="Web article").first.click()
    expect(page.locator("article")).to_contain_text(re.compile("trust", re.I))
    expect(page.locator("article .cb-claim").first).to_be_attached()
