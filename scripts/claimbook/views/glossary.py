"""The vocabulary as a glossary for readers."""

from claimbook.telling.phrases import Fact
from claimbook.views.model import GlossaryView, TermView
from claimbook.vocabulary.terms import TermEntry, TermGraph
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import Mode, Property, Vocabulary

_CLASSES = {
    Mode.IS: "says what a value is",
    Mode.BEST: "says which value is best or usual",
    Mode.WORKS: "says a value under which it works",
    Mode.USED: "says which value somebody used",
    Mode.STUDIED: "says which value a study had, whatever came of it",
    Mode.FAILS: "says a value under which it does not work",
    Mode.ONLY: "allows nothing but this value",
    Mode.MAX: "sets an upper bound",
    Mode.MIN: "sets a lower bound",
}
_TYPES = {
    Type.QUANTITY: "a quantity",
    Type.SESSION_TIME: "a time relative to a session",
    Type.COUNT: "a count",
    Type.PROPORTION: "a proportion",
    Type.DATE: "a date",
    Type.CATEGORY: "one of a list of categories",
    Type.IDENTIFIER: "a name or number that identifies",
}


def glossary(vocabulary: Vocabulary) -> tuple[GlossaryView, ...]:
    """Dimensions with their terms, properties, and the words that say how a value is meant."""
    return (
        *(_dimension(vocabulary.graphs[name]) for name in vocabulary.dimensions),
        GlossaryView(
            "properties",
            "Properties",
            "What a claim can give a value for, with any of the words below where none are named.",
            tuple(_property(prop, vocabulary) for prop in vocabulary.properties.values()),
        ),
        GlossaryView(
            "words",
            "Words before a value",
            "A source's own word decides how its value is compared with others.",
            tuple(_word(word, mode) for word, mode in vocabulary.modes.items()),
        ),
    )


def _dimension(graph: TermGraph) -> GlossaryView:
    how = "exclude each other" if graph.siblings_disjoint else "may overlap"
    lead = f"Two terms of which neither belongs to the other {how}."
    return GlossaryView(graph.name, graph.label, lead, tuple(_term(entry, graph) for entry in graph.entries.values()))


def _term(entry: TermEntry, graph: TermGraph) -> TermView:
    facts = [
        Fact("also called", ", ".join(entry.aliases)),
        Fact("belongs to", ", ".join(graph.label_of(broader) for broader in entry.broader)),
        *(Fact(name.upper(), text) for name, text in entry.ids.items()),
    ]
    return TermView(f"term_{graph.name}_{entry.id}", entry.label, tuple(f for f in facts if f.text), entry.note)


def _word(word: str, mode: Mode) -> TermView:
    return TermView(f"word_{word}", word, (), f"{_CLASSES[mode].capitalize()}.")


def _property(prop: Property, vocabulary: Vocabulary) -> TermView:
    facts = [
        Fact("given as", _TYPES[prop.type] + (f" in {prop.measure.unit}" if prop.measure.unit else "")),
        Fact("of", ", ".join(vocabulary.name(key) for key in prop.signature.subject)),
        Fact("may differ with", ", ".join(vocabulary.name(key) for key in prop.signature.moderators)),
        Fact("words", ", ".join(prop.modes) if set(prop.modes) != set(vocabulary.modes) else ""),
        Fact("values", _categories(prop, vocabulary)),
    ]
    return TermView(f"property_{prop.id}", prop.label, tuple(f for f in facts if f.text), prop.note)


def _categories(prop: Property, vocabulary: Vocabulary) -> str:
    graph = vocabulary.graphs.get(prop.id)
    return ", ".join(entry.label for entry in graph.entries.values()) if graph is not None else ""
