"""Estimates with intervals on a page: a picture without pooling, and the same in a table."""

from docutils import nodes

from claimbook.sphinxext import nodes as build
from claimbook.views.forest import ForestView, MarkView, PlotView, TickView
from claimbook.views.phrases import capitalised, plural

# The picture, in pixels. A row holds its label and below it the interval; marks are 24 high to be hit by a finger.
TOP, ROW, LABEL, MIDDLE, BOTTOM = 26, 52, 18, 34, 26
INSET = 5  # percent left and right of the axis, so that numbers at its ends fit
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
        told = f"{plural(len(plot.drawn), 'estimate')} with an interval on this measure: too few for a picture."
        return build.block(title, build.paragraph(told), _table(plot), classes=["cb-forest"])
    parts: build.Nodes = [title, _picture(plot, about), build.paragraph(_caveat(plot), classes=["cb-at"])]
    return build.block(*parts, build.fold("The same as a table", _table(plot)), classes=["cb-forest"])


def _valence(plot: PlotView) -> str:
    higher, lower = plot.favours
    scale = ", on a scale of ratios" if plot.ratio else ""
    return f"higher favours {higher}, lower favours {lower}; {plot.neutral.label} is no difference{scale}."


def _caveat(plot: PlotView) -> str:
    """What the picture is not."""
    told = "Estimates as the studies give them, with 95 % intervals, turned to one direction; nothing is pooled here."
    if not plot.pooled:
        return told
    pools = "One of them pools" if plot.pooled == 1 else f"{plot.pooled} of them (diamonds) pool"
    return f"{told} {pools} other studies, in part the same ones: they do not add up."


# The picture


def _picture(plot: PlotView, about: str) -> nodes.Element:
    height = TOP + ROW * len(plot.drawn) + BOTTOM
    foot = TOP + ROW * len(plot.drawn)
    lines = [_upright(tick, foot, "cb-grid") for tick in plot.ticks]
    neutral = _upright(plot.neutral, foot, "cb-neutral")
    marks = [_mark(mark, index) for index, mark in enumerate(plot.drawn)]
    numbers = [_words(tick.label, _x(tick.at), foot + 18, "middle", "cb-tick") for tick in plot.ticks]
    name = f"{about}: {plural(len(plot.drawn), 'estimate')}, each a link to its claim"
    picture = build.picture(
        "svg", *lines, neutral, *_sides(plot), *marks, *numbers,
        width="100%", height=height, role="group", aria_label=name, class_="cb-picture",
    )  # fmt: skip
    return build.paragraph(picture, classes=["cb-canvas"])


def _sides(plot: PlotView) -> list[nodes.Node]:
    """Which side of no difference favours what; arrows, since the words may lie on either side of it."""
    higher, lower = plot.favours
    return [
        _words(f"← {lower}", f"{INSET}%", 14, "start", "cb-tick"),
        _words(f"{higher} →", f"{100 - INSET}%", 14, "end", "cb-tick"),
    ]


def _upright(tick: TickView, foot: int, class_: str) -> nodes.Node:
    return build.picture("line", x1=_x(tick.at), x2=_x(tick.at), y1=TOP - 4, y2=foot, class_=class_)


def _mark(mark: MarkView, index: int) -> nodes.Node:
    """A link with its label, interval and point; its name tells everything that is drawn."""
    top = TOP + ROW * index
    middle = top + MIDDLE
    label = f"{mark.claim.label}{f', n = {mark.size}' if mark.size else ''}"
    name = f"{label}: {mark.told}, interval {mark.interval}. {mark.about}. {capitalised(mark.design)}."
    drawn = build.picture(
        "g",
        build.picture("title", nodes.Text(name)),
        build.picture("rect", x="0", y=top, width="100%", height=ROW, class_="cb-target"),
        _words(label, f"{INSET}%", top + LABEL, "start", "cb-mark-label"),
        build.picture("line", x1=_x(mark.low), x2=_x(mark.high), y1=middle, y2=middle, class_="cb-interval"),
        *(_end(at, middle) for at in (mark.low, mark.high)),
        _point(mark, middle),
    )
    return build.mark_link("claim", mark.claim.id, drawn, ["cb-mark-link"])


def _end(at: float, middle: int) -> nodes.Node:
    return build.picture("line", x1=_x(at), x2=_x(at), y1=middle - 5, y2=middle + 5, class_="cb-interval")


def _point(mark: MarkView, middle: int) -> nodes.Node:
    """A square for one study, a diamond for an analysis of several; moved to its place by a nested picture."""
    shape = "-6,0 0,-7 6,0 0,7" if mark.kind == "pooled" else "-5,-5 5,-5 5,5 -5,5"
    point = build.picture("polygon", points=shape, class_=f"cb-point cb-point-{mark.kind}")
    return build.picture("svg", point, x=_x(mark.at), y=middle, overflow="visible", width="1", height="1")


def _x(at: float) -> str:
    """A place on the axis as a share of the picture's width."""
    return f"{INSET + at * (100 - 2 * INSET) / 100:.2f}%"


def _words(words: str, x: str, y: int, anchor: str, class_: str) -> nodes.Node:
    return build.picture("text", nodes.Text(words), x=x, y=y, text_anchor=anchor, class_=class_)


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
