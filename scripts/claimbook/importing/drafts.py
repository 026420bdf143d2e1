"""From rows to drafts of claims: every text in its place, nothing written yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from claimbook.diagnostics import Sink
from claimbook.importing.lexicon import TableLexicon, TermUse
from claimbook.importing.mapping import ClaimMap, TableMap, Tree
from claimbook.importing.names import NewIds, digest, slug
from claimbook.importing.refusals import Refusal, quoted
from claimbook.importing.slots import ROW, Slot
from claimbook.importing.table import Row
from claimbook.passages import anchors_of, in_units
from claimbook.reading.spelling import suggestion
from claimbook.records.anchors import Text, tokenize
from claimbook.records.archive import Archive
from claimbook.records.claims import Effect, Good
from claimbook.records.sources import Trust
from claimbook.records.when import ORDERED
from claimbook.vocabulary.dates import parse_edtf
from claimbook.vocabulary.values import EXAMPLES, Type

# Folders and files that mean something else in a knowledge base.
RESERVED_SOURCES = ("rulings",)
RESERVED_TOPICS = ("source",)
TOPIC = "claims"
_EFFECT_WORDS = (*Effect, *Good)


class DraftField(NamedTuple):
    """One key of a record, ``.`` between levels, with its value and the columns it came from."""

    path: tuple[str, ...]
    value: Tree
    columns: tuple[str, ...]


@dataclass
class ClaimDraft:
    """One claim. ``empty`` lists columns that had nothing to say although the mapping asks them."""

    id: str
    id_columns: tuple[str, ...]
    pairs: list[DraftField]
    uses: list[TermUse]
    empty: tuple[str, ...]


@dataclass
class Draft:
    """What one row becomes: a passage with its claims, and what the row says of its source."""

    row: Row
    source: str
    topic: str
    at: str
    anchors: tuple[str, ...]
    about_source: dict[str, tuple[str, tuple[str, ...]]]
    reports: dict[str, str]
    claims: list[ClaimDraft] = field(default_factory=list)

    @property
    def archived(self) -> bool:
        return bool(self.anchors)


class BadRow(Exception):  # noqa: N818
    """A row that is refused, with every reason found."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__()
        self.refusals = refusals


def refusal(row: Row, why: str, way: str = "", slot: Slot | None = None, text: str = "") -> Refusal:
    columns = slot.columns if slot is not None else ()
    return Refusal(row.number, row.line, why, way, columns, quoted(text))


class Drafter:
    """Makes drafts of the rows of one table."""

    def __init__(self, mapping: TableMap, lexicon: TableLexicon, archive: Archive) -> None:
        self.mapping = mapping
        self.lexicon = lexicon
        self.archive = archive
        self.sources = NewIds(RESERVED_SOURCES)
        self.topics = NewIds(RESERVED_TOPICS)
        self.used = sorted(mapping.columns() - {ROW})

    def draft(self, row: Row) -> Draft:
        """The draft of one row. Raises BadRow."""
        self._refuse_faults(row)
        key = self.mapping.source["key"]
        written = key.text(row)
        if not written:
            raise BadRow(refusal(row, "the row names no source", "Give its citation key.", key))
        about = {name: (slot.text(row), slot.columns) for name, slot in self.mapping.source.items()}
        self._check_source(row, about)
        source = self.sources.id_of(written)
        topic = self.topics.id_of(about["topic"][0]) if "topic" in about and about["topic"][0] else TOPIC
        at, anchors = self._passage(row, source)
        draft = Draft(row, source, topic, at, anchors, about, {})
        for claim in self.mapping.claims:
            self._claim(row, claim, draft)
        if not draft.claims:
            raise BadRow(self._says_nothing(row))
        return draft

    def _refuse_faults(self, row: Row) -> None:
        found = [column for column in self.used if column in row.faults]
        if found:
            way = "Correct the cell."
            raise BadRow(*(Refusal(row.number, row.line, row.faults[column], way, (column,)) for column in found))

    def _check_source(self, row: Row, about: dict[str, tuple[str, tuple[str, ...]]]) -> None:
        published = about.get("published", ("", ()))[0]
        if published and parse_edtf(published) is None:
            slot = self.mapping.source["published"]
            raise BadRow(refusal(row, "this is not a date in EDTF", EXAMPLES[Type.DATE], slot, published))
        trust = about["trust"][0]
        if trust not in [level.value for level in Trust]:
            way = suggestion(trust, [level.value for level in Trust])
            raise BadRow(refusal(row, "this is no degree of trust", way, self.mapping.source["trust"], trust))

    def _says_nothing(self, row: Row) -> Refusal:
        slots = [slot for claim in self.mapping.claims for slot in _deciding(claim)]
        columns = dict.fromkeys(chain.from_iterable(slot.columns for slot in slots))
        return Refusal(row.number, row.line, "the row claims nothing: what would say it is empty",
                       "Fill it in, or let the mapping say what an empty cell stands for ('empty: ...').",
                       tuple(columns))  # fmt: skip

    # Passages

    def _passage(self, row: Row, source: str) -> tuple[str, tuple[str, ...]]:
        """Where the row says it stands, for people, and its anchors where the text is at hand."""
        slots = self.mapping.passage
        start, end = (slots[k].text(row) if k in slots else "" for k in ("start", "end"))
        at = slots["at"].text(row) if "at" in slots else ""
        at = at or (f"Characters {start} to {end}" if start and end else f"Row {row.number} of the table")
        sink = Sink()
        text = self.archive.text(source, sink) if {"start", "text"} & slots.keys() else None
        if text is None:
            return at, ()
        self._refuse_unlocated(row)
        first, count = self._offsets(row, text, start, end) if "start" in slots else self._quoted(row, text)
        return at, tuple(map(str, anchors_of(text, in_units(text, first, count))))

    def _refuse_unlocated(self, row: Row) -> None:
        """Where a text is at hand, every row must say which passage of it is meant."""
        for key in ("start", "end", "text"):
            slot = self.mapping.passage.get(key)
            if slot is not None and not slot.text(row):
                why = "the row names no passage, although the source's text is at hand"
                raise BadRow(refusal(row, why, "Say where it stands.", slot))

    def _offsets(self, row: Row, text: Text, start: str, end: str) -> tuple[int, int]:
        """First token and number of tokens of the code points from start to end."""
        for key, given in (("start", start), ("end", end)):
            if not (given.isascii() and given.isdigit() and int(given[:12]) <= len(text.text)):
                slot = self.mapping.passage[key]
                raise BadRow(refusal(row, f"this is no offset into the source's text of {len(text.text)} characters",
                                     "Count characters from 0.", slot, given))  # fmt: skip
        low, high = int(start), int(end)
        inside = [n for n, token in enumerate(text.tokens) if token.start < high and low < token.end]
        slot = self.mapping.passage["start"]
        if not inside:
            why = f"there are no words from character {low} to {high}"
            raise BadRow(refusal(row, why, "Correct the offsets.", slot))
        for token in (text.tokens[inside[0]], text.tokens[inside[-1]]):
            if token.start < low or token.end > high:
                why = f"the passage from {low} to {high} cuts '{text.text[token.start : token.end]}' in two"
                way = "Offsets count characters, not bytes; the end is the first one after it."
                raise BadRow(refusal(row, why, way, slot))
        return inside[0], len(inside)

    def _quoted(self, row: Row, text: Text) -> tuple[int, int]:
        slot = self.mapping.passage["text"]
        passage = slot.text(row)
        places = text.find(passage)
        if len(places) != 1:
            found = f"stands in {len(places)} places of" if places else "is not in"
            raise BadRow(refusal(row, f"the passage {found} the source's text", "Copy it from there, long enough.",
                                 slot, passage))  # fmt: skip
        return places[0], len(tokenize(passage))

    # Claims

    def _claim(self, row: Row, claim: ClaimMap, draft: Draft) -> None:
        """Add the claim that one item of the mapping makes of the row, if it makes any."""
        if claim.form and not all(slot.text(row) for slot in _deciding(claim)):
            return
        made = _Claim(row, claim, self.lexicon)
        pairs = list(made.pairs())
        reports = self._reports(row, claim, draft)
        pairs += [DraftField(("reports",), list(reports), claim.texts["reports"].columns)] if reports else []
        given = claim.texts.get("id")
        written = given.text(row) if given is not None else ""
        content = "\x1f".join([draft.source, *draft.anchors, *(f"{p.path}{p.value}" for p in pairs)])
        id_ = slug(written) if written else f"{draft.source}-{digest(content, 8)}"
        columns = given.columns if given is not None and written else ()
        draft.claims.append(ClaimDraft(id_, columns, pairs, made.uses, made.empty()))

    def _reports(self, row: Row, claim: ClaimMap, draft: Draft) -> list[str]:
        text = claim.texts["reports"].text(row) if "reports" in claim.texts else ""
        keys = [" ".join(key.split()) for key in text.replace(",", ";").split(";") if key.strip()]
        found = {self.sources.id_of(key): key for key in keys}
        draft.reports.update(found)
        return list(found)


def _deciding(claim: ClaimMap) -> list[Slot]:
    """What has to say something for the claim to be made."""
    if claim.value:
        return [claim.value["property"], claim.value["value"]]
    return [claim.texts[claim.form]] if claim.form else []


class _Claim:
    """The pairs of one claim of one row, in the order in which people write them."""

    def __init__(self, row: Row, claim: ClaimMap, lexicon: TableLexicon) -> None:
        self.row = row
        self.map = claim
        self.lexicon = lexicon
        self.uses: list[TermUse] = []

    def pairs(self) -> Iterator[DraftField]:
        yield from self._plain("says")
        yield from self._scope()
        yield from self._effect()
        yield from self._value()
        yield from self._moderation()
        yield from self._estimate()
        for key in ("reach", "wording", "as_of", "study", "said_by", "note"):
            yield from self._plain(key)

    def empty(self) -> tuple[str, ...]:
        """Columns of what the claim is about that were asked and said nothing."""
        slots = [slot for slot in self.map.scope.values() if not slot.text(self.row)]
        return tuple(dict.fromkeys(column for slot in slots for column in slot.columns))

    def _plain(self, key: str) -> Iterator[DraftField]:
        slot = self.map.texts.get(key)
        text = slot.text(self.row) if slot is not None else ""
        if slot is not None and text:
            yield DraftField((key,), text, slot.columns)

    def _scope(self) -> Iterator[DraftField]:
        """Dimensions and moderators; an arm that has a dose of its own is a mapping."""
        own = {key.partition(".")[0] for key, slot in self.map.scope.items() if "." in key and slot.text(self.row)}
        for key, slot in self.map.scope.items():
            text = slot.text(self.row)
            if not text:
                continue
            role, _, inner = key.partition(".")
            written = self._noted(*self.lexicon.scoped(inner or role, text))
            path = (role, inner) if inner else (role, self.lexicon.arms) if role in own else (role,)
            yield DraftField(path, written, slot.columns)

    def _noted(self, written: str, use: TermUse | None) -> str:
        """A word as it is written, its term noted."""
        self.uses += [use] if use is not None else []
        return written

    def _effect(self) -> Iterator[DraftField]:
        slot = self.map.texts.get("effect")
        if slot is None:
            return
        word, good = slot.text(self.row), self._good()
        if word not in _EFFECT_WORDS:
            way = f"{suggestion(word, _EFFECT_WORDS)} Translate it under 'words' of 'effect'."
            raise BadRow(refusal(self.row, "this word says no effect", way, slot, self._cell(slot) or word))
        if word in tuple(Good):
            if good not in tuple(Good):
                way = "Say under 'good' whether higher or lower is better, by outcome if need be."
                raise BadRow(refusal(self.row, f"the effect is '{word}', but not whether that is good", way,
                                     self.map.texts.get("good", slot), good))  # fmt: skip
            word = Effect.BETTER if word == good else Effect.WORSE
        columns = (*slot.columns, *(self.map.texts["good"].columns if "good" in self.map.texts else ()))
        yield DraftField(("effect",), word, columns)

    def _good(self) -> str:
        return self.map.texts["good"].text(self.row) if "good" in self.map.texts else ""

    def _cell(self, slot: Slot) -> str:
        return " ".join(slot.cell(self.row, column) for column in slot.columns)

    def _value(self) -> Iterator[DraftField]:
        if not self.map.value:
            return
        slots = self.map.value
        texts = {key: slot.text(self.row) for key, slot in slots.items()}
        if texts["property"] not in self.lexicon.properties:
            way = suggestion(texts["property"], self.lexicon.properties)
            raise BadRow(refusal(self.row, "this is no property of the vocabulary", way, slots["property"],
                                 texts["property"]))  # fmt: skip
        if not texts["mode"]:
            way = "Say what the value is: best, max, ..."
            raise BadRow(refusal(self.row, "the value has no mode", way, slots["mode"]))
        value = f"{texts['value']} {texts.get('unit', '')}".strip()
        value = self._noted(*self.lexicon.scoped(texts["property"], value))
        columns = tuple(dict.fromkeys(column for slot in slots.values() for column in slot.columns))
        yield DraftField((texts["property"], texts["mode"]), value, columns)

    def _moderation(self) -> Iterator[DraftField]:
        if "moderator" not in self.map.texts:
            return
        moderator = self.map.texts["moderator"].text(self.row)
        yield from self._plain("moderator")
        for pair in self._plain("when"):
            word = str(pair.value)
            yield pair if word in ORDERED else pair._replace(value=self._noted(*self.lexicon.scoped(moderator, word)))
        yield from self._plain("changes")

    def _estimate(self) -> Iterator[DraftField]:
        """What there is of an estimate; none where all its numbers are empty."""
        slots = self.map.estimate
        texts = {key: slot.text(self.row) for key, slot in slots.items()}
        if not any(texts.get(key) for key in ("value", "low", "high", "n")):
            return
        texts["good"] = texts.get("good") or self._good()
        for key in ("measure", "value", "interval", "n", "good"):
            if key == "interval":
                yield from self._interval(texts)
            elif texts.get(key):
                text = self._noted(*self.lexicon.measure(texts[key])) if key == "measure" else texts[key]
                slot = slots.get(key) or self.map.texts["good"]
                yield DraftField(("estimate", key), text, slot.columns)

    def _interval(self, texts: dict[str, str]) -> Iterator[DraftField]:
        slots = [self.map.estimate[key] for key in ("low", "high") if key in self.map.estimate]
        bounds: list[Tree] = [texts[key] for key in ("low", "high") if texts.get(key)]
        if bounds:
            yield DraftField(("estimate", "interval"), bounds, tuple(c for slot in slots for c in slot.columns))
