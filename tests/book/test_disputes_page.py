"""The page of all disputes: what differs, what the studies say, and the selections above it."""

from playwright.sync_api import Browser

from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.site import text_of
from tests.book.test_browser import watched


def test_what_differs_is_a_table_with_a_column_for_each_side(plain_book: Book) -> None:
    _, site = plain_book
    _, shown = site.dispute("augmented-session-numbers/social-anxiety-disorder")
    heads = [text_of(head) for head in shown.select("table.cb-differing thead th")]
    positions = [text_of(p).partition(" held by")[0] for p in shown.select(".cb-side .cb-position")]
    assert heads == ["What differs", *positions]
    assert [text_of(row.select_one("th p")) for row in shown.select("table.cb-differing tbody tr")] == ["Population"]


def test_a_dispute_of_many_positions_lists_what_differs(plain_book: Book) -> None:
    _, site = plain_book
    _, shown = site.dispute("dose-timing/anxiety-disorders")
    assert shown.select_one("table.cb-differing") is None
    assert any("What differs between the " in text_of(one) for one in shown.select("summary"))


def test_the_studies_are_named_on_their_sides(plain_book: Book) -> None:
    run, site = plain_book
    data = exported(run)
    studies = {source["key"] for source in data["sources"] if source["design"] != "document"}
    source = {claim["id"]: claim["source"] for claim in data["claims"]}
    for dispute in data["disputes"]:
        page, shown = site.dispute(dispute["id"])
        box = shown.select_one(".cb-studies")
        assert box is not None
        speaking = {source[id_] for side in dispute["sides"] for id_ in side["claims"]} & studies
        linked = {source[link.fragment] for link in site.links(page, box)}
        assert linked == speaking, dispute["id"]
        assert bool(speaking) != (text_of(box) == "No study on record speaks to this question itself.")


def test_readers_select_disputes_and_share_the_selection(plain_book: Book, browser: Browser) -> None:
    run, site = plain_book
    effects = [d for d in exported(run)["disputes"] if d["id"].startswith("effect/")]
    seen = watched(browser, plain_book)
    seen.open("disputes.html")
    seen.page.get_by_label("Topic").select_option("effect")
    assert seen.page.get_by_role("status").inner_text().startswith(f"{len(effects)} of ")
    assert seen.at == "disputes.html?topic=effect"
    assert seen.page.locator("section.cb-dispute:visible").count() == len(effects)
    _, section = site.dispute("dose/anxiety-disorders")
    again = watched(browser, plain_book)
    again.open("disputes.html?topic=effect&grade=tension")
    shown = sum(d["severity"] == "tension" for d in effects)
    assert again.page.locator("section.cb-dispute:visible").count() == shown
    again.page.evaluate("id => { location.hash = id; }", section["id"])
    again.page.locator(f"#{section['id']}").wait_for()
    assert again.at.endswith(f"#{section['id']}")
    assert seen.wrong == again.wrong == []
    seen.page.context.close()
    again.page.context.close()
