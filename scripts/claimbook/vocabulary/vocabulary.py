"""The vocabulary of a knowledge base: dimensions, properties, forms, modes and constraints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimbook.capitals import uncapitalised
from claimbook.diagnostics import Place
from claimbook.vocabulary.doubts import Doubts
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.terms import TermEntry, TermGraph
from claimbook.vocabulary.units import Units
from claimbook.vocabulary.values import Measure, Type

UNSTATED = "unstated"
AS_OF = "as_of"
TIME_POINT = "time-point"
OUTCOME = "outcome"
ARMS = ("intervention", "comparator")


class Mode(StrEnum):
    """The class of a mode word; it decides when two values disagree."""

    IS = "is"
    BEST = "best"
    WORKS = "works"
    USED = "used"
    STUDIED = "studied"
    FAILS = "fails"
    ONLY = "only"
    MAX = "max"
    MIN = "min"


BOUNDS = {Mode.MAX: "at most", Mode.MIN: "at least"}  # and how values say the same


class Scale(StrEnum):
    """Whether estimates of a measure are compared as they stand or as logarithms."""

    LINEAR = "linear"
    RATIO = "ratio"

    @property
    def neutral(self) -> float:
        """The value of no difference."""
        return 1.0 if self is Scale.RATIO else 0.0

    def turned(self, value: float) -> float:
        """The same result seen from the other arm; ratios are above zero."""
        return 1 / value if self is Scale.RATIO else 0.0 - value


@dataclass(frozen=True, slots=True)
class Signature:
    """What a form or property is about (subject), what might explain a difference, what names a dispute."""

    subject: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    id_from: tuple[str, ...] = ()
    question: str = ""
    known: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", (*self.subject, *self.moderators))


class Property(NamedTuple):
    """Something a value claim gives a value for."""

    id: str
    label: str
    measure: Measure
    signature: Signature
    modes: tuple[str, ...]
    note: str = ""

    @property
    def type(self) -> Type:
        return self.measure.type


class RatioConstraint(NamedTuple):
    """``quantity`` is ``factor`` times ``base``, each in its own unit."""

    id: str
    says: str
    quantity: str
    base: str
    factor: Spans
    place: Place


class ExclusionConstraint(NamedTuple):
    """A subject with one category value never has the other."""

    id: str
    says: str
    having: tuple[str, str]
    never: tuple[str, str]
    place: Place


Constraint = RatioConstraint | ExclusionConstraint


class StudyFacts(NamedTuple):
    """What holds throughout a study, so that a retelling can be held against it.

    ``fixed`` names dimensions and properties; ``size`` the property that counts participants.
    """

    fixed: tuple[str, ...] = ()
    size: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All the words of a knowledge base."""

    title: str = ""
    main: str = ""
    arm_dimension: str = ""
    controls: tuple[str, ...] = ()
    graphs: Mapping[str, TermGraph] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    properties: Mapping[str, Property] = field(default_factory=dict)
    modes: Mapping[str, Mode] = field(default_factory=dict)
    effect: Signature = Signature()
    moderation: Signature = Signature()
    measures: Mapping[str, Scale] = field(default_factory=dict)
    measure_labels: Mapping[str, str] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    units: Units = field(default_factory=Units)
    studies: StudyFacts = field(default_factory=StudyFacts)
    doubts: Doubts = field(default_factory=Doubts)

    def graph_of(self, dimension: str) -> TermGraph:
        """The graph of a dimension; intervention and comparator share that of the arms."""
        return self.graphs[self.arm_dimension if dimension in ARMS else dimension]

    def is_dimension(self, key: str) -> bool:
        return key in self.dimensions or (key in ARMS and bool(self.arm_dimension))

    def label(self, key: str) -> str:
        """How to name a dimension or property to a person."""
        if key == AS_OF:
            return "Date it holds for"
        if key in self.properties:
            return self.properties[key].label
        return self.graphs[key].label if key in self.graphs else key.replace("_", " ").capitalize()

    def name(self, key: str) -> str:
        """The label within a sentence."""
        return uncapitalised(self.label(key))

    def _outcome(self, outcome: str) -> TermEntry | None:
        return self.graphs[OUTCOME].entries.get(outcome) if OUTCOME in self.graphs else None

    def family(self, outcome: str) -> str:
        """The outcome's one family; '' for any outcome, which meets every family."""
        entry = self._outcome(outcome)
        return entry.family if entry is not None else ""

    def is_benefit(self, outcome: str) -> bool:
        """Whether the outcome is one of benefit, so that an effect on it speaks for a dose."""
        entry = self._outcome(outcome)
        return entry is not None and entry.benefit
