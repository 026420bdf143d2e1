"""Pictures as readers meet them: links with names, the same in words, nothing that overlaps or is too small."""

import re
from collections.abc import Iterator

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, Locator, Page, expect

from tests.book.browsing import DRAWN_TOO_FAINT, OVERFLOW, PHONE, WIDE
from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.site import Link, Site, text_of
from tests.book.test_browser import Watched, close, watched

PAGE = "pictures.html"

# Marks of one picture that lie over each other, and targets of less than 24 pixels; both are hard to hit.
BADLY_PLACED = """() => {
  const found = [];
  for (const picture of document.querySelectorAll('.cb-figure')) {
    const boxes = [...picture.querySelectorAll('a .cb-target, a .cb-glyph')].map(e => e.getBoundingClientRect());
    boxes.forEach((a, i) => {
      if (a.width < 23.9 || a.height < 23.9) found.push(`small: ${a.width} x ${a.height}`);
      boxes.slice(0, i).forEach(b => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 0.1 && down > 0.1) found.push(`over another: ${across} x ${down}`);
      });
    });
  }
  return found;
}"""

# Words of a drawing that stick out of their box.
OUT_OF_BOX = """() => [...document.querySelectorAll('.cb-figure a')].filter(link => link.querySelector('.cb-box'))
  .flatMap(link => {
    const box = link.querySelector('.cb-box').getBoundingClientRect();
    return [...link.querySelectorAll('text')].filter(text => {
      const at = text.getBoundingClientRect();
      return at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom;
    }).map(text => text.textContent);
  })"""


def figures(site: Site) -> list[Tag]:
    found = site.pages[PAGE].select("figure.cb-figure")
    assert found
    return found


def titles(figure: Tag) -> dict[str, str]:
    """Where each mark of a picture leads, with the name that it has."""
    return {str(a["href"]): text_of(a.find("title")) for a in figure.select("a:has(svg), svg a")}


def test_every_directive_draws_a_picture_with_its_caption(coffee_book: Book) -> None:
    _, site = coffee_book
    assert [text_of(figure.find("figcaption")) for figure in figures(site)] == [
        "Claims by complaint",
        "Headaches, by habit",
        "Cups a day",
        "People, by source",
        "Beans",
        "Studies by year",
        "Disputes by complaint",
        "From the pot to the pressure",
    ]


def test_every_mark_is_a_link_with_a_name_that_leads_somewhere(coffee_book: Book) -> None:
    _, site = coffee_book
    marks = [link for figure in figures(site) for link in figure.select("a:has(svg), svg a")]
    assert len(marks) > 20
    for mark in marks:
        page, _, fragment = str(mark["href"]).partition("#")
        assert site.at(Link(page, fragment))
        assert len(text_of(mark.find("title"))) > 10


def test_the_map_is_a_table_with_headings_for_rows_and_columns(coffee_book: Book) -> None:
    _, site = coffee_book
    table = figures(site)[0].select_one("table.cb-map")
    assert table is not None
    assert [text_of(cell) for cell in table.select("thead th")] == [
        "Complaint", "Better", "Mixed", "No difference shown", "No difference", "Worse",
    ]  # fmt: skip
    assert [text_of(cell) for cell in table.select("tbody th")] == ["Hypertension", "Migraine", "Any complaint"]
    row = table.select("tbody tr")[0].select("td")
    assert [len(cell.select("a")) for cell in row] == [1, 0, 2, 0, 4]
    assert text_of(row[1].select_one(".cb-gap")) == "–"


def test_each_picture_has_the_same_in_words(coffee_book: Book) -> None:
    _, site = coffee_book
    for figure in figures(site):
        folded = figure.select_one("details")
        if folded is None:
            assert "Nothing on record fits here." in text_of(figure)
            continue
        assert {str(a["href"]) for a in folded.select("a[href]")} >= set(titles(figure)), text_of(figure)


def test_a_chart_has_its_axis_and_what_it_measures(coffee_book: Book) -> None:
    _, site = coffee_book
    people = figures(site)[3]
    picture = people.select_one("svg.cb-picture")
    assert picture is not None
    assert picture["aria-label"] == "Number of participants: 3 marks, each a link to its claim"
    assert "viewBox" not in picture.attrs
    assert picture["width"] == "100%"
    assert [text_of(row) for row in picture.select(".cb-row-label")] == [
        "A small study of mugs",
        "Coffee every morning",
        "A year of cups: a randomised trial",
    ]
    assert "press, document: 300, used. Tells of a trial with 300 drinkers." in titles(people).values()


def test_a_drawing_has_boxes_arrows_and_what_they_rest_on(coffee_book: Book) -> None:
    _, site = coffee_book
    drawing = figures(site)[-1]
    assert len(drawing.select("line.cb-arrow[marker-end]")) == 3
    assert [str(a["href"]) for a in drawing.select("svg a")] == [
        "trial2024.html#trial-advises",
        "press2021.html#press-three-cups",
        "trial2024.html#trial-raises",
    ]
    told = [text_of(item) for item in drawing.select("details li")]
    assert told[2] == "Twelve months of it: Cup and Saucer 2024"
    assert told[4].startswith("A cup of coffee a day → Twelve months of it: drunk: ")
    assert "Dashed: only told." in text_of(drawing)


def test_pictures_leave_colours_to_the_style_sheet(coffee_book: Book) -> None:
    _, site = coffee_book
    for figure in figures(site):
        for element in figure.select("svg, svg *"):
            assert not {"fill", "stroke", "style", "onclick"} & set(element.attrs)


def test_ids_within_pictures_are_one_of_a_kind(coffee_book: Book) -> None:
    _, site = coffee_book
    ids = re.findall(r'\bid="([^"]+)"', str(site.pages[PAGE]))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_marks_can_be_hit_and_seen_on_every_screen(browser: Browser, coffee_book: Book, dark: bool) -> None:
    seen = watched(browser, coffee_book, dark=dark)
    seen.open(PAGE)
    for size in (PHONE, WIDE):
        seen.page.set_viewport_size(size)
        assert seen.page.evaluate(OVERFLOW) <= 0
        assert not seen.page.evaluate(BADLY_PLACED), size
        assert not seen.page.evaluate(OUT_OF_BOX), size
        assert not seen.page.evaluate(DRAWN_TOO_FAINT), size
    close(seen)
    assert not seen.wrong


def test_marks_are_reached_and_followed_by_keyboard(browser: Browser, coffee_book: Book) -> None:
    seen = watched(browser, coffee_book)
    seen.open(PAGE)
    mark = seen.page.locator("svg a[aria-label*='300, used']").first
    mark.focus()
    assert seen.page.evaluate("document.activeElement.closest('svg') !== null")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/press2021.html#press-trial-size")
    close(seen)
    assert not seen.wrong


# Cards of marks

OPEN = ".cb-card:popover-open"


@pytest.fixture
def seen(browser: Browser, coffee_book: Book) -> Iterator[Watched]:
    """A wide page on the pictures about coffee."""
    tab = watched(browser, coffee_book)
    tab.open(PAGE)
    yield tab
    close(tab)
    assert not tab.wrong


def figure_mark(page: Page, caption: str, name: str) -> Locator:
    figure = page.locator("figure.cb-figure", has=page.locator("figcaption", has_text=caption))
    return figure.locator(f"a[aria-label*='{name}']").first


MARKS = [
    ("Claims by complaint", "press, document: Holds", "Holds that coffee"),
    ("Cups a day", "advised", "advise"),
    ("Studies by year", "Cup and Saucer 2024", "Over a year"),
    ("Disputes by complaint", "Conflict, open", "What does coffee do"),
    ("From the pot to the pressure", "Blood pressure rises", "2 claims at this mark"),
]


@pytest.mark.parametrize(("caption", "name", "told"), MARKS, ids=[caption for caption, *_ in MARKS])
def test_a_mark_has_a_card_by_mouse_and_keyboard(seen: Watched, caption: str, name: str, told: str) -> None:
    page, card = seen.page, seen.page.locator(OPEN)
    mark = figure_mark(page, caption, name)
    mark.hover()
    expect(card).to_contain_text(re.compile(told, re.I))
    expect(card).to_be_in_viewport(ratio=1)
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(card).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(mark).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_the_keyboard_goes_on_from_a_card_to_the_next_mark(seen: Watched) -> None:
    page, card = seen.page, seen.page.locator(OPEN)
    marks = page.locator("a.cb-glyph-link")
    marks.nth(1).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    for _ in range(card.locator("a").count()):
        page.keyboard.press("Tab")
    expect(marks.nth(1)).to_be_focused()
    expect(card).to_have_count(1)


def test_a_finger_opens_the_card_and_follows_from_there(browser: Browser, coffee_book: Book) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{coffee_book[0].html.as_uri()}/{PAGE}")
    figure_mark(page, "Claims by complaint", "press, document: Holds").tap()
    card = page.locator(OPEN)
    expect(card).to_contain_text("Holds that coffee")
    assert page.url.endswith(PAGE)
    card.locator(".cb-foot a").tap()
    page.wait_for_url("**/press2021.html#press-lowers")
    context.close()


def test_a_mark_is_a_link_without_javascript(browser: Browser, coffee_book: Book) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{coffee_book[0].html.as_uri()}/{PAGE}")
    expect(page.locator(".cb-drawn-cards .cb-card").first).to_be_hidden()
    page.get_by_role("link", name="press, document: Holds that coffee").first.click()
    page.wait_for_url("**/press2021.html#press-lowers")
    context.close()


def test_marks_of_one_source_are_held_together(plain_book: Book) -> None:
    """Four results of one pilot are not four studies."""
    run, site = plain_book
    source = {claim["id"]: claim["source"] for claim in exported(run)["claims"]}
    grouped = 0
    for cell in site.pages["index.html"].select("table.cb-map p.cb-marks"):
        held = [sources_of(part, source) for part in cell.find_all(["a", "span"], recursive=False)]
        assert all(len(set(keys)) == 1 for keys in held)
        assert len({keys[0] for keys in held}) == len(held)
        grouped += sum(len(keys) > 1 for keys in held)
    assert grouped > 5


def sources_of(part: Tag, source: dict[str, str]) -> list[str]:
    """The source of each mark in a part of a cell."""
    links = [part] if part.name == "a" else part.find_all("a")
    return [source[str(link["href"]).rpartition("#")[2]] for link in links]
