"""The source's text facing what is recorded of it: whole, numbered both ways, and nowhere without the archive."""

import re
from pathlib import Path

from bs4 import Tag

from tests.book.building import Run, exported
from tests.book.conftest import Book
from tests.book.site import Link, Site, quoted, text_of, words
from tests.book.test_pages import ACTED_ON

_NUMBER = re.compile(r"Claims of passage \d+( ⚑)?")


def facing(run: Run, site: Site) -> list[tuple[str, str, Tag]]:
    """Each source with a text, its page and the text on it."""
    data = exported(run)
    homes = {claim["source"]: site.record(claim["id"])[0] for claim in data["claims"]}
    kept = [s["key"] for s in data["sources"] if (Path(run.archive or "") / f"{s['key']}.txt").is_file()]
    found = [(key, homes[key], site.pages[homes[key]].select_one(".cb-text")) for key in kept if key in homes]
    shown = [(key, page, text) for key, page, text in found if text is not None]
    assert shown
    return shown


def own_words(text: Tag) -> str:
    """What the source says, without our numbers."""
    said = []
    for own in text.select(".cb-own-words"):
        told = "".join(t for t in own.find_all(string=True) if t.find_parent("a", class_="cb-number-link") is None)
        said.append(told)
    return words(" ".join(said))


def test_the_whole_text_is_there(quoting_book: Book) -> None:
    run, site = quoting_book
    for key, _, text in facing(run, site):
        with (Path(run.archive or "") / f"{key}.txt").open(encoding="utf-8", newline="") as file:
            assert own_words(text) == words(quoted(file.read())), key


def test_each_claim_stands_beside_its_passage_and_leads_to_its_record(quoting_book: Book) -> None:
    run, site = quoting_book
    claims = exported(run)["claims"]
    for key, page, text in facing(run, site):
        beside = {link.fragment for note in text.select(".cb-beside ul") for link in site.links(page, note)}
        assert {c["id"] for c in claims if c["source"] == key and c["spans"]} <= beside


def test_numbers_lead_from_the_text_to_the_notes_and_back(quoting_book: Book) -> None:
    run, site = quoting_book
    for _, page, text in facing(run, site):
        assert text.select(".cb-beside")
        for note in text.select(".cb-beside"):
            back = next(iter(site.links(page, note)))
            lit = site.at(back)
            assert "cb-lit" in lit.get_attribute_list("class")
            assert note.find_parent(class_="cb-line") == lit.find_parent(class_="cb-line")
            numbers = text.select(f'.cb-own-words a[href="#{note["id"]}"]')
            assert numbers
            assert all(_NUMBER.fullmatch(text_of(number)) for number in numbers)


def test_what_was_set_aside_is_dimmed_and_says_why(archived_book: Book) -> None:
    run, site = archived_book
    for key, _, text in facing(run, site):
        dimmed = " ".join(text_of(one) for one in text.select(".cb-aside"))
        told = text_of(text)
        for exclusion in exported(run)["exclusions"]:
            if exclusion["source"] == key:
                assert exclusion["reason"].replace("-", " ") in told
        assert bool(dimmed) == any(e["source"] == key for e in exported(run)["exclusions"])


def test_passages_that_do_not_fit_each_other_are_linked(quoting_book: Book) -> None:
    run, site = quoting_book
    data = exported(run)
    source = {claim["id"]: claim["source"] for claim in data["claims"]}
    for key, page, text in facing(run, site):
        for dispute in data["disputes"]:
            within = [
                d for d in dispute["disagreements"]
                if d["severity"] in ACTED_ON and d["within_source"] and {source[i] for i in d["claims"]} == {key}
            ]  # fmt: skip
            for id_ in {id_ for d in within for id_ in d["claims"]}:
                note = next(n for n in text.select(".cb-beside") if Link(page, id_) in set(site.links(page, n)))
                assert dispute["question"] in " ".join(map(text_of, note.select(".cb-clash")))
                assert "cb-beside-clash" in note.get_attribute_list("class")


def test_without_the_archive_there_is_no_text(plain_book: Book) -> None:
    _, site = plain_book
    assert "cb-text" not in site.classed
