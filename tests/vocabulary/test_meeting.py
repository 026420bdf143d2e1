"""The terms that a term may meet, found without looking at all."""

from itertools import product

from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY, TermEntry, TermGraph
from hypothesis import given
from hypothesis import strategies as st


@st.composite
def graphs(draw: st.DrawFn) -> TermGraph:
    entries = []
    for number in range(draw(st.integers(1, 9))):
        broader = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        narrower = draw(st.sampled_from([None, True, False]))
        entries.append(TermEntry(f"t{number}", f"T {number}", (), tuple(f"t{n}" for n in broader), narrower))
    return TermGraph("thing", "Thing", entries, draw(st.booleans()))


@given(graphs())
def test_exactly_what_a_term_may_meet_is_found(graph: TermGraph) -> None:
    for one, two in product([*graph.entries, ANY], repeat=2):
        assert (two in graph.meeting(one)) == (graph.relation(one, two) is not Relation.DISJOINT)


def test_what_excludes_it_is_not_found() -> None:
    entries = [TermEntry(f"t{n}", f"T {n}", (), (f"t{n // 2}",) if n > 1 else ()) for n in range(1, 64)]
    graph = TermGraph("thing", "Thing", entries, siblings_disjoint=True)
    assert set(graph.meeting("t63")) == {ANY, "t1", "t3", "t7", "t15", "t31", "t63"}
