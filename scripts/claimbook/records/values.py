"""Reading terms and values of properties, as claims write them."""

import re

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Node, Scalar
from claimbook.reading.spelling import suggestion
from claimbook.rules import report
from claimbook.vocabulary.values import (
    BadValueError,
    Comparison,
    Extent,
    Identifier,
    Measure,
    Term,
    Type,
    Value,
    parse_extent,
)
from claimbook.vocabulary.vocabulary import AS_OF, UNSTATED, Property, Vocabulary

_COMPARISON = re.compile(r"(?P<word>above|below)\s+(?P<property>\S+)\s+of\s+(?P<term>.+)")


class ValueReader:
    """Reads values against a vocabulary, each spelling of each key once."""

    def __init__(self, vocabulary: Vocabulary, sink: Sink) -> None:
        self._vocabulary = vocabulary
        self._sink = sink
        self._values: dict[tuple[str, str], Value] = {}
        self._extents: dict[tuple[str, str], Extent] = {}

    def known(self, key: str, node: Node | None) -> Value | None:
        """The value of a scope's key, if it was read before."""
        return self._values.get((key, node.text)) if isinstance(node, Scalar) else None

    def of_scope(self, key: str, fields: Fields, node: Node | None) -> Value | None:
        """The value of a dimension or moderator; None when unstated or (with a diagnostic) unreadable."""
        text = fields.scalar(key, node)
        if text is None or text.text == UNSTATED:
            return None
        found = self._values.get((key, text.text))
        if found is None:
            found = self._fresh_value(key, text)
            if found is not None:
                self._values[key, text.text] = found
        return found

    def of_property(self, prop: Property, text: Scalar | None, comparisons: bool = False) -> Value | None:
        if text is None:
            return None
        if prop.type is Type.CATEGORY:
            return self.term(prop.id, text)
        if prop.type is Type.IDENTIFIER:
            return Identifier(" ".join(text.text.split()))
        match = _COMPARISON.match(text.text) if comparisons else None
        if match is not None and match["property"] == prop.id:
            return self._comparison(prop, text, match["word"] == "above", match["term"])
        return self._extent(prop.id, text, prop.measure)

    def term(self, graph_name: str, text: Scalar) -> Term | None:
        graph = self._vocabulary.graphs[graph_name]
        found = graph.resolve(text.text)
        if found is None:
            report(
                self._sink,
                "CB108",
                text.place,
                text=text.text,
                dimension=graph_name,
                suggestion=suggestion(text.text, graph.spellings()),
            )
            return None
        return Term(graph_name, found)

    def _fresh_value(self, key: str, text: Scalar) -> Value | None:
        if self._vocabulary.is_dimension(key):
            return self.term(self._vocabulary.graph_of(key).name, text)
        if key == AS_OF:
            return self._extent(key, text, Measure(Type.DATE))
        return self.of_property(self._vocabulary.properties[key], text)

    def _extent(self, key: str, text: Scalar, measure: Measure) -> Extent | None:
        try:
            found = self._extents.get((key, text.text))
            if found is None:
                found = self._extents[key, text.text] = parse_extent(text.text, measure, self._vocabulary.units)
            return found
        except BadValueError as error:
            report(self._sink, "CB109", text.place, key=key, why=str(error), way=error.way)
            return None

    def _comparison(self, prop: Property, text: Scalar, above: bool, term: str) -> Comparison | None:
        """``above dose of anxiety-disorders``: against the same property on another subject."""
        subject = [dimension for dimension in prop.signature.subject if self._vocabulary.is_dimension(dimension)]
        graphs = {dimension: self._vocabulary.graph_of(dimension) for dimension in subject}
        for dimension, graph in graphs.items():
            found = graph.resolve(term)
            if found is not None:
                return Comparison(above, prop.id, dimension, found, text.text)
        known = [spelling for graph in graphs.values() for spelling in graph.spellings()]
        names = "' or '".join(graphs)
        report(self._sink, "CB108", text.place, text=term, dimension=names, suggestion=suggestion(term, known))
        return None
