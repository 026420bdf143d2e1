"""Free text of records that holds markup, roles, scripts or escapes is shown as text, whatever it says."""

import re

import pytest

from tests.book import hostile
from tests.book.building import claimbook
from tests.book.conftest import Book
from tests.book.site import CONTROL, text_of, words


def test_text_is_shown_as_it_stands(hostile_book: Book) -> None:
    _, site = hostile_book
    for id_ in ("press-lowers", "trial-raises"):
        _, record = site.record(id_)
        assert words(hostile.TEXT) in text_of(record.select_one(".cb-says"))
        assert words(f"{hostile.TEXT} {hostile.ESCAPES}") in text_of(record.select_one(".cb-note"))
    _, evil = site.record("evil-cup")
    assert words(hostile.ESCAPES) in text_of(evil)
    assert "\\x1b[31mred" in text_of(evil)


def test_nothing_becomes_markup(hostile_book: Book) -> None:
    _, site = hostile_book
    for page, element in site.elements:
        if element.name in ("script", "style"):
            assert "hacked" not in element.get_text(), f"{page}: {element}"
        for name, value in element.attrs.items():
            assert not (name.startswith("on") and "hacked" in str(value)), f"{page}: {element}"
        ours = "cb-picture" in element.get_attribute_list("class")  # its name is free text
        assert element.name not in ("img", "svg") or ours or "hacked" not in str(element.attrs), f"{page}: {element}"


@pytest.mark.parametrize("name", ["href", "src", "action", "formaction", "data"])
def test_nothing_becomes_a_link(hostile_book: Book, name: str) -> None:
    _, site = hostile_book
    for page, element in site.elements:
        address = str(element.get(name, ""))
        assert "evil.example" not in address, f"{page}: {element}"
        assert not re.match(r"\s*(javascript|data|vbscript):", address, re.I), f"{page}: {element}"


def test_nothing_is_parsed_as_markdown_or_math(hostile_book: Book) -> None:
    _, site = hostile_book
    assert "math" not in site.classed
    assert "problematic" not in site.classed
    for page, soup in site.pages.items():
        assert not soup.select("article :is(strong, del, h1 code), article em:not(.citation em)"), page
        assert not [script for script in soup.find_all("script") if "mathjax" in str(script).casefold()], page


def test_quotation_marks_and_dashes_stay_as_they_are(hostile_book: Book) -> None:
    _, site = hostile_book
    for page, soup in site.pages.items():
        assert not re.search("“straight”|‘quotes’|– dashes|— and|dots…", text_of(soup)), page


def test_the_passage_is_shown_as_it_stands(hostile_book: Book) -> None:
    _, site = hostile_book
    _, record = site.record("evil-cup")
    entry = record.find_parent(class_="cb-passage-entry")
    assert entry is not None
    assert text_of(entry.select_one("blockquote")) == hostile.PASSAGE


def test_nothing_turns_the_text_around(hostile_book: Book) -> None:
    run, site = hostile_book
    for path in (*run.html.glob("*.html"), run.html / "_static" / "claimbook-index.js"):
        assert not CONTROL.search(path.read_text(encoding="utf-8")), path
    _, evil = site.record("evil-cup")
    assert "\\u202a\\u202b\\u202d\\u202e\\u2066\\u2067\\u2068\\u200e\\u200f\\u061c turned" in text_of(evil)
    assert hostile.HEBREW in text_of(evil)
    assert hostile.HEBREW in text_of(site.pages["evil2022.html"].title)


def test_the_terminal_gets_no_escape(hostile_book: Book) -> None:
    run, _ = hostile_book
    root = run.html.parents[1]
    for said in (run, claimbook(root, "check", "--verbose", archive=root / "archive")):
        assert not CONTROL.search(said.text)
