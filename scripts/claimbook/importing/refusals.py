"""What could not be imported: which row, which column, why, and the way out."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a row was refused.

    ``row`` counts the table's records from 1, the header included, as a spreadsheet does;
    ``line`` is where it begins in the file. ``columns`` and ``text`` are empty where it is about the row.
    """

    row: int
    line: int
    why: str
    way: str = ""
    columns: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class RefusalGroup:
    """Refusals that differ only in the row."""

    rows: tuple[tuple[int, int], ...]
    first: Refusal


def grouped(refusals: Iterable[Refusal]) -> list[RefusalGroup]:
    """Refusals in order of rows, those with the same reason together."""
    found: dict[tuple[object, ...], list[Refusal]] = {}
    for one in sorted(refusals, key=lambda r: (r.row, r.columns)):
        found.setdefault((one.columns, one.text, one.why, one.way), []).append(one)
    return [RefusalGroup(tuple((r.row, r.line) for r in some), some[0]) for some in found.values()]


def quoted(text: str) -> str:
    """A cell's text as messages show it."""
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
