"""What is wrong with a vocabulary, as diagnostics."""

from collections.abc import Collection

from claimbook.capitals import capitalised
from claimbook.diagnostics import Place, Sink
from claimbook.layout import VOCABULARY
from claimbook.reading.nodes import Scalar
from claimbook.reading.spelling import suggestion
from claimbook.rules import report


def report_unknown(sink: Sink, place: Place, text: str, dimension: str, known: Collection[str]) -> None:
    """A word that is none of those known there."""
    report(sink, "CB108", place, text=text, dimension=dimension, suggestion=suggestion(text, known))


def is_known(text: Scalar, dimension: str, known: Collection[str], sink: Sink) -> bool:
    """Whether a word is known; a diagnostic when it is not."""
    if text.text not in known:
        report_unknown(sink, text.place, text.text, dimension, known)
    return text.text in known


def report_inconsistent(sink: Sink, place: Place, what: str, way: str) -> None:
    """Declarations that do not go together."""
    report(sink, "CB118", place, what=f"{capitalised(what)}.", way=way)


def none_declared(section: str) -> str:
    """The way out where a section has nothing to choose from."""
    return f"The vocabulary declares no {section} yet: list them under '{section}' in {VOCABULARY}."
