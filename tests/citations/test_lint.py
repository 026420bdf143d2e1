"""Entries that are made up soundly get no finding; what is hostile gets one and takes no time."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from claimbook.citations.entrytypes import NOT_SEEN
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.citations.linting import linted
from tests.citations.test_identifiers import CAS, DOI, ISBN13, ISSN

REPO = Path(__file__).parents[2]
LARGE = 7_900_000  # characters, just below what is read at all
LONG = 190_000
TOO_LONG = 60.0  # seconds, on a machine that others use too

_FAMILY = st.from_regex(r"[A-Z][a-z]{3,9}(-[A-Z][a-z]{3,9})?", fullmatch=True)
_PERSON = st.tuples(_FAMILY, st.sampled_from(["A.", "B. C.", "D.-E."])).map(", ".join)
_YEAR = st.integers(1900, 2030).map(str)
_PAGES = st.tuples(st.integers(1, 2000), st.integers(0, 60)).map(lambda t: f"{t[0]}--{sum(t)}")
_DAY = st.dates().map(lambda day: day.isoformat())
_MORE = {
    "pages": _PAGES, "doi": DOI, "issn": ISSN, "isbn": ISBN13, "cas": CAS, "pmid": st.integers(1, 99_999_999).map(str),
    "pmcid": st.integers(100, 9_999_999).map(lambda n: f"PMC{n}"), "month": st.sampled_from(["1", "12", "May"]),
    "trial": st.integers(0, 99_999_999).map(lambda n: f"NCT{n:08}"), "status": st.just("superseded"),
}  # fmt: skip
_NEEDED: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "article": {"journal": _FAMILY, "year": _YEAR},
    "book": {"publisher": _FAMILY, "year": _YEAR},
    "incollection": {"booktitle": _FAMILY, "year": _YEAR},
    "phdthesis": {"school": _FAMILY, "date": _DAY},
    "online": {"url": st.just("https://example.org/a"), "urldate": _DAY},
    "misc": {},
}


@st.composite
def entries(draw: st.DrawFn, number: int = 0) -> str:
    kind = draw(st.sampled_from(sorted(_NEEDED)))
    more = draw(st.sets(st.sampled_from(sorted(_MORE)), max_size=5))
    wanted = {**_NEEDED[kind], **{name: _MORE[name] for name in sorted(more)}}
    fields = {name: draw(values) for name, values in wanted.items()}
    people = draw(st.lists(_PERSON, min_size=1, max_size=4, unique_by=lambda name: name.split(",")[0]))
    fields |= {"author": " and ".join(people), "title": f"Study of number {number}"}
    unseen = draw(st.sets(st.sampled_from(sorted(set(NOT_SEEN) - {"title", "coauthors", *fields})), max_size=3))
    if unseen:
        fields["unseen"] = ", ".join(sorted(unseen))
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{k{number},\n{told}}}\n"


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sound_entries(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    text = "".join(data.draw(entries(number)) for number in range(data.draw(st.integers(1, 4))))
    found = linted(text, tmp_path_factory.getbasetemp())
    assume(not any(d.code == "CB209" for d in found))  # two may have drawn the same number
    assert [f"{d.place} {d.code} {d.message}" for d in found] == []


@pytest.mark.parametrize("book", ["book/references.bib", "scripts/claimbook/starter/book/references.bib"])
def test_real_ones(book: str, tmp_path: Path) -> None:
    found = linted((REPO / book).read_text(encoding="utf-8"), tmp_path)
    assert [f"{d.place} {d.code} {d.message}" for d in found] == []


def field(name: str) -> Callable[[str], str]:
    return lambda value: f"@misc{{a, title = {{x}}, {name} = {{{value}}}}}"


HOSTILE = {
    "open braces": "@misc{a, title = " + "{" * LARGE,
    "pairs of braces": "@misc{a, title = {" + "{}" * (LARGE // 2) + "}}",
    "pairs in quotes": '@misc{a, title = "' + "{}" * (LARGE // 2),
    "open quotes": '@misc{a, title = "x}\n' * (LARGE // 30),
    "open values": "".join(f"@misc{{a{i}, title = {{x\n" for i in range(LARGE // 40)),
    "at signs": "@" * LARGE,
    "blanks": "@misc{a," + " " * LARGE,
    "doubling macros": "@string{a0 = {xx}}"
    + "".join(f"@string{{a{i + 1} = a{i} # a{i}}}" for i in range(40))
    + "@misc{a, title = a40}",
    "fields given twice": "@misc{a, " + "f = 1,\n" * 500_000,
    "names": field("author")("a  and " * (LONG // 7) + "b"),
    "names in braces": field("author")("{a} and " * (LONG // 8) + "b"),
    "title of many words": field("title2")("x") + "@misc{b, title = {" + "word " * (LONG // 5) + "}}",
    "pages": field("pages")("1" * LONG + "--2"),
    "dois": field("doi")("10.1000" + ".1" * (LONG // 2)),
    "addresses": field("url")("https://" + "a." * (LONG // 2)),
    "other digits": "@misc{a, title = {x}, year = {²²²²}, month = {²}, date = {²²²²}, pages = {²--³}, isbn = {²}}",
    "circles": "@misc{a, title = {x}, crossref = {b}, related = {b}}@misc{b, crossref = {a}, related = {a}}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str, tmp_path: Path) -> None:
    start = time.perf_counter()
    found = linted(HOSTILE[name], tmp_path)
    assert time.perf_counter() - start < TOO_LONG
    assert all(d.place.line > 0 and len(d.message) < 1000 for d in found)


def test_time_grows_with_the_entries(tmp_path: Path) -> None:
    """Thousands of titles that are nearly the same cost no more each than a few."""

    def taken(count: int) -> float:
        text = "".join(
            f"@misc{{k{i}, author = {{Lee, A.}}, title = {{A study of coffee in {i} cups}}, year = {1900 + i % 90}}}\n"
            for i in range(count)
        )
        start = time.perf_counter()
        linted(text, tmp_path)
        return time.perf_counter() - start

    taken(100)
    assert taken(4000) < 40 * max(taken(400), 0.02)
