"""Estimates with intervals that can stand beside each other: one measure, one family of outcomes, one direction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from claimbook.evidence.question import EvidenceQuestion
from claimbook.evidence.studies import newest_first
from claimbook.records.claims import Claim, EffectAssertion, Estimate, Good
from claimbook.records.findings import own_findings
from claimbook.records.sources import Source
from claimbook.vocabulary.vocabulary import Scale

ENOUGH = 3  # estimates from which a picture says more than a table


@dataclass(frozen=True, slots=True)
class OrientedEstimate:
    """An estimate turned so that higher favours the intervention asked for; ``interval`` is (low, high)."""

    claim: Claim
    source: Source
    value: float
    interval: tuple[float, float] | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Comparable:
    """Estimates on one measure and one family of outcomes, newest first."""

    measure: str
    scale: Scale
    family: str
    marks: tuple[OrientedEstimate, ...]

    @property
    def drawn(self) -> tuple[OrientedEstimate, ...]:
        """Those that have an interval."""
        return tuple(mark for mark in self.marks if mark.interval is not None)


def estimates_on(
    question: EvidenceQuestion, claims: Iterable[Claim], sources: Mapping[str, Source]
) -> list[Comparable]:
    """What studies estimated, in groups that can be compared, in the order in which they are met."""
    found: dict[tuple[str, str], list[OrientedEstimate]] = {}
    for claim in chain.from_iterable(own_findings(claims, sources).values()):
        effect = claim.assertion
        if not isinstance(effect, EffectAssertion) or effect.estimate is None:
            continue
        mark = _mark(claim, effect, effect.estimate, question, sources)
        if mark is not None:
            found.setdefault((effect.estimate.measure, question.family(claim)), []).append(mark)
    scales = question.vocabulary.measures
    return [Comparable(name, scales[name], family, _in_order(marks)) for (name, family), marks in found.items()]


def _mark(
    claim: Claim, effect: EffectAssertion, estimate: Estimate, question: EvidenceQuestion, sources: Mapping[str, Source]
) -> OrientedEstimate | None:
    """The estimate seen from the side asked for; None where it is of something else, or has no value."""
    side = question.side(effect)
    if not side or estimate.value is None or not question.asks(claim):
        return None
    forward = (estimate.good is Good.HIGHER) == (side > 0)
    scale = question.vocabulary.measures[estimate.measure]
    interval = estimate.interval
    if scale is Scale.RATIO and min((estimate.value, *(interval or ()))) <= 0:
        return None  # no ratio
    if not forward:
        interval = (scale.turned(interval[1]), scale.turned(interval[0])) if interval else None
    value = estimate.value if forward else scale.turned(estimate.value)
    return OrientedEstimate(claim, sources[claim.source], value, interval, estimate.n)


def _in_order(marks: list[OrientedEstimate]) -> tuple[OrientedEstimate, ...]:
    order = {
        source.key: index for index, source in enumerate(newest_first({m.source.key: m.source for m in marks}.values()))
    }
    return tuple(sorted(marks, key=lambda mark: order[mark.source.key]))
