"""Linked data, read back with rdflib: JSON-LD and TriG say the same, and every claim is one nanopublication."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from claimbook.check import Result, check
from claimbook.exporting.formats import exported
from claimbook.exporting.jsonld import as_jsonld
from claimbook.exporting.linked import UNNAMED, Iri, Iris, Literal, NamedGraph, named
from claimbook.exporting.trig import as_trig
from claimbook.failure import CallError
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Dataset, Namespace, URIRef
from rdflib import Literal as Text
from rdflib.namespace import DCTERMS, PROV

from tests.conftest import MakeBase
from tests.exporting.bases import COFFEE, WHOLE, every_case, of_case, result

NP = Namespace("http://www.nanopub.org/nschema#")
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")
CB = Namespace("urn:claimbook:schema:")
NPX = Namespace("http://purl.org/nanopub/x/")
SEPIO = URIRef("http://purl.obolibrary.org/obo/SEPIO_0000001")
Quads = set[tuple[object, ...]]


@pytest.fixture(autouse=True)
def at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")


def parsed(text: str, format_: str) -> Dataset:
    """A data set that has no blank nodes, so that equal quads are isomorphic graphs."""
    data = Dataset()
    data.parse(data=text, format=format_)
    return data


def quads(data: Dataset) -> Quads:
    return {tuple(quad) for quad in data.quads()}


def both(found: Result, base: str | None = None) -> Dataset:
    """The data set, once it is sure that both formats give the same."""
    data = parsed(exported(found, "trig", base), "trig")
    read = quads(data)
    assert read == quads(parsed(exported(found, "jsonld", base), "json-ld"))
    assert not any("_:" in str(part) for quad in read for part in quad if isinstance(part, URIRef))
    return data


def structure(data: Dataset, names: Iris, ids: Iterable[str]) -> None:
    """Each claim has exactly one nanopublication of four graphs, as the guidelines want them."""
    whole = {s: g for s, _, _, g in data.quads((None, RDF.type, NP.Nanopublication, None))}
    introduced = [str(o) for _, _, o, _ in data.quads((None, NPX.introduces, None, None))]
    assert sorted(introduced) == sorted(names.claim(id_).text for id_ in ids)
    assert len(whole) == len(introduced)
    for nanopub, head in whole.items():
        graph = data.graph(head)
        assert len(graph) == 4
        parts = [graph.value(nanopub, NP[name]) for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")]
        assert None not in parts
        assert len({head, *parts}) == 4
        assertion, provenance, info = (data.graph(URIRef(str(part))) for part in parts)
        claim = next(assertion.subjects(RDF.type, SEPIO))
        assert list(assertion.objects(claim, DCTERMS.description))
        assert list(provenance.objects(parts[0], PROV.wasDerivedFrom))
        assert list(info.objects(nanopub, DCTERMS.created))


@pytest.mark.parametrize("which", WHOLE)
def test_whole_bases(which: str, tmp_path: Path) -> None:
    found = result(which, tmp_path)
    data = both(found)
    structure(data, named(UNNAMED), found.base.records.claims)
    retellings_cite_the_studies_that_they_retell(data, found)
    assert which != "this" or any(claim.reports for claim in found.base.claims())


@every_case
def test_cases(case: Path, tmp_path: Path) -> None:
    found = of_case(case, tmp_path / "base")
    structure(both(found, "https://example.org/b"), named("https://example.org/b"), found.base.records.claims)


def test_terms_are_concepts(tmp_path: Path) -> None:
    found = result("coffee", tmp_path)
    data = both(found)
    graph = data.graph(URIRef(UNNAMED + "vocabulary"))
    for name, terms in found.base.vocabulary.graphs.items():
        for entry in terms.entries.values():
            concept = URIRef(named(UNNAMED).term(name, entry.id).text)
            assert (concept, SKOS.prefLabel, Text(entry.label)) in graph
            assert {str(o) for o in graph.objects(concept, SKOS.altLabel)} == {*entry.aliases} - {entry.label}
            assert len(list(graph.objects(concept, SKOS.broader))) == len(entry.broader)
    said = {o for *_, o, g in data.quads() if isinstance(o, URIRef) and f"{UNNAMED}term/" in o}
    assert said <= set(graph.subjects())


def test_passages_are_anchors_and_never_texts(tmp_path: Path) -> None:
    found = result("coffee", tmp_path)
    data = both(found)
    anchors = {str(o) for s, _, _, _ in data.quads((None, RDF.type, CB.Anchor, None))
               for *_, o, _ in data.quads((s, RDF.value, None, None))}  # fmt: skip
    assert anchors == {str(anchor) for claim in found.base.claims() for anchor in claim.anchors}
    for passage, *_ in data.quads((None, RDF.type, OA.SpecificResource, None)):
        assert len(list(data.quads((passage, OA.hasSource, None, None)))) == 1
    texts = [str(o) for *_, o, _ in data.quads() if isinstance(o, Text)]
    for path in (COFFEE / "archive").glob("*.txt"):
        for line in filter(None, map(str.strip, path.read_text().splitlines())):
            assert not any(len(line) > 40 and line in text for text in texts)


def test_disagreements_are_links_with_their_grade(tmp_path: Path) -> None:
    found = result("disputed", tmp_path)
    data = both(found)
    names, graph = named(UNNAMED), data.graph(URIRef(UNNAMED + "disputes"))
    wanted, graded = set(), set()
    for reviewed in found.reviewed:
        for one in reviewed.dispute.disagreements:
            graded.add((frozenset(one.claims), one.grade.value))
            if len(one.members) == 2 and one.grade.actionable:
                link = CITO.disputes if one.grade.value == "conflict" else CITO.disagreesWith
                pairs = [(a, b) for a in one.members[0] for b in one.members[1]]
                wanted |= {
                    (names.claim(x).text, link, names.claim(y).text) for a, b in pairs for x, y in ((a, b), (b, a))
                }
    told = {
        (str(s), p, str(o))
        for link in (CITO.disputes, CITO.disagreesWith)
        for s, p, o in graph.triples((None, link, None))
    }
    assert told == wanted
    read = set()
    for node in graph.subjects(RDF.type, CB.Disagreement):
        members = {
            str(m).rpartition("/")[2]
            for side in graph.objects(node, CB.side)
            for m in graph.objects(side, PROV.hadMember)
        }
        read.add((frozenset(members), str(graph.value(node, CB.grade)).rpartition(":")[2]))
    assert read == graded


def retellings_cite_the_studies_that_they_retell(data: Dataset, found: Result) -> None:
    names = named(UNNAMED)
    for claim in found.base.claims():
        graph = data.graph(URIRef(names.of("nanopub", claim.id).text + "#provenance"))
        works = {URIRef(names.work(key).text) for key in claim.reports}
        assert set(graph.objects(URIRef(names.claim(claim.id).text), CITO.citesAsEvidence)) == works


HOSTILE = r'''
source: brew2020
passages:
  - at: "a \"quoted\" place\\ \t\n and <iri> {x} \u0000 \e[31m \u202e"
    anchor: e4d96335542522d0/6@3
    claims:
      - id: brew-hostile
        says: "\"\"\" '''+"'''"+r''' \\u0041 \\ @prefix x: <y> . \n\r\t\b\f \x7f \x85 \u2028 \uFEFF \U0001F600 }"
        said_by: "A person <with> \"quotes\" & spaces/slashes?#%20 \n"
        study: "a b/ç#d"
        reports: ["key with space", "ключ", "a<b>", "x/../y"]
        note: "]]> {\"@id\": \"x\"}"
'''  # fmt: skip


def test_hostile_text_survives(make_base: MakeBase) -> None:
    found = check(make_base({"claims/brew2020/claims.yml": HOSTILE}))
    claim = found.base.records.claims["brew-hostile"]
    for base in (None, "http://example.org/a%20b/(c)/ü"):
        data = both(found, base)
        texts = {str(o) for *_, o, _ in data.quads() if isinstance(o, Text)}
        assert {claim.says, claim.at, claim.note, claim.study} <= texts
    assert not any(c in exported(found, form) for form in ("trig", "jsonld") for c in "\x1b\x07\x7f\u202e\x00")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_is_read_back(texts: list[str]) -> None:
    graph = NamedGraph(Iri("urn:x:g"))
    graph.add(Iri("urn:x:s"), "rdfs:label", *map(Literal, texts))
    for written, form in ((as_trig([graph]), "trig"), (as_jsonld([graph]), "json-ld")):
        assert {str(quad[2]) for quad in quads(parsed(written, form))} == set(texts)


@pytest.mark.parametrize("base", ["", "example.org", "ftp://x/", "http://a b/", "https://x/#y", "https://x/?y", "http://",
                                  "https://x/<y>", "urn:", "javascript:alert(1)", "https://x/\x1b"])  # fmt: skip
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(CallError, match="cannot be a base IRI"):
        named(base)


def test_the_base_is_the_books_address(make_base: MakeBase) -> None:
    root = make_base({"_config.yml": "title: x\nauthor: The authors\nhtml: {baseurl: 'https://example.org/coffee'}\n"})
    text = exported(check(root), "trig")
    assert "<https://example.org/coffee/claim/brew-lowers>" in text
    assert 'foaf:name "The authors"' in text
    assert '"2025-11-22T00:00:00Z"^^xsd:dateTime' in text
    assert "urn:claimbook:claim" not in text


@pytest.mark.parametrize("config", ["[", "\xff".encode("latin-1")])
def test_a_configuration_that_cannot_be_read(config: str | bytes, make_base: MakeBase) -> None:
    with pytest.raises(CallError, match=r"_config\.yml cannot be read"):
        exported(check(make_base({"_config.yml": config})), "jsonld")


def test_a_time_that_is_none(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(CallError, match="SOURCE_DATE_EPOCH"):
        exported(check(make_base()), "trig")


def test_a_base_has_no_use_elsewhere(make_base: MakeBase) -> None:
    with pytest.raises(CallError, match="--base-iri has no use in csv"):
        exported(check(make_base()), "csv", "https://example.org/")


def test_external_ids(make_base: MakeBase) -> None:
    from claimbook.exporting.surroundings import external

    assert external("cas", "68-41-7") == Iri("https://identifiers.org/cas:68-41-7")
    assert external("MONDO", "MONDO:0005044") == Iri("http://purl.obolibrary.org/obo/MONDO_0005044")
    assert external("page", "https://example.org/x") == Iri("https://example.org/x")
    assert external("shelf", "3 b") is None
    assert external("cas", "a b") is None


def test_json_ld_stands_alone(tmp_path: Path) -> None:
    """Its context is inside: nothing is fetched to read it."""
    found = json.loads(exported(result("coffee", tmp_path), "jsonld"))
    assert isinstance(found["@context"], dict)
