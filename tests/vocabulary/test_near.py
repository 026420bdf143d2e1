"""The terms near a term: all that it may meet are among them, and where terms exclude each other few more."""

from itertools import product

from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY, Graph, TermEntry
from hypothesis import given
from hypothesis import strategies as st


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    entries = []
    for number in range(draw(st.integers(1, 9))):
        broader = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        narrower = draw(st.sampled_from([None, True, False]))
        entries.append(TermEntry(f"t{number}", f"T {number}", (), tuple(f"t{n}" for n in broader), narrower))
    return Graph("thing", "Thing", entries, draw(st.booleans()))


@given(graphs())
def test_whatever_a_term_may_meet_is_near(graph: Graph) -> None:
    for one, two in product([*graph.entries, ANY], repeat=2):
        if graph.relation(one, two) is not Relation.DISJOINT:
            assert two in graph.near(one)


def test_what_excludes_it_is_not_near() -> None:
    entries = [TermEntry(f"t{n}", f"T {n}", (), (f"t{n // 2}",) if n > 1 else ()) for n in range(1, 64)]
    graph = Graph("thing", "Thing", entries, siblings_disjoint=True)
    assert graph.near("t63") == {ANY, "t1", "t3", "t7", "t15", "t31", "t63"}
