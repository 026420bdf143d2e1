"""Finding and reading in a browser: cards of claims, the table of all claims, the search."""

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.book.browsing import PHONE
from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.test_browser import Watched, close, tab, watched

__all__ = ["tab"]  # a fixture
OPEN = ".cb-card:popover-open"
ROWS = 5_000


# Cards


def marker(seen: Watched) -> Locator:
    """A marker with room around it."""
    seen.open("dose.html")
    return seen.page.locator(".cb-mark").first


def test_a_card_opens_for_a_resting_pointer_and_stays_while_it_is_used(tab: Watched) -> None:
    mark, card = marker(tab), tab.page.locator(OPEN)
    mark.hover()
    expect(card).to_have_count(1)
    card.locator(".cb-says").hover()
    tab.page.wait_for_timeout(600)
    expect(card).to_have_count(1)
    tab.page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_a_card_goes_with_escape(tab: Watched) -> None:
    mark, card = marker(tab), tab.page.locator(OPEN)
    mark.hover()
    expect(card).to_have_count(1)
    tab.page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_card_opens_by_its_button_and_is_next_for_the_keyboard(tab: Watched) -> None:
    mark, card = marker(tab), tab.page.locator(OPEN)
    mark.locator("a").first.focus()
    tab.page.keyboard.press("Tab")
    expect(mark.locator("button")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(card).to_have_count(1)
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(f"document.activeElement.closest('{OPEN}') !== null")
    tab.page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_card_opens_for_a_finger_and_fits_the_screen(browser: Browser, plain_book: Book) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{plain_book[0].html.as_uri()}/dose.html")
    mark = page.locator(".cb-mark").first
    expect(mark.locator("button")).to_be_hidden()  # no sign in the sentence
    mark.locator("a").first.tap()
    card = page.locator(OPEN)
    expect(card).to_have_count(1)
    place = card.bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= PHONE["width"]
    card.locator(".cb-foot a").tap()
    page.wait_for_url("**/sources/**#*")
    context.close()


def test_a_finger_has_a_button_without_javascript(browser: Browser, plain_book: Book) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain_book[0].html.as_uri()}/dose.html")
    button = page.locator(".cb-mark > button").first
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    button.tap()
    expect(page.locator(OPEN)).to_have_count(1)
    context.close()


def test_a_card_opens_without_javascript(browser: Browser, plain_book: Book) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain_book[0].html.as_uri()}/dose.html")
    card = page.locator(".cb-card").first
    expect(card).to_be_hidden()
    mark = page.locator(".cb-mark").first
    mark.locator("a").first.hover()  # where there is a mouse the button shows for it
    mark.locator("button").click()
    expect(card).to_be_visible()
    context.close()


def test_without_javascript_a_phone_has_colours_and_contents(browser: Browser, coffee_book: Book) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{coffee_book[0].html.as_uri()}/index.html")
    notice = page.locator(".bd-header-announcement")
    expect(notice).to_contain_text("do not publish")
    expect(notice).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.locator(".bd-sidebar-primary nav a").last.click()
    expect(page).not_to_have_url(re.compile("index.html$"))
    context.close()


def test_a_card_opens_when_the_keyboard_arrives(tab: Watched) -> None:
    mark, card = marker(tab), tab.page.locator(OPEN)
    mark.locator("a").first.focus()
    tab.page.keyboard.press("Shift+Tab")
    tab.page.keyboard.press("Tab")
    expect(card).to_have_count(1)
    tab.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark.locator("a").first).to_be_focused()


# The table of all claims


def test_claims_are_narrowed_down_and_counted(tab: Watched, plain_book: Book) -> None:
    claims = exported(plain_book[0])["claims"]
    tab.open("claims.html")
    count, rows = tab.page.locator(".cb-filter-count"), tab.page.locator("table.cb-claims tbody tr")
    expect(count).to_have_text(f"{len(claims)} of {len(claims)} claims; the first 100 are shown")
    expect(rows.locator("visible=true")).to_have_count(100)
    own = [claim for claim in claims if claim["source"] == "benchchem2025"]
    tab.page.get_by_label("Source").select_option("benchchem2025")
    expect(count).to_contain_text(f"{len(own)} of {len(claims)} claims")
    values = sum(claim["form"] == "value" for claim in own)
    expect(tab.page.get_by_label("Form").locator("option[value=value]")).to_have_text(f"value ({values})")
    tab.page.get_by_label("Form").select_option("value")
    expect(count).to_contain_text(f"{values} of {len(claims)} claims")
    tab.page.get_by_label("Words").fill("no such words anywhere")
    expect(rows.locator("visible=true")).to_have_count(0)
    tab.page.get_by_role("button", name="Clear").click()
    expect(count).to_contain_text(f"{len(claims)} of {len(claims)}")


def test_a_number_with_its_unit_is_no_other_number(tab: Watched) -> None:
    tab.open("claims.html?q=50+mg")
    rows = tab.page.locator("table.cb-claims tbody tr:not([hidden])")
    told = rows.all_text_contents()
    assert told
    assert all(re.search(r"(?<![\d.,])50\s*mg", text) for text in told)


def test_what_is_chosen_can_be_shared(tab: Watched) -> None:
    tab.open("claims.html")
    tab.page.get_by_label("Condition").select_option("ptsd")
    tab.page.get_by_role("button", name="Source").click()
    tab.page.wait_for_url("**/claims.html?condition=ptsd&sort=source")
    count = tab.page.locator(".cb-filter-count").inner_text()
    tab.open("claims.html?condition=ptsd&sort=source")
    expect(tab.page.locator(".cb-filter-count")).to_have_text(count)
    expect(tab.page.get_by_label("Condition")).to_have_value("ptsd")
    expect(tab.page.get_by_role("columnheader", name="Source")).to_have_attribute("aria-sort", "ascending")
    sources = tab.page.locator("table.cb-claims tbody tr:not([hidden]) .cb-voice").all_inner_texts()
    assert sources == sorted(sources, key=str.casefold)


def test_what_is_shown_can_be_downloaded(tab: Watched, plain_book: Book) -> None:
    tab.open("claims.html?condition=ptsd")
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.DictReader(StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    about = {claim["id"]: claim for claim in exported(plain_book[0])["claims"] if claim.get("condition") == "ptsd"}
    assert {row["id"] for row in rows} == set(about)
    for row in rows:
        assert (row["source"], row["form"], row["says"]) == tuple(
            about[row["id"]][k] for k in ("source", "form", "says")
        )


def test_what_a_spreadsheet_might_run_is_defused(tab: Watched) -> None:
    tab.open("claims.html?condition=ptsd")
    tab.page.locator("tr:not([hidden]) .cb-says").first.evaluate("e => e.querySelector('a,span') || e")
    tab.page.evaluate("document.querySelector('tr:not([hidden]) a.cb-says').textContent = '=HYPERLINK(1)'")
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name="Download as CSV").click()
    assert '"\'=HYPERLINK(1)"' in Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_all_rows_are_printed(tab: Watched, plain_book: Book) -> None:
    tab.open("claims.html")
    tab.page.emulate_media(media="print")
    shown = tab.page.locator("table.cb-claims tbody tr").locator("visible=true")
    expect(shown).to_have_count(len(exported(plain_book[0])["claims"]))


@pytest.fixture
def crowd(tmp_path: Path, browser: Browser, coffee_book: Book) -> Iterator[Watched]:
    """The table of the book about coffee, with its rows repeated until there are thousands."""
    html = (coffee_book[0].html / "index.html").read_text(encoding="utf-8")
    table = re.search(r'<table class="[^"]*cb-filtered.*?</table>', html, re.S)
    assert table is not None
    rows = re.findall(r"<tr class=\"[^\"]*cb-on-.*?</tr>", table[0], re.S)
    many = "".join(rows[i % len(rows)] for i in range(ROWS))
    crowded = table[0][: table[0].index("<tbody>") + 7] + many + "</tbody></table>"
    html = html.replace(table[0], crowded).replace('"_static/', f'"{coffee_book[0].html.as_uri()}/_static/')
    (tmp_path / "crowd.html").write_text(html, encoding="utf-8")
    seen = watched(browser, coffee_book)
    seen.page.goto((tmp_path / "crowd.html").as_uri())
    yield seen
    close(seen)


def test_thousands_of_claims_are_handled(crowd: Watched, record_property: Callable[[str, object], None]) -> None:
    """Nothing is asserted about time; what it took is kept with the result."""
    count = crowd.page.locator(".cb-filter-count")
    expect(count).to_have_text(f"{ROWS} of {ROWS} claims; the first 100 are shown")
    took = crowd.page.evaluate("""() => {
      const field = document.querySelector('.cb-filter input'), start = performance.now();
      field.value = 'three';
      field.dispatchEvent(new Event('input', {bubbles: true}));
      document.body.offsetHeight;
      const filtered = performance.now();
      document.querySelector('table.cb-filtered th button').click();
      document.body.offsetHeight;
      return [filtered - start, performance.now() - filtered];
    }""")
    record_property("milliseconds to filter and to sort", took)
    expect(count).to_contain_text(f"of {ROWS} claims")
    shown = crowd.page.locator("table.cb-filtered tbody tr").locator("visible=true")
    expect(shown).to_have_count(100)
    crowd.page.get_by_role("button", name="Show 100 more").click()
    expect(shown).to_have_count(200)


# Search


@pytest.mark.parametrize(
    ("typed", "kind", "address"),
    [
        ("50 mg", "claim", "benchchem2025.html#benchchem-dose-recommended"),
        ("PTSD", "page", "does-it-help.html#"),
        ("4 hours", "claim", "#benchchem-timing-four-hours"),
        ("fear of heights", "page", "does-it-help.html#acrophobia"),
        ("acrofobia", "page", "does-it-help.html#acrophobia"),
        ("Hofmann 2013", "source", "studies.html#source_hofmann2013"),
        ("dose anxiety", "dispute", "disputes.html#dispute_dose--anxiety-disorders"),
        ("benchchem-dose-recommended", "claim", "#benchchem-dose-recommended"),
    ],
)
def test_search_finds_what_a_reader_types(tab: Watched, typed: str, kind: str, address: str) -> None:
    tab.open(f"search.html?q={typed}")
    expect(tab.page.locator(".cb-found")).to_contain_text("Found: ")
    more = tab.page.locator("#search-results button")
    while more.count():
        more.first.click()
    found = tab.page.locator(f"#search-results li:has(.cb-badge:text-is('{kind}')) a[href*='{address}']")
    expect(found.first).to_be_visible()


def test_search_says_when_there_is_nothing(tab: Watched) -> None:
    tab.open("search.html?q=xyzzyplugh")
    expect(tab.page.locator(".cb-found")).to_have_text(re.compile("^Nothing was found"))


def test_search_is_reached_from_every_page(browser: Browser, plain_book: Book) -> None:
    seen = watched(browser, plain_book, size=ViewportSize(width=1280, height=900))
    seen.open("dose.html")
    seen.page.locator(".search-button__button:visible").first.click()
    seen.page.locator("#pst-search-dialog input[name=q]").fill("50 mg")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search.html?q=50+mg")
    expect(seen.page.locator("#search-results h2").first).to_be_visible()
    close(seen)
    assert not seen.wrong
