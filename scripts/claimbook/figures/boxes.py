"""Drawings laid out: where every box and arrow goes, across in percent and down in pixels."""

from collections.abc import Callable, Iterable, Mapping
from textwrap import wrap
from typing import NamedTuple

from claimbook.figures.model import ArrowView, BoxView, CellView, DrawingView, Goal
from claimbook.manuscript.drawings import Arrow, Box, Drawing, Rest

# Pixels
LINE, PAD, CELLS, GAP, LABELLED = 19, 12, 34, 26, 44
GUTTER = 6.0  # percent between columns
NARROWEST, LETTER = 310, 7.2  # the narrowest drawing and the mean width of a letter
Name = Callable[[str], str]


class BoxNames(NamedTuple):
    """How to name a claim and a work, and which claims are in an open question."""

    claim: Name
    work: Name
    disputed: Callable[[str], bool]


def lay_out(drawing: Drawing, names: BoxNames) -> DrawingView:
    """The drawing with every part in its place."""
    lines = {box.id: _lines(box.says, _letters(box, drawing)) for box in drawing.boxes}
    tops, height = _rows(drawing, lines)
    boxes = {box.id: _box(box, drawing, lines[box.id], tops[box.row], names) for box in drawing.boxes}
    by_id = {box.id: box for box in drawing.boxes}
    return DrawingView(
        id=drawing.id,
        title=drawing.title,
        height=height,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrow(arrow, by_id, boxes, names) for arrow in drawing.arrows),
        legend=drawing.legend,
    )


def _column_width(drawing: Drawing) -> float:
    return (100 - GUTTER * (drawing.columns - 1)) / drawing.columns


def _width(box: Box, drawing: Drawing) -> float:
    return _column_width(drawing) * box.width + GUTTER * (box.width - 1)


def _letters(box: Box, drawing: Drawing) -> int:
    """How many letters a line of the box holds on the narrowest screen."""
    return max(8, int((_width(box, drawing) / 100 * NARROWEST - PAD) / LETTER))


def _lines(text: str, most: int) -> tuple[str, ...]:
    """The text in as few lines as it fits in, these about as long as each other."""
    needed = len(wrap(text, most))
    least = min(most, max(map(len, text.split()), default=1))
    return next(tuple(found) for width in range(least, most + 1) if len(found := wrap(text, width)) == needed)


def _tall(box: Box, lines: tuple[str, ...], *, disputed: bool = False) -> int:
    return PAD * 2 + LINE * (len(lines) + disputed) + (CELLS if box.cells else 0)


def _rows(drawing: Drawing, lines: Mapping[str, tuple[str, ...]]) -> tuple[dict[int, tuple[int, int]], int]:
    """Top and height of every row, and the height of all; rows are further apart where an arrow says something."""
    labelled = {box.row for arrow in drawing.arrows if arrow.says for box in drawing.boxes if box.id == arrow.end}
    tops: dict[int, tuple[int, int]] = {}
    down = 0
    for row in sorted({box.row for box in drawing.boxes}):
        tall = max(_tall(box, lines[box.id], disputed=True) for box in drawing.boxes if box.row == row)
        down += (LABELLED if row in labelled else GAP) if tops else 2
        tops[row] = (down, tall)
        down += tall
    return tops, down + 4


def _box(box: Box, drawing: Drawing, lines: tuple[str, ...], row: tuple[int, int], names: BoxNames) -> BoxView:
    return BoxView(
        x=round((box.column - 1) * (_column_width(drawing) + GUTTER), 2),
        y=row[0],
        width=round(_width(box, drawing), 2),
        height=row[1],
        look=box.look,
        lines=lines,
        cells=tuple(CellView(number, number in box.marked) for number in range(1, box.cells + 1)),
        says=box.says,
        disputed=any(names.disputed(id_) for id_, _ in box.rest.claims),
        goals=_goals(box.rest, names),
        works=_works(box.rest, names),
    )


def _goals(rest: Rest, names: BoxNames) -> tuple[Goal, ...]:
    return tuple(Goal("claim", id_, names.claim(id_)) for id_, _ in rest.claims)


def _works(rest: Rest, names: BoxNames) -> tuple[tuple[str, str], ...]:
    return tuple((key, names.work(key)) for key, _ in rest.works)


# Arrows


def _arrow(arrow: Arrow, boxes: Mapping[str, Box], placed: Mapping[str, BoxView], names: BoxNames) -> ArrowView:
    start, end = placed[arrow.start], placed[arrow.end]
    level = boxes[arrow.start].row == boxes[arrow.end].row
    x1, y1, x2, y2 = _beside(start, end) if level else _below(start, end)
    told = f"{start.says} → {end.says}"
    return ArrowView(x1, y1, x2, y2, arrow.look, arrow.says, told, _goals(arrow.rest, names), _works(arrow.rest, names))


def _beside(start: BoxView, end: BoxView) -> tuple[float, int, float, int]:
    """From side to side, at half height."""
    y = start.y + start.height // 2
    if start.x < end.x:
        return start.x + start.width, y, end.x, y
    return start.x, y, end.x + end.width, y


def _below(start: BoxView, end: BoxView) -> tuple[float, int, float, int]:
    """From bottom to top or back; upright where one box stands over the other."""
    low, high = max(start.x, end.x), min(start.x + start.width, end.x + end.width)
    if low < high:
        x1 = x2 = round((low + high) / 2, 2)
    else:
        x1, x2 = (round(box.x + box.width / 2, 2) for box in (start, end))
    if start.y < end.y:
        return x1, start.y + start.height, x2, end.y
    return x1, start.y, x2, end.y + end.height


def names_for(claims: Mapping[str, str], works: Mapping[str, str], disputed: Iterable[str]) -> BoxNames:
    """Names from tables; what is not in them is named by its own key."""
    known = set(disputed)
    return BoxNames(lambda id_: claims.get(id_, id_), lambda key: works.get(key, key), known.__contains__)
