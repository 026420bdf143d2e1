"""The whole import: rows become drafts, drafts become files, and the files are read as the check reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimbook.diagnostics import Diagnostic, Place, Severity, Sink
from claimbook.failure import CallError
from claimbook.importing.drafts import BadRow, Draft, Drafter
from claimbook.importing.files import Files, Origin, merged, vocabulary_text, write
from claimbook.importing.folder import fill
from claimbook.importing.lexicon import Gathered, Given, TableLexicon
from claimbook.importing.mapping import Plan, TableMap, Tree, check_columns, read_mapping
from claimbook.importing.refusals import Refusal, quoted
from claimbook.importing.table import Row, Table, read_table
from claimbook.knowledge import load
from claimbook.layout import VOCABULARY
from claimbook.reading.spelling import suggestion
from claimbook.reading.yamlfile import read_text, read_yaml
from claimbook.records.archive import Archive
from claimbook.rules import hides_records, report
from claimbook.vocabulary.reader import read_vocabulary

_FILL_IN = "Fill in the cell, or let the mapping say what an empty one stands for ('empty: any')."


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: every row is either in ``drafts`` or in ``refused``; ``notes`` are no refusals."""

    table: Table
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[Refusal, ...]
    unanchored: tuple[str, ...]

    @property
    def refused_rows(self) -> int:
        return len({refusal.row for refusal in self.refused})

    @property
    def claims(self) -> int:
        return sum(len(draft.claims) for draft in self.drafts)

    @property
    def sources(self) -> int:
        return len({draft.source for draft in self.drafts})


class BadMapping(Exception):  # noqa: N818
    """A mapping that cannot be used, with every reason found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.diagnostics = list(diagnostics)


def run_import(table: Path, mapping: Path, format_: str | None, archive: Path | None, stage: Path) -> Imported:
    """Import a table into the folder ``stage``. Raises CallError and BadMapping; refused rows are in the outcome."""
    sink = Sink()
    read = read_mapping(mapping, sink)
    _stop_at(sink)
    assert read is not None
    rows = read_table(table, format_, read.separator)
    check_columns(read, rows, sink)
    words = _words(read, sink)
    _stop_at(sink)
    return _Import(rows, read, words, archive).run(stage)


def _stop_at(sink: Sink) -> None:
    if len(sink):
        raise BadMapping(sink)


def _words(mapping: TableMap, sink: Sink) -> TableLexicon:
    """The words of a vocabulary that is there, or of one in the making."""
    if isinstance(mapping.vocabulary, Plan):
        return Gathered(mapping, mapping.vocabulary)
    name = mapping.vocabulary.name
    text = read_text(mapping.vocabulary, name, sink)
    node = read_yaml(mapping.vocabulary, name, sink) if text is not None else None
    vocabulary = read_vocabulary(node, Place(name), sink) if node is not None else None
    if vocabulary is None or text is None:
        raise BadMapping(sink)
    given = Given(vocabulary, text)
    _check_keys(mapping, given, sink)
    return given


def _check_keys(mapping: TableMap, given: Given, sink: Sink) -> None:
    """What the mapping calls dimensions must be known to the vocabulary that it names."""
    for claim in mapping.claims:
        for key, slot in claim.scope.items():
            unknown = next((part for part in key.split(".") if part not in given.keys), "")
            if unknown:
                report(sink, "CB106", slot.place, key=unknown, what="the vocabulary that the mapping names",
                       suggestion=suggestion(unknown, given.keys))  # fmt: skip


class _Import:
    """One import; rows that do not read back without a complaint are refused."""

    def __init__(self, table: Table, mapping: TableMap, words: TableLexicon, archive: Path | None) -> None:
        self.table = table
        self.words = words
        self.archive = archive
        self.drafter = Drafter(mapping, words, Archive(archive))
        self.cells = mapping.cells
        self.located = bool({"start", "text"} & mapping.passage.keys())
        self.refused = list(table.refused)
        self.drafts: list[Draft] = []

    def run(self, stage: Path) -> Imported:
        for row in self.table.rows:
            self._draft(row)
        self._refuse_repeated()
        while self.drafts and self._refuse_unsound(stage):
            pass
        return Imported(self.table, tuple(self.drafts), tuple(self.refused), tuple(self._notes()), self._unanchored())

    def _draft(self, row: Row) -> None:
        try:
            self.drafts.append(self.drafter.draft(self.cells.read(row)))
        except BadRow as bad:
            self.refused += bad.refusals

    def _files(self) -> Files:
        files = write(self.drafts)
        uses = (use for draft in self.drafts for claim in draft.claims for use in claim.uses)
        files.texts[VOCABULARY] = self.words.vocabulary(uses, self._as_text)
        return files

    def _as_text(self, tree: Mapping[str, Tree]) -> str:
        return vocabulary_text(tree, self.table.name)

    # Refusing

    def _drop(self, refusals: list[Refusal]) -> bool:
        """Leave out the rows that are refused; whether there are any."""
        rows = {refusal.row for refusal in refusals}
        self.refused += refusals
        self.drafts = [draft for draft in self.drafts if draft.row.number not in rows]
        return bool(rows)

    def _refuse_repeated(self) -> None:
        """An id stands for one claim; the first row that has it keeps it."""
        first: dict[str, Row] = {}
        found = []
        for draft in self.drafts:
            for claim in draft.claims:
                holder = first.setdefault(claim.id, draft.row)
                if holder is not draft.row or [c.id for c in draft.claims].count(claim.id) > 1:
                    found.append(_repeated(draft, claim.id, claim.id_columns, holder))
        self._drop(list(dict.fromkeys(found)))

    def _refuse_unsound(self, stage: Path) -> bool:
        """Write the records, read them as the check does, and leave out the rows that it complains about.

        Whether to look again, because a complaint may have hidden others.
        """
        files = self._files()
        fill(stage, files.texts)
        base = load(stage, self.archive)
        errors = [d for d in base.sink if d.severity is Severity.ERROR]
        found = []
        for diagnostic in errors:
            origin = files.origins.get(diagnostic.place.file, {}).get(diagnostic.place.line)
            if origin is None:
                raise CallError(f"What the mapping makes cannot be read: {diagnostic.place}: {diagnostic.message}",
                                f"{diagnostic.help} It stands so: {_line(files, diagnostic.place)}")  # fmt: skip
            found.append(_refusal(diagnostic, origin))
        if self._drop(found) and self.drafts:
            fill(stage, self._files().texts)
        return hides_records(base.sink)

    # Afterwards

    def _notes(self) -> Iterable[Refusal]:
        """Rows that say something else of their source than an earlier one."""
        by_source: dict[str, list[Draft]] = {}
        for draft in self.drafts:
            by_source.setdefault(draft.source, []).append(draft)
        for some in by_source.values():
            kept = merged(some)
            for draft in some:
                for name, (text, columns) in draft.about_source.items():
                    if text and name not in ("key", "topic") and text != kept[name][0]:
                        why = f"'{name}' of the source is '{quoted(kept[name][0])}' by row {kept[name][1].row.number}"
                        yield Refusal(draft.row.number, draft.row.line, why, "The first one was kept.",
                                      columns, quoted(text))  # fmt: skip

    def _unanchored(self) -> tuple[str, ...]:
        """Sources whose passages the mapping locates although there is no text to find them in."""
        return tuple(dict.fromkeys(d.source for d in self.drafts if not d.anchors)) if self.located else ()


def _repeated(draft: Draft, id_: str, columns: tuple[str, ...], holder: Row) -> Refusal:
    if holder is draft.row:
        why, way = f"two claims of the row have the id '{id_}'", "Give each item of 'claims' an id of its own."
    elif columns:
        why, way = f"the id '{id_}' is that of row {holder.number}", "Give it another id."
    else:
        why = f"it says the same as row {holder.number}"
        way = "Leave one of them out, or map a column that sets them apart."
    text = " ".join(draft.row.cells.get(column, "") for column in columns)
    return Refusal(draft.row.number, draft.row.line, why, way, columns, quoted(text))


def _refusal(diagnostic: Diagnostic, origin: Origin) -> Refusal:
    """A complaint about a record, said of the cell behind it."""
    asked = diagnostic.code == "CB114" and bool(origin.empty)
    columns = origin.empty if asked else origin.columns
    cells = [origin.row.cells.get(column, "") for column in columns]
    why = f"{diagnostic.message.rstrip('.')} ({diagnostic.code})"
    row, way = origin.row, _FILL_IN if asked else diagnostic.help
    return Refusal(row.number, row.line, why, way, columns, quoted(" ".join(cells)))


def _line(files: Files, place: Place) -> str:
    lines = files.texts.get(place.file, "").split("\n")
    return quoted(lines[place.line - 1].strip()) if place.line <= len(lines) else ""
