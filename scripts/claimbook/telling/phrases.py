"""Records in words for readers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimbook.citations.bibliography import Entry
from claimbook.citations.entrytypes import NOT_SEEN
from claimbook.disagreement.positions import ModerationStance
from claimbook.disagreement.wording import show_effect, show_stance, show_value
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import (
    Arm,
    Claim,
    EffectAssertion,
    Estimate,
    ModerationAssertion,
    Reach,
    ValueAssertion,
    Wording,
)
from claimbook.rulings.review import Reviewed, RulingStatus
from claimbook.rulings.ruling import Verdict
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term, Value
from claimbook.vocabulary.vocabulary import ARMS, AS_OF, OUTCOME, Vocabulary

PERCENT = "\u00a0%"  # never alone on a line
_TITLE_WORDS = 4  # that stand for a work without authors
_OTHERS = "others"  # BibTeX's word for authors left out
STATEMENT = "statement, not compared with others"
DECISIONS = {
    Verdict.OPEN: "open",
    Verdict.EXPLAINED: "explained",
    Verdict.ONE_SIDE: "decided for one side",
    Verdict.NOT_A_DISPUTE: "found to be no real dispute",
}
STATES = {
    RulingStatus.NEW: "not yet reviewed",
    RulingStatus.STALE: "changed since it was reviewed",
    RulingStatus.NONE: "nothing to decide",
}
EVIDENCE = {
    AnchorState.VERIFIED: "passage verified",
    AnchorState.MOVED: "passage verified, at another place",
    AnchorState.AMBIGUOUS: "passage found in several places",
    AnchorState.MISSING: "passage not found",
    AnchorState.UNVERIFIABLE: "passage not verified in this build",
    AnchorState.NONE: "no passage on record",
}
_REACHES = {Reach.EVERY: "every case", Reach.SOME: "some cases only"}
_WORDINGS = {Wording.SUGGESTED: "suggested, not asserted", Wording.HYPOTHESISED: "a hypothesis"}


class Fact(NamedTuple):
    """A label with its text."""

    label: str
    text: str


def typed(claim: Claim, vocabulary: Vocabulary) -> str:
    """What a claim asserts, in the words of the vocabulary: ``recommended dose: 50 mg``."""
    match claim.assertion:
        case ValueAssertion() as value:
            label = vocabulary.name(value.property)
            told = f"{value.mode} {label}" if value.mode != "is" else label
            return f"{told}: {show_value(value.value, vocabulary)}"
        case EffectAssertion() as effect:
            return _effect(effect, claim, vocabulary)
        case ModerationAssertion() as moderation:
            return "; ".join([moderated(moderation, vocabulary), *_outcome(claim, vocabulary)])
        case None:
            return STATEMENT


def moderated(assertion: ModerationAssertion, vocabulary: Vocabulary) -> str:
    """What changes an effect, and how: ``effect weaker with SSRIs (other medication)``."""
    return show_stance(ModerationStance(assertion.moderator, assertion.when, assertion.changes, ""), vocabulary)


def _effect(effect: EffectAssertion, claim: Claim, vocabulary: Vocabulary) -> str:
    given = arm(effect.intervention, vocabulary)
    against = f" against {arm(effect.comparator, vocabulary)}" if effect.comparator.term else ", comparator unstated"
    on = "".join(f" ({outcome})" for outcome in _outcome(claim, vocabulary))
    told = f"{given}{against}: {show_effect(effect.effect)}{on}"
    return f"{told}; {estimated(effect.estimate, vocabulary)}" if effect.estimate is not None else told


def arm(given_to: Arm, vocabulary: Vocabulary) -> str:
    """An arm of a comparison with what it was given: ``coffee (50 mg)``."""
    name = vocabulary.graphs[vocabulary.arm_dimension].label_of(given_to.term) if given_to.term else "unstated"
    given = ", ".join(show_value(value, vocabulary) for value in given_to.given.values())
    return f"{name} ({given})" if given else name


def _outcome(claim: Claim, vocabulary: Vocabulary) -> list[str]:
    outcome = claim.scope.get(OUTCOME)
    return [f"outcome: {show_value(outcome, vocabulary)}"] if outcome is not None else []


def estimated(estimate: Estimate, vocabulary: Vocabulary) -> str:
    """A numerical result: ``risk ratio 0.42, 95 % interval 0.1 to 0.7, n = 1,200, higher is better``."""
    measure = vocabulary.measure_labels[estimate.measure]
    parts = [measure if estimate.value is None else f"{measure} {number(estimate.value)}"]
    if estimate.interval is not None:
        parts.append(f"95{PERCENT} interval {' to '.join(map(number, estimate.interval))}")
    if estimate.n is not None:
        parts.append(f"n = {estimate.n:,}")
    return ", ".join([*parts, f"{estimate.good} is better"])


def facts(claim: Claim, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Whom and what it is about, and how firmly and widely it is claimed."""
    return (
        *(Fact(vocabulary.label(key), show_value(value, vocabulary)) for key, value in _scope(claim, vocabulary)),
        *([Fact("Wording", _WORDINGS[claim.wording])] if claim.wording in _WORDINGS else []),
        *([Fact("Holds for", _REACHES[claim.reach])] if claim.reach in _REACHES else []),
        *([Fact(vocabulary.label(AS_OF), claim.as_of)] if claim.as_of and AS_OF not in claim.scope else []),
        *([Fact("Said by", claim.said_by)] if claim.said_by else []),
    )


def _scope(claim: Claim, vocabulary: Vocabulary) -> list[tuple[str, Value]]:
    """The scope without what the typed line tells, and without the main intervention."""
    effect = isinstance(claim.assertion, (EffectAssertion, ModerationAssertion))
    told = {OUTCOME, *ARMS} if effect else set()
    return [
        (key, value)
        for key, value in claim.scope.items()
        if key not in told and not (isinstance(value, Term) and value.id in (vocabulary.main, ANY) and key in ARMS)
    ]


def decision(reviewed: Reviewed) -> str:
    """How reviewers left a dispute."""
    if reviewed.unwritten or reviewed.ruling is None:
        return STATES[RulingStatus.NEW if reviewed.unwritten else reviewed.status]
    return DECISIONS[reviewed.ruling.verdict] if reviewed.status is RulingStatus.RULED else STATES[reviewed.status]


def reference(entry: Entry) -> str:
    """A publication in a sentence: ``Hofmann et al. 2006``, or the beginning of its title where nobody is named.

    A year that nobody saw is ``n.d.``, no date.
    """
    names = [author.partition(",")[0] for author in entry.authors]
    year = entry.fields.get("year", "")
    if not names:
        return f"{_beginning(entry)} {year}".strip() if entry.fields.get("title") else entry.key
    pair = len(names) == 2 and names[1] != _OTHERS
    told = names[0] if len(names) == 1 else " and ".join(names) if pair else f"{names[0]} et al."
    return without_tex(f"{told} {year or 'n.d.'}")


def _beginning(entry: Entry) -> str:
    """The first words of a title, in quotes."""
    words = without_tex(entry.fields["title"]).partition(":")[0].split()
    return f"“{' '.join(words[:_TITLE_WORDS])}{' …' * (len(words) > _TITLE_WORDS)}”"


def without_tex(text: str) -> str:
    """Text of a BibTeX field: accents as letters, no braces."""
    from pybtex.richtext import Text

    return str(Text.from_latex(text))


def not_given(words: Iterable[str]) -> str:
    """What could not be told of a work."""
    return f"Not known to us: {'; '.join(NOT_SEEN.get(word, word) for word in words)}"


def percent(share: float) -> str:
    """A share as whole percent, never rounded up to all or down to nothing."""
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded}{PERCENT}"


def number(value: float) -> str:
    """A number with a minus that is as long as its digits."""
    return f"{value:g}".replace("-", "−")


def by_line(authors: Sequence[str]) -> str:
    """Authors in a row, apart from the commas within their names; the last may be ``and others``."""
    *most, last = [*authors] or [""]
    sign = "; " if any("," in name for name in authors) else ", "
    return f"{sign.join(most)} {last if last.startswith('and ') else f'and {last}'}" if most else last


def listing(names: Iterable[str], link: str = "and") -> str:
    """``a, b and c``."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} {link} {last}" if most else last
