"""The mapping of a table: which of its columns say what. Read strictly, like every record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimbook.diagnostics import Place, Sink
from claimbook.importing.cells import Cells
from claimbook.importing.slots import ROW, Slot, bare, constant, read_slot
from claimbook.importing.table import Table
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node, Scalar
from claimbook.reading.spelling import suggestion
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.sources import Trust
from claimbook.rules import report
from claimbook.vocabulary.vocabulary import Mode, Scale

KEYS = ("title", "table", "vocabulary", "source", "passage", "claims")
SOURCE_KEYS = ("key", "topic", "title", "kind", "authors", "published", "doi", "url", "trust", "trust_because", "note")
PASSAGE_KEYS = ("at", "start", "end", "text")
PLAN_KEYS = ("arms", "controls", "main", "labels", "overlapping", "moderators", "families", "benefit", "modes",
             "units", "properties", "measures")  # fmt: skip
TEXT_KEYS = ("says", "note", "reach", "wording", "as_of", "study", "said_by")
CLAIM_KEYS = (*TEXT_KEYS, "id", "reports", "effect", "good", "estimate", "value", "moderator", "when", "changes")
ESTIMATE_KEYS = ("measure", "value", "low", "high", "n", "good")
VALUE_KEYS = ("property", "mode", "value", "unit")
FORMS = ("effect", "value", "moderator")
# What the reader of claims asks of every source, where the mapping has nothing better.
_DEFAULTS = {
    "kind": "rows of a table",
    "trust": Trust.LOW.value,
    "trust_because": "Taken from a table; nobody has read the document for this knowledge base.",
}
Tree = str | list["Tree"] | dict[str, "Tree"]


@dataclass(frozen=True, slots=True)
class ClaimMap:
    """How one claim of a row is made. ``scope`` holds dimensions and properties, also ``ARM.PROPERTY``."""

    texts: Mapping[str, Slot]
    scope: Mapping[str, Slot]
    estimate: Mapping[str, Slot]
    value: Mapping[str, Slot]

    @property
    def form(self) -> str:
        """``effect``, ``value`` or ``moderator``; '' for a statement."""
        return "value" if self.value else next((form for form in FORMS if form in self.texts), "")

    def slots(self) -> Iterator[Slot]:
        for group in (self.texts, self.scope, self.estimate, self.value):
            yield from group.values()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table cannot say of its words: the parts of the vocabulary that are not found in it."""

    arms: str = "intervention-or-control"
    controls: tuple[str, ...] = ()
    main: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    overlapping: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)
    benefit: tuple[str, ...] = ()
    modes: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, dict[str, Tree]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMap:
    """A whole mapping. ``vocabulary`` is a file's path, or the plan of one that is made."""

    title: str
    separator: str
    cells: Cells
    vocabulary: Path | Plan
    source: Mapping[str, Slot]
    passage: Mapping[str, Slot]
    claims: tuple[ClaimMap, ...]

    def slots(self) -> Iterator[Slot]:
        yield from self.cells.commas
        yield from self.source.values()
        yield from self.passage.values()
        for claim in self.claims:
            yield from claim.slots()

    def columns(self) -> frozenset[str]:
        """Every column that is used."""
        return frozenset(column for slot in self.slots() for column in slot.columns)


def read_mapping(path: Path, sink: Sink) -> TableMap | None:
    """Read a mapping file; None (and diagnostics) where it is not even a mapping."""
    node = read_yaml(path, path.name, sink)
    top = fields_of(node, "the mapping", sink, Place(path.name)) if node is not None else None
    if top is None:
        return None
    top.only(KEYS)
    layout = top.mapping("table")
    if layout is not None:
        layout.only(("separator", "missing", "decimal_comma"))
    claims = tuple(_claims(top))
    source = _section(top, "source", SOURCE_KEYS, required="Say which column holds the source: {key: {column: ...}}.")
    if source and "key" not in source:
        report(sink, "CB107", top.place_of("source"), what="'source' of the mapping", key="key",
               way="Say which column holds the source's citation key.")  # fmt: skip
    defaults = {key: constant(text, top.place) for key, text in _DEFAULTS.items()}
    return TableMap(
        title=top.text("title", required="Say what the table is about."),
        separator=_separator(layout),
        cells=_cells(layout),
        vocabulary=_vocabulary(top, path),
        source={**defaults, **source},
        passage=_passage(top),
        claims=claims,
    )


def _cells(layout: Fields | None) -> Cells:
    if layout is None:
        return Cells()
    commas = tuple(bare(text.text, text.place) for text in layout.scalars("decimal_comma"))
    return Cells(layout.texts("missing"), commas)


def _separator(layout: Fields | None) -> str:
    """The character between cells; '' where the mapping leaves it to the file's name."""
    if layout is None or "separator" not in layout:
        return ""
    text = layout.scalar("separator", layout.get("separator"))
    found = {"tab": "\t", "comma": ",", "semicolon": ";"}.get(text.text, text.text) if text is not None else ""
    if text is not None and (len(found) != 1 or found in '"\r\n '):
        report(layout.sink, "CB109", text.place, key="separator", why=f"'{text.text}' is not one character",
               way="Write tab, comma, semicolon, or the character in quotes.")  # fmt: skip
        return ""
    return found


def _section(fields: Fields, key: str, known: tuple[str, ...], required: str = "") -> dict[str, Slot]:
    """The slots of a section."""
    section = fields.mapping(key, required=required) if key in fields or required else None
    if section is None:
        return {}
    section.only(known)
    found = {name: read_slot(section, name) for name in known if name in section}
    return {name: slot for name, slot in found.items() if slot is not None}


def _passage(top: Fields) -> dict[str, Slot]:
    passage = _section(top, "passage", PASSAGE_KEYS)
    if ("start" in passage) != ("end" in passage) or {"start", "text"} <= passage.keys():
        report(top.sink, "CB112", top.place_of("passage"), found="half of what locates a passage, or twice of it",
               way="Give 'start' and 'end', or 'text'.")  # fmt: skip
    return passage


# Claims


def _claims(top: Fields) -> Iterator[ClaimMap]:
    members = top.members("claims", required="Say what a row claims: a list with one item for each claim of a row.")
    for number, item in enumerate(members, 1):
        fields = fields_of(item, f"claim {number} of the mapping", top.sink, top.place)
        if fields is not None:
            yield _claim(fields)


def _claim(fields: Fields) -> ClaimMap:
    keys = list(fields.node.entries)
    nested = ("estimate", "value")
    texts = {key: read_slot(fields, key) for key in keys if key in CLAIM_KEYS and key not in nested}
    scope = {key: read_slot(fields, key) for key in keys if key not in CLAIM_KEYS}
    found = ClaimMap(
        texts={key: slot for key, slot in texts.items() if slot is not None},
        scope={key: slot for key, slot in scope.items() if slot is not None},
        estimate=_section(fields, "estimate", ESTIMATE_KEYS),
        value=_section(fields, "value", VALUE_KEYS),
    )
    _check_form(fields, found)
    return found


def _check_form(fields: Fields, claim: ClaimMap) -> None:
    """A claim has one form, says something, and gives all parts of a value."""
    given = [form for form in FORMS if form in fields]
    if len(given) > 1:
        report(fields.sink, "CB112", fields.key_place(given[1]), found=" and ".join(f"'{form}'" for form in given),
               way="Make it two items of 'claims': a row may make several claims.")  # fmt: skip
    fields.require("says", "Make a sentence of the columns: says: '{crop} yielded {direction} ...'.")
    for key in ("property", "mode", "value") if "value" in fields else ():
        if key not in claim.value:
            report(fields.sink, "CB107", fields.place_of("value"), what=f"'value' of {fields.what}", key=key,
                   way="A value has a property, a mode and a value; a unit if it needs one.")  # fmt: skip


# The vocabulary


def _vocabulary(top: Fields, path: Path) -> Path | Plan:
    node = top.get("vocabulary")
    if isinstance(node, Scalar) and node.text.strip():
        file = path.parent / node.text.strip()
        if not file.is_file():
            report(top.sink, "CB109", node.place, key="vocabulary", why=f"there is no file {node.text}",
                   way="Name it as seen from the mapping, or describe the vocabulary that is to be made.")  # fmt: skip
        return file
    section = top.mapping("vocabulary") if node is not None else None
    return _plan(section) if section is not None else Plan()


def _plan(section: Fields) -> Plan:
    section.only(PLAN_KEYS)
    return Plan(
        arms=section.text("arms") if "arms" in section else Plan().arms,
        controls=section.texts("controls"),
        main=section.text("main") if "main" in section else "",
        labels=_pairs(section, "labels"),
        overlapping=section.texts("overlapping"),
        moderators=section.texts("moderators"),
        families=_pairs(section, "families"),
        benefit=section.texts("benefit"),
        modes=_pairs(section, "modes", [mode.value for mode in Mode]),
        units=_pairs(section, "units"),
        properties=_properties(section),
        measures=_pairs(section, "measures", [scale.value for scale in Scale]),
    )


def _pairs(section: Fields, key: str, allowed: list[str] | None = None) -> dict[str, str]:
    pairs = section.mapping(key) if key in section else None
    if pairs is None:
        return {}
    return {name: pairs.word(name, allowed) if allowed else pairs.text(name) for name in pairs.node.entries}


def _properties(section: Fields) -> dict[str, dict[str, Tree]]:
    pairs = section.mapping("properties") if "properties" in section else None
    found: dict[str, dict[str, Tree]] = {}
    for name in pairs.node.entries if pairs is not None else ():
        assert pairs is not None
        described = pairs.mapping(name)
        tree = _tree(described.node) if described is not None else None
        if isinstance(tree, dict):
            found[name] = tree
    return found


def _tree(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {key: _tree(value) for key, value in node.entries.items()}
    return [_tree(item) for item in node.items]


# Against the table


def check_columns(mapping: TableMap, table: Table, sink: Sink) -> None:
    """Report every column that the mapping names and the table does not have, or has twice."""
    for slot in mapping.slots():
        for column in slot.columns:
            if column in table.repeated:
                report(sink, "CB109", slot.place, key=column, why=f"{table.name} has several columns of this name",
                       way="Rename them in the table's header.")  # fmt: skip
            elif column not in table.columns and column != ROW:
                report(sink, "CB109", slot.place, key=column, why=f"{table.name} has no such column",
                       way=_columns_there(column, table))  # fmt: skip


def _columns_there(column: str, table: Table) -> str:
    only = table.columns[0] if len(table.columns) == 1 else ""
    other = next((name for name, sign in (("semicolon", ";"), ("tab", "\t")) if sign in only), "")
    if other:
        return f"Its header is one cell: add 'table: {{separator: {other}}}' to the mapping."
    return suggestion(column, [name for name in table.columns if name])
