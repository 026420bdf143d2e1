"""Estimates with intervals on a page: a picture without pooling, and the same in a table."""

from docutils import nodes

from claimbook.capitals import capitalised
from claimbook.figures.model import Goal
from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext import svg
from claimbook.telling.phrases import PERCENT
from claimbook.views.forest import ForestView, MarkView, PlotView

# The picture, in pixels. A row holds its label and below it the interval.
TOP, ROW, LABEL, MIDDLE, BOTTOM = 26, 52, 18, 34, 26
_COLUMNS = {"Study": 24, "About": 24, "Estimate": 16, "Interval": 16, "Participants": 20}


def forest(view: ForestView) -> build.Nodes:
    """Every group of comparable estimates: a picture where there are enough of them, and the table."""
    if not view.groups:
        return [build.paragraph("No study on record gives an estimate on this question.", classes=["cb-none"])]
    return [build.verbatim(_plot(plot)) for plot in view.groups]


def _plot(plot: PlotView) -> nodes.Element:
    about = f"{capitalised(plot.measure)}{f', {plot.family}' if plot.family else ''}"
    title = build.paragraph(build.inline(about, classes=["cb-label"]), f": {_valence(plot)}")
    if not plot.enough:
        told = f"{plural(plot.intervals, 'estimate')} with an interval on this measure: too few for a picture."
        return build.block(title, build.paragraph(told), _table(plot), classes=["cb-forest"])
    shown = [svg.legend(plot.legend), _picture(plot, about), build.paragraph(_caveat(plot), classes=["cb-at"])]
    return build.block(title, *shown, build.fold("The same as a table", _table(plot)), classes=["cb-forest"])


def _valence(plot: PlotView) -> str:
    higher, lower = plot.favours
    scale = ", on a scale of ratios" if plot.ratio else ""
    return f"higher favours {higher}, lower favours {lower}; {plot.neutral.label} is no difference{scale}."


def _caveat(plot: PlotView) -> str:
    """What the picture is not."""
    told = f"Estimates as given, turned to one direction, intervals taken as 95{PERCENT} ones; none is pooled here."
    if plot.intervals < len(plot.rows):
        told += " An outline has no interval on record."
    if any(mark.reach is not None and (mark.reach.open_low or mark.reach.open_high) for mark in plot.rows):
        told += " An arrowhead says that the interval goes on beyond the axis."
    if not plot.pooled:
        return told
    many = "All" if plot.pooled == len(plot.rows) else str(plot.pooled)
    pools = "One of them pools" if plot.pooled == 1 else f"{many} of them pool"
    return f"{told} {pools} other studies, in part the same ones: they do not add up."


# The picture


def _picture(plot: PlotView, about: str) -> nodes.Element:
    foot = TOP + ROW * len(plot.rows)
    lines = [svg.upright(svg.x_of(tick.at), TOP - 4, foot, "cb-grid") for tick in plot.ticks]
    neutral = svg.upright(svg.x_of(plot.neutral.at), TOP - 4, foot, "cb-neutral")
    marks = [_mark(mark, TOP + ROW * index) for index, mark in enumerate(plot.rows)]
    numbers = [svg.words(tick.label, svg.x_of(tick.at), foot + 18, "middle", "cb-tick") for tick in plot.ticks]
    name = f"{about}: {plural(len(plot.rows), 'estimate')}, each a link to its claim"
    return svg.canvas(name, foot + BOTTOM, *lines, neutral, *_sides(plot), *marks, *numbers)


def _sides(plot: PlotView) -> list[nodes.Node]:
    """Which side of no difference favours what; arrows, since the words may lie on either side of it."""
    higher, lower = plot.favours
    return [
        svg.words(f"← {lower}", svg.x_of(0), 14, "start", "cb-tick"),
        svg.words(f"{higher} →", svg.x_of(100), 14, "end", "cb-tick"),
    ]


def _mark(mark: MarkView, top: int) -> nodes.Node:
    """A link with its label, interval and point; its name tells everything that is drawn."""
    middle = top + MIDDLE
    size = f", n = {mark.size}" if mark.size else ""
    label = f"{mark.claim.label}{size}"
    shown = label if len(label) <= svg.LETTERS else svg.short(mark.claim.label)
    interval = f"interval {mark.interval}" if mark.interval else "no interval"
    name = f"{label}: {mark.told}, {interval}. {mark.about}. {capitalised(mark.design)}."
    return svg.mark(
        [Goal("claim", mark.claim.id, label)],
        name,
        build.picture("rect", x="0", y=top, width="100%", height=ROW, class_="cb-target"),
        svg.words(shown, "0%", top + LABEL, "start", "cb-mark-label"),
        *_interval(mark, middle),
        svg.at(svg.x_of(mark.at), middle, svg.shape(mark.glyph)),
    )


def _interval(mark: MarkView, middle: int) -> build.Nodes:
    """A line with its ends, or with arrowheads where it leaves the axis."""
    if mark.reach is None:
        return []
    low, high = svg.x_of(mark.reach.low), svg.x_of(mark.reach.high)
    drawn = [svg.level(low, high, middle, "cb-interval")]
    for x, beyond, right in ((low, mark.reach.open_low, False), (high, mark.reach.open_high, True)):
        end = svg.upright(x, middle - 5, middle + 5, "cb-interval")
        drawn.append(svg.arrowhead(x, middle, "cb-tip", right=right) if beyond else end)
    return drawn


# The table


def _table(plot: PlotView) -> nodes.Element:
    made = build.table(_COLUMNS, map(_row, plot.rows), ["cb-estimates"], stubs=1)
    return build.block(made, classes=["cb-table-box"])


def _row(mark: MarkView) -> nodes.row:
    return build.row(
        [
            build.paragraph(build.link("claim", mark.claim.id, mark.claim.label)),
            build.paragraph(mark.design, classes=["cb-at"]),
        ],
        build.cell("About", build.paragraph(mark.about)),
        build.cell("Estimate", build.paragraph(mark.told)),
        build.cell("Interval", build.paragraph(mark.interval or "not given")),
        build.cell("Participants", build.paragraph(mark.size or "not given")),
    )
