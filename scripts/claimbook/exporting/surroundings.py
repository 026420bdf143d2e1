"""What the nanopublications speak of, in graphs of their own: the words, the works and the disputes."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import product

from claimbook.check import Result
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.grade import Grade
from claimbook.exporting.csl import Item, items
from claimbook.exporting.linked import Iri, Iris, NamedGraph, address, doi, term
from claimbook.exporting.nanopubs import agent
from claimbook.rulings.review import Reviewed
from claimbook.rulings.ruling import Ruling
from claimbook.vocabulary.terms import ANY, TermEntry, TermGraph

# Prefixes of external ids whose addresses are known; an id that is an address itself needs none.
RESOLVERS = {
    "cas": "https://identifiers.org/cas:",
    "mesh": "https://identifiers.org/mesh:",
    "wikidata": "http://www.wikidata.org/entity/",
    "mondo": "http://purl.obolibrary.org/obo/MONDO_",
    "chebi": "http://purl.obolibrary.org/obo/CHEBI_",
    "hp": "http://purl.obolibrary.org/obo/HP_",
    "ncit": "http://purl.obolibrary.org/obo/NCIT_",
}
LINKS = {Grade.CONFLICT: "cito:disputes", Grade.TENSION: "cito:disagreesWith"}
MOST_LINKS = 1_000  # links of claims in one disagreement; those of larger crowds are found by way of their sides


def surroundings(result: Result, names: Iris) -> Iterator[NamedGraph]:
    """The vocabulary, the works and the disputes, one graph each."""
    yield _vocabulary(result, names)
    yield _works(result, names)
    yield _disputes(result, names)


# The vocabulary


def _vocabulary(result: Result, names: Iris) -> NamedGraph:
    """Terms as SKOS concepts, one scheme for each graph of terms; dimensions and properties as RDF properties."""
    graph, vocabulary = NamedGraph(names.of("vocabulary")), result.base.vocabulary
    graph.text(names.of("knowledge-base"), "dcterms:title", vocabulary.title)
    for key in (*vocabulary.dimensions, *vocabulary.properties):
        graph.add(names.dimension(key), "rdf:type", term("rdf:Property"))
        graph.text(names.dimension(key), "rdfs:label", vocabulary.label(key))
    graph.add(term("cb:Anchor"), "rdfs:subClassOf", term("oa:Selector"))
    for key, terms in vocabulary.graphs.items():
        scheme = names.of("term", key)
        graph.add(scheme, "rdf:type", term("skos:ConceptScheme"))
        graph.text(scheme, "skos:prefLabel", terms.label)
        for entry in (TermEntry(ANY, terms.label_of(ANY)), *terms.entries.values()):
            _concept(graph, terms, entry, names)
    return graph


def _concept(graph: NamedGraph, terms: TermGraph, entry: TermEntry, names: Iris) -> None:
    concept = names.term(terms.name, entry.id)
    graph.add(concept, "rdf:type", term("skos:Concept"))
    graph.add(concept, "skos:inScheme", names.of("term", terms.name))
    graph.text(concept, "skos:prefLabel", entry.label)
    graph.text(concept, "skos:altLabel", *(alias for alias in entry.aliases if alias != entry.label))
    graph.text(concept, "skos:note", entry.note)
    graph.add(concept, "skos:broader", *(names.term(terms.name, b) for b in entry.broader if b in terms.entries))
    for prefix, id_ in entry.ids.items():
        graph.text(concept, "dcterms:identifier", f"{prefix}:{id_}")
        graph.add(concept, "skos:exactMatch", external(prefix, id_))


def external(prefix: str, id_: str) -> Iri | None:
    """The address of an external id: itself, or by a resolver that is known; None where there is none."""
    given = address(id_)
    if given is not None:
        return given
    start = RESOLVERS.get(prefix.casefold())
    return address(start + id_.rpartition(":")[2]) if start is not None else None


# Works


def _works(result: Result, names: Iris) -> NamedGraph:
    """What is cited, and how far its reviewers trust what claims were taken from."""
    graph = NamedGraph(names.of("works"))
    for key, found in items(result).items():
        _work(graph, names.work(key), found, names)
    for key, source in result.base.records.sources.items():
        work = names.work(key)
        graph.add(work, "rdf:type", term("dcterms:BibliographicResource"))
        graph.text(work, "dcterms:identifier", key)
        if not graph.nodes[work].get(term("dcterms:title")):
            graph.text(work, "dcterms:title", source.title)
        graph.text(work, "dcterms:description", source.kind)
        graph.add(work, "cb:trust", term(f"cb:{source.trust.value}"))
        graph.add(work, "cb:design", term(f"cb:{source.design.value}"))
        graph.add(work, "cb:read", term(f"cb:{source.read.value}"))
        graph.add(work, "prov:wasDerivedFrom", *map(names.work, source.data_of))
    return graph


def _work(graph: NamedGraph, work: Iri, found: Item, names: Iris) -> None:
    graph.add(work, "rdf:type", term("dcterms:BibliographicResource"))
    graph.text(work, "dcterms:identifier", found["id"])
    graph.text(work, "dcterms:title", found.get("title", ""))
    graph.text(work, "dcterms:issued", _issued(found.get("issued", {})))
    for person in found.get("author", ()):
        name = person.get("literal") or " ".join(person[part] for part in _PARTS if part in person)
        agent(graph, names, name)
        graph.add(work, "dcterms:creator", names.agent(name))
    if "DOI" in found:
        graph.add(work, "owl:sameAs", doi(found["DOI"]))
    graph.add(work, "rdfs:seeAlso", address(found.get("URL", "")))


_PARTS = ("given", "non-dropping-particle", "family", "suffix")


def _issued(date: Item) -> str:
    """A CSL date in EDTF."""
    parts = date.get("date-parts", [])
    return "/".join("-".join(f"{part:02}" for part in some) for some in parts) or date.get("raw", "")


# Disputes


def _disputes(result: Result, names: Iris) -> NamedGraph:
    """Disputes with their disagreements and rulings, and a direct link between claims in conflict or tension."""
    graph = NamedGraph(names.of("disputes"))
    for reviewed in result.reviewed:
        dispute = names.of("dispute", reviewed.dispute.id)
        graph.add(dispute, "rdf:type", term("cb:Dispute"))
        graph.text(dispute, "dcterms:identifier", reviewed.dispute.id)
        graph.text(dispute, "rdfs:label", reviewed.dispute.question)
        graph.add(dispute, "cb:grade", term(f"cb:{reviewed.dispute.grade.value}"))
        graph.add(dispute, "cb:status", term(f"cb:{reviewed.status.value}"))
        for disagreement in reviewed.dispute.disagreements:
            graph.add(dispute, "dcterms:hasPart", _disagreement(graph, reviewed, disagreement, names))
            _link(graph, disagreement, names)
        if reviewed.ruling is not None:
            graph.add(dispute, "cb:ruling", _ruling(graph, reviewed.ruling, names))
    return graph


def _disagreement(graph: NamedGraph, reviewed: Reviewed, found: Disagreement, names: Iris) -> Iri:
    """A node with its grade and one collection of claims for each side; it is known by its members."""
    members = repr((found.grade.value, found.members))
    node = names.of("disagreement", reviewed.dispute.id, sha256(members.encode()).hexdigest()[:16])
    graph.add(node, "rdf:type", term("cb:Disagreement"))
    graph.add(node, "cb:grade", term(f"cb:{found.grade.value}"))
    graph.add(node, "cb:explainedBy", *map(names.dimension, found.explained_by))
    for number, (label, ids) in enumerate(zip(found.labels, found.members, strict=True), 1):
        side = names.part(node, f"side-{number}")
        graph.add(node, "cb:side", side)
        graph.add(side, "rdf:type", term("prov:Collection"))
        graph.text(side, "rdfs:label", label)
        graph.add(side, "prov:hadMember", *map(names.claim, ids))
    return node


def _link(graph: NamedGraph, found: Disagreement, names: Iris) -> None:
    """Each claim of one side to each of the other, both ways; sets of three and more have no such link."""
    predicate = LINKS.get(found.grade)
    if predicate is None or len(found.members) != 2 or len(found.members[0]) * len(found.members[1]) > MOST_LINKS:
        return
    for one, other in product(*found.members):
        graph.add(names.claim(one), predicate, names.claim(other))
        graph.add(names.claim(other), predicate, names.claim(one))


def _ruling(graph: NamedGraph, ruling: Ruling, names: Iris) -> Iri:
    node = names.of("ruling", ruling.dispute)
    graph.add(node, "rdf:type", term("cb:Ruling"))
    graph.add(node, "cb:verdict", term(f"cb:{ruling.verdict.value}"))
    graph.text(node, "dcterms:description", ruling.because)
    graph.text(node, "dcterms:date", ruling.on)
    agent(graph, names, ruling.by)
    graph.add(node, "prov:wasAttributedTo", names.agent(ruling.by))
    graph.add(node, "cb:prefers", *map(names.claim, ruling.prefers))
    graph.add(node, "cito:citesAsEvidence", *map(names.work, ruling.cites))
    return node
