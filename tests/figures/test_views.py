"""Pictures of a whole knowledge base: that about coffee, and what is added to it."""

from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.figures.model import ChartView, DrawingView, GridView
from claimbook.manuscript.options import Options
from claimbook.views import kinds
from claimbook.views.book import Book
from claimbook.views.forest import ForestView
from claimbook.views.request import Request

from tests.book.building import copy_coffee

MORE = """\
source: {key}
title: Made for a test
kind: trial
design: primary-study
published: "{year}"
archived: no
read: abstract
trust: low
trust_because: It is made up.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_coffee(tmp_path / "coffee")


def book(root: Path) -> Book:
    return Book(check(root))


def study(root: Path, key: str, claims: str, year: str = "2020") -> None:
    """Add a study; ``claims`` are the items of its one passage."""
    folder = root / "claims" / key
    folder.mkdir()
    (folder / "source.yml").write_text(MORE.format(key=key, year=year))
    items = "".join(f"      - {line}\n" for line in claims.strip().splitlines())
    lead = f"source: {key}\ndefaults: {{intervention: coffee, comparator: water, complaint: hypertension}}\n"
    (folder / "results.yml").write_text(f"{lead}passages:\n  - at: Abstract\n    claims:\n{items}")


def shown(grid: object) -> dict[str, list[list[str]]]:
    """The claims or disputes of each cell of each row."""
    assert isinstance(grid, GridView)
    return {row.label: [[mark.goal.id for mark in cell] for cell in row.cells] for row in grid.rows}


def rows(chart: object) -> dict[str, list[tuple[str, str]]]:
    """The claims of each row with their shapes, level by level."""
    assert isinstance(chart, ChartView)
    return {
        row.label: [(m.goals[0].id, m.glyph.shape) for m in sorted(row.marks, key=lambda m: (m.level, m.at))]
        for row in chart.rows
    }


def test_the_map_has_a_mark_for_each_claim_studies_first_and_gaps(root: Path) -> None:
    view = book(root).view(Request(kinds.EVIDENCE_MAP))
    assert shown(view) == {
        "Hypertension": [
            ["press-lowers"],
            [],
            ["mug-not-shown", "saucer-not-shown-late"],
            [],
            ["trial-raises", "saucer-worse-early", "pot-pooled", "press-trial-rise"],
        ],
        "Migraine": [[], [], ["trial-headache"], [], []],
        "Any complaint": [[], [], [], [], []],
    }


def test_the_map_sees_effects_from_the_side_asked_for(root: Path) -> None:
    view = book(root).view(Request(kinds.EVIDENCE_MAP, Options((("intervention", "water"), ("comparator", "coffee")))))
    assert shown(view)["Hypertension"][0] == ["trial-raises", "saucer-worse-early", "pot-pooled", "press-trial-rise"]


def test_a_mark_says_who_what_kind_and_what(root: Path) -> None:
    view = book(root).view(Request(kinds.EVIDENCE_MAP))
    assert isinstance(view, GridView)
    mark = view.rows[0].cells[0][0]
    assert mark.name == "press, document: Holds that coffee brings high blood pressure down."
    assert (mark.glyph.shape, mark.glyph.hollow) == ("circle", True)
    assert [(e.glyph.shape, e.words) for e in view.legend] == [
        ("square", "primary study"),
        ("diamond", "meta-analysis"),
        ("circle", "document"),
    ]


def test_values_are_told_apart_by_what_is_said_of_them(root: Path) -> None:
    study(
        root,
        "urn2020",
        """
{id: urn-used, says: "2 to 4 cups.", cups: {used: 2..4}}
{id: urn-again, says: "From 2 to 4 cups.", cups: {used: 2..4}}
{id: urn-open, says: "At least 5 cups.", cups: {advised: at least 5}}
""",
    )
    view = book(root).view(Request(kinds.VALUES, Options((("property", "cups"),))))
    assert rows(view) == {
        "Hypertension": [
            ("trial-advises", "diamond"),
            ("press-three-cups", "diamond"),
            ("urn-open", "diamond"),
            ("urn-used", "circle"),
        ]
    }
    assert isinstance(view, ChartView)
    assert [(e.glyph.shape, e.words) for e in view.legend[:2]] == [
        ("diamond", "called advised or best"),
        ("circle", "used"),
    ]
    assert view.notes == (
        "A line is a range; its mark stands at the middle and says no more than the line does.",
        "An arrowhead says that it goes on without an end given.",
    )
    named = {mark.goals[0].id: mark for mark in view.rows[0].marks}
    assert named["urn-used"].name == ("urn2020, primary study: 2–4, used. 2 to 4 cups. And 1 more claim alike.")
    assert named["urn-open"].stretches[0].open_high


def test_values_can_stand_by_source(root: Path) -> None:
    view = book(root).view(Request(kinds.VALUES, Options((("property", "participants"), ("rows", "source")))))
    assert list(rows(view)) == ["A small study of mugs", "Coffee every morning", "A year of cups: a randomised trial"]


def test_values_say_what_they_are_of_where_that_differs(root: Path) -> None:
    lines = """
{id: urn-coffee, says: "So.", cups: {used: 3}}
{id: urn-decaf, says: "So.", intervention: decaf, cups: {used: 3}}
"""
    study(root, "urn2020", lines)
    view = book(root).view(Request(kinds.VALUES, Options((("property", "cups"), ("rows", "source")))))
    assert isinstance(view, ChartView)
    assert view.columns == ("Source", "Who says it", "Intervention", "Value", "What is said of it")
    marks = {mark.goals[0].id: mark.name for row in view.rows for mark in row.marks}
    assert marks["urn-coffee"] == "urn2020, primary study: coffee, 3, used. So."
    assert marks["urn-decaf"] == "urn2020, primary study: decaffeinated coffee, 3, used. So."
    assert [line.cells for line in view.table if line.head == "Made for a test"] == [
        ("coffee", "3", "used"),
        ("decaffeinated coffee", "3", "used"),
    ]
    alike = book(root).view(Request(kinds.VALUES, Options((("property", "cups"), ("intervention", "coffee")))))
    assert isinstance(alike, ChartView)
    assert "Intervention" not in alike.columns


def test_studies_stand_once_by_year_and_direction(root: Path) -> None:
    view = book(root).view(Request(kinds.YEARS, Options((("complaint", "hypertension"),))))
    assert rows(view) == {
        "Better: 0 studies": [],
        "It depends: 0 studies": [],
        "No difference shown: 1 study": [("mug-not-shown", "square")],
        "No difference: 0 studies": [],
        "Worse: 1 study": [("trial-raises", "square"), ("pot-pooled", "diamond")],
    }
    assert isinstance(view, ChartView)
    assert view.notes[-1] == "1 study without a year cannot be placed: Saucer 2020."
    assert len(view.table) == 4


def test_disputes_stand_by_topic_and_term(root: Path) -> None:
    view = book(root).view(Request(kinds.MATRIX))
    assert isinstance(view, GridView)
    assert view.columns == ("Number of cups a day", "Effect")
    assert shown(view) == {"Hypertension": [["cups/hypertension"], ["effect/hypertension"]]}
    marks = [mark.glyph.hollow for row in view.rows for cell in row.cells for mark in cell]
    assert marks == [True, False]  # decided, open


def test_a_drawing_rests_on_what_it_names(root: Path) -> None:
    view = book(root).view(Request(kinds.DRAWING, Options((("name", "brewing"),))))
    assert isinstance(view, DrawingView)
    by_name = {box.says: box for box in view.boxes}
    rise = by_name["Blood pressure rises"]
    assert [goal.label for goal in rise.goals] == [
        "Cup and Saucer 2024: Over a year, 412 adults with high blood pressure had values higher by 3.1 mmHg (1.2 to"
        " 5.0) on coffee than on water.",
        "press: Tells of a rise in that trial.",
    ]
    assert rise.works == (("trial2024", "Cup and Saucer 2024"),)
    assert rise.disputed
    assert not by_name["Twelve months of it"].disputed
    assert [cell.number for cell in by_name["Twelve months of it"].cells if cell.marked] == [2, 3, 4]


def test_boxes_stand_apart_and_arrows_lead_from_edge_to_edge(root: Path) -> None:
    view = book(root).view(Request(kinds.DRAWING, Options((("name", "brewing"),))))
    assert isinstance(view, DrawingView)
    cup, cups, year, rise = view.boxes
    assert cup.x + cup.width < cups.x
    assert cups.x + cups.width == pytest.approx(100, abs=0.1)
    assert (year.x, year.width) == (0, 100)
    assert cup.y + cup.height < year.y
    assert year.y + year.height < rise.y
    assert rise.y + rise.height < view.height
    down, back, on = view.arrows
    assert (down.x1, down.y1, down.y2) == (down.x2, cup.y + cup.height, year.y)
    assert (back.x1, back.x2) == (cups.x, cup.x + cup.width)
    assert (on.x1, on.y2) == (on.x2, rise.y)


def test_pictures_of_nothing_are_empty(root: Path) -> None:
    view = book(root).view(Request(kinds.VALUES, Options((("property", "caffeine"),))))
    assert isinstance(view, ChartView)
    assert view.rows == ()
    nothing = book(root).view(Request(kinds.YEARS, Options((("habit", "newcomers"),))))
    assert rows(nothing) == {label: [] for label in rows(nothing)}


def test_an_interval_that_leaves_the_axis_is_open_there(root: Path) -> None:
    line = '{id: urn-wide, says: "Nobody knows.", effect: not-shown, outcome: blood-pressure, estimate: '
    study(root, "urn2020", f"{line}{{measure: mmhg, value: -1.0, interval: [-2.0, 90.0], good: higher}}}}")
    study(root, "urn2021", f"{line.replace('wide', 'bare')}{{measure: mmhg, value: -2.0, good: higher}}}}")
    view = book(root).view(Request(kinds.FOREST, Options((("complaint", "hypertension"),))))
    assert isinstance(view, ForestView)
    marks = {mark.claim.id: mark for mark in view.groups[0].rows}
    wide = marks["urn-wide"].reach
    assert wide is not None
    assert (wide.open_low, wide.open_high, wide.high) == (False, True, 100)
    assert (marks["urn-bare"].reach, marks["urn-bare"].glyph.hollow) == (None, True)
    assert not marks["mug-not-shown"].glyph.hollow


def test_estimates_of_one_study_are_told_apart(root: Path) -> None:
    effect = "effect: worse, outcome: blood-pressure, estimate: {measure: mmhg, value: 2.0, good: lower}"
    study(
        root,
        "urn2020",
        f"""
{{id: urn-month, says: "So.", time-point: one-month, {effect}}}
{{id: urn-year, says: "So.", time-point: one-year, {effect}}}
""",
    )
    view = book(root).view(Request(kinds.FOREST, Options((("complaint", "hypertension"),))))
    assert isinstance(view, ForestView)
    labels = {mark.claim.id: mark.claim.label for mark in view.groups[0].rows}
    assert labels["urn-month"] == "urn2020, after a month"
    assert labels["urn-year"] == "urn2020, after a year"
    assert labels["trial-raises"] == "Cup and Saucer 2024"
