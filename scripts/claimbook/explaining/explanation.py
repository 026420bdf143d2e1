"""Why two given claims do or do not disagree, step by step.

The verdict is what the check itself says of the two claims alone: other claims neither add to it nor
take from it. What leads there is put together from the functions that the check goes by.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import find_disputes
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.opposition import is_same_question
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, ValueStance, positions
from claimbook.explaining.encounter import Encounter, encounter
from claimbook.explaining.tied import Bond, bonds
from claimbook.records.claims import Claim, Form
from claimbook.rulings.review import Reviewed
from claimbook.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which claims disagree; ``reviewed`` is the dispute it is filed under, None where a search stopped."""

    dispute: str
    question: str
    disagreement: Disagreement
    reviewed: Reviewed | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All there is to say about two claims.

    ``apart`` is the first reason why they do not disagree, '' if they do. ``findings`` are how they do,
    worst first; ``larger`` are the sets of three or more claims that cannot hold together and have both.
    """

    one: Claim
    two: Claim
    apart: str
    encounters: tuple[Encounter, ...]
    bonds: tuple[Bond, ...]
    findings: tuple[Reason, ...]
    larger: tuple[Reason, ...]

    @property
    def grade(self) -> Grade | None:
        """The worst grade at which the two disagree; None when they do not."""
        return min((f.disagreement.grade for f in self.findings), key=lambda grade: grade.rank, default=None)


def explain(one: Claim, two: Claim, reviewed: Iterable[Reviewed], vocabulary: Vocabulary) -> Explanation:
    """Two different claims, as the check compares them. ``reviewed`` is what it found among all claims."""
    known = {found.dispute.id: found for found in reviewed}
    disputes = find_disputes([one, two], vocabulary)
    findings = [Reason(dispute.id, dispute.question, disagreement, known.get(dispute.id))
                for dispute in disputes for disagreement in dispute.disagreements]  # fmt: skip
    barred = _barred(one, two) != ""
    met = () if barred else tuple(_encounters(one, two, vocabulary))
    tied = () if barred else tuple(dict.fromkeys(bonds(one, two, vocabulary)))
    return Explanation(
        one=one,
        two=two,
        apart="" if findings else _apart(one, two, met, tied, vocabulary),
        encounters=met,
        bonds=tied,
        findings=tuple(sorted(findings, key=lambda found: found.disagreement.grade.rank)),
        larger=tuple(_larger(one.id, two.id, known.values())),
    )


def _encounters(one: Claim, two: Claim, vocabulary: Vocabulary) -> Iterator[Encounter]:
    """Every two positions on one question, those that disagree first."""
    same_study = not one.studies.isdisjoint(two.studies)
    pairs = product(positions(one, vocabulary), positions(two, vocabulary))
    met = [encounter(first, second, vocabulary, same_study=same_study)
           for first, second in pairs if is_same_question(first.stance, second.stance)]  # fmt: skip
    yield from sorted(met, key=lambda found: found.apart != "")


def _larger(one: str, two: str, known: Iterable[Reviewed]) -> Iterator[Reason]:
    """Sets of three or more positions in which the two claims hold different ones."""
    for reviewed in known:
        for found in reviewed.dispute.disagreements:
            if len(found.members) > 2 and _on_two_sides(one, two, found.members):
                yield Reason(reviewed.dispute.id, reviewed.dispute.question, found, reviewed)


def _on_two_sides(one: str, two: str, members: Sequence[Sequence[str]]) -> bool:
    mine, theirs = ([number for number, ids in enumerate(members) if id_ in ids] for id_ in (one, two))
    return any(here != there for here, there in product(mine, theirs))


# What keeps them apart


def _apart(one: Claim, two: Claim, met: Sequence[Encounter], tied: Sequence[Bond], vocabulary: Vocabulary) -> str:
    """The first reason that decides, in the order in which the check looks."""
    if barred := _barred(one, two):
        return barred
    if met:
        return met[0].apart
    if tied:
        return f"{tied[0].rule} {tied[0].outcome}"
    return _unlike(one, two, vocabulary)


def _barred(one: Claim, two: Claim) -> str:
    """Why a claim is compared with nothing at all."""
    for claim in (one, two):
        if claim.superseded_by:
            return f"{claim.id} is not current: {claim.superseded_by} has replaced it"
    stating = [claim.id for claim in (one, two) if claim.form is Form.STATEMENT]
    if len(stating) == 2:
        return "both are statements, which are shown and cited but never compared"
    return f"{stating[0]} is a statement, which is shown and cited but never compared" if stating else ""


def _unlike(one: Claim, two: Claim, vocabulary: Vocabulary) -> str:
    """That they are about different questions."""
    first, second = (_about(next(positions(claim, vocabulary)), vocabulary) for claim in (one, two))
    return f"they are about different questions: one about {first}, the other about {second}"


def _about(position: Position, vocabulary: Vocabulary) -> str:
    stance = position.stance
    match stance:
        case ValueStance():
            return f"the {vocabulary.name(stance.property)}"
        case EffectStance():
            return f"the effect on outcomes of {stance.family}" if stance.family else "the effect on any outcome"
        case ModerationStance():
            return f"what changes the effect{f' on outcomes of {stance.family}' if stance.family else ''}"
