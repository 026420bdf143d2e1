"""The evidence map: a table of terms by direction of effect, one mark for each claim."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimbook.capitals import capitalised
from claimbook.choosing.questions import question_of
from claimbook.evidence.question import EvidenceQuestion
from claimbook.evidence.studies import year_of
from claimbook.figures import glyphs
from claimbook.figures.model import Goal, GridMark, GridRow, GridView
from claimbook.figures.placing import ROWS, rows_of
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.options import Options
from claimbook.records.claims import Claim, Effect, EffectAssertion
from claimbook.records.sources import Source
from claimbook.telling import traces
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term

_COLUMNS = {
    Effect.BETTER: "better",
    Effect.MIXED: "mixed",
    Effect.NOT_SHOWN: "no difference shown",
    Effect.SAME: "no difference",
    Effect.WORSE: "worse",
}
_NOTES = {
    Effect.NOT_SHOWN: "No difference shown: none was seen, which does not rule one out.",
    Effect.SAME: "No difference: said to do as much as the other.",
}
Voice = Callable[[Claim], str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim on an effect, seen from the side asked for."""

    claim: Claim
    source: Source
    effect: Effect
    term: str


def evidence_map(options: Options, base: KnowledgeBase, voice: Voice) -> GridView:
    """Claims on the effect asked for, by the terms of a dimension; a term that no effect is told of is a gap."""
    vocabulary = base.vocabulary
    dimension = rows_of(options, vocabulary)
    question = question_of(options.without(ROWS), vocabulary)
    found = list(_found(question, dimension, base))
    graph = vocabulary.graph_of(dimension)
    return GridView(
        corner=graph.label,
        columns=tuple(map(capitalised, _COLUMNS.values())),
        rows=tuple(
            GridRow(capitalised(graph.label_of(term)), _cells([f for f in found if f.term == term], voice))
            for term in _terms(question, dimension, base)
        ),
        legend=glyphs.legend_of_sources(f.source.design for f in found),
        notes=tuple(_notes(found)),
    )


def _notes(found: Sequence[_Found]) -> Iterator[str]:
    if len({(f.source.key, f.effect, f.term) for f in found}) < len(found):
        yield "A mark is a claim. Those that share a line beneath are of one source, so marks do not count studies."
    yield from (note for effect, note in _NOTES.items() if any(f.effect is effect for f in found))


def _found(question: EvidenceQuestion, dimension: str, base: KnowledgeBase) -> Iterable[_Found]:
    sources = base.records.sources
    for claim in base.claims():
        effect, term = claim.assertion, claim.scope.get(dimension)
        if claim.superseded_by or not isinstance(effect, EffectAssertion) or not isinstance(term, Term):
            continue
        if question.side(effect) and question.asks(claim):
            yield _Found(claim, sources[claim.source], question.seen(effect), term.id)


def _terms(question: EvidenceQuestion, dimension: str, base: KnowledgeBase) -> list[str]:
    """The terms that any claim is about, within those asked for, in the vocabulary's order, any of them last."""
    graph = question.vocabulary.graph_of(dimension)
    used = {v.id for claim in base.claims() if isinstance(v := claim.scope.get(dimension), Term)}
    wanted = question.terms.get(dimension)
    return [
        term
        for term in (*graph.entries, ANY)
        if term in used and (wanted is None or not wanted.isdisjoint(graph.ancestors(term)))
    ]


def _cells(found: list[_Found], voice: Voice) -> tuple[tuple[GridMark, ...], ...]:
    ordered = sorted(found, key=_order)
    return tuple(tuple(_mark(f, voice) for f in ordered if f.effect is effect) for effect in _COLUMNS)


def _order(found: _Found) -> tuple[int, int, str, str]:
    """Studies first, newest first, what is of one source together."""
    design, year = glyphs.DESIGNS.index(found.source.design), year_of(found.source) or 0
    return design, -year, found.source.key, found.claim.id


def _mark(found: _Found, voice: Voice) -> GridMark:
    name = voice(found.claim)
    told = f"{name}, {traces.DESIGNS[found.source.design][0]}: {found.claim.says}"
    return GridMark(Goal("claim", found.claim.id, name), glyphs.of_source(found.source), told, found.source.key)
