"""What the cells of a table mean, before a mapping makes claims of them."""

import re
from dataclasses import dataclass, replace

from claimbook.importing.slots import Slot
from claimbook.importing.table import Row

# 1.250,5 as well as 1 250,5 and 38,5; 1.5 stays what it is.
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,(?P<part>\d+))?")


@dataclass(frozen=True, slots=True)
class Cells:
    """``missing`` are texts that stand for an empty cell, ``commas`` columns whose numbers have decimal commas."""

    missing: tuple[str, ...] = ()
    commas: tuple[Slot, ...] = ()

    def read(self, row: Row) -> Row:
        """The row with its cells as records would have them."""
        if not self.missing and not self.commas:
            return row
        cells = {column: "" if text in self.missing else text for column, text in row.cells.items()}
        with_commas = (column for slot in self.commas for column in slot.columns if column in cells)
        return replace(row, cells=cells | {column: _NUMBER.sub(_with_point, cells[column]) for column in with_commas})


def _with_point(number: re.Match[str]) -> str:
    """A number as records write it: 1250.5."""
    whole = re.sub(r"\D", "", number["whole"])
    return f"{whole}.{number['part']}" if number["part"] else whole
