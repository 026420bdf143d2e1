"""Reading the two arms of a comparison."""

from collections.abc import Mapping

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node
from claimbook.records.claims import Arm
from claimbook.records.scopes import is_unstated
from claimbook.records.values import ValueReader
from claimbook.rules import report
from claimbook.vocabulary.vocabulary import ARMS, UNSTATED, Vocabulary


class ArmReader:
    """Reads arms against a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, values: ValueReader, sink: Sink) -> None:
        self._vocabulary = vocabulary
        self._values = values
        self._sink = sink

    def read(self, role: str, fields: Fields, inherited: Mapping[str, Node]) -> Arm | None:
        node = fields.get(role) or inherited.get(role)
        if node is None or not self._vocabulary.arm_dimension:
            report(self._sink, "CB114", fields.place, what=fields.heading, dimension=role)
            return None
        if isinstance(node, MappingNode):
            return self._given_arm(Fields(node, f"'{role}' of {fields.what}", self._sink))
        text = fields.scalar(role, node)
        if text is None or text.text == UNSTATED:
            return Arm(None) if text is not None else None
        term = self._values.term(self._vocabulary.arm_dimension, text)
        return Arm(term.id) if term is not None else None

    def named(self, fields: Fields, inherited: Mapping[str, Node]) -> frozenset[str]:
        """What the arms speak of themselves, if only to leave it unstated."""
        arms = (fields.get(role) or inherited.get(role) for role in ARMS)
        return frozenset(key for arm in arms if isinstance(arm, MappingNode) for key in arm.entries)

    def refuse_pointless(self, one: Arm, other: Arm, fields: Fields) -> None:
        """Refuse a comparison of what is not stated, or of a thing with itself."""
        if one.term is None:
            report(self._sink, "CB108", fields.place_of(ARMS[0]), text=UNSTATED, dimension=ARMS[0],
                   suggestion="Only a comparator may be unstated.")  # fmt: skip
        elif one == other:
            found = "the same intervention and comparator, so it compares a thing with itself"
            way = "Say what it is compared with, or give each arm its own dose or timing."
            report(self._sink, "CB112", fields.place_of(ARMS[1]), found=found, way=way)

    def refuse_twice(self, fields: Fields, inherited: Mapping[str, Node]) -> None:
        """Refuse what a claim says of itself and of one of its arms too; an arm may well differ from a default."""
        own = [key for key in self._vocabulary.effect.moderators if key in fields and not is_unstated(fields.get(key))]
        for role in ARMS:
            arm = fields.get(role) or inherited.get(role)
            for key in own:
                if isinstance(arm, MappingNode) and key in arm.entries:
                    way = f"Give it to the arms alone: to each its own '{key}'."
                    report(self._sink, "CB112", fields.key_place(key), found=f"a '{key}' and another in its {role}",
                           way=way)  # fmt: skip

    def _given_arm(self, fields: Fields) -> Arm | None:
        """An arm with its own dose or timing: ``{drink: coffee, dose: 80 mg}``."""
        name = self._vocabulary.arm_dimension
        moderators = self._vocabulary.effect.moderators
        fields.only((name, *moderators))
        if not fields.require(name, f"Name the {name}."):
            return None
        text = fields.scalar(name, fields.get(name))
        term = self._values.term(name, text) if text is not None else None
        given = {key: self._values.of_scope(key, fields, fields.get(key)) for key in moderators if key in fields}
        return Arm(term.id, {k: value for k, value in given.items() if value is not None}) if term is not None else None
