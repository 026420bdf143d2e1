"""Linked data as JSON-LD 1.1: a list of named graphs, each a list of nodes."""

from collections.abc import Iterable, Mapping
from typing import Any

from claimbook.exporting.linked import PREFIXES, Iri, NamedGraph, Object, shortened, term
from claimbook.reports.json import dump

_TYPE = term("rdf:type")


def as_jsonld(graphs: Iterable[NamedGraph]) -> str:
    """All graphs as one JSON object with its context inside."""
    return dump({"@context": PREFIXES, "@graph": [_graph(graph) for graph in graphs]})


def _graph(graph: NamedGraph) -> Any:
    return {"@id": graph.name.text, "@graph": [_node(subject, said) for subject, said in graph.nodes.items()]}


def _node(subject: Iri, said: Mapping[Iri, Iterable[Object]]) -> Any:
    node: dict[str, Any] = {"@id": subject.text}
    for predicate, objects in said.items():
        if predicate == _TYPE:
            node["@type"] = [_short(found.text) for found in objects]
        else:
            node[_short(predicate.text)] = [_object(found) for found in objects]
    return node


def _object(found: Object) -> Any:
    """Literals are given with their text and type, so that no number is written anew."""
    if isinstance(found, Iri):
        return {"@id": found.text}
    return {"@value": found.text, "@type": _short(found.type)} if found.type else found.text


def _short(iri: str) -> str:
    return shortened(iri) or iri
