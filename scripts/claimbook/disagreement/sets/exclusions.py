"""Categories that a constraint keeps apart.

A constraint forbids two categories to go together, and each claim asserts one (with all broader
ones): whatever a set of claims breaks, two of them break alone. Terms that merely may overlap are
not known to exclude each other, in twos or in threes.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from claimbook.disagreement.filing import naming, question_of_rule
from claimbook.disagreement.grade import compare
from claimbook.disagreement.modes import CLAIMED
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position
from claimbook.disagreement.sets.violation import Violation, show_valued, stance_of, value_of
from claimbook.disagreement.subjects import by_subject, meeting
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term, relate
from claimbook.vocabulary.vocabulary import ExclusionConstraint, Vocabulary

ByProperty = Mapping[str, list[Position]]


def broken_exclusions(by_property: ByProperty, vocabulary: Vocabulary) -> Iterator[Violation]:
    """Every two positions of which one claims a category, and the other what never goes with it."""
    for constraint in vocabulary.constraints:
        if isinstance(constraint, ExclusionConstraint):
            yield from _exclusions(constraint, by_property, vocabulary)


def _exclusions(
    constraint: ExclusionConstraint, by_property: ByProperty, vocabulary: Vocabulary
) -> Iterator[Violation]:
    """What is both at once breaks the constraint alone and is nobody's disagreement."""
    ones = dict.fromkeys(_holding(constraint.having, by_property, vocabulary))
    twos = dict.fromkeys(_holding(constraint.never, by_property, vocabulary))
    having = by_subject(position for position in ones if position not in twos)
    never = by_subject(position for position in twos if position not in ones)
    for here, there in meeting(having, never, vocabulary):
        for one, two in product(having[here], never[there]):
            yield _broken(constraint, one, two, vocabulary)


def _holding(pair: tuple[str, str], by_property: ByProperty, vocabulary: Vocabulary) -> Iterator[Position]:
    """The positions that claim a category, or one within it."""
    wanted = Term(*pair)
    for position in by_property.get(pair[0], ()):
        if stance_of(position).mode in CLAIMED:
            relation = relate(value_of(position), wanted, vocabulary.graphs)
            if relation in (Relation.EQUAL, Relation.NARROWER):
                yield position


def _broken(constraint: ExclusionConstraint, one: Position, two: Position, vocabulary: Vocabulary) -> Violation:
    subjects = compare(one.subject, two.subject, vocabulary, reaches=(one.reach, two.reach))
    told = f"{show_valued(one, vocabulary)} against {show_valued(two, vocabulary)}"
    subject = tuple((met.key, naming(met, wider=False)) for met in subjects.met)
    words = f"{constraint.says} {told}: both are claimed"
    question = question_of_rule(constraint.says, subject, vocabulary)
    return Violation(constraint.id, (one, two), Opposition((words,)), subjects, subject, question)
