"""Reading what a claim asserts: its form, its arms or value, and its scope."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields, heading
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node, Scalar, Sequence
from claimbook.reading.spelling import suggestion
from claimbook.records.claims import (
    Arm,
    Assertion,
    Change,
    Effect,
    EffectAssertion,
    Estimate,
    ModerationAssertion,
    ValueAssertion,
)
from claimbook.records.estimates import read_estimate
from claimbook.rules import report
from claimbook.vocabulary.values import (
    BadValueError,
    Comparison,
    Extent,
    Identifier,
    Measure,
    Term,
    Type,
    Value,
    parse_extent,
)
from claimbook.vocabulary.vocabulary import ARMS, AS_OF, UNSTATED, Property, Signature, Vocabulary

MORE, EARLIER, HIGHER = ORDERED = ("more", "earlier", "higher")
_FORM_KEYS = ("when", "changes", "estimate")
_COMPARISON = re.compile(r"(?P<word>above|below)\s+(?P<property>\S+)\s+of\s+(?P<term>.+)")
# The words for the order of each type of property, the first standing for all.
ORDERS: Mapping[Type, tuple[str, ...]] = {
    Type.QUANTITY: (HIGHER, MORE),
    Type.COUNT: (MORE, HIGHER),
    Type.PROPORTION: (HIGHER, MORE),
    Type.DATE: (EARLIER,),
    Type.SESSION_TIME: (EARLIER,),
}
# What a claim says of itself that has no bearing on its assertion and scope.
_APART = frozenset(("id", "says", "note", "reach", "wording", "study", "reports", "superseded_by", "said_by"))
Scope = dict[str, Value]
Pattern = tuple[Hashable, ...]


class Inherited(NamedTuple):
    """What the claims of a passage inherit, by key, and its pattern."""

    nodes: Mapping[str, Node]
    pattern: Pattern


class _Known(NamedTuple):
    """What claims of one pattern assert, and the keys that make up their scope."""

    assertion: Assertion
    scope: tuple[str, ...]


def _written(node: Node) -> Hashable:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ("", *map(_written, node.items))
    return tuple((key, _written(value)) for key, value in node.entries.items())


def _mentioned(entries: Mapping[str, Node]) -> Iterator[str]:
    """Every name that the typed part of a claim mentions: its form, keys, modes, terms."""
    if "moderator" in entries:
        yield "moderation"
    for key, node in entries.items():
        if key not in _APART:
            yield key
            yield from _words(node)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, MappingNode):
        yield from _mentioned(node.entries)


class AssertionReader:
    """Reads the typed part of claims against a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, sink: Sink) -> None:
        self.vocabulary = vocabulary
        self.sink = sink
        arms = ARMS if vocabulary.arm_dimension else ()
        self.scope_keys = dict.fromkeys((*vocabulary.dimensions, *vocabulary.properties, *arms))
        self._limited_keys = frozenset((*self.scope_keys, *_FORM_KEYS))
        self._free_keys = frozenset(self.scope_keys) - {*ARMS}
        self._known: dict[tuple[Pattern, Pattern], _Known] = {}
        self._scopes: dict[tuple[tuple[str, int], ...], Scope] = {}
        self._values: dict[tuple[str, str], Value] = {}
        self._extents: dict[tuple[str, str], Extent] = {}

    def inherited(self, nodes: Mapping[str, Node]) -> Inherited:
        """What claims inherit."""
        return Inherited(nodes, self._pattern(nodes))

    def sets_aside(self, fields: Fields, inherited: Inherited) -> bool:
        """Whether the claim rests on something that the vocabulary leaves in doubt."""
        doubts = self.vocabulary.doubts
        return bool(doubts) and doubts.touch(_mentioned({**inherited.nodes, **fields.node.entries}))

    def read(self, fields: Fields, inherited: Inherited) -> tuple[Assertion, Scope]:
        """The assertion and the resolved scope of one claim.

        Claims that differ in nothing but the values of their scope assert the same: what they
        assert is read once, and each value of a scope too.
        """
        pattern = self._pattern(fields.node.entries), inherited.pattern
        known = self._known.get(pattern)
        scope = self._resolved(known.scope, fields, inherited) if known is not None else None
        if known is not None and scope is not None:
            return known.assertion, self._shared(scope)
        before = len(self.sink)
        assertion, scope = self._assertion(fields, inherited.nodes)
        if len(self.sink) == before:
            self._known[pattern] = _Known(assertion, tuple(scope))
        return assertion, self._shared(scope)

    def _pattern(self, entries: Mapping[str, Node]) -> Pattern:
        """Keys with what is written after them, but of plain values of a scope only the key."""
        found: list[Hashable] = []
        for key, node in entries.items():
            if key in self._free_keys and isinstance(node, Scalar) and node.text != UNSTATED:
                found.append(key)
            elif key not in _APART:
                found.append((key, _written(node)))
        return tuple(found)

    def _resolved(self, keys: tuple[str, ...], fields: Fields, inherited: Inherited) -> Scope | None:
        """The scope by values that were read before; None when one was not."""
        scope: Scope = {}
        for key in keys:
            node = fields.node.entries.get(key) or inherited.nodes.get(key)
            value = self._values.get((key, node.text)) if isinstance(node, Scalar) else None
            if value is None:
                return None
            scope[key] = value
        return scope

    def _shared(self, scope: Scope) -> Scope:
        """The one scope of these very values: equal ones may be written differently and are not the same."""
        return self._scopes.setdefault(tuple((key, id(value)) for key, value in scope.items()), scope)

    def _assertion(self, fields: Fields, inherited: Mapping[str, Node]) -> tuple[Assertion, Scope]:
        values = self._value_keys(fields)
        forms = [
            *(["effect"] if "effect" in fields else []),
            *(["moderator"] if "moderator" in fields else []),
            *values,
        ]
        if len(forms) > 1:
            report(
                self.sink,
                "CB112",
                fields.key_place(forms[1]),
                found=" and ".join(f"'{f}'" for f in forms),
                way="Split it into one claim for each, under the same passage.",
            )
            return None, {}
        if not forms:
            return self._statement(fields, inherited)
        if forms[0] == "effect":
            return self._effect(fields, inherited)
        if forms[0] == "moderator":
            return self._moderation(fields, inherited)
        return self._value(fields, inherited, self.vocabulary.properties[forms[0]])

    def check_terms(self, fields: Fields) -> None:
        """Report unknown terms and values of inherited keys where they stand."""
        for key, node in fields.node.entries.items():
            if key in self.scope_keys and not _is_given_arm(key, node) and not self.vocabulary.doubts.touch((key,)):
                self._scope_value(key, fields, node)

    def _value_keys(self, fields: Fields) -> list[str]:
        return [
            key
            for key, node in fields.node.entries.items()
            if key in self.vocabulary.properties and isinstance(node, MappingNode)
        ]

    # Forms

    def _statement(self, fields: Fields, inherited: Mapping[str, Node]) -> tuple[Assertion, Scope]:
        for key in _FORM_KEYS:
            if key in fields:
                report(
                    self.sink,
                    "CB112",
                    fields.key_place(key),
                    found=f"'{key}' but no form to go with it",
                    way="Add 'effect' or 'moderator', or leave it out.",
                )
        return None, self._scope(fields, inherited, Signature((), tuple(self.scope_keys)), "a statement", _FORM_KEYS)

    def _effect(self, fields: Fields, inherited: Mapping[str, Node]) -> tuple[Assertion, Scope]:
        effect = fields.word("effect", [e.value for e in Effect])
        signature = self.vocabulary.effect
        arms = [self._arm(role, fields, inherited) for role in ARMS]
        estimate = self._estimate(fields)
        scope = self._scope(fields, inherited, signature, "an effect claim", ("estimate",), skip=ARMS)
        self._refuse_twice(fields, inherited)
        if arms[0] is None or arms[1] is None or not effect:
            return None, scope
        # What an arm says of itself stands for what the claim would inherit.
        scope = {
            key: value for key, value in scope.items() if not any(arm is not None and key in arm.given for arm in arms)
        }
        if arms[0].term is None:
            report(
                self.sink,
                "CB108",
                fields.place_of("intervention"),
                text=UNSTATED,
                dimension="intervention",
                suggestion="Only a comparator may be unstated.",
            )
        elif arms[0] == arms[1]:
            report(
                self.sink,
                "CB112",
                fields.place_of("comparator"),
                found="the same intervention and comparator, so it compares a thing with itself",
                way="Say what it is compared with, or give each arm its own dose or timing.",
            )
        return EffectAssertion(arms[0], arms[1], Effect(effect), estimate), scope

    def _refuse_twice(self, fields: Fields, inherited: Mapping[str, Node]) -> None:
        """Refuse what a claim says of itself and of one of its arms too; an arm may well differ from a default."""
        own = [key for key in self.vocabulary.effect.moderators if key in fields and not _is_unstated(fields.get(key))]
        for role in ARMS:
            arm = fields.get(role) or inherited.get(role)
            for key in own:
                if isinstance(arm, MappingNode) and key in arm.entries:
                    way = f"Give it to the arms alone: to each its own '{key}'."
                    report(self.sink, "CB112", fields.key_place(key), found=f"a '{key}' and another in its {role}",
                           way=way)  # fmt: skip

    def _moderation(self, fields: Fields, inherited: Mapping[str, Node]) -> tuple[Assertion, Scope]:
        known = (*self.vocabulary.dimensions, *self.vocabulary.properties)
        moderator = fields.word("moderator", known)
        changes = fields.word("changes", [c.value for c in Change], required="Say how the effect changes.")
        when = self._when(fields, moderator)
        scope = self._scope(fields, inherited, self.vocabulary.moderation, "a moderation claim", ("when", "changes"))
        if not moderator or not changes or when is None:
            return None, scope
        return ModerationAssertion(moderator, when, Change(changes)), scope

    def _when(self, fields: Fields, moderator: str) -> Value | str | None:
        text = fields.text("when", required="Say under which value of the moderator.")
        if not text or not moderator:
            return None
        if text in ORDERED:
            return self._in_order(text, moderator, fields)
        if text == UNSTATED:
            way = f"Name a value of '{moderator}', or one of {', '.join(ORDERED)}."
            report(self.sink, "CB109", fields.place_of("when"), key="when", why=f"'{UNSTATED}' says nothing", way=way)
        return self._scope_value(moderator, fields, fields.get("when"))

    def _in_order(self, word: str, moderator: str, fields: Fields) -> str | None:
        """``more`` of a count and ``higher`` of any other number, one word for each, so that claims meet."""
        prop = self.vocabulary.properties.get(moderator)
        allowed = ORDERS.get(prop.type, ()) if prop is not None else ()
        if word in allowed:
            return allowed[0]
        why = f"'{moderator}' is not ordered that way"
        words = f"'{allowed[0]}' or a value" if allowed else "a value"
        report(self.sink, "CB109", fields.place_of("when"), key="when", why=why, way=f"Write {words} of '{moderator}'.")
        return None

    def _value(self, fields: Fields, inherited: Mapping[str, Node], prop: Property) -> tuple[Assertion, Scope]:
        pair = fields.mapping(prop.id)
        assert pair is not None
        scope = self._scope(fields, inherited, prop.signature, f"the property '{prop.id}'", skip=(prop.id,))
        if len(pair.node.entries) != 1:
            report(
                self.sink,
                "CB112",
                pair.place,
                found=f"{len(pair.node.entries)} modes under '{prop.id}'",
                way="Give one 'MODE: value' pair, and a claim for each.",
            )
            return None, scope
        mode, node = next(iter(pair.node.entries.items()))
        if mode not in prop.modes:
            report(
                self.sink,
                "CB115",
                pair.key_place(mode),
                key=prop.id,
                text=mode,
                suggestion=suggestion(mode, prop.modes),
            )
            return None, scope
        value = self._property_value(prop, fields.scalar(mode, node), comparisons=True)
        return (ValueAssertion(prop.id, mode, value) if value is not None else None), scope

    # Arms and estimates

    def _arm(self, role: str, fields: Fields, inherited: Mapping[str, Node]) -> Arm | None:
        node = fields.get(role) or inherited.get(role)
        if node is None or not self.vocabulary.arm_dimension:
            report(self.sink, "CB114", fields.place, what=fields.heading, dimension=role)
            return None
        if isinstance(node, MappingNode):
            return self._given_arm(Fields(node, f"'{role}' of {fields.what}", self.sink))
        text = fields.scalar(role, node)
        if text is None or text.text == UNSTATED:
            return Arm(None) if text is not None else None
        term = self._term(self.vocabulary.arm_dimension, text)
        return Arm(term.id) if term is not None else None

    def _given_arm(self, fields: Fields) -> Arm | None:
        """An arm with its own dose or timing: ``{drink: coffee, dose: 80 mg}``."""
        name = self.vocabulary.arm_dimension
        moderators = self.vocabulary.effect.moderators
        fields.only((name, *moderators))
        if not fields.require(name, f"Name the {name}."):
            return None
        text = fields.scalar(name, fields.get(name))
        term = self._term(name, text) if text is not None else None
        given = {key: self._scope_value(key, fields, fields.get(key)) for key in moderators if key in fields}
        return Arm(term.id, {k: value for k, value in given.items() if value is not None}) if term is not None else None

    def _estimate(self, fields: Fields) -> Estimate | None:
        section = fields.mapping("estimate")
        return read_estimate(section, self.vocabulary.measures) if section is not None else None

    # Scope

    def _scope(
        self,
        fields: Fields,
        inherited: Mapping[str, Node],
        signature: Signature,
        what: str,
        parts: tuple[str, ...] = (),
        skip: tuple[str, ...] = (),
    ) -> Scope:
        """The scope of a claim of one form; ``parts`` are the form's own keys, ``skip`` is read elsewhere."""
        self._refuse_foreign(fields, (*signature.known, *parts), what, skip)
        entries = fields.node.entries
        given = {**{key: node for key, node in inherited.items() if not _is_given_arm(key, node)}, **entries}
        self._require_subject(fields, given, signature, skip)
        scope: Scope = {}
        for key in signature.known:
            node = given.get(key)
            if node is None or key in skip:
                continue
            if isinstance(node, Scalar) and node.text == UNSTATED:
                self._refuse_unstated(key, node, signature)
                continue
            value = self._scope_value(key, fields, node)
            if value is not None:
                scope[key] = value
        return scope

    def _refuse_unstated(self, key: str, node: Scalar, signature: Signature) -> None:
        if key in signature.subject:
            report(
                self.sink,
                "CB108",
                node.place,
                text=UNSTATED,
                dimension=key,
                suggestion="Only a comparator may be unstated; write 'any' for what is not limited.",
            )

    def _refuse_foreign(self, fields: Fields, known: tuple[str, ...], what: str, skip: tuple[str, ...]) -> None:
        """Refuse dimensions and parts that another form or property knows, but this one does not."""
        for key in fields.node.entries:
            if key in self._limited_keys and key not in known and key not in skip:
                listed = ", ".join(known) or "nothing more"
                report(self.sink, "CB113", fields.key_place(key), what=heading(what), key=key, known=listed)

    def _require_subject(
        self, fields: Fields, given: Mapping[str, Node], signature: Signature, skip: tuple[str, ...]
    ) -> None:
        for key in signature.subject:
            if key not in given and key not in skip:
                report(self.sink, "CB114", fields.place, what=fields.heading, dimension=key)

    def _scope_value(self, key: str, fields: Fields, node: Node | None) -> Value | None:
        """The value of a dimension or moderator; None when unstated or (with a diagnostic) unreadable."""
        text = fields.scalar(key, node)
        if text is None or text.text == UNSTATED:
            return None
        found = self._values.get((key, text.text))
        if found is None:
            found = self._fresh_value(key, text)
            if found is not None:
                self._values[key, text.text] = found
        return found

    def _fresh_value(self, key: str, text: Scalar) -> Value | None:
        if self.vocabulary.is_dimension(key):
            return self._term(self.vocabulary.graph_of(key).name, text)
        if key == AS_OF:
            return self._extent(key, text, Measure(Type.DATE))
        return self._property_value(self.vocabulary.properties[key], text)

    def _term(self, graph_name: str, text: Scalar) -> Term | None:
        graph = self.vocabulary.graphs[graph_name]
        found = graph.resolve(text.text)
        if found is None:
            report(
                self.sink,
                "CB108",
                text.place,
                text=text.text,
                dimension=graph_name,
                suggestion=suggestion(text.text, graph.spellings()),
            )
            return None
        return Term(graph_name, found)

    # Values of properties

    def _property_value(self, prop: Property, text: Scalar | None, comparisons: bool = False) -> Value | None:
        if text is None:
            return None
        if prop.type is Type.CATEGORY:
            return self._term(prop.id, text)
        if prop.type is Type.IDENTIFIER:
            return Identifier(" ".join(text.text.split()))
        match = _COMPARISON.match(text.text) if comparisons else None
        if match is not None and match["property"] == prop.id:
            return self._comparison(prop, text, match["word"] == "above", match["term"])
        return self._extent(prop.id, text, prop.measure)

    def _extent(self, key: str, text: Scalar, measure: Measure) -> Extent | None:
        try:
            found = self._extents.get((key, text.text))
            if found is None:
                found = self._extents[key, text.text] = parse_extent(text.text, measure, self.vocabulary.units)
            return found
        except BadValueError as error:
            report(self.sink, "CB109", text.place, key=key, why=str(error), way=error.way)
            return None

    def _comparison(self, prop: Property, text: Scalar, above: bool, term: str) -> Comparison | None:
        """``above dose of anxiety-disorders``: against the same property on another subject."""
        subject = [dimension for dimension in prop.signature.subject if self.vocabulary.is_dimension(dimension)]
        graphs = {dimension: self.vocabulary.graph_of(dimension) for dimension in subject}
        for dimension, graph in graphs.items():
            found = graph.resolve(term)
            if found is not None:
                return Comparison(above, prop.id, dimension, found, text.text)
        known = [spelling for graph in graphs.values() for spelling in graph.spellings()]
        names = "' or '".join(graphs)
        report(self.sink, "CB108", text.place, text=term, dimension=names, suggestion=suggestion(term, known))
        return None


def _is_unstated(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text == UNSTATED


def _is_given_arm(key: str, node: Node) -> bool:
    """Whether it is an arm with a dose of its own, which only an effect claim has."""
    return key in ARMS and isinstance(node, MappingNode)
