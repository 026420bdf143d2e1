"""Which shape and colour stands for what, the same in every picture: kinds of source, classes of words, grades."""

from collections.abc import Iterable

from claimbook.disagreement.grade import Grade
from claimbook.disagreement.positions import ValueStance
from claimbook.figures.model import Glyph, LegendEntry
from claimbook.records.claims import Effect
from claimbook.records.sources import Design, Source
from claimbook.telling import traces
from claimbook.vocabulary.vocabulary import Mode

# Marks taken from documents are outlines, those taken from studies are filled.
_OF_SOURCE = {
    Design.DOCUMENT: Glyph("circle", "document", hollow=True),
    Design.PRIMARY_STUDY: Glyph("square", "primary-study"),
    Design.SECONDARY_ANALYSIS: Glyph("triangle", "secondary-analysis"),
    Design.META_ANALYSIS: Glyph("diamond", "meta-analysis"),
    Design.REVIEW: Glyph("hexagon", "review"),
}
_OF_MODE = {
    Mode.BEST: "diamond",
    Mode.IS: "diamond",
    Mode.USED: "circle",
    Mode.STUDIED: "circle",
    Mode.WORKS: "triangle",
    Mode.FAILS: "cross",
    Mode.ONLY: "square",
    Mode.MAX: "left",
    Mode.MIN: "right",
}
_OF_GRADE = {
    Grade.CONFLICT: Glyph("diamond", "conflict"),
    Grade.TENSION: Glyph("triangle", "tension"),
    Grade.EXCEPTION: Glyph("circle", "exception"),
    Grade.CONTRAST: Glyph("square", "contrast"),
}
DESIGNS = (Design.PRIMARY_STUDY, Design.SECONDARY_ANALYSIS, Design.META_ANALYSIS, Design.REVIEW, Design.DOCUMENT)
NEUTRAL, HARM = "neutral", "down"
SAID = ("diamond", "square", "left", "right", "triangle", "cross", HARM, "circle")  # shapes in the order of a legend


def of_source(source: Source) -> Glyph:
    """The shape of a kind of source."""
    return _OF_SOURCE[source.design]


def shape_of(stance: ValueStance) -> str:
    """The shape of what is said of a value: of the class of its word, or of harm found at it."""
    return HARM if stance.implied_by is Effect.WORSE else _OF_MODE[stance.mode]


def of_grade(grade: Grade, *, settled: bool) -> Glyph:
    """The shape of a grade; an outline once nothing is left to decide."""
    return _OF_GRADE[grade]._replace(hollow=settled)


def legend_of_sources(designs: Iterable[Design], *, plain: bool = False) -> tuple[LegendEntry, ...]:
    """The kinds of source; ``plain`` where the shape stands for something else and only colour and outline tell."""
    found = set(designs)
    return tuple(
        LegendEntry(_OF_SOURCE[design]._replace(shape="circle") if plain else _OF_SOURCE[design], _named(design))
        for design in DESIGNS
        if design in found
    )


def _named(design: Design) -> str:
    """A kind of source in words; a document is one of those that retell."""
    return traces.DESIGNS[design][0]
