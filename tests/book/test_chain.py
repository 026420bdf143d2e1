"""From a claim to the study it retells and back, and where that chain breaks, as readers see it."""

import re

from bs4 import Tag
from claimbook.citations.bibliography import Entry, Name
from claimbook.diagnostics import Place
from claimbook.telling.labels import SourceNames

from tests.book.building import exported
from tests.book.conftest import Book
from tests.book.site import Link, Site, text_of

STATES = {"✓", "≠", "→", "?", "∅", "–", "●"}


def chain_of(site: Site, claim: str) -> Tag:
    found = site.record(claim)[1].select_one(".cb-chain")
    assert found is not None, claim
    return found


# Claims


def test_a_misreport_shows_both_versions_and_the_study_s_own_claim(coffee_book: Book) -> None:
    _, site = coffee_book
    shown = chain_of(site, "press-trial-size")
    assert text_of(shown.select_one(".cb-trace")) == (
        "Retells Cup and Saucer 2024 (read in full): ≠ told otherwise than the study"
    )
    assert text_of(shown.select_one(".cb-about")) == "Number of participants"
    assert text_of(shown.select_one(".cb-here")) == "Here: 300"
    assert text_of(shown.select_one(".cb-there")) == "In the study: 412 Cup and Saucer 2024 412 adults took part."
    links = set(site.links("press2021.html", shown))
    assert {Link("trial2024.html", "trial-size"), Link("press2021.html", "given_press2021_trial")} <= links
    assert Link("trial2024.html", "") in links


def test_a_right_retelling_stands_beside_the_study_s_own_claim(coffee_book: Book) -> None:
    _, site = coffee_book
    shown = chain_of(site, "press-trial-rise")
    assert "✓ fits what the study says" in text_of(shown)
    assert Link("trial2024.html", "trial-raises") in site.links("press2021.html", shown)
    assert shown.select_one(".cb-facing") is None


def test_advice_does_not_count_as_told_right(coffee_book: Book) -> None:
    _, site = coffee_book
    shown = text_of(chain_of(site, "press-three-cups"))
    assert "→ study known, with nothing on record to hold this against" in shown


def test_a_claim_without_a_study_says_so(coffee_book: Book) -> None:
    _, site = coffee_book
    record = site.record("press-lowers")[1]
    assert record.select_one(".cb-chain") is None
    assert text_of(record.select_one(".cb-foot")).endswith(" · names no study")


def test_a_reference_that_leads_nowhere_is_named_at_the_claim(coffee_book: Book) -> None:
    _, site = coffee_book
    assert text_of(chain_of(site, "press-grandmothers")) == "It refers to a study of grandmothers: ∅ cannot be found"
    assert text_of(chain_of(site, "press-nordic")) == "It refers to a Nordic team: ? can only be guessed"


def test_a_study_s_claim_tells_who_retells_it_and_how(coffee_book: Book) -> None:
    _, site = coffee_book
    assert text_of(chain_of(site, "trial-size")) == (
        "Retold by: press Tells of a trial with 300 drinkers. ≠ told otherwise than the study"
        " number of participants: 300 here, 412 in the study"
    )
    assert text_of(chain_of(site, "trial-raises")).endswith("✓ fits what the study says")
    assert site.record("trial-caffeine")[1].select_one(".cb-chain") is None


def test_states_have_a_shape_and_words(book: Book) -> None:
    _, site = book
    assert site.classed["cb-state"]
    for page, state in site.classed["cb-state"]:
        shape, told = state.select_one(".cb-shape"), text_of(state)
        assert shape is not None
        assert re.fullmatch(r"\S+ .+", told), (page, told)
        if "cb-chain" in {c for p in state.parents for c in p.get_attribute_list("class")}:
            assert text_of(shape) in STATES


def test_every_retelling_leads_to_the_study_and_back(book: Book) -> None:
    run, site = book
    data = exported(run)
    studies = {claim["source"]: site.record(claim["id"])[0] for claim in data["claims"]}
    led = 0
    for claim in data["claims"]:
        page, record = site.record(claim["id"])
        for key in claim["reports"]:
            if key in studies and record.select_one(".cb-own"):
                assert studies[key] in {link.page for link in site.links(page, record)}, (claim["id"], key)
                led += 1
    assert led


def test_keys_within_a_text_read_as_names() -> None:
    names = SourceNames(
        {}, {"mug2019": _work("Mug", "2019"), "mug2019_late": _work("Late", ""), "press": _work("Press", "")}
    )
    told = names.within("In the press mug2019; mug2018 was not met, see mug2019-dose and mug2019_late.")
    assert told == "In the press Mug 2019; mug2018 was not met, see mug2019-dose and Late n.d."


def _work(author: str, year: str) -> Entry:
    names = {"author": (Name(author, author, "", "", Place("references.bib")),)}
    return Entry(author.lower(), "misc", {"year": year} if year else {}, names, Place("references.bib"), {})


# Sources


def test_a_document_s_page_lists_where_its_claims_lead(coffee_book: Book) -> None:
    _, site = coffee_book
    section = site.pages["press2021.html"].select_one("section#section_chain")
    assert section is not None
    told = [text_of(part) for part in section.select(".cb-share, summary")]
    assert told == [
        "≠ told otherwise than the study: 1 of 9 (11 %)",
        "∅ study cannot be found: 1 of 9 (11 %)",
        "? study can only be guessed: 1 of 9 (11 %)",
        "→ study known, with nothing on record to hold this against: 1 of 9 (11 %)",
        "✓ fits what the study says: 1 of 9 (11 %)",
        "– names no study: 4 of 9 (44 %)",
    ]
    assert "≠ number of participants: 300 here, 412 in the study" in text_of(section)


def test_a_document_s_references_are_appraised(coffee_book: Book) -> None:
    _, site = coffee_book
    section = site.pages["press2021.html"].select_one("section#section_references")
    assert section is not None
    boxes = {str(box["id"]): box for box in section.select(".cb-given")}
    assert list(boxes) == [f"given_press2021_{id_}" for id_ in ("trial", "nordic", "grandmothers")]
    nordic = boxes["given_press2021_nordic"]
    assert "? can only be guessed; no author, no title" in text_of(nordic)
    assert "Most likely: Mug 2019" in text_of(nordic)
    assert Link("studies.html", "source_mug2019") in site.links("press2021.html", nordic)
    assert "Why: No such study turned up in two searches." in text_of(boxes["given_press2021_grandmothers"])
    assert "1 claim leans on it" in text_of(boxes["given_press2021_grandmothers"])


def test_studies_have_entries_by_design_and_year(coffee_book: Book) -> None:
    _, site = coffee_book
    page = site.pages["studies.html"]
    assert [text_of(row).split(" (")[0] for row in page.select("tr.cb-group-row")] == [
        "Primary studies",
        "Meta-analyses",
    ]
    assert [str(entry["id"]) for entry in page.select("section.cb-study")] == [
        "source_mug2019", "source_saucer2020", "source_pot2025",
    ]  # fmt: skip
    mug = text_of(page.select_one("#source_mug2019"))
    assert "Primary study, read in abstract only. 40 participants." in mug
    assert "Not known to us: how the drinkers were chosen; the dropouts." in mug
    pot = page.select_one("#source_pot2025")
    assert "Looks again at the participants of: Cup and Saucer 2024, Mug 2019" in text_of(pot)
    assert {Link("trial2024.html", ""), Link("studies.html", "source_mug2019")} <= set(site.links("studies.html", pot))
    seen = [str(link["href"]) for link in page.select("#source_mug2019 .cb-seen a")]
    assert seen == ["https://journal.example/mug/2019", "https://index.example/records/a/b?id=7"]


def test_every_source_has_a_place(book: Book) -> None:
    run, site = book
    data = exported(run)
    for source in data["sources"]:
        claims = [claim for claim in data["claims"] if claim["source"] == source["key"]]
        if claims:
            page, record = site.record(claims[0]["id"])
            assert site.pages[page].select_one(f"#source_{source['key']}") or record.find_parent(id="section_claims")


# Documents side by side


def test_documents_are_compared_with_what_shares_are_of(coffee_book: Book) -> None:
    _, site = coffee_book
    rows = [
        (text_of(row.select_one("th")), text_of(row.select_one("td p:not(.cb-cell-label)")))
        for row in site.pages["evidence.html"].select("table.cb-trust tbody tr")
    ]
    assert rows == [
        ("Claims on record", "9"),
        ("of these, can be compared with others", "6 of 9 (67 %)"),
        ("Refer to a study", "5 of 9 (56 %)"),
        ("of these, fit what the study says", "1 of 5 (20 %)"),
        ("of these, told otherwise than the study", "1 of 5 (20 %)"),
        ("of these, study known, with nothing on record to hold this against", "1 of 5 (20 %)"),
        ("of these, study can only be guessed", "1 of 5 (20 %)"),
        ("of these, study cannot be found", "1 of 5 (20 %)"),
        ("Name no study", "4 of 9 (44 %)"),
        ("Disputes with itself", "1"),
        ("References that it gives", "3"),
        ("of these, can be found", "1 of 3 (33 %)"),
        ("of these, can only be guessed", "1 of 3 (33 %)"),
        ("of these, cannot be found", "1 of 3 (33 %)"),
    ]
    links = set(site.links("evidence.html", site.pages["evidence.html"].select_one("table.cb-trust")))
    assert {Link("press2021.html", f"section_{name}") for name in ("chain", "references", "contradictions")} <= links


def test_years_have_the_letters_of_markers_in_the_references(plain_book: Book) -> None:
    _, site = plain_book
    told = [text_of(entry) for entry in site.bibliography.values()]
    for letter in "ab":
        (hofmann,) = [
            one for one in told if f", 2013{letter}." in one and re.search(r"(^|\])\s*Stefan G. Hofmann", one)
        ]
        assert f"Hofmann et al. 2013{letter}" in text_of(site.pages["claims.html"].select_one("article")), hofmann
