"""The disputes as a table of topics by the terms of a dimension, one mark for each dispute."""

from collections import Counter
from collections.abc import Iterable

from claimbook.capitals import capitalised
from claimbook.choosing.disputes import select_disputes
from claimbook.disagreement.grade import Grade
from claimbook.figures import glyphs
from claimbook.figures.model import Glyph, Goal, GridMark, GridRow, GridView, LegendEntry
from claimbook.figures.placing import ROWS, rows_of
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.options import Options
from claimbook.rulings.review import Reviewed
from claimbook.telling.marks import DisputeMark, is_open, mark_of
from claimbook.telling.topics import OTHER, topic_name, topic_of
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.vocabulary import Vocabulary

COLUMNS = "columns"
MOST_COLUMNS = 4  # topics with a column of their own; a phone holds no more
Filed = tuple[str, str, GridMark]


def dispute_matrix(options: Options, reviewed: Iterable[Reviewed], base: KnowledgeBase) -> GridView:
    """The disputes that match, by the terms their ids name and by topic; those of few topics share a column."""
    vocabulary = base.vocabulary
    dimension = rows_of(options, vocabulary)
    chosen = select_disputes(options.without(ROWS, COLUMNS), reviewed, base.records.claims)
    filed = [
        (term, topic_of(one.dispute.id), _mark(mark_of(one), settled=not is_open(one)))
        for one in chosen
        for term in _terms(one.dispute.id, dimension, vocabulary)
    ]
    own = options.listed(COLUMNS) or _own_columns(topic for _, topic, _ in filed)
    columns = [*own, ""] if any(topic not in own for _, topic, _ in filed) else own
    return GridView(
        corner=vocabulary.label(dimension),
        columns=tuple(topic_name(topic, vocabulary) if topic else OTHER for topic in columns),
        rows=tuple(_rows(filed, columns, dimension, vocabulary)),
        legend=_legend(mark.glyph for *_, mark in filed),
    )


def _terms(id_: str, dimension: str, vocabulary: Vocabulary) -> list[str]:
    """The terms of the dimension that an id names; '' alone where it names none."""
    known = {*vocabulary.graph_of(dimension).entries, ANY}
    named = [term for part in id_.split("/")[1:] for term in part.split("+") if term in known]
    return list(dict.fromkeys(named)) or [""]


def _own_columns(topics: Iterable[str]) -> list[str]:
    """The topics of most disputes; all of them where they are few."""
    counted = Counter(topics)
    ranked = sorted(counted, key=lambda topic: (-counted[topic], topic))
    return ranked if len(ranked) <= MOST_COLUMNS + 1 else ranked[:MOST_COLUMNS]


def _rows(filed: list[Filed], columns: list[str], dimension: str, vocabulary: Vocabulary) -> Iterable[GridRow]:
    graph = vocabulary.graph_of(dimension)
    there = {term for term, *_ in filed}
    for term in (*graph.entries, ANY, ""):
        if term not in there:
            continue
        here = [(topic, mark) for other, topic, mark in filed if other == term]
        label = capitalised(graph.label_of(term)) if term else f"No {vocabulary.name(dimension)}"
        cells = (
            tuple(mark for topic, mark in here if topic == column or (not column and topic not in columns))
            for column in columns
        )
        yield GridRow(label, tuple(cells))


def _mark(mark: DisputeMark, *, settled: bool) -> GridMark:
    name = f"{capitalised(mark.grade.value)}, {mark.decision}: {mark.question}"
    return GridMark(Goal("dispute", mark.dispute, mark.question), glyphs.of_grade(mark.grade, settled=settled), name)


def _legend(found: Iterable[Glyph]) -> tuple[LegendEntry, ...]:
    there = {(glyph.colour, glyph.hollow) for glyph in found}
    return tuple(
        LegendEntry(glyphs.of_grade(grade, settled=settled), f"{grade.value}{_state(grade, settled=settled)}")
        for grade in Grade
        for settled in (False, True)
        if (grade.value, settled) in there
    )


def _state(grade: Grade, *, settled: bool) -> str:
    """Exceptions and contrasts need no decision."""
    if not grade.actionable:
        return ""
    return ", settled" if settled else ", open"
