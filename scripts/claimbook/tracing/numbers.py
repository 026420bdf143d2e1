"""Numbers of a study's results, held against those that a retelling gives.

A result is told from either side: a difference of 0.5 is one of -0.5 with the arms exchanged or with lower
as the better, and an odds ratio of 2 is one of 0.5. So numbers are seen from one side before they are
compared, and raw signs never are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from claimbook.disagreement.positions import in_order
from claimbook.records.claims import Claim, EffectAssertion, Estimate
from claimbook.tracing.facts import Departure
from claimbook.vocabulary.vocabulary import Scale, Vocabulary

ByMeasure = Mapping[str, "Sequence[StatedEstimate]"]


class StatedEstimate(NamedTuple):
    """What a claim gives as the result of a comparison with its arms in canonical order."""

    estimate: Estimate
    claim: str

    def value_for(self, told: Estimate, scale: Scale) -> float | None:
        """Its value where the same results are better as in another estimate; None where that cannot be said."""
        value = self.estimate.value
        if value is None or self.estimate.good is told.good:
            return value
        return scale.turned(value) if scale is Scale.LINEAR or value > 0 else None

    def is_told_by(self, told: Estimate, scale: Scale) -> bool:
        """Whether another estimate gives its value; a ratio that was turned was rounded on one of the sides."""
        mine, theirs = self.estimate.value, told.value
        if mine is None or theirs is None or (seen := self.value_for(told, scale)) is None:
            return False
        if self.estimate.good is told.good or scale is Scale.LINEAR:
            return seen == theirs
        return _rounded(seen, theirs) or (theirs > 0 and _rounded(scale.turned(theirs), mine))


def estimates_of(claims: Iterable[Claim], vocabulary: Vocabulary) -> ByMeasure:
    """The estimates that claims give, by measure."""
    found: dict[str, list[StatedEstimate]] = {}
    for claim in claims:
        estimate = _oriented(claim, vocabulary)
        if estimate is not None:
            found.setdefault(estimate.measure, []).append(StatedEstimate(estimate, claim.id))
    return found


def different_numbers(claim: Claim, own: ByMeasure, vocabulary: Vocabulary) -> Iterator[Departure]:
    """A number of the claim's estimate that is none of the study's on the same measure."""
    told = _oriented(claim, vocabulary)
    if told is not None and (stated := own.get(told.measure)):
        yield from _different_value(told, stated, vocabulary.measures[told.measure])
        yield from _different_size(told, stated)


def _different_value(told: Estimate, stated: Sequence[StatedEstimate], scale: Scale) -> Iterator[Departure]:
    known = [each for each in stated if each.value_for(told, scale) is not None]
    if told.value is not None and known and not any(each.is_told_by(told, scale) for each in known):
        shown = dict.fromkeys(_show(each, told, scale) for each in known)
        yield _departure("estimate", told, f"{told.value:,}", shown, known)


def _different_size(told: Estimate, stated: Sequence[StatedEstimate]) -> Iterator[Departure]:
    known = [each for each in stated if each.estimate.n is not None]
    sizes = dict.fromkeys(each.estimate.n for each in known)
    if told.n is not None and known and told.n not in sizes:
        yield _departure("participants", told, f"{told.n:,}", (f"{size:,}" for size in sizes), known)


def _departure(
    about: str, told: Estimate, number: str, shown: Iterable[str], known: Iterable[StatedEstimate]
) -> Departure:
    ids = dict.fromkeys(each.claim for each in known)
    return Departure(f"{about} ({told.measure})", number, " or ".join(shown), tuple(ids))


def _show(stated: StatedEstimate, told: Estimate, scale: Scale) -> str:
    number = stated.value_for(told, scale)
    turned = stated.estimate.good is not told.good
    return f"{number:,.4g} (seen from the same side)" if turned else f"{number:,}"


def _oriented(claim: Claim, vocabulary: Vocabulary) -> Estimate | None:
    """The claim's estimate with its arms in canonical order."""
    effect = claim.assertion
    if not isinstance(effect, EffectAssertion) or effect.estimate is None:
        return None
    return in_order(effect, vocabulary).estimate


def _rounded(exact: float, written: float) -> bool:
    """Whether a number is another one as it is written, with that one's decimal places."""
    exponent = Decimal(str(written)).as_tuple().exponent
    return isinstance(exponent, int) and round(exact, -exponent) == written
