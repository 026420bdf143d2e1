"""Each claim as a nanopublication: what is asserted, where that comes from, and who published it.

The forms are those of the nanopublication guidelines: a head, an assertion, its provenance and its publication
info, each a named graph.
"""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook import __version__
from claimbook.check import Result
from claimbook.exporting.json import Data, claim_data
from claimbook.exporting.linked import XSD, Iri, Iris, Literal, NamedGraph, Object, boolean, decimal, integer, term
from claimbook.records.anchors import Anchor
from claimbook.records.claims import Claim, EffectAssertion, Estimate, ModerationAssertion, ValueAssertion
from claimbook.records.flat import resolved
from claimbook.vocabulary.values import Comparison, Extent, Identifier, Term, Value
from claimbook.vocabulary.vocabulary import ARMS, UNSTATED

# Texts of an assertion that are words of the record format, not values.
_WORDS = ("effect", "changes")
_BOUNDS = {"low": "minValue", "high": "maxValue"}


class Publication(NamedTuple):
    """Who publishes, under which rights, and when (an ISO time with its zone)."""

    creator: str
    rights: str
    created: str


def nanopublications(result: Result, names: Iris, publication: Publication) -> Iterator[NamedGraph]:
    """The four graphs of every claim."""
    for claim in result.base.claims():
        yield from _Nanopublication(claim, result, names, publication).graphs()


class _Nanopublication:
    """One claim's graphs."""

    def __init__(self, claim: Claim, result: Result, names: Iris, publication: Publication) -> None:
        self.claim = claim
        self.source = result.base.records.sources.get(claim.source)
        self.vocabulary = result.base.vocabulary
        self.data = claim_data(claim, result.base)
        self.names = names
        self.publication = publication
        self.iri = names.claim(claim.id)
        self.whole = names.of("nanopub", claim.id)

    def _part(self, name: str) -> Iri:
        return self.names.part(self.whole, name)

    def graphs(self) -> Iterator[NamedGraph]:
        yield self._head()
        yield self._assertion()
        yield self._provenance()
        yield self._publication()

    def _head(self) -> NamedGraph:
        graph = NamedGraph(self._part("head"))
        graph.add(self.whole, "rdf:type", term("np:Nanopublication"))
        graph.add(self.whole, "np:hasAssertion", self._part("assertion"))
        graph.add(self.whole, "np:hasProvenance", self._part("provenance"))
        graph.add(self.whole, "np:hasPublicationInfo", self._part("pubinfo"))
        return graph

    # Assertion

    def _assertion(self) -> NamedGraph:
        claim, graph = self.claim, NamedGraph(self._part("assertion"))
        form = term(f"cb:{claim.form.value.capitalize()}Claim")
        graph.add(self.iri, "rdf:type", term("obo:SEPIO_0000001"), form)
        graph.text(self.iri, "dcterms:identifier", claim.id)
        graph.text(self.iri, "dcterms:description", claim.says)
        graph.text(self.iri, "rdfs:comment", claim.note)
        graph.add(self.iri, "cb:reach", term(f"cb:{claim.reach.value}"))
        graph.add(self.iri, "cb:wording", term(f"cb:{claim.wording.value}"))
        graph.text(self.iri, "cb:asOf", claim.as_of)
        if claim.superseded_by:
            graph.add(self.iri, "dcterms:isReplacedBy", self.names.claim(claim.superseded_by))
        for key, value in resolved(claim).items():
            self._say(graph, key, value)
        if isinstance(claim.assertion, EffectAssertion) and claim.assertion.estimate is not None:
            self._estimate(graph, claim.assertion.estimate)
        return graph

    def _say(self, graph: NamedGraph, key: str, value: Value | str) -> None:
        """One resolved field: what belongs to the claim's form by a predicate of ours, its scope by the dimension's.

        A claim's value says nothing without its mode: the property itself is never the predicate.
        """
        assertion = self.claim.assertion
        if key in _WORDS:
            graph.add(self.iri, f"cb:{key}", term(f"cb:{value}"))
        elif key in ("property", "moderator") and self._is_own(key):
            graph.add(self.iri, f"cb:{key}", self.names.dimension(str(value)))
        elif key == "mode" and isinstance(assertion, ValueAssertion):
            graph.text(self.iri, "cb:mode", assertion.mode)
            graph.add(self.iri, "cb:modeClass", term(f"cb:{self.vocabulary.modes[assertion.mode].value}"))
        elif key == "value" and isinstance(assertion, ValueAssertion):
            graph.add(self.iri, "cb:value", self._object(graph, key, value))
        elif key == "when" and isinstance(assertion, ModerationAssertion):
            graph.add(self.iri, "cb:when", self._object(graph, key, value))
        else:
            graph.say(self.iri, self.names.dimension(key), self._object(graph, key, value))

    def _is_own(self, key: str) -> bool:
        """Whether a key is one of the claim's form, and not a dimension of the same name."""
        form = ValueAssertion if key == "property" else ModerationAssertion
        return isinstance(self.claim.assertion, form)

    def _object(self, graph: NamedGraph, key: str, value: Value | str) -> Object:
        match value:
            case Term():
                return self.names.term(value.graph, value.id)
            case Extent():
                return self._extent(graph, key, value)
            case Comparison() | Identifier():
                return Literal(value.text)
        if key in ARMS:
            return term("cb:unstated") if value == UNSTATED else self.names.term(self.vocabulary.arm_dimension, value)
        return Literal(value)

    def _extent(self, graph: NamedGraph, key: str, extent: Extent) -> Iri:
        """Numbers: the text as written, and an interval for each alternative; an open bound is marked as such."""
        node = self.names.part(self.iri, key)
        graph.text(node, "rdf:value", extent.text)
        told = self.data["intervals"][key]
        for number, interval in enumerate(told["intervals"], 1):
            each = self.names.part(self.iri, f"{key}-{number}")
            graph.add(node, "cb:interval", each)
            graph.add(each, "rdf:type", term("schema:QuantitativeValue"))
            graph.text(each, "schema:unitText", told["unit"] or "")
            _bounds(graph, each, interval)
        return node

    def _estimate(self, graph: NamedGraph, estimate: Estimate) -> None:
        node = self.names.part(self.iri, "estimate")
        graph.add(self.iri, "cb:estimate", node)
        graph.text(node, "cb:measure", estimate.measure)
        graph.add(node, "cb:good", term(f"cb:{estimate.good}"))
        if estimate.value is not None:
            graph.add(node, "rdf:value", decimal(estimate.value))
        if estimate.interval is not None:
            graph.add(node, "cb:lower", decimal(estimate.interval[0]))
            graph.add(node, "cb:upper", decimal(estimate.interval[1]))
        if estimate.n is not None:
            graph.add(node, "cb:participants", integer(estimate.n))

    # Provenance

    def _provenance(self) -> NamedGraph:
        graph, assertion = NamedGraph(self._part("provenance")), self._part("assertion")
        graph.add(assertion, "prov:wasDerivedFrom", *self._passages(graph), self.names.work(self.claim.source))
        for name in self._voices():
            agent(graph, self.names, name)
            graph.add(assertion, "prov:wasAttributedTo", self.names.agent(name))
        if self.claim.study:
            study = self.names.of("study", self.claim.source, self.claim.study)
            graph.text(study, "rdfs:label", self.claim.study)
            graph.add(assertion, "prov:wasDerivedFrom", study)
        for key in self.claim.reports:
            for predicate in ("cito:citesAsEvidence", "prov:wasDerivedFrom", "obo:SEPIO_0000124"):
                graph.add(self.iri, predicate, self.names.work(key))
        return graph

    def _voices(self) -> tuple[str, ...]:
        """Who says it: the person quoted, else the authors of the source."""
        if self.claim.said_by:
            return (self.claim.said_by,)
        return self.source.authors if self.source is not None else ()

    def _passages(self, graph: NamedGraph) -> list[Iri]:
        return [self._passage(graph, number, anchor) for number, anchor in enumerate(self.claim.anchors, 1)]

    def _passage(self, graph: NamedGraph, number: int, anchor: Anchor) -> Iri:
        """A passage as a part of its source, selected by its fingerprint: never its text."""
        passage = self.names.part(self.iri, f"passage-{number}")
        selector = self.names.part(self.iri, f"anchor-{number}")
        graph.add(passage, "rdf:type", term("oa:SpecificResource"))
        graph.text(passage, "dcterms:description", self.claim.at)
        graph.add(passage, "oa:hasSource", self.names.work(self.claim.source))
        graph.add(passage, "oa:hasSelector", selector)
        graph.add(selector, "rdf:type", term("oa:Selector"), term("cb:Anchor"))
        graph.text(selector, "rdf:value", str(anchor))
        graph.text(selector, "cb:digest", anchor.digest)
        graph.add(selector, "cb:tokens", integer(anchor.count))
        graph.add(selector, "cb:firstToken", integer(anchor.index))
        return passage

    # Publication

    def _publication(self) -> NamedGraph:
        graph = NamedGraph(self._part("pubinfo"))
        graph.add(self.whole, "dcterms:created", Literal(self.publication.created, f"{XSD}dateTime"))
        graph.add(self.whole, "npx:introduces", self.iri)
        graph.add(self.whole, "dcterms:isPartOf", self.names.of("knowledge-base"))
        graph.text(self.whole, "dcterms:rights", self.publication.rights)
        if self.publication.creator:
            agent(graph, self.names, self.publication.creator)
            graph.add(self.whole, "dcterms:creator", self.names.agent(self.publication.creator))
        software = term("cb:claimbook")
        graph.add(self.whole, "pav:createdWith", software)
        graph.add(software, "rdf:type", term("prov:SoftwareAgent"))
        graph.text(software, "rdfs:label", f"claimbook {__version__}")
        return graph


def _bounds(graph: NamedGraph, node: Iri, interval: Data) -> None:
    for end, predicate in _BOUNDS.items():
        bound = interval[end]
        if bound is not None:
            graph.add(node, f"schema:{predicate}", Literal(bound) if isinstance(bound, str) else decimal(bound))
            if interval[f"{end}_open"]:
                graph.add(node, f"cb:{end}Open", boolean(True))


def agent(graph: NamedGraph, names: Iris, name: str) -> None:
    """Say of an agent that it is one, and its name."""
    graph.add(names.agent(name), "rdf:type", term("prov:Agent"))
    graph.text(names.agent(name), "foaf:name", name)
