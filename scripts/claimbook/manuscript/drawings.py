"""Drawings as data: boxes on a grid and arrows between them, each resting on claims or works.

A file ``book/figures/<name>.yml`` holds one drawing. It is read as strictly as the records are.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.layout import FIGURES
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.spelling import suggestion
from claimbook.reading.yamlfile import read_yaml
from claimbook.rules import report

MOST_COLUMNS = 3  # a phone holds no more boxes beside each other
MOST_CELLS = 14
MOST_ROWS = 40
LOOKS = ("solid", "dashed", "heavy")
DRAWING_KEYS = ("title", "columns", "legend", "boxes", "arrows")
BOX_KEYS = ("id", "row", "column", "width", "says", "look", "cells", "marked", "claims", "works")
ARROW_KEYS = ("from", "to", "says", "look", "claims", "works")


class Rest(NamedTuple):
    """What a box or arrow rests on: claims and works, each with its place."""

    claims: tuple[tuple[str, Place], ...]
    works: tuple[tuple[str, Place], ...]


class Box(NamedTuple):
    """A box at a row and column, both from 1; ``cells`` are numbered from 1, of which ``marked`` stand out."""

    id: str
    row: int
    column: int
    width: int
    says: str
    look: str
    cells: int
    marked: range
    rest: Rest
    place: Place

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.width)


class Arrow(NamedTuple):
    """An arrow from one box to another."""

    start: str
    end: str
    says: str
    look: str
    rest: Rest
    place: Place


class Drawing(NamedTuple):
    """One drawing; ``legend`` has looks with what they stand for."""

    id: str
    title: str
    columns: int
    legend: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    def rests(self) -> Iterator[Rest]:
        """What everything drawn rests on."""
        yield from (box.rest for box in self.boxes)
        yield from (arrow.rest for arrow in self.arrows)


def read_drawings(root: Path, sink: Sink) -> tuple[Drawing, ...]:
    """Every drawing of the book, in order of names; what cannot be used is reported and left out."""
    files = sorted(path for path in (root / FIGURES).glob("*.yml") if not path.name.startswith("."))
    found = (_read(path, path.relative_to(root).as_posix(), sink) for path in files)
    return tuple(drawing for drawing in found if drawing is not None)


def works_of(drawings: Iterable[Drawing]) -> list[tuple[str, Place]]:
    """Every citation key that drawings name, with its place."""
    return [work for drawing in drawings for rest in drawing.rests() for work in rest.works]


def report_unknown(drawings: Iterable[Drawing], claims: Collection[str], sink: Sink) -> None:
    """One diagnostic for each claim that a drawing names and that does not exist."""
    for drawing in drawings:
        for id_, place in (claim for rest in drawing.rests() for claim in rest.claims):
            if id_ not in claims:
                way = suggestion(id_, claims)
                report(sink, "CB608", place, kind="claim", name=id_, suggestion=way, about=[place.file, "claim", id_])


# Reading


def _read(path: Path, name: str, sink: Sink) -> Drawing | None:
    node = read_yaml(path, name, sink)
    fields = fields_of(node, "the drawing", sink, Place(name)) if node is not None else None
    if fields is None:
        return None
    fields.only(DRAWING_KEYS)
    columns = _number(fields, "columns", 1, MOST_COLUMNS, default=1)
    boxes = _boxes(fields, columns)
    return Drawing(
        id=path.stem,
        title=fields.text("title", required="Say what the drawing shows."),
        columns=columns,
        legend=_legend(fields),
        boxes=boxes,
        arrows=_arrows(fields, [box.id for box in boxes]),
    )


def _legend(fields: Fields) -> tuple[tuple[str, str], ...]:
    given = fields.mapping("legend")
    if given is None:
        return ()
    given.only(LOOKS)
    return tuple((look, text) for look in LOOKS if (text := given.text(look)))


def _boxes(fields: Fields, columns: int) -> tuple[Box, ...]:
    found: dict[str, Box] = {}
    taken: dict[tuple[int, int], Box] = {}
    for index, item in enumerate(fields.members("boxes", required="List the boxes.")):
        given = fields_of(item, f"box {index + 1}", fields.sink, fields.place)
        box = _box(given, columns) if given is not None else None
        if box is None or given is None:
            continue
        first = found.setdefault(box.id, box)
        if first is not box:
            report(fields.sink, "CB110", box.place, id=box.id, first=first.place, about=[box.id])
        _settle(box, given, taken)
    return tuple(found.values())


def _settle(box: Box, fields: Fields, taken: dict[tuple[int, int], Box]) -> None:
    """Note the places that a box takes; another box there is an error."""
    for column in box.columns:
        other = taken.setdefault((box.row, column), box)
        if other is not box:
            why = f"box '{other.id}' stands in row {box.row}, column {column} already"
            fields.unreadable("row", why, "Give one of the two another row or column.")
            return


def _box(fields: Fields, columns: int) -> Box | None:
    """One box; None, and diagnostics, when it does not say what it must."""
    before = len(fields.sink)
    id_ = fields.text("id", required="Give it an id within the drawing.")
    fields.what = f"box '{id_}'" if id_ else fields.what
    fields.only(BOX_KEYS)
    column = _number(fields, "column", 1, columns, default=1)
    cells = _number(fields, "cells", 0, MOST_CELLS, default=0)
    box = Box(
        id=id_,
        row=_number(fields, "row", 1, MOST_ROWS, required="Say in which row it stands."),
        column=column,
        width=_number(fields, "width", 1, columns - column + 1, default=1),
        says=fields.text("says", required="Say what it says."),
        look=_look(fields),
        cells=cells,
        marked=_range(fields, "marked", cells),
        rest=_rest(fields, required=True),
        place=fields.place,
    )
    return box if len(fields.sink) == before else None


def _arrows(fields: Fields, boxes: Sequence[str]) -> tuple[Arrow, ...]:
    found = []
    for index, item in enumerate(fields.members("arrows")):
        given = fields_of(item, f"arrow {index + 1}", fields.sink, fields.place)
        if given is None:
            continue
        given.only(ARROW_KEYS)
        start, end = (given.word(key, boxes, required="Name a box by its id.") for key in ("from", "to"))
        arrow = Arrow(
            start=start,
            end=end,
            says=given.text("says"),
            look=_look(given),
            rest=_rest(given, required=False),
            place=given.place,
        )
        if start and end and start != end:
            found.append(arrow)
    return tuple(found)


def _look(fields: Fields) -> str:
    return fields.word("look", LOOKS, default=LOOKS[0])


def _rest(fields: Fields, *, required: bool) -> Rest:
    """What it rests on; a box must rest on something."""
    rest = Rest(claims=_named(fields, "claims"), works=_named(fields, "works"))
    if required and not (rest.claims or rest.works):
        fields.require("claims", "Name the claims that it rests on, or works: their citation keys.")
    return rest


def _named(fields: Fields, key: str) -> tuple[tuple[str, Place], ...]:
    return tuple((scalar.text.strip(), scalar.place) for scalar in fields.scalars(key))


def _number(fields: Fields, key: str, least: int, most: int, *, default: int = 0, required: str = "") -> int:
    """A whole number from ``least`` to ``most``."""
    text = fields.text(key, required=required)
    if not text:
        return default or least
    number = _whole(text)
    if number is None or not least <= number <= most:
        fields.unreadable(key, f"'{text}' is no whole number from {least} to {most}", "Write it in digits.")
        return default or least
    return number


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _range(fields: Fields, key: str, most: int) -> range:
    """Numbers of cells: ``3`` or ``3..7``."""
    text = fields.text(key)
    if not text:
        return range(0)
    low, _, high = text.partition("..")
    first, last = _whole(low.strip()), _whole((high or low).strip())
    if first is None or last is None or not 1 <= first <= last <= most:
        fields.unreadable(
            key, f"'{text}' names no cells from 1 to {most}", "Write one number, or a range such as 3..7."
        )
        return range(0)
    return range(first, last + 1)
