"""Reading ``claims/vocabulary.yml`` into a Vocabulary."""

import re
from collections.abc import Iterable
from fractions import Fraction

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Node, Scalar
from claimbook.reading.spelling import suggestion
from claimbook.rules import report
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.terms import ANY, Graph, TermEntry
from claimbook.vocabulary.units import Units
from claimbook.vocabulary.values import BadValue, Measure, Type, parse_extent
from claimbook.vocabulary.vocabulary import (
    ARMS,
    AS_OF,
    TIME_POINT,
    UNSTATED,
    Constraint,
    ExclusionConstraint,
    Mode,
    Property,
    RatioConstraint,
    Scale,
    Signature,
    Vocabulary,
)

KEYS = ("title", "main", "arms", "units", "dimensions", "modes", "forms", "properties", "measures", "constraints")
TERM_KEYS = ("label", "aliases", "broader", "narrower", "ids", "note", "family", "benefit")
DIMENSION_KEYS = ("label", "siblings", "terms", "note")
PROPERTY_KEYS = ("label", "type", "unit", "tolerance", "immediately", "ranges", "subject", "moderators", "id_from", "question",
                 "modes", "time_varying", "siblings", "terms", "note")  # fmt: skip
_SLOT = re.compile(r"\{([^{}]*)\}")
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
        self.property_ids: tuple[str, ...] = ()
        self.modes: dict[str, Mode] = {}

    def read(self) -> Vocabulary:
        self.top.only(KEYS)
        self.units = self._units()
        self._read_dimensions()
        self.modes = self._modes()
        self.property_ids = tuple(key for key, _ in self._entries("properties"))
        properties = {p.id: p for p in (self._property(key, f) for key, f in self._entries("properties"))}
        main, arms, controls = self._arms()
        effect, moderation = self._forms()
        return Vocabulary(
            title=self.top.text("title", required="Say what the knowledge base is about."),
            main=main,
            arm_dimension=arms,
            controls=controls,
            graphs=self.graphs,
            dimensions=self.dimensions,
            properties=properties,
            modes=self.modes,
            effect=effect,
            moderation=moderation,
            measures=self._measures(),
            constraints=tuple(self._constraints(properties)),
            units=self.units,
        )

    def _entries(self, key: str) -> Iterable[tuple[str, Fields]]:
        section = self.top.mapping(key)
        for name in section.node.entries if section is not None else ():
            assert section is not None
            found = section.mapping(name)
            if found is not None:
                found.what = f"{key} '{name}'"
                yield name, found

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
        words = {key: section.word(key, [m.value for m in Mode]) for key in section.node.entries}
        return {word: Mode(mode) for word, mode in words.items() if mode}

    def _measures(self) -> dict[str, Scale]:
        found = {}
        for name, fields in self._entries("measures"):
            fields.only(("label", "scale"))
            found[name] = Scale(fields.word("scale", [s.value for s in Scale], default=Scale.LINEAR))
        return found

    # Dimensions

    def _read_dimensions(self) -> None:
        for name, fields in self._entries("dimensions"):
            fields.only(DIMENSION_KEYS)
            self._graph(name, fields)
        self.dimensions = tuple(self.graphs)

    def _graph(self, name: str, fields: Fields) -> None:
        if name in self.graphs:
            self._inconsistent(fields.place, f"'{name}' names two graphs of terms", "Rename one of them.")
        disjoint = fields.word("siblings", SIBLINGS, default="disjoint") == "disjoint"
        section = fields.mapping("terms", required="List the terms.")
        entries = []
        for term in section.node.entries if section is not None else ():
            assert section is not None
            found = section.mapping(term)
            if found is not None:
                entries.append(self._term(term, found))
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
                    report(self.sink, "CB108", section.place_of(entry.id), text=parent, dimension=graph.name,
                           suggestion=suggestion(parent, graph.entries))  # fmt: skip
            if entry.id in (ANY, UNSTATED):
                self._inconsistent(section.key_place(entry.id), f"'{entry.id}' has a meaning of its own", "Use another id.")
        for term in graph.cyclic():
            if all(parent in graph.entries for parent in graph.entries[term].broader):
                self._inconsistent(section.key_place(term), f"'{term}' is broader than itself, by way of its broader terms", "Break the circle.")
        self._check_spellings(graph, section)

    def _check_spellings(self, graph: Graph, section: Fields) -> None:
        seen: dict[str, str] = {}
        for entry in graph.entries.values():
            for spelling in {entry.id.casefold(), *(alias.casefold() for alias in entry.aliases)}:
                other = seen.setdefault(spelling, entry.id)
                if other != entry.id:
                    self._inconsistent(section.key_place(entry.id), f"'{spelling}' stands for both '{other}' and '{entry.id}'", "Keep the spelling with one term.")

    # Properties and forms

    def _property(self, name: str, fields: Fields) -> Property:
        fields.only(PROPERTY_KEYS)
        type_ = Type(fields.word("type", [t.value for t in Type], default=Type.IDENTIFIER, required="Say what kind of value it has."))
        if type_ is Type.CATEGORY:
            self._graph(name, fields)
        signature = self._signature(fields)
        if fields.word("time_varying", ("yes", "no"), default="no") == "yes":
            extra = tuple(m for m in (TIME_POINT, AS_OF) if m not in signature.known and (m == AS_OF or m in self.dimensions))
            signature = Signature(signature.subject, (*signature.moderators, *extra), signature.id_from, signature.question)
        allowed = tuple(s.text for s in fields.texts("modes") if self._known_mode(s)) or tuple(self.modes)
        return Property(name, fields.text("label") or name, self._measure(type_, fields), signature, allowed, fields.text("note"))

    def _known_mode(self, word: Scalar) -> bool:
        if word.text in self.modes:
            return True
        report(self.sink, "CB115", word.place, key="modes", text=word.text, suggestion=suggestion(word.text, self.modes))
        return False

    def _measure(self, type_: Type, fields: Fields) -> Measure:
        unit = fields.text("unit", required="Name the unit." if type_ is Type.QUANTITY else "")
        if unit and self.units.resolve(unit) is None:
            report(self.sink, "CB109", fields.place_of("unit"), key="unit", why=f"'{unit}' is not a known unit",
                   way=suggestion(unit, self.units.known()))  # fmt: skip
            unit = ""
        tolerance = self._number(fields, "tolerance", Measure(Type.PROPORTION))
        immediately = self._number(fields, "immediately", Measure(Type.QUANTITY, "min"))
        bare = Measure(type_, unit, Fraction(tolerance), Fraction(immediately))
        section = fields.mapping("ranges")
        ranges = {key: self._spans(section, key, bare) for key in section.node.entries} if section is not None else {}
        return Measure(type_, unit, bare.tolerance, bare.immediately, ranges)

    def _number(self, fields: Fields, key: str, measure: Measure) -> float:
        spans = self._spans(fields, key, measure) if key in fields else Spans(())
        return spans.high[0] if spans.intervals else 0.0

    def _spans(self, fields: Fields, key: str, measure: Measure) -> Spans:
        try:
            return parse_extent(fields.text(key), measure, self.units).spans
        except BadValue as error:
            report(self.sink, "CB109", fields.place_of(key), key=key, why=str(error), way=error.way)
            return Spans(())

    def _signature(self, fields: Fields) -> Signature:
        subject = self._names(fields, "subject")
        moderators = self._names(fields, "moderators")
        id_from = tuple(s.text for s in fields.texts("id_from") if s.text in subject) or subject
        return Signature(subject, moderators, id_from, self._template(fields, (*subject, "moderator")))

    def _template(self, fields: Fields, names: tuple[str, ...]) -> str:
        """A question with ``{dimension}`` in it."""
        text = fields.text("question")
        for name in _SLOT.findall(text):
            if name not in names:
                report(self.sink, "CB108", fields.place_of("question"), text=name, dimension="subject", suggestion=suggestion(name, names))
                return ""
        return text

    def _names(self, fields: Fields, key: str) -> tuple[str, ...]:
        known = (*self.dimensions, *self.property_ids, *ARMS)
        found = []
        for name in fields.texts(key):
            if name.text in known:
                found.append(name.text)
            else:
                report(self.sink, "CB108", name.place, text=name.text, dimension=key, suggestion=suggestion(name.text, known))
        return tuple(found)

    def _arms(self) -> tuple[str, str, tuple[str, ...]]:
        fields = self.top.mapping("arms")
        if fields is None:
            return "", "", ()
        fields.only(("dimension", "controls"))
        dimension = fields.word("dimension", self.dimensions, required="Name the dimension that arms are terms of.")
        if not dimension:
            return "", "", ()
        graph = self.graphs[dimension]
        controls = tuple(s.text for s in fields.texts("controls") if self._known_term(graph, s))
        main = self.top.word("main", tuple(graph.entries))
        return main, dimension, controls

    def _known_term(self, graph: Graph, text: Scalar) -> bool:
        if text.text in graph.entries:
            return True
        report(self.sink, "CB108", text.place, text=text.text, dimension=graph.name, suggestion=suggestion(text.text, graph.entries))
        return False

    def _forms(self) -> tuple[Signature, Signature]:
        section = self.top.mapping("forms")
        if section is None:
            return Signature(), Signature()
        section.only(("effect", "moderation"))
        effect, moderation = section.mapping("effect"), section.mapping("moderation")
        return (
            self._signature(effect) if effect is not None else Signature(),
            self._signature(moderation) if moderation is not None else Signature(),
        )

    # Constraints

    def _constraints(self, properties: dict[str, Property]) -> Iterable[Constraint]:
        for name, fields in self._entries("constraints"):
            fields.only(("says", "quantity", "times", "having", "never"))
            found = self._ratio(name, fields, properties) if "quantity" in fields else self._exclusion(name, fields)
            if found is not None:
                yield found

    def _ratio(self, name: str, fields: Fields, properties: dict[str, Property]) -> RatioConstraint | None:
        times = fields.mapping("times", required="Write 'times: {of: PROPERTY, by: 4..5}'.")
        if times is None:
            return None
        times.only(("of", "by"))
        quantity, base = fields.word("quantity", self.property_ids), times.word("of", self.property_ids, required="Name the other property.")
        if not quantity or not base:
            return None
        unit, other = properties[quantity].measure.unit, properties[base].measure.unit
        scale = self.units.factor(other, unit)
        if scale is None:
            self._inconsistent(fields.place_of("quantity"), f"'{quantity}' ({unit}) is no multiple of '{base}' ({other})", "Tie properties of one kind.")
            return None
        by = self._spans(times, "by", Measure(Type.COUNT))
        return RatioConstraint(name, fields.text("says", required="State the rule in a sentence."), quantity, base, by.times(float(scale), float(scale)), fields.place)

    def _exclusion(self, name: str, fields: Fields) -> ExclusionConstraint | None:
        having, never = self._pair(fields, "having"), self._pair(fields, "never")
        if having is None or never is None:
            return None
        return ExclusionConstraint(name, fields.text("says", required="State the rule in a sentence."), having, never, fields.place)

    def _pair(self, fields: Fields, key: str) -> tuple[str, str] | None:
        pair = fields.mapping(key, required="Write '{PROPERTY: term}'.")
        if pair is None:
            return None
        for name in pair.node.entries:
            term = pair.scalar(name, pair.get(name))
            if name in self.graphs and term is not None and self._known_term(self.graphs[name], term):
                return name, term.text
            if name not in self.graphs:
                report(self.sink, "CB108", pair.key_place(name), text=name, dimension="properties", suggestion=suggestion(name, self.property_ids))
        return None

    def _inconsistent(self, place: Place, what: str, way: str) -> None:
        report(self.sink, "CB118", place, what=what[:1].upper() + what[1:] + ".", way=way)
