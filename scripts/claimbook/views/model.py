"""What the book shows, as plain words: one immutable view for each thing on a page.

Pages are built from views alone, so a view's digest tells whether a page that shows it is out
of date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import NamedTuple

from claimbook.disagreement.grade import Grade

MOST_PEERS = 12  # claims named where others say the same: as many as a line or two hold


class Request(NamedTuple):
    """What a role or directive asks for: a kind of view and its options, as ``(name, value)`` pairs."""

    kind: str
    options: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The option's value; '' when it was not given."""
        return dict(self.options).get(name, "")


class Fact(NamedTuple):
    """A label with its text."""

    label: str
    text: str


class Reference(NamedTuple):
    """An entry of the bibliography: its key, and how to name it in a sentence."""

    key: str
    label: str


class ClaimLink(NamedTuple):
    """A claim's id, and how to name it in a sentence."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A dispute in brief, as it is flagged where one of its claims is shown.

    ``grade`` is the worst disagreement that the claim itself is in; ``decision`` says in words
    how reviewers left it, and ``unruled`` that they still have to look.
    """

    dispute: str
    question: str
    grade: Grade
    decision: str
    unruled: bool

    @property
    def flagged(self) -> bool:
        """Whether readers are warned of it wherever the claim is cited."""
        return self.grade.actionable


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim. ``typed`` says in words what is compared; ``passages`` and ``evidence`` need the archive.

    ``held_by`` counts who holds the same position; it is '' when only this claim does, and ``peers`` are the others.
    """

    id: str
    source: str
    voice: str
    says: str
    form: str
    typed: str
    facts: tuple[Fact, ...]
    at: str
    passages: tuple[str, ...]
    evidence: str
    marks: tuple[Mark, ...]
    note: str
    reports: tuple[Reference, ...]
    superseded_by: str
    held_by: str
    peers: tuple[ClaimLink, ...]

    @property
    def flag(self) -> Mark | None:
        """The worst conflict or tension it is in."""
        return next((mark for mark in self.marks if mark.flagged), None)


@dataclass(frozen=True, slots=True)
class SideView:
    """A position; ``others`` hold it too, but only in exceptions and contrasts. ``held_by`` counts the ``claims``."""

    position: str
    held_by: str
    claims: tuple[ClaimView, ...]
    others: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class StepsView:
    """One disagreement between positions: its grade and every step that led to it."""

    grade: Grade
    positions: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulingView:
    """What reviewers decided, why, when and by whom."""

    verdict: str
    because: str
    prefers: tuple[ClaimView, ...]
    cites: tuple[Reference, ...]
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute with its sides; ``between`` says in words who disagrees with whom."""

    mark: Mark
    between: str
    sides: tuple[SideView, ...]
    steps: tuple[StepsView, ...]
    may_explain: tuple[str, ...]
    ruling: RulingView | None

    @property
    def id(self) -> str:
        return self.mark.dispute


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage entry: where it stands, its text when the archive is at hand, its claims."""

    at: str
    texts: tuple[str, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """How much of one source is recorded. ``measured`` is None without the archive."""

    source: str
    title: str
    claims: int
    anchors: str
    excluded: tuple[Fact, ...]
    measured: tuple[Fact, ...] | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as readers need it to judge what it says."""

    key: str
    title: str
    facts: tuple[Fact, ...]
    trust: str
    trust_because: str
    note: str
    coverage: CoverageView
    contradictions: tuple[DisputeView, ...]
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source's name."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The home page's numbers and disputes."""

    numbers: tuple[Fact, ...]
    open: tuple[Mark, ...]
    settled: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of the vocabulary; ``facts`` are its other names, what it belongs to, its identifiers."""

    id: str
    label: str
    facts: tuple[Fact, ...]
    note: str


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """One section of the glossary."""

    id: str
    title: str
    lead: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """How a code is got and avoided: parts of files by name, and the message that the bad ones get."""

    given: tuple[Fact, ...]
    bad: tuple[Fact, ...]
    message: str
    good: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A diagnostic code."""

    code: str
    title: str
    severity: str
    family: str
    checks: str
    why: str
    fix: str
    example: ExampleView


def digest(view: object) -> str:
    """Sixteen hex digits that change when anything the view shows does."""
    return sha256(repr(view).encode()).hexdigest()[:16]


def marks_in(view: object) -> Iterator[Mark]:
    """Every dispute that a view shows or flags, however deep."""
    if isinstance(view, Mark):
        yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from marks_in(item)
    elif is_dataclass(view):
        for field in fields(view):
            yield from marks_in(getattr(view, field.name))
