"""What a record is once it is read: immutable, resolved against the vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from claimbook.diagnostics import Place
from claimbook.records.anchors import Anchor
from claimbook.vocabulary.values import Value


class Form(StrEnum):
    """The four forms of a claim."""

    EFFECT = "effect"
    VALUE = "value"
    MODERATION = "moderation"
    STATEMENT = "statement"


class Effect(StrEnum):
    """What the intervention does on the outcome, against the comparator."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_SHOWN = "not-shown"
    MIXED = "mixed"

    @property
    def flipped(self) -> "Effect":
        """The effect seen from the other arm."""
        return _FLIPPED.get(self, self)


_FLIPPED = {Effect.BETTER: Effect.WORSE, Effect.WORSE: Effect.BETTER}


class Change(StrEnum):
    """What a moderator does to an effect."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    REVERSES = "reverses"
    NONE = "none"
    NOT_SHOWN = "not-shown"


class Reach(StrEnum):
    """For whom a claim is said to hold."""

    EVERY = "every"
    AVERAGE = "average"
    SOME = "some"


class Wording(StrEnum):
    """How firmly the source says it."""

    ASSERTED = "asserted"
    SUGGESTED = "suggested"
    HYPOTHESISED = "hypothesised"


class ExclusionReason(StrEnum):
    """Why a passage asserts nothing that is kept."""

    HEADING = "heading"
    NAVIGATION = "navigation"
    ADVERTISING = "advertising"
    PRICE_LIST = "price-list"
    CONTACT = "contact"
    LEGAL = "legal"
    FIGURE = "figure"
    SIGNPOST = "signpost"
    QUESTION = "question"
    OFF_TOPIC = "off-topic"


class Arm(NamedTuple):
    """One side of a comparison: a term of the arms' dimension and what is said of how it is given.

    ``term`` is None for the unstated comparator.
    """

    term: str | None
    given: Mapping[str, Value] = {}


class Good(StrEnum):
    """Which results of a measure are the better ones."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def flipped(self) -> "Good":
        """What is good for the other arm."""
        return Good.LOWER if self is Good.HIGHER else Good.HIGHER


@dataclass(frozen=True, slots=True)
class Estimate:
    """A numerical result; ``interval`` is the 95 % confidence interval, ``n`` the participants."""

    measure: str
    good: Good
    value: float | None = None
    interval: tuple[float, float] | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class EffectAssertion:
    """Intervention against comparator; the outcome is in the claim's scope."""

    intervention: Arm
    comparator: Arm
    effect: Effect
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class ValueAssertion:
    """A property, the source's own label for the value (the mode) and the value."""

    property: str
    mode: str
    value: Value


@dataclass(frozen=True, slots=True)
class ModerationAssertion:
    """What changes the effect: a moderator, when, and how. ``when`` is a word or a value."""

    moderator: str
    when: Value | str
    changes: Change


Assertion = EffectAssertion | ValueAssertion | ModerationAssertion | None


class PassageId(NamedTuple):
    """A passage entry of a claim file."""

    file: str
    number: int


class Claim(NamedTuple):
    """One atomic assertion of one source.

    A tuple, because there may be a hundred thousand of them. ``scope`` holds the resolved
    dimensions and moderators; one that is unstated is absent. Claims that say the same in the
    same words share their ``assertion`` and ``scope``.
    """

    id: str
    source: str
    says: str
    at: str
    place: Place
    passage: PassageId
    anchors: tuple[Anchor, ...]
    assertion: Assertion
    scope: Mapping[str, Value]
    reach: Reach = Reach.AVERAGE
    wording: Wording = Wording.ASSERTED
    as_of: str = ""
    study: str = ""
    reports: tuple[str, ...] = ()
    superseded_by: str = ""
    said_by: str = ""
    note: str = ""
    data_of: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        return _FORMS[type(self.assertion)]

    @property
    def voice(self) -> str:
        """Who says it: the source, or the person it quotes."""
        return f"{self.source}: {self.said_by}" if self.said_by else self.source

    @property
    def studies(self) -> frozenset[str]:
        """Names of the studies it is about, comparable between claims.

        A label is the source's own, unless it is the source's key: then the source is the study.
        """
        if not self.study:
            return frozenset(self.reports)
        name = self.study if self.study == self.source else f"{self.source}#{self.study}"
        return frozenset((name, *self.reports))


_FORMS = {
    EffectAssertion: Form.EFFECT,
    ValueAssertion: Form.VALUE,
    ModerationAssertion: Form.MODERATION,
    type(None): Form.STATEMENT,
}


class Exclusion(NamedTuple):
    """A passage that asserts nothing we keep, with the reason."""

    id: str
    source: str
    at: str
    reason: ExclusionReason
    place: Place
    anchors: tuple[Anchor, ...]
