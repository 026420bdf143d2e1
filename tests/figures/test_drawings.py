"""Files of drawings: whatever is wrong with one, it is told of and nothing breaks. Messages are in tests/cases."""

from pathlib import Path

from claimbook.check import check
from claimbook.diagnostics import Sink
from claimbook.figures.boxes import _lines
from claimbook.manuscript.drawings import read_drawings
from claimbook.manuscript.options import Options
from claimbook.views import kinds
from claimbook.views.book import Book
from claimbook.views.request import Request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.building import COFFEE, change, copy_coffee

TEXT = (COFFEE / "book/figures/brewing.yml").read_text(encoding="utf-8")
SLIPS = ["", "-", "9" * 30, "{", "]", ": ", "\n", "null", "&a", "\x00", "'", "..", "id", "-1", "²"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.sampled_from(SLIPS)), max_size=4))
def test_slips_are_told_of(tmp_path: Path, slips: list[tuple[int, int, str]]) -> None:
    text = TEXT
    for start, cut, put in slips:
        text = text[:start] + put + text[start + cut :]
    (tmp_path / "book/figures").mkdir(parents=True, exist_ok=True)
    (tmp_path / "book/figures/brewing.yml").write_text(text, encoding="utf-8", newline="")
    sink = Sink()
    drawings = read_drawings(tmp_path, sink)
    assert drawings or list(sink)
    assert all(found.place.file == "book/figures/brewing.yml" for found in sink)


def test_a_base_without_drawings_has_none(tmp_path: Path) -> None:
    sink = Sink()
    assert read_drawings(tmp_path, sink) == ()
    assert not list(sink)


def test_works_that_only_drawings_cite_are_cited(tmp_path: Path) -> None:
    root = copy_coffee(tmp_path / "coffee")
    bibliography = root / "book/references.bib"
    entry = "\n@book{only2001, author = {Only, A.}, title = {Only drawn}, year = {2001}, publisher = {P}}\n"
    bibliography.write_text(bibliography.read_text() + entry)
    change(root, "book/figures/brewing.yml", "marked: 2..4, works: [trial2024]", "marked: 2..4, works: [only2001]")
    assert not [found for found in check(root).diagnostics if "only2001" in found.message]


def test_a_drawing_is_shown_as_it_is_after_a_change(tmp_path: Path) -> None:
    root = copy_coffee(tmp_path / "coffee")
    before = Book(check(root)).view(Request(kinds.DRAWING, Options((("name", "brewing"),))))
    change(root, "book/figures/brewing.yml", "Twelve months of it", "A year of it")
    assert Book(check(root)).view(Request(kinds.DRAWING, Options((("name", "brewing"),)))) != before


def test_there_is_no_drawing_of_another_name() -> None:
    assert Book(check(COFFEE)).view(Request(kinds.DRAWING, Options((("name", "brewery"),)))) is None


def test_lines_of_a_box_are_few_and_about_as_long() -> None:
    assert _lines("site where glycine binds, at the receptor", 40) == ("site where glycine", "binds, at the receptor")
    assert _lines("one line", 40) == ("one line",)
    assert _lines("incomprehensibilities", 8) == ("incompre", "hensibil", "ities")
