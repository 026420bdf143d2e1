"""Reading scopes: the dimensions and moderators that hold of a claim, its own and inherited ones."""

from collections.abc import Iterable, Mapping

from claimbook.capitals import capitalised
from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node, Scalar
from claimbook.records.values import ValueReader
from claimbook.rules import report
from claimbook.vocabulary.values import Value
from claimbook.vocabulary.vocabulary import ARMS, UNSTATED, Signature, Vocabulary

FORM_KEYS = ("when", "changes", "estimate")
Scope = dict[str, Value]


def is_unstated(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text == UNSTATED


def is_given_arm(key: str, node: Node) -> bool:
    """Whether it is an arm with a dose of its own, which only an effect claim has."""
    return key in ARMS and isinstance(node, MappingNode)


class ScopeReader:
    """Reads scopes against a vocabulary; ``keys`` are all that may stand in one."""

    def __init__(self, vocabulary: Vocabulary, values: ValueReader, sink: Sink) -> None:
        self._vocabulary = vocabulary
        self._values = values
        self._sink = sink
        arms = ARMS if vocabulary.arm_dimension else ()
        self.keys = dict.fromkeys((*vocabulary.dimensions, *vocabulary.properties, *arms))
        self._limited = frozenset((*self.keys, *FORM_KEYS))
        self._scopes: dict[tuple[tuple[str, int], ...], Scope] = {}

    def read(
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
        given = {**{key: node for key, node in inherited.items() if not is_given_arm(key, node)}, **entries}
        self._require_subject(fields, given, signature, skip)
        scope: Scope = {}
        for key in signature.known:
            node = given.get(key)
            if node is None or key in skip:
                continue
            value = self._values.of_scope(key, fields, node)
            if value is not None:
                scope[key] = value
            elif is_unstated(node) and key in signature.subject:
                self._refuse_unstated(key, node)
        return scope

    def check_terms(self, fields: Fields) -> None:
        """Report unknown terms and values of inherited keys where they stand."""
        for key, node in fields.node.entries.items():
            if key in self.keys and not is_given_arm(key, node) and not self._vocabulary.doubts.touch((key,)):
                self._values.of_scope(key, fields, node)

    def known(self, keys: Iterable[str], own: Mapping[str, Node], inherited: Mapping[str, Node]) -> Scope | None:
        """The scope of some keys by values that were read before; None when one was not."""
        scope: Scope = {}
        for key in keys:
            value = self._values.known(key, own.get(key) or inherited.get(key))
            if value is None:
                return None
            scope[key] = value
        return scope

    def shared(self, scope: Scope) -> Scope:
        """The one scope of these very values: equal ones may be written differently and are not the same."""
        return self._scopes.setdefault(tuple((key, id(value)) for key, value in scope.items()), scope)

    def _refuse_unstated(self, key: str, node: Node) -> None:
        way = "Only a comparator may be unstated; write 'any' for what is not limited."
        report(self._sink, "CB108", node.place, text=UNSTATED, dimension=key, suggestion=way)

    def _refuse_foreign(self, fields: Fields, known: tuple[str, ...], what: str, skip: tuple[str, ...]) -> None:
        """Refuse dimensions and parts that another form or property knows, but this one does not."""
        for key in fields.node.entries:
            if key in self._limited and key not in known and key not in skip:
                listed = ", ".join(known) or "nothing more"
                report(self._sink, "CB113", fields.key_place(key), what=capitalised(what), key=key, known=listed)

    def _require_subject(
        self, fields: Fields, given: Mapping[str, Node], signature: Signature, skip: tuple[str, ...]
    ) -> None:
        for key in signature.subject:
            if key not in given and key not in skip:
                report(self._sink, "CB114", fields.place, what=fields.heading, dimension=key)
