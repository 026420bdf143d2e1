"""What studies found, as readers see it: profiles and pictures."""

from tests.book.conftest import Book
from tests.book.site import Link, text_of


def test_a_profile_counts_studies_once_and_says_what_is_missing(coffee_book: Book) -> None:
    _, site = coffee_book
    tally = site.pages["evidence.html"].select_one("#profile_complaint_hypertension .cb-tally")
    assert tally is not None
    assert [text_of(part) for part in tally.select("p")] == [
        "Pressure: 3 independent studies, 452 participants without those of Saucer 2020,"
        " whose number is not on record.",
        "▼ worse: 1 · ○ no difference shown: 1 · ◆ it depends on outcome, time or group: 1",
        "The largest and newest as far as is known: Cup and Saucer 2024 (n = 412):"
        " ▼ worse (mean difference in mmHg 3.1, 95 % interval 1.2 to 5, n = 412, lower is better): blood pressure.",
    ]


def test_a_profile_has_a_row_for_each_study_newest_first(coffee_book: Book) -> None:
    _, site = coffee_book
    section = site.pages["evidence.html"].select_one("#profile_complaint_hypertension")
    assert section is not None
    tables = section.select("table.cb-profile")
    assert [[text_of(row.select_one("th a")) for row in table.select("tbody tr")] for table in tables] == [
        ["Cup and Saucer 2024", "Mug 2019", "Saucer 2020"],
        ["Pot et al. 2025"],
    ]
    rows = tables[0].select("tbody tr")
    assert text_of(rows[2].select("td")[-1]) == (
        "What it found ▼ worse: blood pressure, after a month ○ no difference shown: blood pressure, after a year"
    )
    assert Link("studies.html", "saucer-worse-early") in site.links("evidence.html", rows[2])
    assert Link("trial2024.html", "trial-habit") in site.links("evidence.html", rows[0])
    assert text_of(tables[1].select("td")[-1]) == "What it found ▼ worse: blood pressure"


def test_each_term_with_studies_has_a_section(coffee_book: Book) -> None:
    _, site = coffee_book
    ids = [str(s["id"]) for s in site.pages["evidence.html"].select("section[id^=profile_complaint_]")]
    assert ids == ["profile_complaint_hypertension", "profile_complaint_migraine"]


def test_a_picture_has_a_named_link_for_every_estimate(coffee_book: Book) -> None:
    _, site = coffee_book
    picture = site.pages["evidence.html"].select_one("#pictures svg.cb-picture")
    assert picture is not None
    assert picture["role"] == "group"
    assert picture["aria-label"] == "Mean difference in mmHg, pressure: 3 estimates, each a link to its claim"
    links = {str(link["href"]): text_of(link.find("title")) for link in picture.select("a")}
    assert links == {
        "studies.html#pot-pooled": "Pot et al. 2025, n = 452: -2.4, interval -3.9 to -0.9."
        " Hypertension, blood pressure. Meta-analysis.",
        "trial2024.html#trial-raises": "Cup and Saucer 2024, n = 412: -3.1, interval -5 to -1.2."
        " Hypertension, blood pressure. Primary study.",
        "studies.html#mug-not-shown": "Mug 2019, n = 40: -1, interval -4 to 2."
        " Hypertension, blood pressure, after a month. Primary study.",
    }
    assert len(picture.select(".cb-ink-meta-analysis")) == 1


def test_a_picture_says_what_it_favours_and_has_a_table(coffee_book: Book) -> None:
    _, site = coffee_book
    forest = site.pages["evidence.html"].select_one("#pictures .cb-forest")
    assert "higher favours coffee, lower favours water; 0 is no difference." in text_of(forest)
    assert forest is not None
    rows = [[text_of(p) for p in row.select("th a, td p:not(.cb-cell-label)")] for row in forest.select("tbody tr")]
    assert rows[2] == ["Mug 2019", "Hypertension, blood pressure, after a month", "-1", "-4 to 2", "40"]
    assert "No study on record gives an estimate on this question." in text_of(
        site.pages["evidence.html"].select_one("#pictures")
    )


def test_pictures_take_their_colours_from_the_style_sheet(book: Book) -> None:
    _, site = book
    for page, picture in site.classed["cb-picture"]:
        for element in picture.find_all(True):
            assert not {"fill", "stroke", "style"} & set(element.attrs), page
