"""The page of all disputes: what differs, what the studies say, and the selections above it."""

from playwright.sync_api import Browser

from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.site import Site, text_of
from tests.book.test_browser import watched

IN_IT = "Studies on record that are in this dispute"
BESIDE = "Studies on the same question that contradict none of these"
NO_STUDY = "No study on record speaks to this question itself."


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
        told = studies_told(site, dispute["id"])
        held = {id_ for side in dispute["sides"] for id_ in side["claims"]}
        assert {source[id_] for id_ in told.get(IN_IT, ())} == {source[id_] for id_ in held} & studies, dispute["id"]
        assert held.isdisjoint(told.get(BESIDE, ())), dispute["id"]
        assert {source[id_] for ids in told.values() for id_ in ids} <= studies, dispute["id"]
        assert told or NO_STUDY in text_of(site.dispute(dispute["id"])[1]), dispute["id"]


def test_studies_that_contradict_nobody_are_named_beside_it(plain_book: Book) -> None:
    """What worked at a dose stands beside what did not, though nobody disputes it."""
    _, site = plain_book
    beside = {id_.partition("-")[0] for id_ in studies_told(site, "dose/anxiety-disorders")[BESIDE]}
    assert {"ressler2004", "hofmann2006", "difede2014"} <= beside
    assert beside.isdisjoint({"herescolevy2013", "mackillop2015", "benchchem"})


def studies_told(site: Site, dispute: str) -> dict[str, set[str]]:
    """The claims of studies that a dispute names, by the label that they stand under."""
    page, shown = site.dispute(dispute)
    boxes = [box for box in shown.select(".cb-studies") if box.select_one(".cb-label") is not None]
    return {text_of(box.select_one(".cb-label")): {link.fragment for link in site.links(page, box)} for box in boxes}


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
