"""Reading ``claims/vocabulary.yml`` into a Vocabulary."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from fractions import Fraction

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of, heading
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node, Scalar
from claimbook.reading.spelling import suggestion
from claimbook.rules import report
from claimbook.vocabulary.doubts import Doubts, spread
from claimbook.vocabulary.naming import NAME, RESERVED, TERM, clash, matches, slug_like
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.terms import ANY, Graph, TermEntry, folded
from claimbook.vocabulary.units import Units
from claimbook.vocabulary.values import NUMERIC, BadValueError, Measure, Type, parse_extent
from claimbook.vocabulary.vocabulary import (
    ARMS,
    AS_OF,
    OUTCOME,
    TIME_POINT,
    UNSTATED,
    Constraint,
    ExclusionConstraint,
    Mode,
    Property,
    RatioConstraint,
    Scale,
    Signature,
    StudyFacts,
    Vocabulary,
)

KEYS = (
    "title",
    "main",
    "arms",
    "units",
    "dimensions",
    "modes",
    "forms",
    "properties",
    "measures",
    "constraints",
    "studies",
)
SECTIONS = tuple(key for key in KEYS if key not in ("title", "main"))
ESSENTIAL = ("dimensions", "modes", "forms", "properties")
STUDY_KEYS = ("fixed", "size")
TERM_KEYS = ("label", "aliases", "broader", "narrower", "ids", "note", "family", "benefit")
DIMENSION_KEYS = ("label", "siblings", "terms", "note")
PROPERTY_KEYS = (
    "label",
    "type",
    "unit",
    "tolerance",
    "immediately",
    "ranges",
    "subject",
    "moderators",
    "id_from",
    "question",
    "modes",
    "time_varying",
    "siblings",
    "terms",
    "note",
)
FORMS = ("effect", "moderation")
FORM_KEYS = ("subject", "moderators", "id_from", "question")
_SLOT = re.compile(r"\{([^{}]*)\}")
_SINGULAR = {"dimensions": "dimension", "properties": "property", "measures": "measure", "constraints": "constraint"}
SIBLINGS = ("disjoint", "overlapping")


def read_vocabulary(node: Node | None, place: Place, sink: Sink) -> Vocabulary | None:
    """The vocabulary a file holds, or None when the file is not even a mapping."""
    top = fields_of(node, "the vocabulary", sink, place)
    return _Reader(top, sink).read() if top is not None else None


class _Reader:
    def __init__(self, top: Fields, sink: Sink) -> None:
        self.top = top
        self.sink = sink
        self.units = Units()
        self.graphs: dict[str, Graph] = {}
        self.dimensions: tuple[str, ...] = ()
        self.arm_dimension = ""
        self.property_ids: tuple[str, ...] = ()
        self.modes: dict[str, Mode] = {}
        self.measure_labels: dict[str, str] = {}
        self.doubtful: defaultdict[str, set[str]] = defaultdict(set)
        self.rests_on: dict[str, tuple[str, ...]] = {}
        self.undeclared: dict[str, list[tuple[Scalar, str]]] = {}

    def read(self) -> Vocabulary:
        self.top.only(KEYS)
        if self._lost():
            return self._nothing()
        self.units = self._units()
        self._read_dimensions()
        declared = self._declared("properties")
        self.property_ids = tuple(name for name in declared if _is_mapping(declared[name]) and name not in RESERVED)
        self.modes = self._modes()
        main, self.arm_dimension, controls = self._arms()
        properties = {key: self._property(key, fields) for key, fields in self._entries("properties")}
        effect, moderation = self._forms()
        constraints = self._constraints(properties)
        measures, studies = self._measures(), self._studies()
        self._report_undeclared()
        return Vocabulary(
            title=self.top.text("title", required="Say what the knowledge base is about."),
            main=main,
            arm_dimension=self.arm_dimension,
            controls=controls,
            graphs=self.graphs,
            dimensions=self.dimensions,
            properties=properties,
            modes=self.modes,
            effect=effect,
            moderation=moderation,
            measures=measures,
            measure_labels=self.measure_labels,
            constraints=constraints,
            units=self.units,
            studies=studies,
            doubts=self._doubts(),
        )

    def _lost(self) -> bool:
        """Whether a section may stand there under another key, or does in another shape."""
        misshapen = any(key in self.top and not _is_mapping(self.top.get(key)) for key in SECTIONS)
        strays = any(_is_mapping(node) for key, node in self.top.node.entries.items() if key not in KEYS)
        return misshapen or (strays and any(key not in self.top for key in ESSENTIAL))

    def _nothing(self) -> Vocabulary:
        """Where a section is lost, all that refers to it would be called wrong: nothing more is said."""
        for key in SECTIONS:
            self.top.mapping(key)
        return Vocabulary(doubts=Doubts(everything=True))

    def _doubts(self) -> Doubts:
        """What a claim must not rest on; a broken constraint is left out, and no claim rests on it."""
        names = {name for section, names in self.doubtful.items() if section != "constraints" for name in names}
        return Doubts(spread(names | self.undeclared.keys(), self.rests_on))

    def _declared(self, key: str) -> Mapping[str, Node]:
        """What a section declares, be it soundly or not."""
        section = self.top.get(key)
        return section.entries if isinstance(section, MappingNode) else {}

    def _entries(self, key: str) -> Iterator[tuple[str, Fields]]:
        """Name by name; what turns out to be wrong with one, while it is read, leaves that name in doubt."""
        section = self.top.mapping(key)
        for name in section.node.entries if section is not None else ():
            assert section is not None
            with self._doubting(key, name):
                found = section.mapping(name)
                if found is not None:
                    found.what = f"{_SINGULAR[key]} '{name}'"
                    self._check_name(section.key_place(name), name, _SINGULAR[key])
                    # Read as if it were free, it would take its meaning from every claim that has the key.
                    if name not in RESERVED:
                        yield name, found

    @contextmanager
    def _doubting(self, section: str, *names: str) -> Iterator[None]:
        """Whatever is reported meanwhile leaves the names in doubt."""
        before = len(self.sink)
        yield
        if len(self.sink) > before:
            self.doubtful[section].update(names)

    def _check_name(self, place: Place, name: str, kind: str) -> None:
        if kind == "measure":
            return  # no key of a claim and in no dispute's id
        self._check_spelling(place, name, NAME)
        taken = dict.fromkeys(self.dimensions, "dimension")
        if kind == "constraint":
            taken |= dict.fromkeys(self.property_ids, "property")
        found = clash(name, kind, taken, self.property_ids)
        if found is not None:
            self._inconsistent(place, found.what, found.way)

    def _check_spelling(self, place: Place, name: str, pattern: str) -> None:
        if not matches(name, pattern):
            report(self.sink, "CB111", place, id=name, example=slug_like(name))

    # Units, modes, measures

    def _units(self) -> Units:
        section = self.top.mapping("units")
        extra: dict[str, tuple[Fraction, str]] = {}
        for name in section.node.entries if section is not None else ():
            assert section is not None
            base = section.text(name) or name
            known = Units(extra).resolve(base)
            extra[name] = known if known is not None else (Fraction(1), base)
        return Units(extra)

    def _modes(self) -> dict[str, Mode]:
        section = self.top.mapping("modes", required="Map each word, such as 'recommended', to its class.")
        if section is None:
            return {}
        words = {}
        for key in section.node.entries:
            with self._doubting("modes", key):
                words[key] = section.word(key, [m.value for m in Mode])
        return {word: Mode(mode) for word, mode in words.items() if mode}

    def _measures(self) -> dict[str, Scale]:
        found = {}
        for name, fields in self._entries("measures"):
            fields.only(("label", "scale"))
            found[name] = Scale(fields.word("scale", [s.value for s in Scale], default=Scale.LINEAR))
            self.measure_labels[name] = fields.text("label") or name
        return found

    # Dimensions

    def _read_dimensions(self) -> None:
        for name, fields in self._entries("dimensions"):
            fields.only(DIMENSION_KEYS)
            self._graph(name, fields)
            if name == OUTCOME:
                self._check_families(fields)
        self.dimensions = tuple(self.graphs)

    def _check_families(self, fields: Fields) -> None:
        """Only outcomes of one family are compared, so each must name its own."""
        terms = fields.mapping("terms")
        for entry in self.graphs[OUTCOME].entries.values():
            if not entry.family and terms is not None:
                self._inconsistent(
                    terms.key_place(entry.id),
                    f"the outcome '{entry.id}' has no family",
                    "Add 'family: ...', one word shared by the outcomes that may be compared with it.",
                )

    def _graph(self, name: str, fields: Fields) -> None:
        disjoint = fields.word("siblings", SIBLINGS, default="disjoint") == "disjoint"
        section = fields.mapping("terms", required="List the terms.")
        entries = []
        for term in section.node.entries if section is not None else ():
            assert section is not None
            found = section.mapping(term)
            self._check_spelling(section.key_place(term), term, TERM)
            # A term that cannot be read stays known, so that nobody is told that there is none.
            entries.append(self._term(term, found) if found is not None else TermEntry(term, term))
        graph = Graph(name, fields.text("label") or name, entries, disjoint)
        self.graphs[name] = graph
        if section is not None:
            self._check_graph(graph, section)

    def _term(self, term: str, fields: Fields) -> TermEntry:
        fields.what = f"term '{term}'"
        fields.only(TERM_KEYS)
        narrower = fields.word("narrower", SIBLINGS)
        ids = fields.mapping("ids")
        return TermEntry(
            id=term,
            label=fields.text("label") or term,
            aliases=tuple(s.text for s in fields.texts("aliases")),
            broader=tuple(s.text for s in fields.texts("broader")),
            narrower_disjoint=narrower == "disjoint" if narrower else None,
            ids={key: ids.text(key) for key in ids.node.entries} if ids is not None else {},
            note=fields.text("note"),
            family=fields.text("family"),
            benefit=fields.word("benefit", ("yes", "no"), default="no") == "yes",
        )

    def _check_graph(self, graph: Graph, section: Fields) -> None:
        for entry in graph.entries.values():
            for parent in entry.broader:
                if parent not in graph.entries:
                    self._unknown(section.place_of(entry.id), parent, graph.name, graph.entries)
        for term in graph.cyclic():
            what = f"'{term}' is broader than itself, by way of its broader terms"
            self._inconsistent(section.key_place(term), what, "Break the circle.")
        self._check_spellings(graph, section)

    def _check_spellings(self, graph: Graph, section: Fields) -> None:
        seen: dict[str, str] = {}
        for entry in graph.entries.values():
            place = section.key_place(entry.id)
            for spelling in {folded(spelling) for spelling in (entry.id, entry.label, *entry.aliases)}:
                other = seen.setdefault(spelling, entry.id)
                if other != entry.id:
                    what = f"'{spelling}' stands for both '{other}' and '{entry.id}'"
                    self._inconsistent(place, what, "Keep the spelling with one term.")
                if spelling in (ANY, UNSTATED):
                    self._inconsistent(place, f"'{spelling}' has a meaning of its own", "Use another spelling.")

    def _studies(self) -> StudyFacts:
        fields = self.top.mapping("studies")
        if fields is None:
            return StudyFacts()
        fields.only(STUDY_KEYS)
        return StudyFacts(self._names(fields, "fixed"), fields.word("size", self.property_ids, section="properties"))

    # Properties and forms

    def _property(self, name: str, fields: Fields) -> Property:
        fields.only(PROPERTY_KEYS)
        types = [t.value for t in Type]
        type_ = Type(fields.word("type", types, default=Type.IDENTIFIER, required="Say what kind of value it has."))
        if type_ is Type.CATEGORY and name not in self.dimensions:
            self._graph(name, fields)
        signature = self._signature(fields, name)
        if fields.word("time_varying", ("yes", "no"), default="no") == "yes":
            times = (*(d for d in self.dimensions if d == TIME_POINT), AS_OF)
            added = tuple(time for time in times if time not in signature.known)
            signature = replace(signature, moderators=(*signature.moderators, *added))
        return Property(
            id=name,
            label=fields.text("label") or name,
            measure=self._measure(type_, fields),
            signature=signature,
            modes=tuple(s.text for s in fields.texts("modes") if self._known_mode(s)) or tuple(self.modes),
            note=fields.text("note"),
        )

    def _known_mode(self, word: Scalar) -> bool:
        declared = self._declared("modes")
        if word.text not in declared:
            way = suggestion(word.text, declared)
            report(self.sink, "CB115", word.place, key="modes", text=word.text, suggestion=way)
        return word.text in self.modes

    def _measure(self, type_: Type, fields: Fields) -> Measure:
        unit = fields.text("unit", required="Name the unit." if type_ is Type.QUANTITY else "")
        if unit and self.units.resolve(unit) is None:
            self._unreadable(fields, "unit", f"'{unit}' is not a known unit", suggestion(unit, self.units.known()))
            unit = ""
        if type_ is Type.QUANTITY and not unit:
            return Measure(Type.IDENTIFIER)  # its values are names until it has a unit that can be read
        tolerance = self._number(fields, "tolerance", Measure(Type.PROPORTION))
        immediately = self._number(fields, "immediately", Measure(Type.QUANTITY, "min"))
        bare = Measure(type_, unit, tolerance, immediately)
        return bare._replace(ranges=self._ranges(fields, bare) if type_ in NUMERIC else {})

    def _ranges(self, fields: Fields, measure: Measure) -> dict[str, Spans]:
        section = fields.mapping("ranges")
        if section is None:
            return {}
        for key in section.node.entries:
            self._check_range(key, section.key_place(key), measure)
        found = {key: self._spans(section, key, measure) for key in section.node.entries}
        return {key: spans for key, spans in found.items() if spans is not None}

    def _check_range(self, name: str, place: Place, measure: Measure) -> None:
        """A range must not be called what is read as something else."""
        with suppress(BadValueError):
            parse_extent(name, measure, self.units)
            self._inconsistent(place, f"the range '{name}' is named like a value", "Name it by a word.")
        if name in (ANY, UNSTATED) or " or " in name:
            self._inconsistent(place, f"'{name}' cannot name a range, it is read as something else",
                               "Use another spelling.")  # fmt: skip

    def _number(self, fields: Fields, key: str, measure: Measure) -> Fraction:
        """One number that is not negative; zero when it is not given."""
        spans = self._spans(fields, key, measure) if key in fields else None
        if spans is None:
            return Fraction(0)
        if spans.low != spans.high or spans.low[0] < 0:
            self._unreadable(
                fields, key, f"'{fields.text(key)}' is not one number from zero on", "Give a single value."
            )
            return Fraction(0)
        return Fraction(spans.low[0])

    def _spans(self, fields: Fields, key: str, measure: Measure) -> Spans | None:
        text = fields.text(key)
        try:
            return parse_extent(text, measure, self.units).spans if text else None
        except BadValueError as error:
            self._unreadable(fields, key, str(error), error.way)
            return None

    def _signature(self, fields: Fields, name: str) -> Signature:
        """What a form or property knows; without its subject it cannot be told what a claim is about."""
        listed = tuple(text.text for text in fields.texts("subject"))
        subject, moderators = self._names(fields, "subject"), self._names(fields, "moderators")
        self.rests_on[name] = (*listed, *(m.text for m in fields.texts("moderators") if m.text in self.undeclared))
        self._check_apart(fields, listed)
        id_from = tuple(text.text for text in fields.texts("id_from") if self._is_subject(text, listed)) or listed
        question = self._template(fields, (*listed, "moderator"))
        return Signature(subject, moderators, tuple(key for key in id_from if key in subject), question)

    def _is_subject(self, text: Scalar, listed: Collection[str]) -> bool:
        if text.text not in listed:
            self._unknown(text.place, text.text, "id_from", listed)
        return text.text in listed

    def _check_apart(self, fields: Fields, subject: Collection[str]) -> None:
        """What is talked about cannot explain why it is told otherwise."""
        for text in fields.texts("moderators"):
            if text.text in subject:
                what = f"'{text.text}' is both subject and moderator of {fields.what}"
                self._inconsistent(text.place, what, "List it once.")

    def _template(self, fields: Fields, names: tuple[str, ...]) -> str:
        """A question with ``{dimension}`` in it."""
        text = fields.text("question")
        unknown = [name for name in _SLOT.findall(text) if name not in names]
        for name in unknown:
            self._unknown(fields.place_of("question"), name, "subject", names)
        if re.search(r"[{}]", _SLOT.sub("", text)):
            self._unreadable(fields, "question", "a brace has no partner", "Write '{dimension}', or no brace at all.")
            return ""
        return "" if unknown else text

    def _names(self, fields: Fields, key: str) -> tuple[str, ...]:
        """The dimensions and properties that a key lists; what nothing declares is kept, to be told of once."""
        known = self._usable()
        listed = fields.texts(key)
        for name in listed:
            if name.text not in known and name.text not in self._named():
                self.undeclared.setdefault(name.text, []).append((name, key))
        return tuple(name.text for name in listed if name.text in known)

    def _usable(self) -> tuple[str, ...]:
        """What may be named as subject, moderator or the like."""
        return (*self.dimensions, *self.property_ids, *(ARMS if self.arm_dimension else ()))

    def _named(self) -> tuple[str, ...]:
        """What is declared, even if it cannot be used for being broken."""
        return (*self._declared("dimensions"), *self._declared("properties"), *(ARMS if "arms" in self.top else ()))

    def _report_undeclared(self) -> None:
        """One error for a name that nothing declares, wherever it stands first."""
        for name, places in self.undeclared.items():
            first, key = places[0]
            more = f" It stands in {len(places) - 1} more places." if len(places) > 1 else ""
            way = suggestion(name, self._usable()) + more
            report(self.sink, "CB108", first.place, text=name, dimension=key, suggestion=way)

    def _arms(self) -> tuple[str, str, tuple[str, ...]]:
        fields = self.top.mapping("arms")
        if fields is None:
            return "", "", ()
        with self._doubting("arms", *ARMS):
            fields.only(("dimension", "controls"))
            way = "Name the dimension that arms are terms of."
            dimension = fields.word("dimension", self._declared("dimensions"), required=way, section="dimensions")
            if dimension not in self.graphs:
                return "", "", ()
            self.rests_on |= dict.fromkeys(ARMS, (dimension,))
            graph = self.graphs[dimension]
            controls = tuple(s.text for s in fields.texts("controls") if self._known_term(graph, s))
            main = self.top.word("main", tuple(graph.entries))
        return main, dimension, controls

    def _known_term(self, graph: Graph, text: Scalar) -> bool:
        if text.text in graph.entries:
            return True
        self._unknown(text.place, text.text, graph.name, graph.entries)
        return False

    def _forms(self) -> tuple[Signature, Signature]:
        section = self.top.mapping("forms")
        if section is None:
            return Signature(), Signature()
        section.only(FORMS)
        effect, moderation = (self._form(section, name) for name in FORMS)
        return effect, moderation

    def _form(self, section: Fields, name: str) -> Signature:
        with self._doubting("forms", name):
            fields = section.mapping(name)
            if fields is None:
                return Signature()
            fields.what = f"the form '{name}'"
            fields.only(FORM_KEYS)
            return self._signature(fields, name)

    # Constraints

    def _constraints(self, properties: dict[str, Property]) -> tuple[Constraint, ...]:
        """Those that nothing is wrong with: what one slip makes of a rule nobody meant."""
        read = [self._constraint(name, fields, properties) for name, fields in self._entries("constraints")]
        return tuple(found for found in read if found is not None and found.id not in self.doubtful["constraints"])

    def _constraint(self, name: str, fields: Fields, properties: dict[str, Property]) -> Constraint | None:
        fields.only(("says", "quantity", "times", "having", "never"))
        return self._ratio(name, fields, properties) if "quantity" in fields else self._exclusion(name, fields)

    def _ratio(self, name: str, fields: Fields, properties: dict[str, Property]) -> RatioConstraint | None:
        times = fields.mapping("times", required="Write 'times: {of: PROPERTY, by: 4..5}'.")
        if times is None:
            return None
        times.only(("of", "by"))
        quantity = fields.word("quantity", self.property_ids, section="properties")
        base = times.word("of", self.property_ids, required="Name the other property.", section="properties")
        if quantity not in properties or base not in properties:
            return None
        unit, other = properties[quantity].measure.unit, properties[base].measure.unit
        scale = self.units.factor(other, unit)
        if scale is None:
            what = f"'{quantity}' ({unit or 'no unit'}) is no multiple of '{base}' ({other or 'no unit'})"
            self._inconsistent(fields.place_of("quantity"), what, "Tie properties of one kind.")
            return None
        says = fields.text("says", required="State the rule in a sentence.")
        times.require("by", "Write how many times, such as '4..5'.")
        by = self._spans(times, "by", Measure(Type.COUNT)) if "by" in times else None
        if by is None:
            return None
        if by.high[0] <= 0:
            self._unreadable(times, "by", f"'{times.text('by')}' leaves nothing", "Give factors above zero.")
        if quantity == base:
            self._inconsistent(times.place_of("of"), f"'{quantity}' is tied to itself", "Name another property.")
        return RatioConstraint(name, says, quantity, base, by.times(float(scale), float(scale)), fields.place)

    def _exclusion(self, name: str, fields: Fields) -> ExclusionConstraint | None:
        having, never = self._pair(fields, "having"), self._pair(fields, "never")
        if having is None or never is None:
            return None
        says = fields.text("says", required="State the rule in a sentence.")
        return ExclusionConstraint(name, says, having, never, fields.place)

    def _pair(self, fields: Fields, key: str) -> tuple[str, str] | None:
        pair = fields.mapping(key, required="Write '{PROPERTY: term}'.")
        if pair is None:
            return None
        if len(pair.node.entries) != 1:
            self._unreadable(fields, key, "not one property with one term", "Write '{PROPERTY: term}'.")
            return None
        name = next(iter(pair.node.entries))
        if name not in self.property_ids or name not in self.graphs:
            self._unknown(pair.key_place(name), name, "properties", [p for p in self.property_ids if p in self.graphs])
            return None
        term = pair.scalar(name, pair.get(name))
        return (name, term.text) if term is not None and self._known_term(self.graphs[name], term) else None

    # Diagnostics

    def _unknown(self, place: Place, text: str, dimension: str, known: Collection[str]) -> None:
        report(self.sink, "CB108", place, text=text, dimension=dimension, suggestion=suggestion(text, known))

    def _unreadable(self, fields: Fields, key: str, why: str, way: str) -> None:
        report(self.sink, "CB109", fields.place_of(key), key=key, why=why, way=way)

    def _inconsistent(self, place: Place, what: str, way: str) -> None:
        report(self.sink, "CB118", place, what=f"{heading(what)}.", way=way)


def _is_mapping(node: Node | None) -> bool:
    return isinstance(node, MappingNode)
