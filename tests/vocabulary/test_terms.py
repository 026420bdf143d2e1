"""Relations in small graphs of terms."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY, TermEntry, TermGraph
from hypothesis import assume, given
from hypothesis import strategies as st

EQUAL, NARROWER, WIDER = Relation.EQUAL, Relation.NARROWER, Relation.WIDER
OVERLAPPING, DISJOINT = Relation.OVERLAPPING, Relation.DISJOINT
MIRROR = {NARROWER: WIDER, WIDER: NARROWER}


def graph(broader: Mapping[str, tuple[str, ...]], disjoint: bool = True, **narrower: bool) -> TermGraph:
    """A graph from each term's broader terms; ``narrower`` says which terms' children exclude each other."""
    entries = [TermEntry(t, f"the {t}", broader=b, narrower_disjoint=narrower.get(t)) for t, b in broader.items()]
    return TermGraph("g", "G", entries, disjoint)


TREE = {
    "mental": (),
    "anxiety": ("mental",),
    "mood": ("mental",),
    "phobia": ("anxiety",),
    "heights": ("phobia",),
    "panic": ("anxiety",),
    "stroke": (),
}
DIAMOND = {"a": (), "b": (), "both": ("a", "b"), "onlya": ("a",), "onlyb": ("b",), "inboth": ("both",)}


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("anxiety", "anxiety", EQUAL),
        ("phobia", "anxiety", NARROWER),
        ("heights", "mental", NARROWER),
        ("mental", "heights", WIDER),
        ("phobia", "panic", DISJOINT),
        ("heights", "panic", DISJOINT),
        ("heights", "mood", DISJOINT),
        ("anxiety", "stroke", DISJOINT),
        ("anxiety", ANY, NARROWER),
        (ANY, "anxiety", WIDER),
        (ANY, ANY, EQUAL),
    ],
)
def test_tree_of_disjoint_siblings(first: str, second: str, relation: Relation) -> None:
    assert graph(TREE).relation(first, second) is relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("phobia", "panic", OVERLAPPING),
        ("heights", "panic", OVERLAPPING),
        ("heights", "anxiety", NARROWER),
        ("anxiety", "stroke", OVERLAPPING),
    ],
)
def test_tree_of_overlapping_siblings(first: str, second: str, relation: Relation) -> None:
    assert graph(TREE, disjoint=False).relation(first, second) is relation


def test_a_term_may_say_otherwise_of_its_own_children() -> None:
    mixed = graph(TREE, disjoint=False, anxiety=True)
    assert mixed.relation("phobia", "panic") is DISJOINT
    assert mixed.relation("heights", "panic") is DISJOINT
    assert mixed.relation("anxiety", "mood") is OVERLAPPING
    assert graph(TREE, anxiety=False).relation("heights", "panic") is OVERLAPPING


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("both", "a", NARROWER),
        ("inboth", "b", NARROWER),
        ("a", "b", OVERLAPPING),
        ("onlya", "onlyb", DISJOINT),
        ("both", "onlya", DISJOINT),
        ("onlya", "b", DISJOINT),
    ],
)
def test_two_broader_terms(first: str, second: str, relation: Relation) -> None:
    """A common narrower term proves that two terms overlap, whatever was declared of siblings."""
    assert graph(DIAMOND).relation(first, second) is relation


@pytest.mark.parametrize(
    "text", ["ptsd", "PTSD", "post-traumatic  stress disorder", "Post-Traumatic\nStress Disorder", "Trauma  disorder"]
)
def test_every_spelling_names_the_term(text: str) -> None:
    entry = TermEntry("ptsd", "post-traumatic stress disorder", aliases=("trauma disorder",))
    assert TermGraph("g", "G", [entry], True).resolve(text) == "ptsd"


def test_ids_win_over_labels_and_aliases_and_any_over_all() -> None:
    entries = [TermEntry("coffee", "coffee"), TermEntry("tea", "tea", aliases=("coffee", "any"))]
    found = TermGraph("g", "G", entries, True)
    assert (found.resolve("coffee"), found.resolve("any"), found.resolve("milk")) == ("coffee", ANY, None)


def test_circles_and_unknown_parents_do_no_harm() -> None:
    broken = graph({"a": ("b",), "b": ("a",), "below": ("a",), "self": ("self",), "lost": ("nowhere",), "sound": ()})
    assert broken.cyclic() == ["a", "b", "self"]
    terms = [*broken.entries, ANY]
    for first in terms:
        for second in terms:
            assert broken.relation(first, second) is mirrored(broken.relation(second, first))


def mirrored(relation: Relation) -> Relation:
    return MIRROR.get(relation, relation)


@st.composite
def graphs(draw: st.DrawFn) -> TermGraph:
    """Any directed acyclic graph of up to eight terms, some of whose children exclude each other."""
    names = [f"t{n}" for n in range(draw(st.integers(1, 8)))]
    broader = {
        name: tuple(draw(st.sets(st.sampled_from(names[:n]), max_size=3))) if n else () for n, name in enumerate(names)
    }
    said = draw(st.dictionaries(st.sampled_from(names), st.booleans()))
    return graph(broader, draw(st.booleans()), **said)


@given(graphs(), st.data())
def test_laws(found: TermGraph, data: st.DataObject) -> None:
    terms = [*found.entries, ANY]
    first, second, third = (data.draw(st.sampled_from(terms)) for _ in range(3))
    relation = found.relation(first, second)
    assert relation is mirrored(found.relation(second, first))
    assert (relation is EQUAL) == (first == second)
    assert (relation in (NARROWER, EQUAL)) == (second in found.ancestors(first))
    assert (relation in (WIDER, EQUAL)) == (second in found.descendants(first))
    if relation is NARROWER and found.relation(second, third) in (NARROWER, EQUAL):
        assert found.relation(first, third) is NARROWER
    if relation is DISJOINT:
        assert not found.descendants(first) & found.descendants(second)


def shares_between_excluding(found: TermGraph) -> bool:
    """Whether some term lies within two that are said to exclude each other: then one of the two is not kept to."""
    for parent in (*found.entries, ANY):
        said = found.entries[parent].narrower_disjoint if parent != ANY else None
        children = [term.id for term in found.entries.values() if parent in (term.broader or (ANY,))]
        pairs = combinations(children if said or (said is None and found.siblings_disjoint) else (), 2)
        if any(found.descendants(one) & found.descendants(other) for one, other in pairs):
            return True
    return False


@given(graphs(), st.data())
def test_what_lies_within_disjoint_terms_is_disjoint(found: TermGraph, data: st.DataObject) -> None:
    assume(not shares_between_excluding(found))
    terms = list(found.entries)
    first, second = (data.draw(st.sampled_from(terms)) for _ in range(2))
    if found.relation(first, second) is DISJOINT:
        for below in found.descendants(first):
            assert found.relation(below, second) is DISJOINT


@given(graphs())
def test_order_puts_broader_terms_first(found: TermGraph) -> None:
    order = found.in_order()
    assert sorted(order) == sorted(found.entries)
    assert found.cyclic() == []
    for term in order:
        assert all(order.index(parent) < order.index(term) for parent in found.entries[term].broader)
