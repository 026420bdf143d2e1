"""What is cited, as BibTeX and as CSL-JSON."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from claimbook.check import check
from claimbook.exporting.bibtex import as_bibtex
from claimbook.exporting.csl import TYPES, as_csl_json
from claimbook.exporting.works import entries

from tests.conftest import MakeBase
from tests.exporting.bases import WHOLE, result

HERE = Path(__file__).parent
# What cites works in ``cited/``: a source by being one, a claim, a source's data and references, a ruling, a page,
# a drawing's box and its arrow.
CITED = {"brew2020", "reported2001", "data2002", "reference2003", "ruled2004", "page2005", "box2006", "arrow2007"}
BIB = r"""
@string{jx = {Journal of X}}
@book{whole, title = {A Whole}, publisher = {House}, year = {1999}}
@inbook{brew2020, author = {{World Health Organization} and de la Cruz, Jr., Ana Mar{\'\i}a and others},
  title = {{\"U}ber 50\% "more" {DNA}}, crossref = {whole}, pages = {12--34}, month = mar, year = {2020},
  DOI = {https://doi.org/10.1000/a_b}, url = {https://example.org/a_b?x=1\%202#part}, urldate = {2021-05-06},
  journal = jx, number = 7}
@misc{never, title = {Nobody cites this}}
"""
# CSL's schema of input data, as far as what we give goes: texts, names, dates.
TEXTS = ("id", "citation-key", "title", "container-title", "collection-title", "volume", "issue", "number", "page",
         "edition", "publisher", "publisher-place", "ISBN", "ISSN", "PMID", "PMCID", "DOI", "URL", "note",
         "language")  # fmt: skip
NAMES, DATES = ("author", "editor"), ("issued", "accessed")
NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix", "literal"}


def valid(item: dict[str, Any]) -> None:
    """What CSL-JSON wants of an item."""
    assert item["id"]
    assert item["type"] in {*TYPES.values(), "document"}
    assert item.keys() <= {"type", *TEXTS, *NAMES, *DATES}
    for key in item.keys() & {*TEXTS}:
        assert isinstance(item[key], str)
        assert item[key]
    for key in item.keys() & {*NAMES}:
        for person in item[key]:
            assert person
            assert person.keys() <= NAME_PARTS
            assert all(isinstance(part, str) and part for part in person.values())
    for key in item.keys() & {*DATES}:
        date = item[key]
        assert date.keys() in ({"date-parts"}, {"raw"})
        for parts in date.get("date-parts", ()):
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
        assert 1 <= len(date.get("date-parts", [[]])) <= 2


@pytest.mark.parametrize("which", WHOLE)
def test_items_are_valid_and_each_is_there_once(which: str, tmp_path: Path) -> None:
    items = json.loads(as_csl_json(result(which, tmp_path)))
    assert items
    for item in items:
        valid(item)
    assert len({item["id"] for item in items}) == len(items)


def test_whatever_cites_a_work_brings_it_along(make_base: MakeBase) -> None:
    root = make_base()
    shutil.copytree(HERE / "cited", root, dirs_exist_ok=True)
    found = check(root)
    assert not found.base.broken
    assert {item["id"] for item in json.loads(as_csl_json(found))} == CITED
    assert [d.message for d in found.diagnostics if d.code == "CB211"] == ["Nothing cites 'nobody2008'."]


@pytest.mark.parametrize("which", WHOLE)
def test_bibtex_reads_back_the_same(which: str, tmp_path: Path) -> None:
    from pybtex.database import parse_string

    found = result(which, tmp_path)
    before, after = entries(found), parse_string(as_bibtex(found), "bibtex").entries
    assert list(before) == list(after.keys())
    for key, entry in before.items():
        assert entry == after[key]


def test_an_entry_with_everything(make_base: MakeBase) -> None:
    found = check(make_base({"book/references.bib": BIB}))
    item = json.loads(as_csl_json(found))[0]
    valid(item)
    assert item == {
        "id": "brew2020",
        "citation-key": "brew2020",
        "type": "chapter",
        "title": 'Über 50% "more" DNA',
        "container-title": "Journal of X",
        "page": "12-34",
        "DOI": "10.1000/a_b",
        "URL": "https://example.org/a_b?x=1%202#part",
        "number": "7",
        "author": [
            {"literal": "World Health Organization"},
            {"family": "Cruz", "given": "Ana María", "non-dropping-particle": "de la", "suffix": "Jr."},
            {"literal": "et al."},
        ],
        "issued": {"date-parts": [[2020, 3]]},
        "accessed": {"date-parts": [[2021, 5, 6]]},
    }


def test_bibtex_leaves_out_what_nobody_cites_and_keeps_what_is_referred_to(make_base: MakeBase) -> None:
    written = as_bibtex(check(make_base({"book/references.bib": BIB})))
    assert re.findall(r"@\w+\{(\w+),", written) == ["brew2020", "whole"]
    assert r"https://example.org/a_b?x=1\%202#part" in written


def test_a_bibliography_that_cannot_be_read_is_no_fault_of_ours(make_base: MakeBase) -> None:
    found = check(make_base({"book/references.bib": "@misc{brew2020, title = {a\x1b]0;x\x07} @misc{x, }} \x1b[31m"}))
    assert isinstance(json.loads(as_csl_json(found)), list)
    assert "\x1b" not in as_bibtex(found)
