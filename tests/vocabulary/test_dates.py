"""The subset of EDTF that is read, held against the ``edtf`` package."""

from collections.abc import Sequence
from datetime import date

import pytest
from claimbook.vocabulary.dates import parse_edtf, show_day
from claimbook.vocabulary.spans import HIGHEST, LOWEST
from edtf import EDTFParseException
from edtf import parse_edtf as reference
from hypothesis import assume, given
from hypothesis import strategies as st


def days(text: str) -> tuple[str, str] | None:
    found = parse_edtf(text)
    return None if found is None else (show_day(found[0][0]), show_day(found[1][0]))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("195X", "1950-01-01", "1959-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1999", "1999-01-01", "1999-12-31"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2025-06-24", "2025-06-24", "2025-06-24"),
        ("2022/2024", "2022-01-01", "2024-12-31"),
        ("195X/1999", "1950-01-01", "1999-12-31"),
        ("1999/..", "1999-01-01", ".."),
        ("../1999", "..", "1999-12-31"),
        ("1999?", "1998-01-01", "2000-12-31"),
        ("1999-05~", "1999-04-01", "1999-06-30"),
        ("1999-12~", "1999-11-01", "2000-01-31"),
        ("1999%", "1998-01-01", "2000-12-31"),
        ("2000-02-29~", "2000-02-28", "2000-03-01"),
        ("195X~", "1940-01-01", "1969-12-31"),
        ("19XX?", "1800-01-01", "2099-12-31"),
        ("1999~/2003", "1998-01-01", "2003-12-31"),
    ],
)
def test_reads(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


NOT_READ = [
    *(
        "",
        "..",
        "../..",
        "1950s",
        "99",
        "1999-5",
        "1999-13",
        "1999-00",
        "1999-02-30",
        "0000",
        "2000/1999",
        "1999/",
        "/1999",
    ),
    *(
        "19X9",
        "195X-05",
        "1999-XX",
        "Y19999",
        "1999-21",
        "today",
        "1:30",
        "1999 ",
        "１９９９",
        "1999/2000/2001",
        "1999-05-06T10:00",
        "9999~",
        "0001-01-01?",
    ),
]


@pytest.mark.parametrize("text", NOT_READ)
def test_does_not_read(text: str) -> None:
    assert parse_edtf(text) is None


whole = st.dates(date(1000, 1, 1)).map(date.isoformat)
single = st.one_of(
    whole,
    whole.map(lambda d: d[:7]),
    whole.map(lambda d: d[:4]),
    whole.map(lambda d: f"{d[:3]}X"),
    whole.map(lambda d: f"{d[:2]}XX"),
)
ends = single | st.just("..")
texts = single | st.tuples(ends, ends).map("/".join)


def beyond_the_package(text: str) -> bool:
    """Unspecified digits in an interval that is open or qualified: Level 2, which the package reads in part."""
    return "/" in text and "X" in text and bool(set(text) & set(".?~%"))


def oracle(text: str) -> tuple[str, str] | None:
    """First and last day by the ``edtf`` package; None for what covers no day, or all of time."""
    if text == "../..":
        return None
    parsed = reference(text)
    low, high = (shown(end) for end in (parsed.lower_strict, parsed.upper_strict)) if "/" not in text else halves(text)
    return None if ".." not in (low, high) and low > high else (low, high)


def halves(text: str) -> tuple[str, str]:
    start, _, end = text.partition("/")
    low = ".." if start == ".." else shown(reference(start).lower_strict)
    high = ".." if end == ".." else shown(reference(end).upper_strict)
    reference(text)
    return low, high


def shown(end: object) -> str:
    assert callable(end)
    found: Sequence[int] = end()
    return date(*found[:3]).isoformat()


@given(texts)
def test_against_edtf(text: str) -> None:
    assume(not beyond_the_package(text))
    assert days(text) == oracle(text)


@given(st.integers(1002, 9998).map(str) | st.integers(101, 998).map("{}X".format), st.sampled_from("?~"))
def test_doubtful_years_are_as_fuzzy_as_the_package_has_them(year: str, doubt: str) -> None:
    parsed = reference(f"{year}{doubt}")
    assume(not year.startswith("999"))
    assert days(f"{year}{doubt}") == (shown(parsed.lower_fuzzy), shown(parsed.upper_fuzzy))


@given(st.text("0123456789X-/.?~%", max_size=12))
def test_what_we_read_edtf_reads_too(text: str) -> None:
    if parse_edtf(text) is not None and not beyond_the_package(text):
        try:
            reference(text)
        except EDTFParseException:
            pytest.fail(f"{text} is not EDTF")


def test_open_ends_are_open() -> None:
    found = parse_edtf("1999/..")
    assert found is not None
    assert found[1] == HIGHEST
    assert parse_edtf("../1999") == (LOWEST, (float(date(1999, 12, 31).toordinal()), 0))
