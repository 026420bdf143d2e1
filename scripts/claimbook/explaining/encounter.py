"""Two positions side by side: what each says, on what, under which circumstances, and whether they are opposed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.disagreement.grade import Meeting, arms_known_alike, compare, compare_subjects, subjects_beside
from claimbook.disagreement.judge import Pair, confront, facing, met_already
from claimbook.disagreement.opposition import Z_95, difference
from claimbook.disagreement.positions import EffectStance, ModerationStance, Position, Scope, ValueStance
from claimbook.disagreement.wording import show_key, show_numbers, show_stance, show_value
from claimbook.explaining.reasons import beside, show_rule, why_not
from claimbook.records.claims import Effect, Estimate, Reach
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison as ComparedValue
from claimbook.vocabulary.values import Extent
from claimbook.vocabulary.vocabulary import ARMS, Scale, Vocabulary

SAME, NONE, NOT_COMPARABLE = "", "", "not comparable"
LOWER, KEPT = "one step lower", "not lowered: the wider side is claimed for every case"
ONCE, OPPOSED = "one step lower, once for all circumstances", "not lowered: the effects are opposed"
CONTRAST, PERHAPS = "both may be true", "perhaps the reason"


class DimensionLine(NamedTuple):
    """One dimension: what either side says of it ('' is unstated), how that relates, and what it does to the grade."""

    key: str
    first: str
    second: str
    relation: Relation | None
    effect: str


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two positions that were compared. ``apart`` is the first reason why they do not disagree, '' if they do.

    Then there is no grade either, so the lines have no effect on it, but for what is not comparable.
    """

    topic: str
    first: str
    second: str
    stances: tuple[str, ...]
    subjects: tuple[DimensionLine, ...]
    circumstances: tuple[DimensionLine, ...]
    apart: str


def encounter(first: Position, second: Position, vocabulary: Vocabulary, *, same_study: bool) -> Encounter:
    """Compare two positions on one question as the check does, and keep what it goes by."""
    pair = confront(first, second, vocabulary, same_study=same_study)
    facing_best = facing(first, second, vocabulary)
    one, two = (facing_best.first, facing_best.second) if facing_best is not None else (first, second)
    kept = (lambda line: line) if pair is not None else _without_effect
    return Encounter(
        topic=_topic(one, two, vocabulary),
        first=show_stance(one.stance, vocabulary),
        second=show_stance(two.stance, vocabulary),
        stances=tuple(_stances(first, second, one, two, vocabulary)),
        subjects=tuple(map(kept, _subject_lines(one, two, vocabulary))),
        circumstances=tuple(map(kept, _circumstance_lines(one, two, pair, vocabulary))),
        apart="" if pair is not None else _apart(one, two, vocabulary, same_study=same_study),
    )


def _without_effect(line: DimensionLine) -> DimensionLine:
    return line if line.effect == NOT_COMPARABLE else line._replace(effect=NONE)


def _topic(one: Position, two: Position, vocabulary: Vocabulary) -> str:
    moderators = [p.stance.moderator for p in (one, two) if isinstance(p.stance, ModerationStance)]
    if moderators:
        return f"what changes the effect: {', '.join(dict.fromkeys(map(vocabulary.name, moderators)))}"
    return vocabulary.name(one.topic)


# What they say


def _stances(first: Position, second: Position, one: Position, two: Position, vocabulary: Vocabulary) -> Iterator[str]:
    for held, seen, which in ((first, one, "first"), (second, two, "second")):
        if held != seen:
            yield f"the {which} is seen from its other arm: {show_stance(held.stance, vocabulary)} there"
    match one.stance, two.stance:
        case ValueStance() as mine, ValueStance() as theirs:
            yield from (_valued(stance, vocabulary) for stance in (mine, theirs))
            if not isinstance(mine.value, ComparedValue) and not isinstance(theirs.value, ComparedValue):
                yield beside(mine.value, theirs.value, vocabulary)
                yield show_rule(mine.mode, theirs.mode)
        case EffectStance() as mine, EffectStance() as theirs:
            yield from _estimates(mine.estimate, theirs.estimate, vocabulary)


_IMPLIED = {
    Effect.BETTER: "an effect there, which counts as",
    Effect.WORSE: "a worse outcome there, which counts as",
    Effect.SAME: "no effect there, which counts as",
    Effect.NOT_SHOWN: "no effect shown there, which counts, weakly, as",
}


def _valued(stance: ValueStance, vocabulary: Vocabulary) -> str:
    """The class of a value's word, and its numbers in the property's own unit."""
    measure = vocabulary.properties[stance.property].measure
    shown, numbers = show_value(stance.value, vocabulary), ""
    if isinstance(stance.value, Extent):
        numbers = show_numbers(stance.value.spans, measure)
    of = "of class" if stance.implied_by is None else _IMPLIED[stance.implied_by]
    word = f"'{stance.word}' is {of} '{stance.mode}'" if stance.implied_by is None else f"{of} '{stance.mode}'"
    return f"{shown}: {word}" + (f"; that is {numbers}" if numbers and numbers != shown.replace("–", " to ") else "")


def _estimates(one: Estimate | None, two: Estimate | None, vocabulary: Vocabulary) -> Iterator[str]:
    """What the numbers say where both sides give some."""
    if one is None or two is None:
        if one is not two:
            yield "only one side gives an estimate, so the labels decide"
        return
    told = f"estimates: {_estimate(one)} and {_estimate(two)}"
    if one.measure != two.measure:
        yield f"{told}: of different measures, so the labels decide"
        return
    z = difference(one, two, vocabulary.measures.get(one.measure, Scale.LINEAR))
    if z is None:
        yield f"{told}: without both intervals they cannot be compared, so the labels decide"
    else:
        yield f"{told}: z of the difference is {z:.2f}, {'within' if abs(z) < Z_95 else 'beyond'} ±{Z_95:.2f}"


def _estimate(estimate: Estimate) -> str:
    value = "" if estimate.value is None else f" {estimate.value:g}"
    interval = "" if estimate.interval is None else f" ({estimate.interval[0]:g} to {estimate.interval[1]:g})"
    return f"{estimate.measure}{value}{interval}"


# What it is about


def _subject_lines(one: Position, two: Position, vocabulary: Vocabulary) -> list[DimensionLine]:
    found = subjects_beside(one, two, vocabulary)
    lines = {meeting.key: _line(meeting, _of_subject(meeting), vocabulary) for meeting in found.met}
    return _in_order(lines | _unstated(found.unstated, one.subject, two.subject, vocabulary))


def _of_subject(meeting: Meeting) -> str:
    if meeting.relation is Relation.EQUAL:
        return SAME
    if meeting.relation is Relation.DISJOINT:
        return NOT_COMPARABLE
    return KEPT if meeting.wider_reach is Reach.EVERY else LOWER


def _circumstance_lines(one: Position, two: Position, pair: Pair | None, vocabulary: Vocabulary) -> list[DimensionLine]:
    found = compare(one.moderators, two.moderators, vocabulary, met_already(one, two))
    lines = {meeting.key: _line(meeting, _of_circumstance(meeting, pair), vocabulary) for meeting in found.met}
    return _in_order(lines | _unstated(found.unstated, one.moderators, two.moderators, vocabulary))


def _of_circumstance(meeting: Meeting, pair: Pair | None) -> str:
    if meeting.relation is Relation.DISJOINT:
        return CONTRAST
    if meeting.relation in (Relation.EQUAL, Relation.OVERLAPPING):
        return NONE
    return OPPOSED if pair is not None and pair.opposition.opposite else ONCE


def _line(meeting: Meeting, effect: str, vocabulary: Vocabulary) -> DimensionLine:
    first, second = (show_value(value, vocabulary) for value in (meeting.first, meeting.second))
    return DimensionLine(show_key(meeting.key, vocabulary), first, second, meeting.relation, effect)


def _unstated(keys: Iterable[str], first: Scope, second: Scope, vocabulary: Vocabulary) -> dict[str, DimensionLine]:
    """What only one side says."""
    mine, theirs = ({key: show_value(value, vocabulary) for key, value in scope} for scope in (first, second))
    return {
        key: DimensionLine(show_key(key, vocabulary), mine.get(key, ""), theirs.get(key, ""), None, PERHAPS)
        for key in keys
    }


def _in_order(lines: Mapping[str, DimensionLine]) -> list[DimensionLine]:
    """What is compared with what comes first."""
    return [
        lines[key] for key in sorted(lines, key=lambda key: (key.partition(".")[0] not in ARMS, key != ARMS[0], key))
    ]


# What keeps them apart


def _apart(one: Position, two: Position, vocabulary: Vocabulary, *, same_study: bool) -> str:
    """The first reason in the order in which the check looks: the subjects, then what is said of them."""
    if compare_subjects(one, two, vocabulary) is not None:
        return why_not(one, two, vocabulary, same_study=same_study)
    excluding = [_line(met, "", vocabulary) for met in subjects_beside(one, two, vocabulary).disjoint]
    if excluding:
        return f"they are about different things: {'; '.join(map(_excludes, excluding))}"
    if not arms_known_alike(one, two):
        return "each gives the dose or timing of another arm, so nobody knows which arm is which"
    return "the comparator that is unstated on one side may be another arm of the same drug"


def _excludes(line: DimensionLine) -> str:
    return f"{line.key}: {line.first} excludes {line.second}"
