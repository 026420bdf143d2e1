"""What the book shows, as plain words: one immutable view for each thing on a page.

Pages are built from views alone, so a view's digest tells whether a page that shows it is out
of date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import NamedTuple

from claimbook.disagreement.grade import Grade
from claimbook.telling.labels import NamedWork
from claimbook.telling.marks import DisputeMark
from claimbook.telling.phrases import Fact
from claimbook.telling.traces import TraceView

MOST_PEERS = 12  # claims named where others say the same: as many as a line or two hold


class ClaimLink(NamedTuple):
    """A claim's id, and how to name it in a sentence."""

    id: str
    label: str


class Saying(NamedTuple):
    """A claim in one line: whose, and the paraphrase."""

    id: str
    voice: str
    says: str


class DifferenceView(NamedTuple):
    """One thing that a retelling tells otherwise than the study, also ``in_words``; ``claims`` are the study's own."""

    about: str
    told: str
    stated: str
    claims: tuple[Saying, ...]
    in_words: str


@dataclass(frozen=True, slots=True)
class RetellingView:
    """A study that a claim retells: how much of it was read, what differs, and its own claims on the same matter.

    ``own`` counts all of the study's own claims; it is 0 where none are on record, and then there is nothing to
    link to but the bibliography.
    """

    study: NamedWork
    read: str
    trace: TraceView
    differences: tuple[DifferenceView, ...]
    beside: tuple[Saying, ...]
    own: int


class RetoldView(NamedTuple):
    """A claim that retells a study, and what it tells otherwise: ``dose: 500 mg here, 50 mg in the study``."""

    claim: Saying
    trace: TraceView
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenView:
    """A reference as a source gives it, appraised; ``claims`` are those that lean on it."""

    id: str
    source: str
    gives: str
    at: str
    found: TraceView
    weak: tuple[str, ...]
    works: tuple[NamedWork, ...]
    because: str
    claims: tuple[Saying, ...]


class GivenLink(NamedTuple):
    """A reference that a source gives, in brief."""

    id: str
    source: str
    gives: str
    found: TraceView


@dataclass(frozen=True, slots=True)
class ChainView:
    """What stands behind a claim, and for a study's own claim who retells it."""

    trace: TraceView
    retellings: tuple[RetellingView, ...] = ()
    references: tuple[GivenLink, ...] = ()
    retold_by: tuple[RetoldView, ...] = ()


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
    marks: tuple[DisputeMark, ...]
    note: str
    chain: ChainView
    superseded_by: str
    held_by: str
    peers: tuple[ClaimLink, ...]

    @property
    def flag(self) -> DisputeMark | None:
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
    cites: tuple[NamedWork, ...]
    by: str
    on: str


class DifferingView(NamedTuple):
    """One dimension: for each side the values that its claims state; ``suspect`` is one that may be the reason."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    suspect: bool

    @property
    def alike(self) -> bool:
        """Whether all claims on all sides state the same."""
        return len(set(self.cells)) == 1 and len(self.cells[0]) == 1


class SpeakingView(NamedTuple):
    """A study that speaks in a dispute, by one of its claims; ``size`` is '' where it is not on record."""

    claim: str
    says: str
    label: str
    design: str
    size: str
    primary: bool


class StudySide(NamedTuple):
    """The studies that hold a position, primary ones first."""

    position: str
    studies: tuple[SpeakingView, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute with its sides; ``between`` says in words who disagrees with whom.

    ``topic`` is what its id begins with, ``about`` that in words; ``differing`` has a cell for each side that makes
    the grade. Of what may explain it, ``told_by_one`` is what only one side states. ``studies`` are those on its
    sides, ``undisputed`` those on the same question that contradict nobody in it.
    """

    mark: DisputeMark
    between: str
    sides: tuple[SideView, ...]
    steps: tuple[StepsView, ...] = ()
    may_explain: tuple[str, ...] = ()
    told_by_one: tuple[str, ...] = ()
    ruling: RulingView | None = None
    topic: str = ""
    about: str = ""
    differing: tuple[DifferingView, ...] = ()
    studies: tuple[StudySide, ...] = ()
    undisputed: tuple[StudySide, ...] = ()

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


class ClashView(NamedTuple):
    """A dispute in which a passage stands against others of its source, by their numbers."""

    mark: DisputeMark
    against: tuple[int, ...]


class NoteView(NamedTuple):
    """What is recorded of a numbered passage; ``clashes`` are with other passages of the same source."""

    number: int
    at: str
    claims: tuple[ClaimView, ...]
    clashes: tuple[ClashView, ...]


class StretchView(NamedTuple):
    """A piece of a source's text; ``notes`` are the passages it is part of, ``ends`` those that end with it.

    ``aside`` is why it was set aside, '' where it was not.
    """

    text: str
    notes: tuple[int, ...]
    ends: tuple[int, ...]
    aside: str


class LineView(NamedTuple):
    """A line of a source's text, and what is recorded of the passages that begin in it."""

    stretches: tuple[StretchView, ...]
    notes: tuple[NoteView, ...]


class StandingView(NamedTuple):
    """The claims of a source with one trace, and where each of them leads."""

    trace: TraceView
    claims: tuple[RetoldView, ...]


@dataclass(frozen=True, slots=True)
class StudyView:
    """What a source is as a piece of evidence; ``seen_at`` are addresses, ``data_of`` whose participants it uses."""

    design: str
    read: str
    size: str
    about: tuple[str, ...]
    data_of: tuple[NamedWork, ...]
    seen_at: tuple[str, ...]
    not_seen: tuple[str, ...]
    retold_by: tuple[RetoldView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as readers need it to judge what it says; ``study`` is None for a document that retells others.

    ``citation`` is its entry of the bibliography, and how to name it; ``text`` is empty without an archive.
    """

    key: str
    title: str
    citation: NamedWork
    facts: tuple[Fact, ...]
    trust: str
    trust_because: str
    note: str
    coverage: CoverageView
    contradictions: tuple[DisputeView, ...]
    passages: tuple[PassageView, ...]
    study: StudyView | None
    standing: tuple[StandingView, ...]
    references: tuple[GivenView, ...]
    text: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source's name."""

    key: str
    title: str


class StudyGroup(NamedTuple):
    """Studies of one design, newest first."""

    design: str
    title: str
    studies: tuple[SourceView, ...]


class TrustCell(NamedTuple):
    """A figure, and the section of the source's page that lists what it counts; '' for none."""

    text: str
    section: str


class TrustRow(NamedTuple):
    """One measure, with a figure for each document; ``within`` marks a part of the row above."""

    label: str
    within: bool
    cells: tuple[TrustCell, ...]


@dataclass(frozen=True, slots=True)
class TrustView:
    """Documents side by side."""

    documents: tuple[ClaimLink, ...]
    rows: tuple[TrustRow, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The home page's numbers and disputes."""

    numbers: tuple[Fact, ...]
    open: tuple[DisputeMark, ...]
    settled: tuple[DisputeMark, ...]


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


def marks_in(view: object) -> Iterator[DisputeMark]:
    """Every dispute that a view shows or flags, however deep."""
    if isinstance(view, DisputeMark):
        yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from marks_in(item)
    elif is_dataclass(view):
        for field in fields(view):
            yield from marks_in(getattr(view, field.name))
