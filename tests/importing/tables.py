"""Small tables for the tests, and imports of them."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.commands.calling import Call, call

HEADER = ("id", "paper", "drink", "outcome", "effect")
MAP = """\
title: Tea (made up)
source: {key: {column: paper}}
vocabulary: {arms: drink, controls: [water]}
claims:
  - id: "{id}"
    says: "{drink} on {outcome}: {effect}."
    intervention: {column: drink}
    comparator: water
    outcome: {column: outcome}
    effect: {column: effect, words: {up: better, down: worse}}
"""
NAMELESS = MAP.replace('  - id: "{id}"\n    says', "  - says")
ROWS = [("1", "ann2020", "tea", "sleep", "up"), ("2", "ben2021", "tea", "sleep", "down")]


def as_csv(rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue()


def lay(folder: Path, table: str, mapping: str = MAP) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "table.csv").write_text(table, encoding="utf-8", newline="")
    (folder / "map.yml").write_text(mapping, encoding="utf-8")


def imported(folder: Path, *more: str, into: str = "into") -> Call:
    """Import ``table.csv`` of a folder by its ``map.yml`` into a folder within."""
    return call(
        "import", str(folder / "table.csv"), "--map", str(folder / "map.yml"), "--into", str(folder / into), *more
    )


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
