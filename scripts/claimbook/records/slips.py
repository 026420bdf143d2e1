"""Slips that a record shows by itself: an effect whose own numbers say the opposite."""

from collections.abc import Iterable, Mapping

from claimbook.diagnostics import Sink
from claimbook.records.claims import Claim, Effect, EffectAssertion, Estimate, Good
from claimbook.rules import report
from claimbook.vocabulary.vocabulary import Scale


def check_signs(claims: Iterable[Claim], measures: Mapping[str, Scale], sink: Sink) -> None:
    """Report effects for better whose interval lies wholly on the side of worse, or the other way round.

    The source may contradict itself so; far oftener a sign was lost, or ``good`` is the wrong way round.
    """
    for claim in claims:
        effect = claim.assertion
        if isinstance(effect, EffectAssertion) and effect.estimate is not None:
            pointed = _way(effect.estimate, measures.get(effect.estimate.measure, Scale.LINEAR))
            if pointed is not None and effect.effect is pointed.flipped:
                _report(claim, effect.effect, pointed, sink)


def _way(estimate: Estimate, scale: Scale) -> Effect | None:
    """Where the whole interval points; None when there is none, or when it takes in no effect."""
    if estimate.interval is None:
        return None
    low, high = estimate.interval
    if low <= scale.neutral <= high:
        return None
    return Effect.BETTER if (low > scale.neutral) is (estimate.good is Good.HIGHER) else Effect.WORSE


def _report(claim: Claim, typed: Effect, pointed: Effect, sink: Sink) -> None:
    what = f"has the effect '{typed}', but the interval of its estimate lies wholly on the side of '{pointed}'"
    report(sink, "CB609", claim.place, claims=[claim.id], about=[claim.id, "estimate"], id=claim.id, what=what)
