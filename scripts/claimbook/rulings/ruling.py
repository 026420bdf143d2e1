"""Rulings as they stand in their files."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Sequence
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.dates import date_of
from claimbook.rules import report

# How the reasons of a draft begin; whoever has written some deletes it.
DRAFT_MARK = "DRAFT:"
RULING_KEYS = ("dispute", "verdict", "because", "prefers", "cites", "by", "on", "of")


class Verdict(StrEnum):
    """What was decided."""

    OPEN = "open"
    EXPLAINED = "explained"
    ONE_SIDE = "one-side"
    NOT_A_DISPUTE = "not-a-dispute"


class Ruling(NamedTuple):
    """A reviewer's decision; ``of`` is the fingerprint of what was decided on."""

    dispute: str
    verdict: Verdict
    because: str
    by: str
    on: str
    of: str
    place: Place
    prefers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def unwritten(self) -> bool:
        """Whether it is a draft still."""
        return self.because.startswith(DRAFT_MARK)


class Rulings(NamedTuple):
    """All rulings; of those that are broken, which were reported, where each dispute's stands."""

    sound: tuple[Ruling, ...] = ()
    broken: Mapping[str, Place] = {}


def read_rulings(paths: Iterable[Path], root: Path, sink: Sink) -> Rulings:
    """The rulings of some files."""
    sound: list[Ruling] = []
    broken: dict[str, Place] = {}
    for path in paths:
        for fields in _entries(path, path.relative_to(root).as_posix(), sink):
            ruling = _ruling(fields, sink)
            if ruling is not None:
                sound.append(ruling)
            else:
                broken.setdefault(fields.text("dispute"), fields.place)
    return Rulings(tuple(sound), broken)


def _entries(path: Path, name: str, sink: Sink) -> Iterator[Fields]:
    """What one file lists."""
    node = read_yaml(path, name, sink)
    items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
    for item in items:
        fields = fields_of(item, "the ruling", sink, Place(name))
        if fields is not None:
            yield fields


def _ruling(fields: Fields, sink: Sink) -> Ruling | None:
    before = len(sink)
    dispute = fields.text("dispute", required="Name the dispute.")
    fields.what = f"the ruling on '{dispute}'"
    fields.only(RULING_KEYS)
    verdict = fields.word("verdict", [v.value for v in Verdict], required="Give a verdict.")
    ruling = {
        "because": fields.text("because", required="Say what stands against what, and why you decide so."),
        "by": fields.text("by", required="Say who decided."),
        "on": date_of(fields, "on", required="Give the date."),
        "of": fields.text("of", required="Give the fingerprint: `claimbook rule` writes it."),
    }
    prefers, cites = fields.texts("prefers"), fields.texts("cites")
    if verdict == Verdict.ONE_SIDE and not prefers:
        report(sink, "CB107", fields.place, what=fields.heading, key="prefers",
               way="Name the claims that hold: 'prefers: [id]'.")  # fmt: skip
    if len(sink) > before:
        return None
    return Ruling(dispute=dispute, verdict=Verdict(verdict), prefers=prefers, cites=cites, place=fields.place, **ruling)
