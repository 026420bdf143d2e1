"""Disputes: all disagreements about one question, the unit that people review."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.disagreement.constraints import Violation, violations
from claimbook.disagreement.grade import Comparison, Grade, Judgement, Meeting, compare, grade
from claimbook.disagreement.judge import Pair
from claimbook.disagreement.positions import (
    MODERATION,
    Held,
    ModerationStance,
    Position,
    ValueStance,
    collect,
)
from claimbook.disagreement.search import opposed_pairs
from claimbook.disagreement.wording import show_stance
from claimbook.records.claims import Claim, Wording
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import ARMS, Signature, Vocabulary


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Positions that do not fit, with the claims that hold them (``members``, one tuple each)."""

    members: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    severity: Grade
    within_source: bool
    why: tuple[str, ...]
    unstated: tuple[str, ...]
    explained_by: tuple[str, ...]

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


class _Filed(NamedTuple):
    """Where a disagreement belongs."""

    id: str
    question: str


def find_disputes(claims: Iterable[Claim], vocabulary: Vocabulary) -> list[Dispute]:
    """All disputes among the claims, worst first, then by id."""
    held = collect(claims, vocabulary)
    filed: dict[_Filed, list[Disagreement]] = {}
    for pair, of_one_study in opposed_pairs(held, vocabulary):
        filed.setdefault(_file(pair, vocabulary), []).extend(_of_pair(pair, of_one_study, held, vocabulary))
    for violation in violations(held, vocabulary):
        filed.setdefault(_file_violation(violation, vocabulary), []).extend(_of_violation(violation, held, vocabulary))
    disputes = [
        Dispute(place.id, place.question, tuple(sorted(found, key=_order))) for place, found in filed.items() if found
    ]
    return sorted(disputes, key=lambda d: (d.severity.rank, d.id))


def _order(disagreement: Disagreement) -> tuple[int, tuple[tuple[str, ...], ...]]:
    return disagreement.severity.rank, disagreement.members


# From positions to claims


class _Facet(NamedTuple):
    """Claims of each position that meet in one way."""

    members: tuple[tuple[Claim, ...], ...]
    within_source: bool
    same_passage: bool


def _facets(sides: Sequence[Sequence[Claim]], by_passage: bool) -> Iterator[_Facet]:
    """The ways in which claims of all sides meet: within each voice, and between voices."""
    voices = [{claim.voice for claim in side} for side in sides]
    for voice in sorted(set.intersection(*voices)):
        own = tuple(tuple(c for c in side if c.voice == voice) for side in sides)
        yield from _within(own, by_passage)
    if len(set.union(*voices)) > 1:
        yield _Facet(tuple(tuple(side) for side in sides), False, False)


def _within(sides: tuple[tuple[Claim, ...], ...], by_passage: bool) -> Iterator[_Facet]:
    """One voice against itself; claims of one passage apart where that makes a difference."""
    passages = [{claim.passage for claim in side} for side in sides]
    if by_passage:
        for passage in sorted(set.intersection(*passages)):
            yield _Facet(tuple(tuple(c for c in side if c.passage == passage) for side in sides), True, True)
    if not by_passage or len(set.union(*passages)) > 1:
        yield _Facet(sides, True, False)


def _by_study(sides: Sequence[Sequence[Claim]]) -> Iterator[list[list[Claim]]]:
    """The claims of each study that all sides tell of; several names for one set of claims count once."""
    found: dict[str, list[list[Claim]]] = {}
    for study in _shared_studies(sides):
        claims = [[claim for claim in side if study in claim.studies] for side in sides]
        found[repr([[claim.id for claim in side] for side in claims])] = claims
    yield from found.values()


def _shared_studies(sides: Sequence[Sequence[Claim]]) -> list[str]:
    """The studies that every side tells of."""
    told = [frozenset[str]().union(*(claim.studies for claim in side)) for side in sides]
    return sorted(frozenset.intersection(*told))


def _of_pair(pair: Pair, of_one_study: bool, held: Held, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    sides = [_holders(position, held) for position in (pair.first, pair.second)]
    labels = tuple(show_stance(position.stance, vocabulary) for position in (pair.first, pair.second))
    suggested = _suggested((pair.first, pair.second))
    for some in _by_study(sides) if of_one_study else [sides]:
        for facet in _facets(some, suggested):
            judgement = pair.judgement(vocabulary, same_passage=facet.same_passage)
            yield _disagreement(facet, labels, judgement)


def _holders(position: Position, held: Held) -> list[Claim]:
    """The claims that hold a position; one whose arms were swapped for comparison is looked up as it was."""
    found = held.get(position)
    if found is not None:
        return found
    original = next(p for p in held if _is_swapped(p, position))
    return held[original]


def _is_swapped(original: Position, position: Position) -> bool:
    from claimbook.disagreement.judge import swapped

    return original.moderators == position.moderators and swapped(original) == position


def _of_violation(violation: Violation, held: Held, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    sides = [held[position] for position in violation.positions]
    labels = tuple(_labelled(position, vocabulary) for position in violation.positions)
    moderators = compare(violation.positions[0].moderators, violation.positions[1].moderators, vocabulary)
    circumstances = moderators if len(violation.positions) == 2 else Comparison((), ())
    for facet in _facets(sides, _suggested(violation.positions)):
        judgement = grade(violation.opposition, violation.subjects, circumstances, violation.positions, vocabulary,
                          same_passage=facet.same_passage)  # fmt: skip
        yield _disagreement(facet, labels, judgement)


def _labelled(position: Position, vocabulary: Vocabulary) -> str:
    """A stance with its property and condition: what a constraint ties together differs in both."""
    told = show_stance(position.stance, vocabulary)
    subject = [
        vocabulary.graphs[value.graph].label_of(value.id)
        for _, value in position.subject
        if isinstance(value, Term) and value.id != vocabulary.main
    ]
    return f"{vocabulary.label(position.topic).lower()}: {told}" + (f" ({', '.join(subject)})" if subject else "")


def _suggested(positions: Iterable[Position]) -> bool:
    return any(position.wording is Wording.SUGGESTED for position in positions)


def _disagreement(facet: _Facet, labels: tuple[str, ...], judgement: Judgement) -> Disagreement:
    shared = _shared_studies(facet.members)
    studies = ", ".join(name.rpartition("#")[2] for name in shared)
    why = (*judgement.why, f"not independent: both tell of the same study ({studies})") if shared else judgement.why
    return Disagreement(
        members=tuple(tuple(sorted(claim.id for claim in side)) for side in facet.members),
        labels=labels,
        severity=judgement.grade,
        within_source=facet.within_source,
        why=why,
        unstated=judgement.unstated,
        explained_by=judgement.explained_by,
    )


# Ids and questions


def _file(pair: Pair, vocabulary: Vocabulary) -> _Filed:
    """Effects and moderations go under the narrower subject, values under the wider."""
    stances = (pair.first.stance, pair.second.stance)
    moderation = next((s for s in stances if isinstance(s, ModerationStance)), None)
    if isinstance(stances[0], ValueStance):
        topic, signature = stances[0].property, vocabulary.properties[stances[0].property].signature
    elif moderation is not None:
        topic, signature = f"{MODERATION}/{moderation.moderator}", vocabulary.moderation
    else:
        topic, signature = pair.first.topic, vocabulary.effect
    terms = _terms(pair.subjects, signature, isinstance(stances[0], ValueStance), vocabulary)
    parts = ["+".join(ids) for dimension, ids in terms.items() if not _is_main(dimension, ids, vocabulary)]
    return _Filed("/".join([topic, *parts]), _question(signature, topic, moderation, terms, vocabulary))


def _terms(
    subjects: Comparison, signature: Signature, wider: bool, vocabulary: Vocabulary
) -> dict[str, tuple[str, ...]]:
    """The terms that name a dispute, by dimension."""
    met = {meeting.key: meeting for meeting in subjects.met}
    return {dimension: _pick(met[dimension], wider) for dimension in signature.id_from if dimension in met}


def _pick(meeting: Meeting, wider: bool) -> tuple[str, ...]:
    first, second = meeting.first, meeting.second
    assert isinstance(first, Term) and isinstance(second, Term)
    if meeting.relation is Relation.OVERLAPPING:
        return tuple(sorted((first.id, second.id)))
    first_is_wider = meeting.relation is Relation.WIDER
    return (first.id,) if first_is_wider == wider or meeting.relation is Relation.EQUAL else (second.id,)


def _is_main(dimension: str, ids: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return dimension == ARMS[0] and ids == (vocabulary.main,)


def _question(
    signature: Signature,
    topic: str,
    moderation: ModerationStance | None,
    terms: dict[str, tuple[str, ...]],
    vocabulary: Vocabulary,
) -> str:
    """The question a dispute is about, from the vocabulary's own template."""
    labels = {
        dimension: " and ".join(vocabulary.graph_of(dimension).label_of(id_) for id_ in ids)
        for dimension, ids in terms.items()
    }
    if signature.question:
        moderator = vocabulary.label(moderation.moderator).lower() if moderation is not None else ""
        return signature.question.format_map(_Named({"moderator": moderator, **labels}))
    subject = ", ".join(labels.values())
    label = vocabulary.label(topic.partition("/")[0])
    return f"{label}, {subject}?" if subject else f"{label}?"


class _Named(dict[str, str]):
    """Names for a template; one that is not known stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _file_violation(violation: Violation, vocabulary: Vocabulary) -> _Filed:
    parts = [part for part in violation.subject if part != vocabulary.main] or list(violation.subject)
    return _Filed("/".join([violation.name, *parts]), violation.question)

