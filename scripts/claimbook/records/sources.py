"""Sources: the documents that claims were taken from, how far to trust them, and what they refer to."""

from enum import StrEnum
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Node
from claimbook.records.dates import date_of
from claimbook.rules import report


class Trust(StrEnum):
    """How far to trust a source."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Design(StrEnum):
    """What a source is in the chain of evidence."""

    DOCUMENT = "document"
    PRIMARY_STUDY = "primary-study"
    SECONDARY_ANALYSIS = "secondary-analysis"
    META_ANALYSIS = "meta-analysis"
    REVIEW = "review"


class Depth(StrEnum):
    """How much of a source was read."""

    FULL_TEXT = "full-text"
    ABSTRACT = "abstract"
    SECOND_HAND = "second-hand"


class Findability(StrEnum):
    """Whether what a source refers to can be found from what it gives."""

    RESOLVABLE = "resolvable"
    PARTIAL = "partial"
    UNTRACEABLE = "untraceable"


class Weakness(StrEnum):
    """What is wrong with a reference as it is given."""

    BARE_DOMAIN = "bare-domain"
    VIDEO_SITE = "video-site"
    EMPTY_CELL = "empty-cell"
    NOT_IN_OWN_LIST = "not-in-own-list"
    NO_AUTHOR = "no-author"
    NO_YEAR = "no-year"
    NO_TITLE = "no-title"
    NO_LINK = "no-link"


class Reference(NamedTuple):
    """One reference that a source gives, appraised.

    ``gives`` is what the source gives, ``works`` the citation keys that it is or most likely is,
    ``study`` the label that claims retelling it carry in this source.
    """

    id: str
    source: str
    gives: str
    at: str
    found: Findability
    works: tuple[str, ...]
    weak: tuple[Weakness, ...]
    study: str
    because: str
    place: Place


class Source(NamedTuple):
    """A document that claims were taken from, and how far to trust it."""

    key: str
    title: str
    kind: str
    authors: tuple[str, ...]
    published: str
    place: Place
    archived: bool = True
    accessed: str = ""
    own_sources: str = ""
    interest: str = ""
    trust: Trust = Trust.LOW
    trust_because: str = ""
    note: str = ""
    design: Design = Design.DOCUMENT
    read: Depth = Depth.FULL_TEXT
    data_of: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()
    seen_at: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def is_study(self) -> bool:
        """Whether it reports findings of its own, which others may retell."""
        return self.design is not Design.DOCUMENT


SOURCE_KEYS = (
    "source",
    "title",
    "kind",
    "design",
    "authors",
    "published",
    "accessed",
    "archived",
    "read",
    "data_of",
    "seen_at",
    "not_seen",
    "own_sources",
    "interest",
    "trust",
    "trust_because",
    "references",
    "note",
)
REFERENCE_KEYS = ("id", "as", "at", "found", "is", "weak", "study", "because")


def read_source(node: Node | None, place: Place, folder: str, sink: Sink) -> Source | None:
    """Read one ``source.yml``; None when it is no mapping."""
    fields = fields_of(node, "the source", sink, place)
    if fields is None:
        return None
    fields.only(SOURCE_KEYS)
    key = fields.text("source", required="Give the citation key.")
    if key and key != folder:
        report(sink, "CB119", fields.place_of("source"), found=key, folder=folder)
    return Source(
        key=folder,
        title=fields.text("title", required="Give the document's title."),
        kind=fields.text("kind", required="Say what kind of document it is."),
        design=Design(fields.word("design", _words(Design), default=Design.DOCUMENT)),
        authors=fields.texts("authors"),
        published=date_of(fields, "published"),
        place=fields.place,
        archived=fields.flag("archived", default=True),
        read=Depth(fields.word("read", _words(Depth), default=Depth.FULL_TEXT)),
        data_of=fields.texts("data_of"),
        seen_at=fields.texts("seen_at"),
        not_seen=fields.texts("not_seen"),
        accessed=date_of(fields, "accessed"),
        own_sources=fields.text("own_sources"),
        interest=fields.text("interest"),
        trust=Trust(fields.word("trust", _words(Trust), default=Trust.LOW, required="Say how far to trust it.")),
        trust_because=fields.text("trust_because", required="Say why."),
        references=_references(fields, folder),
        note=fields.text("note"),
    )


def _words(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


# References


def _references(fields: Fields, source: str) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for index, item in enumerate(fields.members("references")):
        given = fields_of(item, f"reference {index + 1}", fields.sink, fields.place)
        reference = _reference(given, source) if given is not None else None
        if reference is None:
            continue
        first = found.setdefault(reference.id, reference)
        if first is not reference:
            report(fields.sink, "CB110", reference.place, id=reference.id, first=first.place, about=[reference.id])
    return tuple(found.values())


def _reference(fields: Fields, source: str) -> Reference | None:
    """One reference; None, and diagnostics, when it does not say what it must."""
    before = len(fields.sink)
    fields.call("reference", "id")
    fields.only(REFERENCE_KEYS)
    id_ = fields.text("id", required="Give it an id within the source.")
    found = fields.word(
        "found", _words(Findability), required="Say whether it can be found: " + ", ".join(Findability) + "."
    )
    reference = Reference(
        id=id_,
        source=source,
        gives=fields.text("as", required="Say what the source gives."),
        at=fields.text("at", required="Say where in the source it stands."),
        found=Findability(found or Findability.UNTRACEABLE),
        works=fields.texts("is"),
        weak=tuple(map(Weakness, fields.words("weak", _words(Weakness)))),
        study=fields.text("study"),
        because=fields.text("because", required="Say how it was looked for."),
        place=fields.place,
    )
    return reference if len(fields.sink) == before else None
