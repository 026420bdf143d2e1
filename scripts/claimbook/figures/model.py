"""What a picture shows: marks with their shapes, places in percent across, and words for those who do not see it."""

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """How a mark looks: its shape, the class of its colour, and whether it is an outline only."""

    shape: str
    colour: str
    hollow: bool = False


class Goal(NamedTuple):
    """Where a mark leads: ``claim`` or ``dispute``, its id, and how to name it in a list."""

    type: str
    id: str
    label: str


class LegendEntry(NamedTuple):
    """A shape with what it stands for."""

    glyph: Glyph
    words: str


# Tables of marks


class GridMark(NamedTuple):
    """A mark in a cell; ``name`` tells all that it stands for. Neighbours with the same ``of`` belong together."""

    goal: Goal
    glyph: Glyph
    name: str
    of: str = ""


class GridRow(NamedTuple):
    """A row; one tuple of marks for each column, empty for a gap."""

    label: str
    cells: tuple[tuple[GridMark, ...], ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """A table of marks; ``corner`` names what the rows are."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...] = ()

    @property
    def marks(self) -> int:
        return sum(len(cell) for row in self.rows for cell in row.cells)


# Charts: rows of marks on one axis


class AxisStretch(NamedTuple):
    """A stretch of the axis in percent; an end that goes on beyond it is open."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False


class ChartMark(NamedTuple):
    """A mark: its points in percent of the axis, the stretches that it covers, and its level within the row.

    It leads to the first of its goals and stands for all of them.
    """

    goals: tuple[Goal, ...]
    glyph: Glyph
    name: str
    at: tuple[float, ...]
    stretches: tuple[AxisStretch, ...]
    level: int


class ChartRow(NamedTuple):
    """A row of a chart; no two marks on one of its levels overlap."""

    label: str
    marks: tuple[ChartMark, ...]
    levels: int


class Tick(NamedTuple):
    """A label at a place of the axis, in percent."""

    at: float
    label: str


class TableRow(NamedTuple):
    """One line of the table behind a chart: its first cell, the marks' claims, and the other cells."""

    head: str
    goals: tuple[Goal, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """Marks on an axis, row by row. ``axis`` says what it measures in which unit; ``origin`` is a place on it that
    all others are told from, if there is one.

    ``columns`` head the table: of ``head``, of the goals, and of each of the cells.
    """

    name: str
    axis: str
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    origin: Tick | None
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    table: tuple[TableRow, ...]


# Drawings: boxes and arrows


class CellView(NamedTuple):
    """One of the numbered cells of a box."""

    number: int
    marked: bool


class BoxView(NamedTuple):
    """A box: its place, across in percent and down in pixels, its text and cells, and all that it rests on."""

    x: float
    y: int
    width: float
    height: int
    look: str
    lines: tuple[str, ...]
    cells: tuple[CellView, ...]
    says: str
    disputed: bool
    goals: tuple[Goal, ...]
    works: tuple[tuple[str, str], ...]


class ArrowView(NamedTuple):
    """An arrow between two places, in percent and pixels, with what it says."""

    x1: float
    y1: int
    x2: float
    y2: int
    look: str
    says: str
    told: str
    goals: tuple[Goal, ...]
    works: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DrawingView:
    """Boxes and arrows; ``legend`` has looks with what they stand for."""

    id: str
    title: str
    height: int
    boxes: tuple[BoxView, ...]
    arrows: tuple[ArrowView, ...]
    legend: tuple[tuple[str, str], ...]
