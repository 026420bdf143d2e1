"""How much two opposed positions disagree, step by step, once their scopes are compared."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from itertools import combinations
from typing import NamedTuple

from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import EffectStance, Position, Scope, stated
from claimbook.disagreement.steps import Step, say
from claimbook.disagreement.wording import show_key, show_relation, show_value
from claimbook.records.claims import Reach, Wording
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term, Value, relate
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary


class Grade(StrEnum):
    """How much a disagreement weighs, worst first."""

    CONFLICT = "conflict"
    TENSION = "tension"
    EXCEPTION = "exception"
    CONTRAST = "contrast"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]

    @property
    def actionable(self) -> bool:
        """Whether a reviewer must rule on it."""
        return self is Grade.CONFLICT or self is Grade.TENSION


_GRADES = tuple(Grade)
_RANKS = {grade: rank for rank, grade in enumerate(_GRADES)}
_CONFLICT, _TENSION, _EXCEPTION, _ = _RANKS.values()


class Judgement(NamedTuple):
    """The grade of a disagreement, every step that led to it, and what is not known."""

    grade: Grade
    why: tuple[Step, ...]
    unstated: tuple[str, ...]
    explained_by: tuple[str, ...]


class Meeting(NamedTuple):
    """One dimension on which two positions both say something: values and their relation."""

    key: str
    first: Value
    second: Value
    relation: Relation
    reaches: tuple[Reach, Reach]

    @property
    def wider_reach(self) -> Reach | None:
        """The reach of the side that contains the other; None when neither does."""
        if self.relation is Relation.NARROWER:
            return self.reaches[1]
        return self.reaches[0] if self.relation is Relation.WIDER else None


class ScopeComparison(NamedTuple):
    """Two scopes side by side: where they meet, and what only one of them states."""

    met: tuple[Meeting, ...]
    unstated: tuple[str, ...]

    @property
    def disjoint(self) -> list[Meeting]:
        return [meeting for meeting in self.met if meeting.relation is Relation.DISJOINT]

    @property
    def unequal(self) -> int:
        """On how many dimensions the two differ although both say something."""
        return len([meeting for meeting in self.met if meeting.relation is not Relation.EQUAL])


_NOTHING = ScopeComparison((), ())


def compare(
    first: Scope,
    second: Scope,
    vocabulary: Vocabulary,
    skip: Iterable[str] = (),
    reaches: tuple[Reach, Reach] = (Reach.AVERAGE, Reach.AVERAGE),
) -> ScopeComparison:
    """Put two scopes side by side. Unstated on both sides counts as equal and is passed over."""
    if not first and not second:
        return _NOTHING
    mine, theirs = dict(first), dict(second)
    for key in skip:
        mine.pop(key, None)
        theirs.pop(key, None)
    graphs = vocabulary.graphs
    met = [
        Meeting(key, value, theirs[key], relate(value, theirs[key], graphs), reaches)
        for key, value in mine.items()
        if key in theirs
    ]
    one_sided = mine.keys() ^ theirs.keys() if len(met) < len(mine) or len(met) < len(theirs) else ()
    return ScopeComparison(tuple(met), tuple(sorted(one_sided)))


def compare_circumstances(
    sides: Sequence[Position], vocabulary: Vocabulary, skip: Iterable[str] = ()
) -> ScopeComparison:
    """The moderators of any number of positions: every two side by side, and what only some state."""
    if len(sides) == 2:
        return compare(sides[0].moderators, sides[1].moderators, vocabulary, skip)
    stated = dict.fromkeys(side.moderators for side in sides)
    found = [compare(one, two, vocabulary, skip) for one, two in combinations(stated, 2)]
    met = dict.fromkeys(meeting for comparison in found for meeting in comparison.met)
    return ScopeComparison(tuple(met), tuple(sorted({key for comparison in found for key in comparison.unstated})))


def compare_subjects(first: Position, second: Position, vocabulary: Vocabulary) -> ScopeComparison | None:
    """The subjects side by side; None when they are not comparable."""
    found = subjects_beside(first, second, vocabulary)
    comparable = not found.disjoint and arms_known_alike(first, second) and _comparators_meet(first, second, vocabulary)
    return found if comparable else None


def subjects_beside(first: Position, second: Position, vocabulary: Vocabulary) -> ScopeComparison:
    """The subjects side by side, comparable or not; only effects have a comparator that others lack."""
    mixed = isinstance(first.stance, EffectStance) is not isinstance(second.stance, EffectStance)
    both = (*first.subject, *second.subject) if mixed else ()
    skip = [key for key, _ in both if key.partition(".")[0] == ARMS[1]]
    return compare(first.subject, second.subject, vocabulary, skip, (first.reach, second.reach))


def arms_known_alike(first: Position, second: Position) -> bool:
    """Whether some arm is given a dose by both sides, where both give one: else nobody knows which arm is which."""
    if not any("." in key for key, _ in first.subject) or not any("." in key for key, _ in second.subject):
        return True
    given: tuple[dict[str, set[str]], ...] = ({}, {})
    for position, found in zip((first, second), given, strict=True):
        for arm, dot, what in (key.partition(".") for key, _ in position.subject):
            if dot:
                found.setdefault(what, set()).add(arm)
    return all(given[0][what] & given[1][what] for what in given[0].keys() & given[1].keys())


def _comparators_meet(first: Position, second: Position, vocabulary: Vocabulary) -> bool:
    """An unstated comparator of an effect meets any but another arm of the same drug."""
    if not isinstance(first.stance, EffectStance) and not isinstance(second.stance, EffectStance):
        return True
    mine, theirs = stated(first.subject, ARMS[1]), stated(second.subject, ARMS[1])
    if (mine is None) is (theirs is None):
        return True
    comparator = mine or theirs
    if comparator is None or _is_any(comparator):
        return True
    drugs = [stated(position.subject, ARMS[0]) for position in (first, second)]
    named = [drug for drug in drugs if drug is not None and not _is_any(drug)]
    return all(relate(drug, comparator, vocabulary.graphs) is Relation.DISJOINT for drug in named)


def grade(
    opposition: Opposition,
    subjects: ScopeComparison,
    circumstances: ScopeComparison,
    sides: Sequence[Position],
    vocabulary: Vocabulary,
    *,
    same_passage: bool = False,
) -> Judgement:
    """Lower a disagreement step by step for what differs between the sides."""
    steps = _Steps(opposition)
    for meeting in subjects.met:
        if meeting.relation is not Relation.EQUAL:
            steps.subject(meeting, vocabulary)
    steps.moderators(circumstances, opposition, vocabulary)
    steps.wording(sides, same_passage)
    steps.reach(sides)
    one_sided = sorted({*subjects.unstated, *circumstances.unstated})
    unstated = tuple(sorted({key.rpartition(".")[2] for key in one_sided})) if one_sided else ()
    if one_sided:
        steps.say(lambda: _perhaps(one_sided, vocabulary))
    reasons = dict.fromkeys(meeting.key for meeting in circumstances.disjoint)
    if reasons:
        return Judgement(Grade.CONTRAST, tuple(steps.why), unstated, tuple(reasons))
    return Judgement(steps.result, tuple(steps.why), unstated, tuple(dict.fromkeys(steps.explained)))


def _perhaps(one_sided: Iterable[str], vocabulary: Vocabulary) -> str:
    named = ", ".join(show_key(key, vocabulary) for key in one_sided)
    return f"stated on one side only, and so perhaps the reason: {named}"


class _Steps:
    """The grade so far, and the steps taken."""

    def __init__(self, opposition: Opposition) -> None:
        self.level = _TENSION if opposition.weak else _CONFLICT
        self.why = list(opposition.why)
        self.explained: list[str] = []
        if opposition.capped:
            self.level = max(self.level, _TENSION)
            self.say("at most a tension")

    @property
    def result(self) -> Grade:
        return _GRADES[min(self.level, _EXCEPTION)]

    def say(self, why: Step) -> None:
        self.why.append(why)

    def lower(self, why: Step) -> None:
        self.level += 1
        self.say(lambda: f"{say(why)}: one step lower")

    def to_exception(self, why: str) -> None:
        self.level = max(self.level, _EXCEPTION)
        self.say(f"{why}: an exception at most")

    def subject(self, meeting: Meeting, vocabulary: Vocabulary) -> None:
        """Each subject dimension that is not equal lowers, unless the wider side holds for every case."""
        if meeting.wider_reach is Reach.EVERY:
            words = _describe(meeting, vocabulary)
            self.say(f"{words}, but the wider side is claimed for every case: not lowered")
        else:
            self.lower(lambda: _describe(meeting, vocabulary))

    def moderators(self, found: ScopeComparison, opposition: Opposition, vocabulary: Vocabulary) -> None:
        """A circumstance that is narrower on one side lowers once; one that excludes the other explains all."""
        for meeting in found.disjoint:
            self.say(partial(_likely, meeting, vocabulary))
        nested = [m for m in found.met if m.relation is Relation.NARROWER or m.relation is Relation.WIDER]
        if not nested:
            return
        self.explained.extend(meeting.key for meeting in nested)
        if opposition.opposite:
            self.say(lambda: f"{_describe_all(nested, vocabulary)}, but opposed effects are not lowered by it")
        else:
            self.lower(lambda: _describe_all(nested, vocabulary))

    def wording(self, sides: Sequence[Position], same_passage: bool) -> None:
        wordings = [side.wording for side in sides]
        if Wording.HYPOTHESISED in wordings:
            self.to_exception("one side is only hypothesised")
        if Wording.SUGGESTED in wordings:
            if same_passage:
                self.say("one side is only suggested, but both stand in one passage: not lowered")
            else:
                self.lower("one side is only suggested")

    def reach(self, sides: Sequence[Position]) -> None:
        for side in sides:
            if side.reach is Reach.SOME and any(o is not side and o.reach is not Reach.EVERY for o in sides):
                self.to_exception("one side holds for some only")
                break
        if any(side.about_any and side.reach is not Reach.EVERY for side in sides):
            self.to_exception("one side is about any subject without being claimed for every case")


def _is_any(value: Value) -> bool:
    return isinstance(value, Term) and value.id == ANY


def _likely(meeting: Meeting, vocabulary: Vocabulary) -> str:
    return f"{_describe(meeting, vocabulary)}: both may be true, and this is the likely reason"


def _describe_all(meetings: Iterable[Meeting], vocabulary: Vocabulary) -> str:
    return "; ".join(_describe(meeting, vocabulary) for meeting in meetings)


def _describe(meeting: Meeting, vocabulary: Vocabulary) -> str:
    first, second = show_value(meeting.first, vocabulary), show_value(meeting.second, vocabulary)
    return f"{show_key(meeting.key, vocabulary)}: {first} {show_relation(meeting.relation)} {second}"
