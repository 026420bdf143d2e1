"""Linked data: named graphs of triples, and the names of the vocabularies they use.

Everything has an IRI of its own (no blank nodes), so the same knowledge base gives the same graphs.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from claimbook.failure import CallError

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": XSD,
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "cito": "http://purl.org/spar/cito/",
    "obo": "http://purl.obolibrary.org/obo/",
    "schema": "http://schema.org/",
    "cb": "urn:claimbook:schema:",
}
UNNAMED = "urn:claimbook:"
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
# What may stand in an IRI as it is written; everything else would end it or be refused.
_IRI = re.compile(r"(?:https?://[^\s/?#]|urn:[A-Za-z0-9][A-Za-z0-9-]+:)[^\s\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]*\Z")


@dataclass(frozen=True, slots=True)
class Iri:
    """A full IRI."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, with the full IRI of its datatype unless it is a plain string."""

    text: str
    type: str = ""


Object = Iri | Literal


def term(name: str) -> Iri:
    """The IRI of ``prefix:name``."""
    prefix, _, local = name.partition(":")
    return Iri(PREFIXES[prefix] + local)


def decimal(number: float) -> Literal:
    return Literal(format(Decimal(repr(number)), "f"), f"{XSD}decimal")


def integer(number: int) -> Literal:
    return Literal(str(number), f"{XSD}integer")


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", f"{XSD}boolean")


def shortened(iri: str) -> str:
    """``prefix:name`` where that can be written without escapes, else ''."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _LOCAL.match(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return ""


def address(text: str) -> Iri | None:
    """An address on the web or a URN as an IRI; None where it is neither."""
    return Iri(text) if _IRI.match(text) else None


def doi(text: str) -> Iri:
    return Iri(f"https://doi.org/{quote(text, safe='/:;()._-')}")


@dataclass
class NamedGraph:
    """A named graph: subjects in the order they came, each with its predicates and objects, none twice."""

    name: Iri
    nodes: dict[Iri, dict[Iri, dict[Object, None]]] = field(default_factory=dict)

    def add(self, subject: Iri, predicate: str, *objects: Object | None) -> None:
        """Say something of a subject; ``predicate`` is ``prefix:name``. What is None is not said."""
        self.say(subject, term(predicate), *objects)

    def say(self, subject: Iri, predicate: Iri, *objects: Object | None) -> None:
        """The same with a predicate of the knowledge base's own."""
        given = dict.fromkeys(o for o in objects if o is not None)
        if given:
            self.nodes.setdefault(subject, {}).setdefault(predicate, {}).update(given)

    def text(self, subject: Iri, predicate: str, *texts: str) -> None:
        """Say texts of a subject; empty ones are not said."""
        self.add(subject, predicate, *(Literal(text) for text in texts if text))


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of a knowledge base's things, under its base IRI, which ends in ``/`` or ``:``."""

    base: str

    def of(self, *parts: str) -> Iri:
        """``<base>part/part``, each part escaped."""
        return Iri(self.base + "/".join(quote(part, safe="") for part in parts))

    def part(self, whole: Iri, name: str) -> Iri:
        return Iri(f"{whole.text}#{quote(name, safe='')}")

    def claim(self, id_: str) -> Iri:
        return self.of("claim", id_)

    def work(self, key: str) -> Iri:
        return self.of("work", key)

    def term(self, graph: str, id_: str) -> Iri:
        return self.of("term", graph, id_)

    def dimension(self, key: str) -> Iri:
        """A dimension, property or role of an arm, as a predicate."""
        return self.of("dimension", key)

    def agent(self, name: str) -> Iri:
        return self.of("agent", name)


def named(base: str) -> Iris:
    """Names under a base IRI. Raises CallError for one that cannot be one."""
    if not _IRI.match(base) or re.search(r"[?#]", base):
        raise CallError(f"'{base}' cannot be a base IRI.",
                        "Give one like 'https://example.org/book/', without '?', '#' or spaces.")  # fmt: skip
    return Iris(base if base.endswith(("/", ":")) else f"{base}/")
