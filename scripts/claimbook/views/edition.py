"""Which state of the data a book shows: its newest date and a digest, the same wherever it is built."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimbook.check import Result
from claimbook.layout import BIBLIOGRAPHY, CLAIMS
from claimbook.plurals import plural
from claimbook.views.changes import in_words

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class EditionView:
    """The state of the data in words."""

    text: str


def edition(result: Result) -> EditionView:
    """Date, version and size of the data."""
    base = result.base
    dates = [
        *(ruling.on for ruling in base.rulings.sound),
        *(source.accessed for source in base.records.sources.values()),
    ]
    newest = max((day for day in dates if day), default="")
    told = f"Data as of {in_words(newest)}, version" if newest else "Data of version"
    counts = f"{plural(len(base.records.claims), 'claim')} of {plural(len(base.records.sources), 'source')}"
    return EditionView(f"{told} {version(base.root)}: {counts}.")


def version(root: Path) -> str:
    """A digest of all records and references, whatever ends their lines."""
    found = sha256()
    for path in [*sorted((root / CLAIMS).rglob("*.yml")), root / BIBLIOGRAPHY]:
        if path.is_file():
            found.update(f"{path.relative_to(root).as_posix()}\0".encode())
            found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:_DIGITS]
