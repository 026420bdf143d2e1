"""Reading which dimension the arms of a comparison are terms of, and which of them are what."""

from typing import NamedTuple

from claimbook.reading.fields import Fields
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.faults import none_declared
from claimbook.vocabulary.graphs import GraphReader
from claimbook.vocabulary.sections import declared
from claimbook.vocabulary.vocabulary import ARMS


class Arms(NamedTuple):
    """The arms' dimension, the knowledge base's main intervention, and what is no treatment; '' for none."""

    dimension: str = ""
    main: str = ""
    controls: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The arms that claims may have."""
        return ARMS if self.dimension else ()


def read_arms(top: Fields, graphs: GraphReader, doubting: Doubting) -> Arms:
    fields = top.mapping("arms")
    if fields is None:
        return Arms()
    with doubting.reading(*ARMS):
        fields.only(("dimension", "controls"))
        dimension = fields.word("dimension", declared(top, "dimensions"), nothing=none_declared("dimensions"),
                                required="Name the dimension that arms are terms of.")  # fmt: skip
        if dimension not in graphs.graphs:
            return Arms()
        doubting.rests_on |= dict.fromkeys(ARMS, (dimension,))
        controls = tuple(s.text for s in fields.scalars("controls") if graphs.has(dimension, s))
        return Arms(dimension, top.word("main", graphs.graphs[dimension].entries), controls)
