"""One refresh: which questions are due, asking them, and saving what is answered as it comes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from claimbook.citations.bibliography import Bibliography
from claimbook.pulse import Pulse, silent
from claimbook.refreshing.client import Client, NoAnswerError
from claimbook.refreshing.facts import facts_in, request
from claimbook.refreshing.registries import Query, Registry, questions
from claimbook.refreshing.settings import Settings
from claimbook.refreshing.snapshot import AnswerKind, RegistryAnswer, Snapshot, text_of
from claimbook.writing.files import write_atomically

MOST_FAILURES = 3  # in a row, after which a registry is left alone


@dataclass
class Refreshed:
    """What came of a refresh. ``fresh`` are the answers of this run; ``failures`` why there is none.

    ``unasked`` were due, but their registry had been given up. ``kept`` were answered recently enough.
    """

    answers: dict[Query, RegistryAnswer] = field(default_factory=dict)
    fresh: list[Query] = field(default_factory=list)
    failures: dict[Query, str] = field(default_factory=dict)
    unasked: list[Query] = field(default_factory=list)
    given_up: dict[Registry, str] = field(default_factory=dict)
    kept: int = 0

    def count(self, status: AnswerKind) -> int:
        """How many were answered so this time."""
        return Counter(self.answers[question].status for question in self.fresh)[status]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to ask: only these entries, if any are named, and else what was answered ``days`` ago or earlier."""

    only: frozenset[str] = frozenset()
    days: int = 0

    def covers(self, key: str) -> bool:
        return not self.only or key in self.only

    def due(self, question: Query, answer: RegistryAnswer | None, today: date) -> bool:
        """Whether to ask now. A day that is still to come is nobody's answer."""
        if not self.covers(question.key):
            return False
        if self.only or answer is None or answer.status is AnswerKind.FAILED:
            return True
        return answer.on > today or (today - answer.on).days >= self.days


def refresh(
    path: Path,
    before: Snapshot,
    bibliography: Bibliography,
    choice: Selection,
    settings: Settings,
    pulse: Pulse = silent,
) -> Refreshed:
    """Ask what is due and keep what is answered in the snapshot at ``path``, from time to time and at the end.

    Answers to questions that the bibliography no longer asks are dropped.
    """
    outcome, due = Refreshed(), list[Query]()
    for question in questions(bibliography):
        answer = before.answers.get(question)
        if answer is not None:
            outcome.answers[question] = answer
        if choice.due(question, answer, settings.today()):
            due.append(question)
        elif choice.covers(question.key):
            outcome.kept += 1
    with closing(_Saver(path, outcome, settings)) as saver:
        for _ in _asked(due, outcome, settings, pulse):
            saver.tick()
    return outcome


def _asked(due: list[Query], outcome: Refreshed, settings: Settings, pulse: Pulse) -> Iterator[Query]:
    """Each question after it was asked, or left out because its registry was given up."""
    desks = {registry: _Desk(registry, settings) for registry in Registry}
    try:
        for number, question in enumerate(due, 1):
            desk = desks[question.registry]
            if desk.given_up:
                outcome.unasked.append(question)
                continue
            pulse(f"asking {question.registry.title}, {number:,} of {len(due):,}")
            _put(question, desk, outcome)
            yield question
    finally:
        outcome.given_up = {registry: desk.given_up for registry, desk in desks.items() if desk.given_up}
        for desk in desks.values():
            desk.close()


def _put(question: Query, desk: "_Desk", outcome: Refreshed) -> None:
    """Ask one question. A failure is kept only in the place of no answer at all: an old answer says more."""
    try:
        outcome.answers[question] = desk.answer(question.identifier)
        outcome.fresh.append(question)
    except NoAnswerError as failure:
        outcome.failures[question] = str(failure)
        if not failure.final:
            outcome.answers.setdefault(question, desk.failed())


class _Desk:
    """Where one registry is asked. It is given up (why is then said) when it fails again and again."""

    def __init__(self, registry: Registry, settings: Settings) -> None:
        self._registry, self._settings = registry, settings
        self._client = Client(settings)
        self._known: dict[str, RegistryAnswer] = {}
        self._failures = 0
        self.given_up = ""

    def close(self) -> None:
        self._client.close()

    def answer(self, identifier: str) -> RegistryAnswer:
        """The answer about an identifier; one that two entries share is asked about once. Raises NoAnswerError."""
        if identifier not in self._known:
            self._known[identifier] = self._ask(identifier)
        return self._known[identifier]

    def failed(self) -> RegistryAnswer:
        return RegistryAnswer(self._settings.today(), AnswerKind.FAILED)

    def _ask(self, identifier: str) -> RegistryAnswer:
        settings = self._settings
        url, params = request(self._registry, settings.bases[self._registry], identifier, settings.mailto)
        try:
            facts = facts_in(self._registry, identifier, self._client.get(url, params))
        except NoAnswerError as failure:
            self._failures += 1
            if failure.final or self._failures >= MOST_FAILURES:
                self.given_up = str(failure)
            raise
        self._failures = 0
        status = AnswerKind.NOT_FOUND if facts is None else AnswerKind.FOUND
        return RegistryAnswer(settings.today(), status, facts)


class _Saver:
    """Writes the snapshot where it differs from what is there, every few seconds and when closed."""

    def __init__(self, path: Path, outcome: Refreshed, settings: Settings) -> None:
        self._path, self._outcome, self._settings = path, outcome, settings
        self._next = settings.clock() + settings.rhythm
        self._written = path.read_bytes() if path.is_file() else b""

    def tick(self) -> None:
        if self._settings.clock() >= self._next:
            self.close()
            self._next = self._settings.clock() + self._settings.rhythm

    def close(self) -> None:
        text = text_of(self._outcome.answers)
        if (self._written or self._outcome.answers) and text.encode() != self._written:
            write_atomically(self._path, text)
            self._written = text.encode()
