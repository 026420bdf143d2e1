"""Pieces of pictures: across in percent and down in pixels, so that they fit every screen; no colours, only classes.

Every mark is a link with a title that tells all that is drawn, and at least 24 pixels wide and high.
"""

from collections.abc import Iterable, Sequence

from docutils import nodes

from claimbook.figures.model import Glyph, Goal
from claimbook.sphinxext import nodes as build

INSET = 5  # percent left and right of the axis, so that what stands at its ends fits
REACH = 12  # half the size of a target
LETTERS, BOLD = 45, 36  # that fit on a line of the narrowest screen
# Shapes around the middle; what has no inside is drawn by its lines.
_SHAPES = {
    "circle": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "square": "M-5.5-5.5h11v11h-11z",
    "diamond": "M0-7.5 7.5 0 0 7.5-7.5 0z",
    "triangle": "M0-7 7 5.5H-7z",
    "down": "M0 7 7-5.5H-7z",
    "hexagon": "M-7.5 0-3.5-6.5h7L7.5 0 3.5 6.5h-7z",
    "left": "M-7 0 5.5-7V7z",
    "right": "M7 0-5.5-7V7z",
}
_LINES = {"cross": "M-5.5-5.5 5.5 5.5M5.5-5.5-5.5 5.5"}


def canvas(name: str, height: int, *children: nodes.Node) -> nodes.Element:
    """A picture as wide as the page allows, with its name for those who do not see it."""
    picture = build.picture(
        "svg", *children, width="100%", height=height, role="group", aria_label=name, class_="cb-picture"
    )
    return build.paragraph(picture, classes=["cb-canvas"])


def x_of(at: float) -> str:
    """A place on the axis as a share of the picture's width."""
    return f"{INSET + at * (100 - 2 * INSET) / 100:.2f}%"


def words(text: str, x: str, y: int, anchor: str, class_: str) -> nodes.Node:
    """A line of text."""
    return build.picture("text", nodes.Text(text), x=x, y=y, text_anchor=anchor, class_=class_)


def short(text: str, most: int = LETTERS) -> str:
    """Text cut to a line of the narrowest screen; what is cut off stands in the table."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"


def upright(x: str, top: int, foot: int, class_: str) -> nodes.Node:
    return build.picture("line", x1=x, x2=x, y1=top, y2=foot, class_=class_)


def level(x1: str, x2: str, y: int, class_: str) -> nodes.Node:
    return build.picture("line", x1=x1, x2=x2, y1=y, y2=y, class_=class_)


def at(x: str, y: int, *children: nodes.Node) -> nodes.Node:
    """Drawn around a place, in pixels."""
    return build.picture("svg", *children, x=x, y=y, width="1", height="1", overflow="visible")


def shape(glyph: Glyph) -> nodes.Node:
    """A mark's shape around the middle."""
    lines = _LINES.get(glyph.shape)
    classes = ["cb-shape", ink(glyph), *(["cb-lines"] if lines else []), *(["cb-hollow"] if glyph.hollow else [])]
    return build.picture("path", d=lines or _SHAPES[glyph.shape], class_=" ".join(classes))


def ink(glyph: Glyph) -> str:
    """The class of a mark's colour."""
    return f"cb-ink-{glyph.colour}"


def arrowhead(x: str, y: int, class_: str, *, right: bool) -> nodes.Node:
    """Says that a line goes on beyond the axis."""
    points = "0,-6 9,0 0,6" if right else "0,-6 -9,0 0,6"
    return at(x, y, build.picture("polygon", points=points, class_=class_))


def target() -> nodes.Node:
    """What a finger hits around a place."""
    return build.picture("rect", x=-REACH, y=-REACH, width=2 * REACH, height=2 * REACH, class_="cb-target")


def mark(goals: Sequence[Goal], name: str, *children: nodes.Node) -> nodes.Node:
    """A link around a part of a picture."""
    drawn = build.picture("g", build.picture("title", nodes.Text(name)), *children)
    return _link(goals, drawn, "cb-mark-link")


# Marks in running text and tables


def sign(glyph: Glyph, name: str = "") -> nodes.Node:
    """A small picture of one shape; without a name it is for the eye alone."""
    said: dict[str, object] = {"role": "img"} if name else {"aria_hidden": "true"}
    title = [build.picture("title", nodes.Text(name))] if name else []
    place = build.picture("g", shape(glyph), transform=f"translate({REACH} {REACH})")
    return build.picture("svg", *title, place, width=2 * REACH, height=2 * REACH, class_="cb-glyph", **said)


def linked_sign(goals: Sequence[Goal], glyph: Glyph, name: str) -> nodes.Node:
    """A shape as a link."""
    return _link(goals, sign(glyph, name), "cb-glyph-link")


def _link(goals: Sequence[Goal], drawn: nodes.Node, class_: str) -> nodes.Node:
    """A link to the first goal, with a card of all."""
    return build.mark_link(goals[0].type, [goal.id for goal in goals], drawn, [class_])


def legend(entries: Iterable[tuple[Glyph, str]]) -> nodes.Element:
    """Shapes with what they stand for."""
    items = [[build.paragraph(sign(glyph), build.inline(told))] for glyph, told in entries]
    return build.bullets(items, classes=["cb-plain", "cb-legend"])
