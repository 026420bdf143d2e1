"""Disputes: all disagreements about one question, the unit that people review."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimbook.disagreement.constraints import violations
from claimbook.disagreement.facets import Facet, by_study, facets, shared_studies
from claimbook.disagreement.filing import Filed, file_pair, file_violation
from claimbook.disagreement.grade import Grade, Judgement, compare_circumstances, grade
from claimbook.disagreement.judge import Pair
from claimbook.disagreement.positions import Held, Position, collect
from claimbook.disagreement.search import opposed_pairs
from claimbook.disagreement.steps import Step, said
from claimbook.disagreement.violation import Violation
from claimbook.disagreement.wording import show_stance, show_value
from claimbook.records.claims import Claim, Wording
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Positions that do not fit, with the claims that hold them (``members``, one tuple each)."""

    members: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    severity: Grade
    within_source: bool
    steps: tuple[Step, ...]
    unstated: tuple[str, ...]
    explained_by: tuple[str, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The steps that led to its grade, in words."""
        return said(self.steps)

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims of all positions, each once."""
        return tuple(dict.fromkeys(id_ for member in self.members for id_ in member))


@dataclass(frozen=True, slots=True)
class Side:
    """A position as readers see it, and the claims that hold it."""

    position: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """All disagreements about one question, worst first."""

    id: str
    question: str
    disagreements: tuple[Disagreement, ...]

    @property
    def severity(self) -> Grade:
        """The worst of its disagreements."""
        return self.disagreements[0].severity

    @property
    def within_source(self) -> bool:
        """Whether it is nothing but one source against itself."""
        return all(disagreement.within_source for disagreement in self.disagreements)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The positions with all claims that hold them, those in the worst disagreements first."""
        held: dict[str, dict[str, None]] = {}
        for disagreement in self.disagreements:
            for label, ids in zip(disagreement.labels, disagreement.members, strict=True):
                held.setdefault(label, {}).update(dict.fromkeys(ids))
        return tuple(Side(label, tuple(ids)) for label, ids in held.items())

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims in it, each once."""
        return tuple(dict.fromkeys(id_ for d in self.disagreements for id_ in d.claims))

    @property
    def actionable(self) -> tuple[Disagreement, ...]:
        """Those at conflict or tension, which a reviewer rules on."""
        return tuple(d for d in self.disagreements if d.severity.actionable)


def find_disputes(claims: Iterable[Claim], vocabulary: Vocabulary) -> list[Dispute]:
    """All disputes among the claims, worst first, then by id."""
    held = collect(claims, vocabulary)
    filed: dict[str, list[Disagreement]] = defaultdict(list)
    questions: dict[str, str] = {}
    for place, found in _filed(held, vocabulary):
        filed[place.id].extend(found)
        questions[place.id] = min(place.question, questions.get(place.id, place.question))
    disputes = [Dispute(id_, questions[id_], tuple(sorted(found, key=_order))) for id_, found in filed.items() if found]
    return sorted(disputes, key=lambda dispute: (dispute.severity.rank, dispute.id))


def _filed(held: Held, vocabulary: Vocabulary) -> Iterator[tuple[Filed, Iterator[Disagreement]]]:
    """Everything that disagrees, with where it belongs."""
    for pair, of_one_study in opposed_pairs(held, vocabulary):
        yield file_pair(pair, vocabulary), _of_pair(pair, of_one_study, held, vocabulary)
    for violation in violations(held, vocabulary):
        yield file_violation(violation, vocabulary), _of_violation(violation, held, vocabulary)


def _order(disagreement: Disagreement) -> tuple[int, tuple[tuple[str, ...], ...]]:
    return disagreement.severity.rank, disagreement.members


# From positions to claims


def _of_pair(pair: Pair, of_one_study: bool, held: Held, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    sides = [held[position] for position in pair.held]
    labels = tuple(show_stance(position.stance, vocabulary) for position in (pair.first, pair.second))
    for some in by_study(sides) if of_one_study else [sides]:
        for facet in facets(some, by_passage=_suggested(pair.held)):
            yield _disagreement(facet, labels, pair.judgement(vocabulary, same_passage=facet.same_passage))


def _of_violation(violation: Violation, held: Held, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    positions = violation.positions
    labels = violation.labels or tuple(_labelled(position, vocabulary) for position in positions)
    circumstances = violation.circumstances or compare_circumstances(positions, vocabulary)
    for facet in facets([held[position] for position in positions], by_passage=_suggested(positions)):
        judgement = grade(violation.opposition, violation.subjects, circumstances, positions, vocabulary,
                          same_passage=facet.same_passage)  # fmt: skip
        yield _disagreement(facet, labels, judgement)


def _labelled(position: Position, vocabulary: Vocabulary) -> str:
    """A stance with its property and condition: what a constraint ties together differs in both."""
    told = show_stance(position.stance, vocabulary)
    subject = [show_value(value, vocabulary) for _, value in position.subject
               if not (isinstance(value, Term) and value.id == vocabulary.main)]  # fmt: skip
    return f"{vocabulary.name(position.topic)}: {told}" + (f" ({', '.join(subject)})" if subject else "")


def _suggested(positions: Iterable[Position]) -> bool:
    return any(position.wording is Wording.SUGGESTED for position in positions)


def _disagreement(facet: Facet, labels: tuple[str, ...], judgement: Judgement) -> Disagreement:
    shared = shared_studies(facet.members)
    studies = ", ".join(name.rpartition("#")[2] for name in shared)
    steps = (*judgement.why, f"not independent: both tell of the same study ({studies})") if shared else judgement.why
    return Disagreement(
        members=tuple(tuple(sorted(claim.id for claim in side)) for side in facet.members),
        labels=labels,
        severity=judgement.grade,
        within_source=facet.within_source,
        steps=steps,
        unstated=judgement.unstated,
        explained_by=judgement.explained_by,
    )
