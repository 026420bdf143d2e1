"""A second literature, with words of its own, goes through the same check and book without a change in code."""

import re

from tests.book.building import COFFEE, REPO, claimbook, exported
from tests.book.conftest import Book
from tests.book.site import text_of

FIRST_LITERATURE = re.compile(r"cycloserine|\bdcs\b|exposure therap", re.I)


def test_the_check_is_clean() -> None:
    run = claimbook(COFFEE, "check", archive=COFFEE / "archive")
    assert run.status == 0, run.text
    report = run.ask("check")
    acted_on = [d for d in report["diagnostics"] if d["severity"] != "note"]
    assert [(d["code"], d["claims"]) for d in acted_on] == [("CB215", ["press-trial-size", "trial-size"])]
    assert {state for state, count in report["summary"]["anchors"].items() if count} == {"verified", "none"}
    assert {c["uncovered_units"] for c in report["summary"]["coverage"].values()} == {0}


def test_its_disputes_are_found() -> None:
    report = claimbook(COFFEE, "check").ask("check")
    found = {d["id"]: (d["severity"], [side["claims"] for side in d["sides"]]) for d in report["disputes"]}
    assert found == {
        "cups/hypertension": ("conflict", [["trial-advises"], ["press-three-cups"]]),
        "effect/hypertension": (
            "conflict",
            [
                ["press-lowers"],
                ["pot-pooled", "press-trial-rise", "saucer-worse-early", "trial-raises"],
                ["mug-not-shown", "saucer-not-shown-late"],
            ],
        ),
    }


def test_nothing_of_the_first_literature_is_in_its_output(coffee_book: Book) -> None:
    run, site = coffee_book
    ours = [p for p in site.html.rglob("*") if p.suffix in (".html", ".js", ".inv", ".css", ".txt", ".md")]
    assert len(ours) > 10
    for path in ours:
        assert not FIRST_LITERATURE.search(path.read_text(encoding="utf-8", errors="replace")), path
    assert not FIRST_LITERATURE.search(run.text)


def test_nothing_of_the_first_literature_is_in_the_package() -> None:
    ours = [path for path in (REPO / "scripts").rglob("*") if path.suffix in (".py", ".css", ".js")]
    assert len(ours) > 100
    for path in ours:
        assert not FIRST_LITERATURE.search(path.read_text(encoding="utf-8")), path


def test_numbers_in_running_text(coffee_book: Book) -> None:
    _, site = coffee_book
    lead = text_of(site.pages["index.html"].select_one("article p"))
    assert lead == "This base holds 20 claims of 5 sources, of which 9 are from Coffee every morning."


def test_an_escape_from_citing_shows_nothing(coffee_book: Book) -> None:
    _, site = coffee_book
    told = [text_of(paragraph) for paragraph in site.pages["index.html"].select("article p")]
    assert "We drink it all the same ." in told
    assert not any("a matter of taste" in path.read_text(encoding="utf-8") for path in site.html.glob("*.html"))


def test_its_own_words_are_explained(coffee_book: Book) -> None:
    _, site = coffee_book
    terms = {text_of(term) for term in site.pages["index.html"].select("dl.cb-terms dt")}
    assert {"decaffeinated coffee", "people who drink coffee daily", "Number of cups a day", "advised"} <= terms


def test_every_form_of_claim_is_told_in_words(coffee_book: Book) -> None:
    run, site = coffee_book
    told = {c["id"]: text_of(site.record(c["id"])[1].select_one(".cb-typed")) for c in exported(run)["claims"]}
    assert told["press-byline"] == "Statement, not compared with others"
    assert told["press-three-cups"] == "Best number of cups a day: 3"
    assert told["trial-habit"] == "Effect weaker with people who drink coffee daily (habit); outcome: blood pressure"
    estimate = "mean difference in mmHg 3.1, 95 %"
    assert told["trial-raises"].startswith(f"Coffee against water: worse (outcome: blood pressure); {estimate}")
