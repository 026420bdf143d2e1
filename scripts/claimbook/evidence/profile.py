"""The evidence on a question: independent studies by direction, participants, the largest and the newest."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claimbook.evidence.question import EvidenceQuestion
from claimbook.evidence.studies import Study, StudyFinding, studies_on
from claimbook.records.claims import Claim, Effect, Reach
from claimbook.records.sources import Source


class StudyDirection(StrEnum):
    """What a study found on a family of outcomes, all its findings taken together."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_SHOWN = "not-shown"
    DEPENDS = "depends"


_OF_EFFECT = {
    Effect.BETTER: StudyDirection.BETTER,
    Effect.WORSE: StudyDirection.WORSE,
    Effect.SAME: StudyDirection.SAME,
    Effect.NOT_SHOWN: StudyDirection.NOT_SHOWN,
    Effect.MIXED: StudyDirection.DEPENDS,
}


@dataclass(frozen=True)
class Tally:
    """The independent studies on one family of outcomes.

    ``participants`` is the sum over those whose exact number is on record; ``missing`` are the others. ``largest``
    and ``newest`` are found among those of known number and year; ``undated`` have no year on record.
    Studies that share participants count once: as the largest of them, with what they found together.
    """

    family: str
    directions: Mapping[StudyDirection, int]
    participants: int
    missing: tuple[Study, ...]
    undated: tuple[Study, ...]
    largest: tuple[Study, ...]
    newest: tuple[Study, ...]

    @property
    def studies(self) -> int:
        return sum(self.directions.values())


@dataclass(frozen=True)
class Profile:
    """The studies on a question, newest first; ``apart`` are those that look again at others' participants."""

    studies: tuple[Study, ...]
    apart: tuple[Study, ...]
    tallies: tuple[Tally, ...]


def profile_of(question: EvidenceQuestion, claims: Iterable[Claim], sources: Mapping[str, Source]) -> Profile:
    """Everything that studies on record found on a question."""
    found = studies_on(question, claims, sources)
    counted = [study for study in found if study.counts]
    families = dict.fromkeys(f.family for study in counted for f in study.findings if f.effect is not None)
    return Profile(
        tuple(counted),
        tuple(study for study in found if not study.counts),
        tuple(_tally(family, counted) for family in families),
    )


def findings_on(study: Study, family: str) -> list[StudyFinding]:
    """The effects that a study found on a family of outcomes."""
    return [finding for finding in study.findings if finding.effect is not None and finding.family == family]


def direction(findings: Iterable[StudyFinding]) -> StudyDirection:
    """What findings come to together; those on some cases only count where there are no others."""
    told = list(findings)
    main = [finding for finding in told if finding.claim.reach is not Reach.SOME] or told
    found = {_OF_EFFECT[finding.effect] for finding in main if finding.effect is not None}
    return found.pop() if len(found) == 1 else StudyDirection.DEPENDS


def _tally(family: str, studies: list[Study]) -> Tally:
    groups = _independent([study for study in studies if findings_on(study, family)])
    sized = [max(group, key=_size) for group in groups]
    known = [study for study in sized if study.size.number is not None]
    dated = [study for study in sized if study.year is not None]
    return Tally(
        family,
        Counter(direction(f for study in group for f in findings_on(study, family)) for group in groups),
        sum(map(_size, known)),
        tuple(study for study in sized if study.size.number is None),
        tuple(study for study in sized if study.year is None),
        _foremost(known, _size),
        _foremost(dated, lambda study: study.year or 0),
    )


def _size(study: Study) -> int:
    return study.size.number or 0


def _foremost(studies: list[Study], rank: Callable[[Study], int]) -> tuple[Study, ...]:
    """All studies of the highest rank."""
    top = max(map(rank, studies), default=0)
    return tuple(study for study in studies if rank(study) == top)


def _independent(studies: list[Study]) -> list[list[Study]]:
    """Studies in groups that share participants, as far as their sources say so."""
    groups: list[list[Study]] = []
    for study in studies:
        names = {study.key, *study.source.data_of}
        near = [group for group in groups if any(not names.isdisjoint({m.key, *m.source.data_of}) for m in group)]
        groups = [group for group in groups if group not in near]
        groups.append([study, *(member for group in near for member in group)])
    return groups
