"""Pictures on a page: tables of marks, charts, and boxes with arrows, each with the same data in words."""

from collections.abc import Sequence
from itertools import chain, groupby

from docutils import nodes

from claimbook.capitals import capitalised
from claimbook.figures.model import (
    ArrowView,
    AxisStretch,
    BoxView,
    ChartMark,
    ChartRow,
    ChartView,
    DrawingView,
    Goal,
    GridMark,
    GridRow,
    GridView,
    TableRow,
)
from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext import svg
from claimbook.telling.labels import NamedWork

# A chart, in pixels: ticks above and below, and in each row its label over its levels.
AXIS, TICKS, LABEL, LEVEL, FOOT = 16, 24, 24, 26, 10
# A box, in pixels
PAD, LINE, CELL = 12, 19, 24
_GAP = "–"
_LOOKS = {"solid": "Solid outline", "dashed": "Dashed", "heavy": "Heavy outline"}
_DISPUTED = "⚑ disputed: a claim that it rests on is in a conflict or tension."
_NOTHING = "Nothing on record fits here."


def figure(caption: str, *parts: nodes.Node) -> nodes.Element:
    """A picture with its caption and all that belongs to it."""
    head = [build.caption(caption)] if caption else []
    made: nodes.Element = build.chart("", *head, *parts, classes=["cb-figure"])
    return build.verbatim(made)


# Tables of marks


def grid(view: GridView, caption: str) -> nodes.Element:
    """A table of linked marks; gaps are shown as gaps."""
    if not view.marks:
        return figure(caption, build.paragraph(_NOTHING, classes=["cb-none"]))
    columns = {view.corner: 22, **dict.fromkeys(view.columns, 78 // len(view.columns))}
    rows = (_grid_row(row, view.columns) for row in view.rows)
    table = build.block(build.table(columns, rows, ["cb-map"], stubs=1), classes=["cb-table-box"])
    listed = build.fold(f"The same in words: {plural(view.marks, 'mark')}", *_in_words(view))
    return figure(caption, svg.legend(view.legend), table, *_notes(view.notes), listed)


def _notes(notes: Sequence[str]) -> build.Nodes:
    return [build.paragraph(" ".join(notes), classes=["cb-at"])] if notes else []


def _grid_row(row: GridRow, columns: Sequence[str]) -> nodes.row:
    cells = [_grid_cell(column, marks) for column, marks in zip(columns, row.cells, strict=True)]
    return build.row([build.paragraph(row.label)], *cells, classes=[] if any(row.cells) else ["cb-gap-row"])


def _grid_cell(column: str, marks: Sequence[GridMark]) -> build.Nodes:
    if not marks:
        return build.cell(column, build.paragraph(_GAP, classes=["cb-gap"]))
    groups = (_belonging(of, list(group)) for of, group in groupby(marks, key=lambda mark: mark.of))
    return build.cell(column, build.paragraph(*chain.from_iterable(groups), classes=["cb-marks"]))


def _belonging(of: str, marks: Sequence[GridMark]) -> build.Nodes:
    """Marks as links; those of one source are held together by a line beneath."""
    links: build.Nodes = [svg.linked_sign([mark.goal], mark.glyph, mark.name) for mark in marks]
    return [build.inline(*links, classes=["cb-of-one"])] if of and len(marks) > 1 else links


def _in_words(view: GridView) -> build.Nodes:
    """Row by row, column by column, with links in words."""
    items = []
    for row in view.rows:
        told = [
            [build.paragraph(f"{column}: ", *build.joined(_link(mark.goal) for mark in cell))]
            for column, cell in zip(view.columns, row.cells, strict=True)
            if cell
        ]
        label = build.paragraph(build.inline(row.label, classes=["cb-label"]), "" if told else ": nothing on record")
        items.append([label, *([build.bullets(told)] if told else [])])
    return [build.bullets(items, classes=["cb-plain", "cb-in-words"])]


def _link(goal: Goal) -> nodes.Node:
    return build.link(goal.type, goal.id, goal.label)


# Charts


def chart(view: ChartView, caption: str) -> nodes.Element:
    """Rows of marks on one axis."""
    if not any(row.marks for row in view.rows):
        return figure(caption, build.paragraph(_NOTHING, classes=["cb-none"]))
    table = build.fold("The same as a table", _chart_table(view))
    return figure(caption, svg.legend(view.legend), _chart(view), *_notes(view.notes), table)


def _chart(view: ChartView) -> nodes.Element:
    tops, head = [], TICKS + (AXIS if view.axis else 0)
    down = head
    for row in view.rows:
        tops.append(down)
        down += LABEL + LEVEL * row.levels + FOOT
    lines = [svg.upright(svg.x_of(tick.at), head, down, "cb-grid") for tick in view.ticks]
    if view.origin is not None:
        lines.append(svg.upright(svg.x_of(view.origin.at), head, down, "cb-origin"))
    numbers = [
        svg.words(tick.label, svg.x_of(tick.at), y, "middle", "cb-tick")
        for tick in view.ticks
        for y in (head - 8, down + 18)
    ]
    title = [svg.words(view.axis, "0%", 13, "start", "cb-tick")] if view.axis else []
    rows = [part for row, top in zip(view.rows, tops, strict=True) for part in _chart_row(row, top)]
    marks = sum(len(row.marks) for row in view.rows)
    name = f"{view.name}: {plural(marks, 'mark')}, each a link to its claim"
    return svg.canvas(name, down + TICKS, *title, *lines, *numbers, *rows)


def _chart_row(row: ChartRow, top: int) -> build.Nodes:
    rule = svg.level("0%", "100%", top, "cb-grid")
    label = svg.words(svg.short(row.label, svg.BOLD), "0%", top + 17, "start", "cb-row-label")
    marks = [_chart_mark(mark, top + LABEL + LEVEL * mark.level + LEVEL // 2) for mark in row.marks]
    return [rule, label, *marks]


def _chart_mark(mark: ChartMark, y: int) -> nodes.Node:
    """Its stretches and points; those of one mark are tied together."""
    ends = [at for stretch in mark.stretches for at in (stretch.low, stretch.high)]
    tie = [svg.level(svg.x_of(min(ends)), svg.x_of(max(ends)), y, "cb-tie")] if len(mark.at) > 1 else []
    drawn = [part for stretch in mark.stretches for part in _stretch(stretch, y, svg.ink(mark.glyph))]
    points = [svg.at(svg.x_of(at), y, svg.target(), svg.shape(mark.glyph)) for at in mark.at]
    return svg.mark(mark.goals, mark.name, *tie, *drawn, *points)


def _stretch(stretch: AxisStretch, y: int, colour: str) -> build.Nodes:
    """A line over a stretch, with arrowheads where it goes on; all of it can be hit."""
    if stretch.low == stretch.high:
        return []
    low, high = svg.x_of(stretch.low), svg.x_of(stretch.high)
    drawn = [svg.level(low, high, y, "cb-reach"), svg.level(low, high, y, f"cb-stretch {colour}")]
    drawn += [svg.arrowhead(low, y, f"cb-shape {colour}", right=False)] if stretch.open_low else []
    drawn += [svg.arrowhead(high, y, f"cb-shape {colour}", right=True)] if stretch.open_high else []
    return drawn


def _chart_table(view: ChartView) -> nodes.Element:
    widths = [28, 24, 24, 24] if len(view.columns) == 4 else [100 // len(view.columns)] * len(view.columns)
    rows = (_chart_line(line, view.columns) for line in view.table)
    table = build.table(dict(zip(view.columns, widths, strict=True)), rows, ["cb-chart-table"], stubs=1)
    return build.block(table, classes=["cb-table-box"])


def _chart_line(line: TableRow, columns: Sequence[str]) -> nodes.row:
    who = build.cell(columns[1], build.paragraph(*build.joined(map(_link, line.goals))))
    cells = [build.cell(column, build.paragraph(told)) for column, told in zip(columns[2:], line.cells, strict=True)]
    return build.row([build.paragraph(line.head)], who, *cells)


# Drawings


def drawing(view: DrawingView) -> nodes.Element:
    """Boxes and arrows; each box leads to the first claim that it rests on, the list below to all of them."""
    tip = nodes.make_id(f"tip {view.id}")
    parts = [_tip(tip), *(_arrow(arrow, tip) for arrow in view.arrows), *map(_box, view.boxes)]
    name = f"{view.title}: {plural(len(view.boxes), 'box', 'boxes')}, each a link to what it rests on"
    listed = build.fold("The same in words, with all that it rests on", *_drawing_in_words(view))
    told = build.paragraph(_drawing_legend(view), classes=["cb-at"])
    return figure(view.title, svg.canvas(name, view.height, *parts), told, listed)


def _tip(id_: str) -> nodes.Node:
    tip = build.picture("path", d="M0 0 8 4 0 8z", class_="cb-tip")
    marker = build.picture("marker", tip, id=id_, markerWidth=8, markerHeight=8, refX=8, refY=4, orient="auto",
                           markerUnits="userSpaceOnUse")  # fmt: skip
    return build.picture("defs", marker)


def _arrow(arrow: ArrowView, tip: str) -> nodes.Node:
    line = build.picture("line", x1=f"{arrow.x1}%", y1=arrow.y1, x2=f"{arrow.x2}%", y2=arrow.y2,
                         class_=f"cb-arrow cb-look-{arrow.look}", marker_end=f"url(#{tip})")  # fmt: skip
    x, y = (arrow.x1 + arrow.x2) / 2, (arrow.y1 + arrow.y2) // 2
    return build.picture("g", line, *([svg.words(arrow.says, f"{x:.2f}%", y + 3, "middle", "cb-arrow-label")]
                                      if arrow.says else []))  # fmt: skip


def _box(box: BoxView) -> nodes.Node:
    middle, x = f"{box.x + box.width / 2:.2f}%", f"{box.x}%"
    rect = build.picture("rect", x=x, y=box.y, width=f"{box.width}%", height=box.height, rx=4,
                         class_=f"cb-box cb-look-{box.look}")  # fmt: skip
    lines = [*box.lines, *(["⚑ disputed"] if box.disputed else [])]
    tall = LINE * len(lines) + (CELL + PAD if box.cells else 0)
    top = box.y + (box.height - tall) // 2
    text = [
        svg.words(line, middle, top + LINE * n + 14, "middle", "cb-box-flag" if n >= len(box.lines) else "cb-box-line")
        for n, line in enumerate(lines)
    ]
    drawn = [rect, *text, *_cells(box, top + LINE * len(lines) + PAD // 2)]
    if not box.goals:
        return build.picture("g", *drawn)
    told = [box.says, box.goals[0].label.rstrip("."), *(["Disputed"] if box.disputed else [])]
    return svg.mark(box.goals, f"{'. '.join(told)}.", *drawn)


def _cells(box: BoxView, y: int) -> build.Nodes:
    """Numbered cells side by side; those that stand out are filled."""
    if not box.cells:
        return []
    wide = (box.width - 4) / len(box.cells)
    drawn: build.Nodes = []
    for cell in box.cells:
        x = box.x + 2 + wide * (cell.number - 1)
        marked = " cb-cell-marked" if cell.marked else ""
        drawn += [
            build.picture("rect", x=f"{x:.2f}%", y=y, width=f"{wide:.2f}%", height=CELL, class_=f"cb-cell{marked}"),
            svg.words(str(cell.number), f"{x + wide / 2:.2f}%", y + 17, "middle", f"cb-cell-number{marked}"),
        ]
    return drawn


def _drawing_legend(view: DrawingView) -> str:
    told = [f"{_LOOKS[look]}: {words}." for look, words in view.legend]
    told += [_DISPUTED] if any(box.disputed for box in view.boxes) else []
    return " ".join(told)


def _drawing_in_words(view: DrawingView) -> build.Nodes:
    items = [_rests(box.says, box.goals, box.works) for box in view.boxes]
    items += [_rests(f"{a.told}{f': {a.says}' if a.says else ''}", a.goals, a.works) for a in view.arrows]
    return [build.bullets(items)]


def _rests(says: str, goals: Sequence[Goal], works: Sequence[tuple[str, str]]) -> build.Nodes:
    links: build.Nodes = [*map(_link, goals), *(build.work(NamedWork(*work)) for work in works)]
    lead = f"{capitalised(says)}{': ' if links else ''}"
    return [build.paragraph(lead, *build.joined(links))]
