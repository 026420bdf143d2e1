"""Reading how the values of a property are measured: type, unit, tolerance and named ranges."""

from contextlib import suppress
from fractions import Fraction

from claimbook.diagnostics import Place
from claimbook.reading.fields import Fields
from claimbook.reading.spelling import suggestion
from claimbook.vocabulary.faults import report_inconsistent
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.units import Units, can_be_said
from claimbook.vocabulary.values import NUMERIC, BadValueError, Measure, Type, parse_extent
from claimbook.vocabulary.vocabulary import UNSTATED


class MeasureReader:
    """Reads measures, and numbers, in the units of a vocabulary."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def read(self, type_: Type, fields: Fields) -> Measure:
        unit = self._unit(type_, fields)
        if type_ is Type.QUANTITY and not unit:
            return Measure(Type.IDENTIFIER)  # its values are names until it has a unit that can be read
        tolerance = self._number(fields, "tolerance", Measure(Type.PROPORTION))
        immediately = self._number(fields, "immediately", Measure(Type.QUANTITY, "min"))
        bare = Measure(type_, unit, tolerance, immediately)
        return bare._replace(ranges=self._ranges(fields, bare) if type_ in NUMERIC else {})

    def spans(self, fields: Fields, key: str, measure: Measure) -> Spans | None:
        """The numbers under a key; None when it says nothing, or (with a diagnostic) nothing readable."""
        text = fields.text(key)
        try:
            return parse_extent(text, measure, self._units).spans if text else None
        except BadValueError as error:
            fields.unreadable(key, str(error), error.way)
            return None

    def factor(self, unit: str, target: str) -> Fraction | None:
        """What a number in one unit is to be multiplied with to be in another; None if they are unlike."""
        return self._units.factor(unit, target)

    def _unit(self, type_: Type, fields: Fields) -> str:
        unit = fields.text("unit", required="Name the unit." if type_ is Type.QUANTITY else "")
        if unit and self._units.resolve(unit) is None:
            fields.unreadable("unit", f"'{unit}' is not a known unit", suggestion(unit, self._units.known()))
            return ""
        if unit and not can_be_said(unit):
            way = "Give the unit a name under 'units', of a letter first and digits only at its end."
            fields.unreadable("unit", f"no value can be written in '{unit}'", way)
            return ""
        return unit

    def _number(self, fields: Fields, key: str, measure: Measure) -> Fraction:
        """One number that is not negative; zero when it is not given."""
        spans = self.spans(fields, key, measure) if key in fields else None
        if spans is None:
            return Fraction(0)
        if spans.low != spans.high or spans.low[0] < 0:
            fields.unreadable(key, f"'{fields.text(key)}' is not one number from zero on", "Give a single value.")
            return Fraction(0)
        return Fraction(str(spans.low[0]))  # as it was written: 0.3 is three tenths

    def _ranges(self, fields: Fields, measure: Measure) -> dict[str, Spans]:
        section = fields.mapping("ranges")
        if section is None:
            return {}
        for key in section.node.entries:
            self._check_range(key, section, section.key_place(key), measure)
        found = {key: self.spans(section, key, measure) for key in section.node.entries}
        return {key: spans for key, spans in found.items() if spans is not None}

    def _check_range(self, name: str, section: Fields, place: Place, measure: Measure) -> None:
        """A range must not be called what is read as something else."""
        with suppress(BadValueError):
            parse_extent(name, measure, self._units)
            what = f"the range '{name}' is named like a value"
            report_inconsistent(section.sink, place, what, "Name it by a word.")
        if name in (ANY, UNSTATED) or " or " in name:
            what = f"'{name}' cannot name a range, it is read as something else"
            report_inconsistent(section.sink, place, what, "Use another spelling.")
