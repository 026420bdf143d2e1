"""Reading the measures that estimates may have, each on its scale."""

from typing import NamedTuple

from claimbook.reading.fields import Fields
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.sections import entries
from claimbook.vocabulary.vocabulary import Scale


class Scales(NamedTuple):
    """The scales of measures and their labels."""

    by_measure: dict[str, Scale]
    labels: dict[str, str]


def read_scales(top: Fields, doubting: Doubting) -> Scales:
    """Of every measure. Their names are free: they are no keys of claims and in no dispute's id."""
    found = Scales({}, {})
    for name, _, _, fields in entries(top, "measures", doubting):
        fields.only(("label", "scale"))
        found.by_measure[name] = Scale(fields.word("scale", [s.value for s in Scale], default=Scale.LINEAR))
        found.labels[name] = fields.text("label") or name
    return found
