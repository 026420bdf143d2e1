"""Reading constraints: what must hold between the values of properties."""

from collections.abc import Mapping, Sequence

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.faults import none_declared, report_inconsistent, report_unknown
from claimbook.vocabulary.graphs import GraphReader
from claimbook.vocabulary.measures import MeasureReader
from claimbook.vocabulary.sections import entries, may_be_called_so
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.values import Measure, Type
from claimbook.vocabulary.vocabulary import Constraint, ExclusionConstraint, Property, RatioConstraint

_SAYS = "State the rule in a sentence."


class ConstraintReader:
    """Reads constraints between the properties of a vocabulary."""

    def __init__(
        self, properties: Mapping[str, Property], graphs: GraphReader, measures: MeasureReader, sink: Sink
    ) -> None:
        self._properties = properties
        self._graphs = graphs
        self._measures = measures
        self._sink = sink

    def read_all(self, top: Fields, dimensions: Sequence[str]) -> tuple[Constraint, ...]:
        """Those that nothing is wrong with: what one slip makes of a rule nobody meant.

        Their doubts are their own, since no claim rests on a constraint.
        """
        taken = {**dict.fromkeys(dimensions, "dimension"), **dict.fromkeys(self._properties, "property")}
        doubting = Doubting(self._sink)
        named = (e for e in entries(top, "constraints", doubting) if may_be_called_so(e, taken, self._properties))
        read = [self._constraint(entry.name, entry.fields) for entry in named]
        return tuple(found for found in read if found is not None and found.id not in doubting.names)

    def _constraint(self, name: str, fields: Fields) -> Constraint | None:
        fields.only(("says", "quantity", "times", "having", "never"))
        return self._ratio(name, fields) if "quantity" in fields else self._exclusion(name, fields)

    def _ratio(self, name: str, fields: Fields) -> RatioConstraint | None:
        times = fields.mapping("times", required="Write 'times: {of: PROPERTY, by: 4..5}'.")
        if times is None:
            return None
        times.only(("of", "by"))
        nothing = none_declared("properties")
        quantity = fields.word("quantity", self._properties, nothing=nothing)
        base = times.word("of", self._properties, required="Name the other property.", nothing=nothing)
        if not quantity or not base:
            return None
        scale = self._scale(quantity, base, fields.place_of("quantity"))
        if scale is None:
            return None
        says = fields.text("says", required=_SAYS)
        by = self._factor(times)
        if by is None:
            return None
        if quantity == base:
            what = f"'{quantity}' is tied to itself"
            report_inconsistent(self._sink, times.place_of("of"), what, "Name another property.")
        return RatioConstraint(name, says, quantity, base, by.times(scale, scale), fields.place)

    def _scale(self, quantity: str, base: str, place: Place) -> float | None:
        """What turns the unit of one property into the other's; None (and a diagnostic) if nothing does."""
        unit, other = (self._properties[name].measure.unit for name in (quantity, base))
        scale = self._measures.factor(other, unit)
        if scale is None:
            what = f"'{quantity}' ({unit or 'no unit'}) is no multiple of '{base}' ({other or 'no unit'})"
            report_inconsistent(self._sink, place, what, "Tie properties of one kind.")
        return float(scale) if scale is not None else None

    def _factor(self, times: Fields) -> Spans | None:
        """How many times the one is the other."""
        times.require("by", "Write how many times, such as '4..5'.")
        by = self._measures.spans(times, "by", Measure(Type.COUNT)) if "by" in times else None
        if by is not None and by.high[0] <= 0:
            times.unreadable("by", f"'{times.text('by')}' leaves nothing", "Give factors above zero.")
        return by

    def _exclusion(self, name: str, fields: Fields) -> ExclusionConstraint | None:
        having, never = self._pair(fields, "having"), self._pair(fields, "never")
        if having is None or never is None:
            return None
        return ExclusionConstraint(name, fields.text("says", required=_SAYS), having, never, fields.place)

    def _pair(self, fields: Fields, key: str) -> tuple[str, str] | None:
        pair = fields.mapping(key, required="Write '{PROPERTY: term}'.")
        if pair is None:
            return None
        if len(pair.node.entries) != 1:
            fields.unreadable(key, "not one property with one term", "Write '{PROPERTY: term}'.")
            return None
        name = next(iter(pair.node.entries))
        categories = [prop for prop in self._properties if prop in self._graphs.graphs]
        if name not in categories:
            report_unknown(self._sink, pair.key_place(name), name, "properties", categories)
            return None
        term = pair.scalar(name, pair.get(name))
        return (name, term.text) if term is not None and self._graphs.has(name, term) else None
