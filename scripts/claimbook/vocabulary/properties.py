"""Reading properties: what value claims give a value for."""

from collections.abc import Sequence
from dataclasses import replace

from claimbook.reading.fields import Fields
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.graphs import GraphReader
from claimbook.vocabulary.measures import MeasureReader
from claimbook.vocabulary.modes import ModeReader
from claimbook.vocabulary.sections import entries, may_be_called_so
from claimbook.vocabulary.signatures import SignatureReader
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import AS_OF, TIME_POINT, Property, Signature

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


class PropertyReader:
    """Reads properties of a vocabulary that has these dimensions."""

    def __init__(
        self,
        dimensions: Sequence[str],
        graphs: GraphReader,
        measures: MeasureReader,
        signatures: SignatureReader,
        modes: ModeReader,
    ) -> None:
        self._dimensions = dimensions
        self._graphs = graphs
        self._measures = measures
        self._signatures = signatures
        self._modes = modes

    def read_all(self, top: Fields, names: Sequence[str], doubting: Doubting) -> dict[str, Property]:
        """Every property, by name; ``names`` are those of all that can be read."""
        taken = dict.fromkeys(self._dimensions, "dimension")
        found = (entry for entry in entries(top, "properties", doubting) if may_be_called_so(entry, taken, names))
        return {entry.name: self._property(entry.name, entry.fields) for entry in found}

    def _property(self, name: str, fields: Fields) -> Property:
        fields.only(PROPERTY_KEYS)
        types = [type_.value for type_ in Type]
        type_ = Type(fields.word("type", types, default=Type.IDENTIFIER, required="Say what kind of value it has."))
        if type_ is Type.CATEGORY and name not in self._dimensions:
            self._graphs.read(name, fields)
        signature = self._signatures.read(name, fields)
        return Property(
            id=name,
            label=fields.text("label") or name,
            measure=self._measures.read(type_, fields),
            signature=self._varying(signature) if fields.flag("time_varying") else signature,
            modes=self._modes.listed(fields, type_),
            note=fields.text("note"),
        )

    def _varying(self, signature: Signature) -> Signature:
        """The signature of what changes with time, so that the time may explain a difference."""
        times = (*(name for name in self._dimensions if name == TIME_POINT), AS_OF)
        added = (time for time in times if time not in signature.known)
        return replace(signature, moderators=(*signature.moderators, *added))
