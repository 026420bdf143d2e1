"""The sources' own words: shown beside each claim when the archive is at hand, and nowhere else."""

from pathlib import Path

import pytest
from bs4 import Tag

from tests.book.building import Run, exported
from tests.book.conftest import Book, BuildOnce, built
from tests.book.site import quoted, text_of, words

MARK = "contains third-party text"
LONG_ENOUGH = 8  # words: shorter passages may turn up in other words by chance


def passages(run: Run) -> dict[str, list[str]]:
    """Each claim's passages, cut out of the archive by the spans of the export."""
    assert run.archive is not None
    found: dict[str, list[str]] = {}
    for claim in exported(run)["claims"]:
        if claim["spans"]:
            with (Path(run.archive) / f"{claim['source']}.txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
            found[claim["id"]] = [text[span["start"] : span["end"]] for span in claim["spans"]]
    assert found
    return found


def telling_passages(run: Run) -> set[str]:
    """Passages that can stand in the book only if they were copied; a source's title is no secret."""
    titles = " | ".join(source["title"] for source in exported(run)["sources"])
    found = {quoted(text) for texts in passages(run).values() for text in texts}
    return {passage for passage in found if len(passage.split()) >= LONG_ENOUGH and passage not in titles}


def quotes(within: Tag | None) -> list[str]:
    return [text_of(quote) for quote in within.select("blockquote.cb-passage")] if within is not None else []


def test_each_claim_shows_its_own_passage(quoting_book: Book) -> None:
    run, site = quoting_book
    found = passages(run)
    assert found
    for id_, texts in found.items():
        _, record = site.record(id_)
        entry = record.find_parent(class_="cb-passage-entry")
        assert quotes(entry) == list(dict.fromkeys(map(quoted, texts))), id_


def test_disputes_show_passages(quoting_book: Book) -> None:
    run, site = quoting_book
    found = passages(run)
    for dispute in exported(run)["disputes"]:
        _, section = site.dispute(dispute["id"])
        shown = quotes(section)
        for side in dispute["sides"]:
            for id_ in side["claims"]:
                assert set(map(quoted, found.get(id_, ()))) <= set(shown), (dispute["id"], id_)


def test_every_page_of_a_quoting_build_says_so(quoting_book: Book) -> None:
    _, site = quoting_book
    for page, soup in site.pages.items():
        assert MARK in text_of(soup.find("body")), page
        robots = soup.select_one('meta[name="robots"]')
        assert robots is not None, page
        assert "noindex" in str(robots["content"])


@pytest.mark.parametrize(("plain", "quoting"), [("plain", "archived"), ("coffee_plain", "coffee")])
def test_without_the_archive_no_passage_is_anywhere(plain: str, quoting: str, build_once: BuildOnce) -> None:
    run, _ = built(quoting, build_once)
    telling = telling_passages(run)
    assert telling
    without, published = built(plain, build_once)
    assert "cb-passage" not in published.classed
    for page, soup in published.pages.items():
        told = text_of(soup)
        assert not [passage for passage in telling if passage in told], page
        assert MARK not in told
    for page, element in published.elements:
        hidden = words(" ".join(map(str, element.attrs.values())))
        assert not [passage for passage in telling if passage in hidden], page
    for path in (Path(without.root) / "_build").rglob("*"):
        if path.is_file():
            raw = words(path.read_bytes().decode("utf-8", "replace"))
            assert not [passage for passage in telling if passage in raw], path


def test_without_the_archive_nothing_claims_to_be_verified(plain_book: Book) -> None:
    run, site = plain_book
    assert {claim["anchor_state"] for claim in exported(run)["claims"]} <= {"unverifiable", "none"}
    for claim in exported(run)["claims"]:
        assert "passage verified" not in text_of(site.record(claim["id"])[1])
