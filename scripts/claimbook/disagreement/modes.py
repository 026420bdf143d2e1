"""When two values of one property clash, by the classes of the words that their sources use for them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from claimbook.disagreement import sweep
from claimbook.disagreement.sweep import Sweep
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import TermGraph
from claimbook.vocabulary.values import Extent, Term, Value, relate
from claimbook.vocabulary.vocabulary import Mode

Graphs = Mapping[str, TermGraph]
FITTING = (Mode.BEST, Mode.WORKS, Mode.USED)
OF_A_STUDY = (Mode.USED, Mode.STUDIED)
CLAIMED = (Mode.IS, *FITTING, Mode.STUDIED)  # whoever says one of these says that it is so


class ModeClash(NamedTuple):
    """Values under words of two classes, and whether these two clash.

    ``why`` tells what is wrong with values that do, ``rule`` when any do. ``swept`` finds numbers that may without a
    look at all. Classes of which ``one_study`` is needed clash only where both values are told of the same study.
    """

    classes: tuple[Mode, Mode]
    clash: Callable[[Value, Value, Graphs], bool]
    why: str
    rule: str
    swept: Sweep | None = None
    one_study: bool = False


def clash_of(one: Mode, two: Mode) -> ModeClash | None:
    """What holds for two classes, whichever is named first; None where values never clash."""
    return _BY_CLASSES.get((one, two)) or _BY_CLASSES.get((two, one))


def clashing(one: tuple[Mode, Value], two: tuple[Mode, Value], graphs: Graphs) -> ModeClash | None:
    """The clash of two values, each under a word of its class; None if there is none."""
    found = clash_of(one[0], two[0])
    if found is None:
        return None
    first, second = (one, two) if one[0] is found.classes[0] else (two, one)
    return found if found.clash(first[1], second[1], graphs) else None


# What it takes


def _exclude(one: Value, two: Value, graphs: Graphs) -> bool:
    return relate(one, two, graphs) is Relation.DISJOINT


def _are_not_nested(one: Value, two: Value, graphs: Graphs) -> bool:
    return not relate(one, two, graphs).nested


def _does_not_contain(only: Value, other: Value, graphs: Graphs) -> bool:
    return relate(only, other, graphs) not in (Relation.EQUAL, Relation.WIDER)


def _surely_meet(one: Value, two: Value, graphs: Graphs) -> bool:
    """Numbers meet when they overlap; terms that merely may overlap are not known to."""
    if isinstance(one, Term) and isinstance(two, Term):
        graph = graphs[one.graph]
        return not graph.descendants(one.id).isdisjoint(graph.descendants(two.id))
    return relate(one, two, graphs) is not Relation.DISJOINT


def _is_below(bound: Value, other: Value, _graphs: Graphs) -> bool:
    return isinstance(bound, Extent) and isinstance(other, Extent) and other.spans.low > bound.spans.high


def _is_above(bound: Value, other: Value, _graphs: Graphs) -> bool:
    return isinstance(bound, Extent) and isinstance(other, Extent) and other.spans.high < bound.spans.low


def _differ(one: Value, two: Value, graphs: Graphs) -> bool:
    """Numbers differ unless they are equal; terms only when they exclude each other."""
    relation = relate(one, two, graphs)
    return relation is not Relation.EQUAL if isinstance(one, Extent) else relation is Relation.DISJOINT


def _differ_in_substance(fact: Value, told: Value, graphs: Graphs) -> bool:
    """A fact of the study and what is told of it may be the same number, one less exact than the other."""
    return _are_not_nested(fact, told, graphs) if isinstance(fact, Extent) else _exclude(fact, told, graphs)


# The classes that clash; two that are not listed never do.

_EXCLUDE = "the values exclude each other"
_NO_NEST = "neither value contains the other"
_OUTSIDE = "the value is not contained in the only one"
_OVERLAP = "the values overlap"
_BEYOND = "the value lies wholly beyond the bound"
_STUDY = "one study cannot have used both"
_STUDIES = "the values differ and both claims tell of one study"

CLASHES = (
    ModeClash((Mode.IS, Mode.IS), _exclude, _EXCLUDE, _EXCLUDE, sweep.APART),
    ModeClash((Mode.BEST, Mode.BEST), _exclude, _EXCLUDE, _EXCLUDE, sweep.APART),
    ModeClash((Mode.ONLY, Mode.ONLY), _are_not_nested, _NO_NEST, _NO_NEST),
    *(ModeClash((Mode.ONLY, mode), _does_not_contain, _OUTSIDE, _OUTSIDE) for mode in (Mode.IS, *FITTING)),
    *(ModeClash((Mode.FAILS, mode), _surely_meet, _OVERLAP, _OVERLAP, sweep.MEETING) for mode in FITTING),
    *(ModeClash((Mode.MAX, mode), _is_below, _BEYOND, _BEYOND, sweep.AFTER) for mode in (*FITTING, Mode.MIN)),
    *(ModeClash((Mode.MIN, mode), _is_above, _BEYOND, _BEYOND, sweep.BEFORE) for mode in FITTING),
    ModeClash((Mode.USED, Mode.USED), _differ, _STUDY, _STUDIES, one_study=True),
    *(ModeClash((Mode.STUDIED, mode), _differ_in_substance, _STUDY, _STUDIES, one_study=True) for mode in OF_A_STUDY),
)
_BY_CLASSES = {clash.classes: clash for clash in CLASHES}
