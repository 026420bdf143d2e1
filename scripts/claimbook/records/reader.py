"""Reading source and claim files into records, with a diagnostic for everything that does not fit.

A broken claim is reported and left out, but its id stays known, so that one slip does not set
off a cascade of complaints elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node
from claimbook.reading.spelling import suggestion
from claimbook.records.anchors import Anchor
from claimbook.records.assertions import AssertionReader
from claimbook.records.claims import Claim, Exclusion, ExclusionReason, PassageId, Reach, ValueAssertion, Wording
from claimbook.records.dates import date_of
from claimbook.records.exclusions import name_of
from claimbook.records.patterns import Inherited
from claimbook.records.sources import Source
from claimbook.rules import hides_records, report
from claimbook.vocabulary.naming import CLAIM_KEYS, SLUG, matches
from claimbook.vocabulary.vocabulary import Vocabulary

FILE_KEYS = ("source", "defaults", "passages")
PASSAGE_KEYS = ("at", "anchor", "about", "claims", "exclude")
SHARED_KEYS = ("study", "reports", "said_by", "as_of", "wording")
_REACHES = {reach.value: reach for reach in Reach}
_WORDINGS = {wording.value: wording for wording in Wording}


@dataclass
class Records:
    """All records read so far.

    ``known_ids`` also has the ids of claims that were broken or that were ``set_aside``, so many: what they rest on
    is in doubt.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    exclusions: list[Exclusion] = field(default_factory=list)
    known_ids: dict[str, Place] = field(default_factory=dict)
    set_aside: int = 0

    def know(self, id_: str, place: Place, sink: Sink) -> bool:
        """Note an id; False (and a diagnostic) when another claim has it already."""
        first = self.known_ids.setdefault(id_, place)
        if first is not place:
            report(sink, "CB110", place, id=id_, first=first, about=[id_])
        return first is place

    def take(self, others: "Records", sink: Sink) -> None:
        """Add records that were read from other files, later in the order of files."""
        self.sources |= others.sources
        self.exclusions += others.exclusions
        self.set_aside += others.set_aside
        for id_, place in others.known_ids.items():
            if self.know(id_, place, sink) and id_ in others.claims:
                self.claims[id_] = others.claims[id_]


# How the keys are read that a claim need not have.
_OPTIONAL: dict[str, Callable[[Fields, str], Any]] = {
    "reach": lambda fields, key: _REACHES[fields.word(key, _REACHES, default=Reach.AVERAGE)],
    "wording": lambda fields, key: _WORDINGS[fields.word(key, _WORDINGS, default=Wording.ASSERTED)],
    "as_of": date_of,
    "study": Fields.text,
    "reports": Fields.texts,
    "superseded_by": Fields.text,
    "said_by": Fields.text,
    "note": Fields.text,
}


class ClaimFileReader:
    """Reads claim files of one knowledge base into its records."""

    def __init__(
        self, vocabulary: Vocabulary, records: Records, sink: Sink, sources: Mapping[str, Source] | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.records = records
        self.sources = records.sources if sources is None else sources
        self.sink = sink
        self.assertions = AssertionReader(vocabulary, sink)
        self.claim_keys = frozenset((*CLAIM_KEYS, *self.assertions.scopes.keys))
        self.inherited_keys = frozenset((*SHARED_KEYS, *self.assertions.scopes.keys))

    def read(self, node: Node | None, place: Place, folder: str) -> None:
        """Read one claim file."""
        fields = fields_of(node, "the claim file", self.sink, place)
        if fields is None:
            return
        fields.only(FILE_KEYS)
        source = fields.text("source", required="Give the citation key.")
        if source and source != folder:
            report(self.sink, "CB119", fields.place_of("source"), found=source, folder=folder)
        defaults = self._inherited(fields.mapping("defaults"), self.assertions.inherited({}))
        for index, item in enumerate(fields.members("passages", required="List the passages.")):
            passage = fields_of(item, f"passage {index + 1}", self.sink, place)
            if passage is not None:
                self._passage(passage, folder, PassageId(place.file, index), defaults)

    def _inherited(self, fields: Fields | None, base: Inherited) -> Inherited:
        """Defaults or ``about``: what members inherit, each key checked where it stands."""
        if fields is None:
            return base
        self._only(fields, self.inherited_keys)
        self.assertions.scopes.check_terms(fields)
        return self.assertions.inherited({**base.nodes, **fields.node.entries})

    def _only(self, fields: Fields, known: frozenset[str]) -> None:
        """Report unknown keys, unless nobody can tell: they may be the vocabulary's once it is mended."""
        doubts = self.vocabulary.doubts
        if not doubts.everything:
            fields.only(known, spared=doubts.names)

    def _passage(self, fields: Fields, source: str, passage: PassageId, defaults: Inherited) -> None:
        fields.call("passage", "at")
        fields.only(PASSAGE_KEYS)
        at = fields.text("at", required="Say where in the source it stands.")
        anchors = self._anchors(fields, source)
        if ("claims" in fields) == ("exclude" in fields):
            report(
                self.sink,
                "CB107",
                fields.place,
                what=fields.heading,
                key="claims",
                way="Give it either 'claims' or 'exclude: <reason>'.",
            )
        if "exclude" in fields:
            self._exclusion(fields, source, at, anchors)
        inherited = self._inherited(fields.mapping("about"), defaults)
        for item in fields.members("claims"):
            claim = fields_of(item, "the claim", self.sink, fields.place)
            if claim is not None:
                self._claim(claim, source, at, passage, anchors, inherited)

    def _anchors(self, fields: Fields, source: str) -> tuple[Anchor, ...]:
        known = self.sources.get(source)
        texts = fields.scalars("anchor")
        if not texts and (known is None or known.archived):
            way = f"Let `claimbook anchor {source} 'the passage'` print it."
            report(self.sink, "CB107", fields.place_of("anchor"), what=fields.heading, key="anchor", way=way)
        found = []
        for text in texts:
            anchor = Anchor.parse(text.text, text.place)
            if anchor is None:
                report(self.sink, "CB301", text.place, text=text.text, source=source)
            else:
                found.append(anchor)
        return tuple(found)

    def _exclusion(self, fields: Fields, source: str, at: str, anchors: tuple[Anchor, ...]) -> None:
        reason = fields.word("exclude", [r.value for r in ExclusionReason])
        if reason and anchors:
            id_ = name_of(source, anchors)
            self.records.exclusions.append(Exclusion(id_, source, at, ExclusionReason(reason), fields.place, anchors))

    def _claim(
        self,
        fields: Fields,
        source: str,
        at: str,
        passage: PassageId,
        anchors: tuple[Anchor, ...],
        inherited: Inherited,
    ) -> None:
        before = len(self.sink)
        fields.call("claim", "id")
        self._only(fields, self.claim_keys)
        id_ = self._id(fields)
        says = fields.text("says", required="Paraphrase the assertion.")
        aside = self.assertions.sets_aside(fields, inherited)
        assertion, scope = (None, {}) if aside else self.assertions.read(fields, inherited)
        told = _with_shared(fields, inherited.nodes)
        more = {key: read(told, key) for key, read in _OPTIONAL.items() if key in told.node.entries}
        known = self.sources.get(source)
        if known is not None and known.data_of:
            more["data_of"] = known.data_of
        if aside:
            self.records.set_aside += 1
        elif id_ and len(self.sink) == before:
            self.records.claims[id_] = Claim(
                id_, source, says, at, fields.place, passage, anchors, assertion, scope, **more
            )

    def _id(self, fields: Fields) -> str:
        id_ = fields.text("id", required="Give it an id: words of a-z and 0-9 joined by '-'.")
        if not id_:
            return ""
        place = fields.place_of("id")
        if not matches(id_, SLUG):
            report(self.sink, "CB111", place, id=id_, example="smith2020-dose")
        self.records.know(id_, place, self.sink)
        return id_


def _with_shared(fields: Fields, inherited: Mapping[str, Node]) -> Fields:
    """The claim's fields with what it shares with its file or passage, such as the study it tells of."""
    shared = {key: inherited[key] for key in SHARED_KEYS if key in inherited and key not in fields}
    if not shared:
        return fields
    own = fields.node
    marks = {**{key: node.mark for key, node in shared.items()}, **own.marks}
    return Fields(MappingNode({**shared, **own.entries}, marks, own.mark), fields.what, fields.sink)


def _replaces_itself(claim: Claim, claims: Mapping[str, Claim]) -> bool:
    """Whether following ``superseded_by`` leads back to the claim."""
    passed: set[str] = set()
    following = claim.superseded_by
    while following in claims and following not in passed:
        passed.add(following)
        following = claims[following].superseded_by
    return claim.id in passed


def check_references(records: Records, sink: Sink) -> None:
    """Report claims that name another claim which does not exist, or themselves."""
    if hides_records(sink):
        return
    for claim in records.claims.values():
        if claim.superseded_by and claim.superseded_by not in records.known_ids:
            report(
                sink,
                "CB116",
                claim.place,
                claims=[claim.id],
                key="superseded_by",
                id=claim.superseded_by,
                suggestion=suggestion(claim.superseded_by, records.known_ids),
            )
        elif _replaces_itself(claim, records.claims):
            report(
                sink,
                "CB109",
                claim.place,
                claims=[claim.id],
                key="superseded_by",
                why="the claim would replace itself",
                way="Name a later claim that nothing replaces.",
            )
        elif claim.superseded_by in records.claims:
            _check_replacement(claim, records.claims[claim.superseded_by], sink)


def _check_replacement(claim: Claim, by: Claim, sink: Sink) -> None:
    """Warn when a claim about a property gives way to another source's that is typed and not about it.

    Within a source a claim may be recorded anew in another form; another source corrects what it speaks of.
    """
    said, instead = claim.assertion, by.assertion
    if not isinstance(said, ValueAssertion) or instead is None or claim.source == by.source:
        return
    if not isinstance(instead, ValueAssertion) or instead.property != said.property:
        report(sink, "CB123", claim.place, claims=[claim.id], id=claim.id, by=by.id, property=said.property)
