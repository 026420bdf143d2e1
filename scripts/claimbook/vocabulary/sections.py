"""The sections of a vocabulary that map names to mappings."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from claimbook.diagnostics import Place
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node
from claimbook.rules import report
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.faults import report_inconsistent
from claimbook.vocabulary.naming import NAME, RESERVED, clash, matches, slug_like

_SINGULAR = {"dimensions": "dimension", "properties": "property", "measures": "measure", "constraints": "constraint"}


class NamedEntry(NamedTuple):
    """What a section says under a name; ``place`` is where the name stands."""

    name: str
    kind: str
    place: Place
    fields: Fields


def declared(top: Fields, section: str) -> Mapping[str, Node]:
    """What a section declares, be it soundly or not."""
    node = top.get(section)
    return node.entries if isinstance(node, MappingNode) else {}


def entries(top: Fields, section: str, doubting: Doubting) -> Iterator[NamedEntry]:
    """Name by name; what turns out to be wrong with one, while it is read, leaves that name in doubt."""
    found = top.mapping(section)
    for name in found.node.entries if found is not None else ():
        assert found is not None
        with doubting.reading(name):
            fields = found.mapping(name)
            if fields is not None:
                fields.what = f"{_SINGULAR[section]} '{name}'"
                yield NamedEntry(name, _SINGULAR[section], found.key_place(name), fields)


def may_be_called_so(entry: NamedEntry, taken: Mapping[str, str], properties: Collection[str]) -> bool:
    """Check a name that claims use or disputes are filed under; whether the entry is to be read.

    ``taken`` are the names of things of other kinds. Read as if it were free, a reserved name would take its
    meaning from every claim that has the key.
    """
    sink = entry.fields.sink
    if not matches(entry.name, NAME):
        report(sink, "CB111", entry.place, id=entry.name, example=slug_like(entry.name))
    found = clash(entry.name, entry.kind, taken, properties)
    if found is not None:
        report_inconsistent(sink, entry.place, found.what, found.way)
    return entry.name not in RESERVED
