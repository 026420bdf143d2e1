"""Reading what a claim asserts: its form, with the arms, value or moderator that go with it, and its scope."""

from collections.abc import Mapping
from typing import NamedTuple

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node
from claimbook.reading.spelling import suggestion
from claimbook.records.arms import ArmReader
from claimbook.records.claims import Assertion, Change, Effect, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.records.estimates import read_estimate
from claimbook.records.patterns import Inherited, Pattern, mentioned, pattern_of
from claimbook.records.scopes import FORM_KEYS, Scope, ScopeReader
from claimbook.records.values import ValueReader
from claimbook.records.when import read_when
from claimbook.rules import report
from claimbook.vocabulary.modes import instead_of_bound
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import ARMS, BOUNDS, Property, Signature, Vocabulary

Read = tuple[Assertion, Scope]


class _Known(NamedTuple):
    """What claims of one pattern assert, and the keys that make up their scope."""

    assertion: Assertion
    scope: tuple[str, ...]


class AssertionReader:
    """Reads the typed part of claims against a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, sink: Sink) -> None:
        self.vocabulary = vocabulary
        self.sink = sink
        self.values = ValueReader(vocabulary, sink)
        self.scopes = ScopeReader(vocabulary, self.values, sink)
        self.arms = ArmReader(vocabulary, self.values, sink)
        self._free_keys = frozenset(self.scopes.keys) - {*ARMS}
        self._known: dict[tuple[Pattern, Pattern], _Known] = {}

    def inherited(self, nodes: Mapping[str, Node]) -> Inherited:
        """What claims inherit."""
        return Inherited(nodes, pattern_of(nodes, self._free_keys))

    def sets_aside(self, fields: Fields, inherited: Inherited) -> bool:
        """Whether the claim rests on something that the vocabulary leaves in doubt."""
        doubts = self.vocabulary.doubts
        return bool(doubts) and doubts.touch(mentioned({**inherited.nodes, **fields.node.entries}))

    def read(self, fields: Fields, inherited: Inherited) -> Read:
        """The assertion and the resolved scope of one claim.

        Claims that differ in nothing but the values of their scope assert the same: what they
        assert is read once, and each value of a scope too.
        """
        own = fields.node.entries
        pattern = pattern_of(own, self._free_keys), inherited.pattern
        known = self._known.get(pattern)
        scope = self.scopes.known(known.scope, own, inherited.nodes) if known is not None else None
        if known is not None and scope is not None:
            return known.assertion, self.scopes.shared(scope)
        before = len(self.sink)
        assertion, scope = self._assertion(fields, inherited.nodes)
        if len(self.sink) == before:
            self._known[pattern] = _Known(assertion, tuple(scope))
        return assertion, self.scopes.shared(scope)

    def _assertion(self, fields: Fields, inherited: Mapping[str, Node]) -> Read:
        forms = self._forms(fields)
        if len(forms) > 1:
            found = " and ".join(f"'{form}'" for form in forms)
            way = "Split it into one claim for each, under the same passage."
            report(self.sink, "CB112", fields.key_place(forms[1]), found=found, way=way)
            return None, {}
        if not forms:
            return self._statement(fields, inherited)
        if forms[0] == "effect":
            return self._effect(fields, inherited)
        if forms[0] == "moderator":
            return self._moderation(fields, inherited)
        return self._value(fields, inherited, self.vocabulary.properties[forms[0]])

    def _forms(self, fields: Fields) -> list[str]:
        """The keys that make a form of a claim."""
        values = (
            key
            for key, node in fields.node.entries.items()
            if key in self.vocabulary.properties and isinstance(node, MappingNode)
        )
        return [*(key for key in ("effect", "moderator") if key in fields), *values]

    def _statement(self, fields: Fields, inherited: Mapping[str, Node]) -> Read:
        for key in FORM_KEYS:
            if key in fields:
                report(self.sink, "CB112", fields.key_place(key), found=f"'{key}' but no form to go with it",
                       way="Add 'effect' or 'moderator', or leave it out.")  # fmt: skip
        anything = Signature((), tuple(self.scopes.keys))
        return None, self.scopes.read(fields, inherited, anything, "a statement", FORM_KEYS)

    def _effect(self, fields: Fields, inherited: Mapping[str, Node]) -> Read:
        effect = fields.word("effect", [e.value for e in Effect])
        one, other = (self.arms.read(role, fields, inherited) for role in ARMS)
        section = fields.mapping("estimate")
        estimate = read_estimate(section, self.vocabulary.measures) if section is not None else None
        known = self.vocabulary.effect
        scope = self.scopes.read(fields, inherited, known, "an effect claim", ("estimate",), skip=ARMS)
        self.arms.refuse_twice(fields, inherited)
        if one is None or other is None or not effect:
            return None, scope
        self.arms.refuse_pointless(one, other, fields)
        # What an arm says of itself stands for what the claim would inherit.
        named = self.arms.named(fields, inherited)
        left = {key: value for key, value in scope.items() if key not in named}
        return EffectAssertion(one, other, Effect(effect), estimate), left

    def _moderation(self, fields: Fields, inherited: Mapping[str, Node]) -> Read:
        known = (*self.vocabulary.dimensions, *self.vocabulary.properties)
        moderator = fields.word("moderator", known)
        changes = fields.word("changes", [c.value for c in Change], required="Say how the effect changes.")
        when = read_when(fields, moderator, self.vocabulary, self.values)
        own = ("when", "changes")
        scope = self.scopes.read(fields, inherited, self.vocabulary.moderation, "a moderation claim", own)
        if not moderator or not changes or when is None:
            return None, scope
        return ModerationAssertion(moderator, when, Change(changes)), scope

    def _value(self, fields: Fields, inherited: Mapping[str, Node], prop: Property) -> Read:
        pair = fields.mapping(prop.id)
        assert pair is not None
        scope = self.scopes.read(fields, inherited, prop.signature, f"the property '{prop.id}'", skip=(prop.id,))
        mode = self._mode(pair, prop)
        if not mode:
            return None, scope
        value = self.values.of_property(prop, pair.scalar(mode, pair.get(mode)), comparisons=True)
        return (ValueAssertion(prop.id, mode, value) if value is not None else None), scope

    def _mode(self, pair: Fields, prop: Property) -> str:
        """The one mode of a property; '' (and a diagnostic) when there are several, or none that it knows."""
        modes = list(pair.node.entries)
        if len(modes) != 1:
            way = "Give one 'MODE: value' pair, and a claim for each; decimals are written with a point."
            report(self.sink, "CB112", pair.place, found=f"{len(modes)} modes under '{prop.id}'", way=way)
        elif modes[0] not in prop.modes:
            way = self._other_mode(modes[0], prop)
            report(self.sink, "CB115", pair.key_place(modes[0]), key=prop.id, text=modes[0], suggestion=way)
        else:
            return modes[0]
        return ""

    def _other_mode(self, word: str, prop: Property) -> str:
        mode = self.vocabulary.modes.get(word)
        if mode in BOUNDS and prop.type is Type.SESSION_TIME:
            return instead_of_bound(mode)
        return suggestion(word, prop.modes)
