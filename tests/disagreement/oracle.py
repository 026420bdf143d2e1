"""The semantics of disagreement once more, slowly: every pair and every set of claims, straight from DESIGN 6.

Shares with the package only the graphs and number sets of the vocabulary and the records; knows
nothing of positions, indexes, sweeps or groups. What it says is about single claims.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, permutations, product
from math import isinf, log, sqrt
from typing import NamedTuple

from claimbook.disagreement.disputes import Dispute
from claimbook.records.claims import (
    Change,
    Claim,
    Effect,
    EffectAssertion,
    Estimate,
    ModerationAssertion,
    Reach,
    ValueAssertion,
    Wording,
)
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Comparison, Extent, Term, Value
from claimbook.vocabulary.vocabulary import Mode, RatioConstraint, Scale, Signature, Vocabulary

GRADES = ("conflict", "tension", "exception")
WORKING = {Mode.WORKS, Mode.USED}


class Verdict(NamedTuple):
    """What is to be said of some claims under one dispute."""

    grade: str
    within: bool
    unstated: frozenset[str]
    explained_by: frozenset[str]


Found = dict[tuple[str, frozenset[str]], Verdict]


@dataclass
class View:
    """One thing that one claim says, by what it is about and under which circumstances."""

    claim: Claim
    kind: str
    subject: dict[str, Value]
    circumstances: dict[str, Value]
    word: str = ""
    mode: Mode | None = None
    value: Value | str | None = None
    topic: str = ""
    weak: bool = False
    estimate: Estimate | None = None
    turned: bool = False
    implied: bool = False


@dataclass
class Opposing:
    weak: bool = False
    opposed: bool = False
    capped: bool = False


@dataclass
class Sides:
    """Legs of a comparison of subjects: the two values, and the claims they come from."""

    legs: list[tuple[str, Value, Value, Claim, Claim]] = field(default_factory=list)
    unstated: set[str] = field(default_factory=set)


End = tuple[Fraction | float, int]
Piece = tuple[End, End]


class Tie(NamedTuple):
    """What to multiply one quantity by to get another, and the constraints that say so."""

    low: Fraction
    high: Fraction
    for_low: tuple[str, ...]
    for_high: tuple[str, ...]

    def of(self, piece: Piece) -> Piece:
        """All products with a piece of the numbers above zero."""
        (low, side), (high, other) = piece
        return (low * self.low, side), (high * self.high, other)


def exact(number: float) -> Fraction | float:
    """The number of few digits, or quotient of units, that a float stands for."""
    return number if isinf(number) else Fraction(number).limit_denominator(10**7)


def meet(one: Piece, two: Piece) -> bool:
    return max(one[0], two[0]) <= min(one[1], two[1])


@dataclass
class Core:
    """Things claimed that cannot all hold, under their dispute. ``ranking`` is a circle of effects."""

    id: str
    members: tuple[View, ...]
    sides: Sides
    ranking: bool = False

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(view.claim.id for view in self.members)


def judge_all(claims: Iterable[Claim], vocabulary: Vocabulary) -> Found:
    """Every disagreement between single claims, by dispute; of several under one dispute the worst."""
    return _Oracle(vocabulary).all_of([claim for claim in claims if not claim.superseded_by])


def as_oracle_sees(disputes: Iterable[Dispute], claims: Iterable[Claim]) -> Found:
    """The package's disputes as sets of single claims. A set that joins two sources may hold more of one voice."""
    voices = {claim.id: claim.voice for claim in claims}
    found: Found = {}
    for dispute in disputes:
        for disagreement in dispute.disagreements:
            for ids in product(*disagreement.members):
                within = len({voices[id_] for id_ in ids}) == 1
                if len(set(ids)) == len(ids) and within == disagreement.within_source:
                    verdict = Verdict(disagreement.grade.value, within, frozenset(disagreement.unstated),
                                      frozenset(disagreement.explained_by))  # fmt: skip
                    _keep_worst(found, (dispute.id, frozenset(ids)), verdict)
    return found


def _keep_worst(found: Found, key: tuple[str, frozenset[str]], verdict: Verdict) -> None:
    order = (*GRADES, "contrast")
    if key not in found or order.index(verdict.grade) < order.index(found[key].grade):
        found[key] = verdict


class _Oracle:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = vocabulary

    def all_of(self, claims: list[Claim]) -> Found:
        found: Found = {}
        views = [view for claim in claims for view in self.views(claim)]
        for one, two in combinations(views, 2):
            if one.claim.id != two.claim.id:
                for key, verdict in self.pair(one, two):
                    _keep_worst(found, key, verdict)
        for key, verdict in self.sets(views):
            _keep_worst(found, key, verdict)
        return found

    # What a claim says

    def views(self, claim: Claim) -> Iterator[View]:
        said = claim.assertion
        if isinstance(said, ValueAssertion):
            signature = self.words.properties[said.property].signature
            yield View(claim, "value", *self._about(claim, signature), said.mode, self.words.modes[said.mode],
                       said.value, said.property)  # fmt: skip
        elif isinstance(said, ModerationAssertion):
            yield View(claim, "moderation", *self._about(claim, self.words.moderation), said.changes, None,
                       said.when, said.moderator)  # fmt: skip
        elif isinstance(said, EffectAssertion):
            yield from self._effect_views(claim, said)

    def _about(self, claim: Claim, signature: Signature) -> tuple[dict[str, Value], dict[str, Value]]:
        return self._only(claim.scope, signature.subject), self._only(claim.scope, signature.moderators)

    @staticmethod
    def _only(scope: object, keys: Iterable[str]) -> dict[str, Value]:
        assert hasattr(scope, "items")
        wanted = set(keys)
        return {key: value for key, value in scope.items() if key in wanted}

    def _effect_views(self, claim: Claim, said: EffectAssertion) -> Iterator[View]:
        """The effect seen from the drug, and what it says of the drug's dose and timing."""
        first, second, effect, turned = said.intervention, said.comparator, said.effect, False
        here, there = self._rank(first.term, first.given), self._rank(second.term, second.given)
        if there < here or (here == there and self._from_the_worse(said)):
            first, second, effect, turned = second, first, self._flip(effect), True
        assert first.term is not None
        drinks = self.words.graphs[self.words.arm_dimension]
        same = second.term is not None and drinks.relation(first.term, second.term) is not Relation.DISJOINT
        form = self.words.effect
        subject = self._only(claim.scope, form.subject)
        subject["intervention"] = Term(drinks.name, first.term)
        if second.term is not None:
            subject["comparator"] = Term(drinks.name, second.term)
        subject |= {f"comparator.{key}": value for key, value in second.given.items()}
        circumstances = self._only(claim.scope, form.moderators)
        if same:
            subject |= {f"intervention.{key}": value for key, value in first.given.items()}
        else:
            circumstances |= first.given
        yield View(claim, "effect", subject, circumstances, effect, estimate=said.estimate, turned=turned)
        outcome = subject.get("outcome")
        benefit = isinstance(outcome, Term) and self.words.is_benefit(outcome.id)
        if same or not benefit or effect is Effect.MIXED:
            return
        for key, value in circumstances.items():
            about = self.words.properties.get(key)
            if about is not None and set(about.signature.subject) <= set(subject):
                mode = Mode.WORKS if effect is Effect.BETTER else Mode.FAILS
                everything = {**subject, **circumstances}
                yield View(claim, "value", self._only(everything, about.signature.subject),
                           self._only(everything, about.signature.moderators), "", mode, value, key,
                           weak=effect is Effect.NOT_SHOWN, implied=True)  # fmt: skip

    @staticmethod
    def _from_the_worse(said: EffectAssertion) -> bool:
        """A comparison of a thing with itself has no direction; it is seen from the better arm."""
        good = said.estimate.good if said.estimate is not None else "higher"
        return said.effect is Effect.WORSE or (said.effect is not Effect.BETTER and good == "lower")

    def _rank(self, term: str | None, given: object) -> tuple[int, int, str, str]:
        """The main drug before others, others before controls, and what is unstated last."""
        if term is None:
            return 2, 1, "", ""
        is_main = self.words.main in self.words.graphs[self.words.arm_dimension].ancestors(term)
        assert hasattr(given, "items")
        doses = repr([(k, v.spans.intervals if isinstance(v, Extent) else v) for k, v in sorted(given.items())])
        return int(term in self.words.controls), int(not is_main), term, doses

    @staticmethod
    def _flip(effect: str) -> Effect:
        return {"better": Effect.WORSE, "worse": Effect.BETTER}.get(effect, Effect(effect))

    # Relations

    def relation(self, one: Value, two: Value) -> Relation:
        if isinstance(one, Extent) and isinstance(two, Extent):
            return one.spans.relation(two.spans)
        if isinstance(one, Term) and isinstance(two, Term):
            return self.words.graphs[one.graph].relation(one.id, two.id)
        return Relation.EQUAL if one == two else Relation.DISJOINT

    def beside(self, one: dict[str, Value], two: dict[str, Value], claims: tuple[Claim, Claim]) -> Sides | None:
        """The two subjects, dimension by dimension; None when one of them is disjoint."""
        sides = Sides(unstated=set(one) ^ set(two))
        for key in set(one) & set(two):
            if self.relation(one[key], two[key]) is Relation.DISJOINT:
                return None
            sides.legs.append((key, one[key], two[key], *claims))
        return sides

    def unequal(self, sides: Sides) -> int:
        return sum(self.relation(mine, theirs) is not Relation.EQUAL for _, mine, theirs, _, _ in sides.legs)

    # Pairs

    def pair(self, one: View, two: View) -> Iterator[tuple[tuple[str, frozenset[str]], Verdict]]:
        kinds = {one.kind, two.kind}
        if kinds == {"value"}:
            if one.topic != two.topic:
                return
            sides = self.beside(one.subject, two.subject, (one.claim, two.claim))
            opposing = self.values(one, two)
            topic, wider, id_from = one.topic, True, self.words.properties[one.topic].signature.id_from
        elif "value" in kinds or not self._one_family(one, two):
            return
        else:
            one, two, sides = self._oriented(one, two)
            if kinds == {"effect"}:
                opposing = self.effects(one, two)
                topic, wider, id_from = "effect", False, self.words.effect.id_from
            else:
                opposing = self.moderations(one, two)
                moderator = one.topic if one.kind == "moderation" else two.topic
                topic, wider, id_from = f"moderation/{moderator}", False, self.words.moderation.id_from
        if sides is None or opposing is None:
            return
        mixed = kinds == {"effect", "moderation"}
        ignored = {view.topic for view in (one, two) if mixed and view.kind == "moderation"}
        circumstances = [{k: v for k, v in view.circumstances.items() if k not in ignored} for view in (one, two)]
        verdict = self.grade(opposing, sides, circumstances, [one, two])
        yield (self._id(topic, sides, id_from, wider), frozenset({one.claim.id, two.claim.id})), verdict

    def _one_family(self, one: View, two: View) -> bool:
        families = []
        for view in (one, two):
            outcome = view.subject.get("outcome")
            families.append(self.words.family(outcome.id) if isinstance(outcome, Term) else "")
        return not all(families) or families[0] == families[1]

    def _oriented(self, one: View, two: View) -> tuple[View, View, Sides | None]:
        """The two as they fit best: as they are, or with the arms of one of them swapped."""
        best: tuple[View, View, Sides | None] = (one, two, None)
        either = ((one, self._swapped(two)), (self._swapped(one), two))
        swaps = [(mine, theirs) for mine, theirs in either if mine is not None and theirs is not None]
        swaps.sort(key=lambda pair: sorted(self._rank(self._drug(view), {}) for view in pair))
        for mine, theirs in ((one, two), *swaps):
            sides = self._comparable(mine, theirs)
            if sides is not None and (best[2] is None or self.unequal(sides) < self.unequal(best[2])):
                best = mine, theirs, sides
        return best

    @staticmethod
    def _drug(view: View) -> str:
        drug = view.subject["intervention"]
        assert isinstance(drug, Term)
        return drug.id

    def _swapped(self, view: View) -> View | None:
        if view.kind != "effect" or "comparator" not in view.subject:
            return None
        names = {"intervention": "comparator", "comparator": "intervention"}
        subject = {}
        for key, value in view.subject.items():
            arm, dot, rest = key.partition(".")
            subject[names.get(arm, arm) + dot + rest] = value
        return View(view.claim, "effect", subject, view.circumstances, self._flip(view.word),
                    estimate=view.estimate, turned=not view.turned)  # fmt: skip

    def _comparable(self, one: View, two: View) -> Sides | None:
        mine, theirs = dict(one.subject), dict(two.subject)
        stated = [view["comparator"] for view in (mine, theirs) if "comparator" in view]
        if len(stated) == 1 and "effect" in (one.kind, two.kind):
            other = stated[0]
            assert isinstance(other, Term)
            for drug in (mine["intervention"], theirs["intervention"]):
                assert isinstance(drug, Term)
                same = self.relation(drug, other) is not Relation.DISJOINT
                if same and "any" not in (drug.id, other.id):
                    return None
        for what in {key.partition(".")[2] for key in (*mine, *theirs)} - {""}:
            arms = [{key for key in subject if key.partition(".")[2] == what} for subject in (mine, theirs)]
            if all(arms) and not set.intersection(*arms):
                return None
        if one.kind != two.kind:
            for subject in (mine, theirs):
                for key in [key for key in subject if key.startswith("comparator")]:
                    del subject[key]
        return self.beside(mine, theirs, (one.claim, two.claim))

    # Oppositions

    def effects(self, one: View, two: View) -> Opposing | None:
        said = {one.word, two.word}
        if said == {"better", "worse"}:
            opposing = Opposing(opposed=True)
        elif said in ({"better", "same"}, {"worse", "same"}):
            opposing = Opposing()
        elif said in ({"better", "not-shown"}, {"worse", "not-shown"}):
            opposing = Opposing(weak=True)
        else:
            return None
        z = self._z(one, two)
        if z is not None and abs(z) >= 1.959963984540054:
            opposing.weak = False
        elif z is not None:
            opposing.capped = True
        return opposing

    def _z(self, one: View, two: View) -> float | None:
        numbers = []
        for view in (one, two):
            estimate = view.estimate
            if estimate is None or estimate.value is None or estimate.interval is None:
                return None
            value, low, high = estimate.value, *estimate.interval
            if self.words.measures[estimate.measure] is Scale.RATIO:
                if min(value, low, high) <= 0:
                    return None
                value, low, high = log(value), log(low), log(high)
            sign = (1 if estimate.good == "higher" else -1) * (-1 if view.turned else 1)
            numbers.append((sign * value, (high - low) / 2 / 1.959963984540054, estimate.measure))
        (a, sa, ma), (b, sb, mb) = numbers
        return (a - b) / sqrt(sa * sa + sb * sb) if ma == mb and sa + sb > 0 else None

    def values(self, one: View, two: View) -> Opposing | None:
        assert one.value is not None and two.value is not None
        if isinstance(one.value, Comparison) or isinstance(two.value, Comparison):
            return None
        if one.implied and two.implied:
            return None  # two effects, compared as effects
        if self._disagree(one, two) or self._disagree(two, one):
            return Opposing(weak=one.weak or two.weak)
        return None

    def _disagree(self, one: View, two: View) -> bool:
        a, b = one.mode, two.mode
        mine, theirs = one.value, two.value
        assert not isinstance(mine, str) and not isinstance(theirs, str) and mine is not None and theirs is not None
        relation = self.relation(mine, theirs)
        if a is b and a in (Mode.IS, Mode.BEST):
            return relation is Relation.DISJOINT
        if a is Mode.ONLY and b in {Mode.IS, Mode.BEST, *WORKING}:
            return relation not in (Relation.EQUAL, Relation.WIDER)
        if a is b is Mode.ONLY:
            return relation in (Relation.OVERLAPPING, Relation.DISJOINT)
        if a is Mode.FAILS and b in {Mode.BEST, *WORKING}:
            return self._overlap(mine, theirs)
        if a in (Mode.MAX, Mode.MIN) and b in {Mode.BEST, *WORKING, Mode.MAX, Mode.MIN} - {a}:
            return self._beyond(mine, theirs, a)
        if {a, b} <= {Mode.USED, Mode.STUDIED} and one.claim.studies & two.claim.studies:
            if not isinstance(mine, Extent):
                return relation is Relation.DISJOINT
            if a is b is Mode.USED:
                return relation is not Relation.EQUAL
            return relation in (Relation.DISJOINT, Relation.OVERLAPPING)
        return False

    def _overlap(self, mine: Value, theirs: Value) -> bool:
        if isinstance(mine, Term) and isinstance(theirs, Term):
            graph = self.words.graphs[mine.graph]
            return any({mine.id, theirs.id} <= graph.ancestors(term) for term in (*graph.entries, "any"))
        return self.relation(mine, theirs) is not Relation.DISJOINT

    @staticmethod
    def _beyond(bound: Value, value: Value, mode: Mode) -> bool:
        if not isinstance(bound, Extent) or not isinstance(value, Extent):
            return False
        if mode is Mode.MAX:
            return all(low > bound.spans.high for low, _ in value.spans.intervals)
        return all(high < bound.spans.low for _, high in value.spans.intervals)

    def moderations(self, one: View, two: View) -> Opposing | None:
        if one.kind == two.kind:
            if (one.topic, one.value) != (two.topic, two.value):
                return None
            said = {one.word, two.word}
            if len(said) == 1 or Change.STRONGER not in said:
                return None
            return Opposing(weak=Change.NOT_SHOWN in said)
        moderation, effect = (one, two) if one.kind == "moderation" else (two, one)
        stated = effect.circumstances.get(moderation.topic)
        when = moderation.value
        if stated is None or isinstance(when, str) or when is None or effect.word != Effect.BETTER:
            return None
        if self.relation(stated, when) not in (Relation.EQUAL, Relation.NARROWER):
            return None
        if moderation.word == Change.REVERSES:
            return Opposing(opposed=True)
        return Opposing(weak=True) if moderation.word in (Change.NONE, Change.WEAKER) else None

    # Grades

    def grade(
        self, opposing: Opposing, sides: Sides, circumstances: list[dict[str, Value]], views: list[View]
    ) -> Verdict:
        claims = [view.claim for view in views]
        level = 1 if opposing.weak or opposing.capped else 0
        for _, mine, theirs, first, second in sides.legs:
            relation = self.relation(mine, theirs)
            wider = {Relation.WIDER: first, Relation.NARROWER: second}.get(relation)
            if relation is not Relation.EQUAL and (wider is None or wider.reach is not Reach.EVERY):
                level += 1
        disjoint, nested, unstated = set(), set(), set(sides.unstated)
        for mine_, theirs_ in combinations(circumstances, 2):
            unstated |= set(mine_) ^ set(theirs_)
            for key in set(mine_) & set(theirs_):
                relation = self.relation(mine_[key], theirs_[key])
                if relation is Relation.DISJOINT:
                    disjoint.add(key)
                elif relation in (Relation.NARROWER, Relation.WIDER):
                    nested.add(key)
        unstated = {key.rpartition(".")[2] for key in unstated}
        level += bool(nested) and not opposing.opposed
        one_passage = len({claim.passage for claim in claims}) == 1
        level += any(claim.wording is Wording.SUGGESTED for claim in claims) and not one_passage
        if self._exceptional(views):
            level = 2
        within = len({claim.voice for claim in claims}) == 1
        if disjoint:
            return Verdict("contrast", within, frozenset(unstated), frozenset(disjoint))
        return Verdict(GRADES[min(level, 2)], within, frozenset(unstated), frozenset(nested))

    @staticmethod
    def _exceptional(views: list[View]) -> bool:
        for number, view in enumerate(views):
            others = [other.claim for index, other in enumerate(views) if index != number]
            about_any = any(isinstance(value, Term) and value.id == "any" for value in view.subject.values())
            if view.claim.wording is Wording.HYPOTHESISED or (about_any and view.claim.reach is not Reach.EVERY):
                return True
            if view.claim.reach is Reach.SOME and any(other.reach is not Reach.EVERY for other in others):
                return True
        return False

    # Ids

    def _id(self, topic: str, sides: Sides, id_from: Iterable[str], wider: bool) -> str:
        parts = [topic]
        legs = {key: (mine, theirs) for key, mine, theirs, _, _ in sides.legs}
        for key in id_from:
            if key in legs:
                part = self._part(*legs[key], wider)
                if not (key == "intervention" and part == self.words.main):
                    parts.append(part)
        return "/".join(parts)

    def _part(self, mine: Value, theirs: Value, wider: bool) -> str:
        assert isinstance(mine, Term) and isinstance(theirs, Term)
        relation = self.relation(mine, theirs)
        if relation is Relation.OVERLAPPING:
            return "+".join(sorted([mine.id, theirs.id]))
        return mine.id if relation in (Relation.EQUAL, Relation.WIDER if wider else Relation.NARROWER) else theirs.id

    # Sets that cannot hold together

    def sets(self, views: list[View]) -> Iterator[tuple[tuple[str, frozenset[str]], Verdict]]:
        """Every set of which no smaller part excludes itself at as few steps or fewer."""
        claimed = [view for view in views if view.kind == "value" and view.mode in (Mode.IS, Mode.BEST)]
        numbers = [view for view in claimed if isinstance(view.value, Extent)]
        found = [*self.ties(numbers), *self.alternatives(numbers), *self.orders(claimed, numbers)]
        known = [(core.ids, self._lowering(core.sides)) for core in [*found, *self._rivals(numbers)]]
        for core in (*found, *self.exclusions(views), *self.rankings(views)):
            steps = self._lowering(core.sides)
            if not any(ids < core.ids and fewer <= steps for ids, fewer in known):
                circumstances = [view.circumstances for view in core.members] if not core.ranking else []
                verdict = self.grade(Opposing(weak=core.ranking), core.sides, circumstances, list(core.members))
                yield (core.id, core.ids), verdict

    def _lowering(self, sides: Sides) -> int:
        steps = 0
        for _, mine, theirs, first, second in sides.legs:
            relation = self.relation(mine, theirs)
            wider = {Relation.WIDER: first, Relation.NARROWER: second}.get(relation)
            steps += relation is not Relation.EQUAL and (wider is None or wider.reach is not Reach.EVERY)
        return steps

    def _rivals(self, numbers: list[View]) -> Iterator[Core]:
        """Values that are a plain pair of rivals."""
        for one, two in combinations(numbers, 2):
            sides = self.beside(one.subject, two.subject, (one.claim, two.claim))
            if one.topic == two.topic and sides is not None and self.values(one, two) is not None:
                yield Core("", (one, two), sides)

    def _constraint_id(self, name: str, sides: Sides, subject: Iterable[str]) -> str:
        id_ = self._id(name, sides, sorted(subject), False)
        return id_ if "/" in id_ else f"{name}/{self.words.main}"

    def exclusions(self, views: list[View]) -> Iterator[Core]:
        values = [view for view in views if view.kind == "value" and not isinstance(view.value, Comparison)]
        for constraint in self.words.constraints:
            for one, two in permutations(values, 2):
                if isinstance(constraint, RatioConstraint) or one.claim.id == two.claim.id:
                    continue
                having = [self._is(view, constraint.having) for view in (one, two)]
                never = [self._is(view, constraint.never) for view in (one, two)]
                sides = self.beside(one.subject, two.subject, (one.claim, two.claim))
                if having == [True, False] and never == [False, True] and sides is not None:
                    keys = one.subject.keys() & two.subject.keys()
                    yield Core(self._constraint_id(constraint.id, sides, keys), (one, two), sides)

    def _is(self, view: View, wanted: tuple[str, str]) -> bool:
        if view.topic != wanted[0] or view.mode not in {Mode.IS, Mode.BEST, *WORKING, Mode.STUDIED}:
            return False
        assert isinstance(view.value, Term)
        return self.relation(view.value, Term(*wanted)) in (Relation.EQUAL, Relation.NARROWER)

    # Ties between quantities

    def ties(self, numbers: list[View]) -> Iterator[Core]:
        for one, two in combinations(numbers, 2):
            sides = self.beside(one.subject, two.subject, (one.claim, two.claim))
            tie = self._tie(one.topic, two.topic)
            if sides is None or tie is None:
                continue
            found, expected = self._pieces(two), [tie.of(piece) for piece in self._pieces(one)]
            if not any(meet(mine, theirs) for mine in found for theirs in expected):
                by = tie.for_low if found[-1][1] < expected[0][0] else (*tie.for_low, *tie.for_high)
                by = tie.for_high if found[0][0] > expected[-1][1] else by
                name = "+".join(sorted(set(by)))
                keys = one.subject.keys() & two.subject.keys()
                yield Core(self._constraint_id(name, sides, keys), (one, two), sides)

    @staticmethod
    def _pieces(view: View) -> list[Piece]:
        assert isinstance(view.value, Extent)
        return [((exact(low[0]), low[1]), (exact(high[0]), high[1])) for low, high in view.value.spans.intervals]

    def _tie(self, base: str, quantity: str) -> Tie | None:
        """What all ways over constraints together leave of the factor between two quantities."""
        known = [tie for tie in self._ways(base, quantity, ()) if base != quantity]
        if not known:
            return None
        low, high = max(known, key=lambda tie: tie.low), min(known, key=lambda tie: tie.high)
        return Tie(low.low, high.high, low.for_low, high.for_high)

    def _ways(self, base: str, quantity: str, passed: tuple[str, ...]) -> Iterator[Tie]:
        if base == quantity:
            yield Tie(Fraction(1), Fraction(1), (), ())
        for rule in self.words.constraints:
            if not isinstance(rule, RatioConstraint) or base in passed:
                continue
            low, high = (Fraction(exact(bound[0])) for bound in (rule.factor.low, rule.factor.high))
            for here, there, least, most in (
                (rule.base, rule.quantity, low, high),
                (rule.quantity, rule.base, 1 / high, 1 / low),
            ):
                for tie in self._ways(there, quantity, (*passed, base)) if here == base else ():
                    yield Tie(least * tie.low, most * tie.high, (rule.id, *tie.for_low), (rule.id, *tie.for_high))

    def alternatives(self, numbers: list[View]) -> Iterator[Core]:
        """Three or more values on one subject: whichever pieces are picked, two of them do not fit."""
        stated = [view for view in numbers if view.mode is Mode.IS]
        for count in range(3, len(stated) + 1):
            for members in combinations(stated, count):
                alike = all(view.subject == members[0].subject for view in members)
                if alike and self._hang_together(members) and not self._solvable(members):
                    topics = sorted({view.topic for view in members})
                    subject = {key: {value.id} for key, value in members[0].subject.items() if isinstance(value, Term)}
                    if len(topics) == 1:
                        keys: Iterable[str] = self.words.properties[topics[0]].signature.id_from
                        yield Core(self._named(topics[0], subject, keys), members, Sides())
                    else:
                        ties = [self._tie(*pair) for pair in permutations(topics, 2)]
                        by = {rule for tie in ties if tie for rule in (*tie.for_low, *tie.for_high)}
                        name = "+".join(sorted(by))
                        id_ = self._named(name, subject, sorted(subject))
                        yield Core(id_ if "/" in id_ else f"{name}/{self.words.main}", members, Sides())

    def _hang_together(self, members: Iterable[View]) -> bool:
        topics = {view.topic for view in members}
        return all(self._tie(*pair) is not None for pair in combinations(sorted(topics), 2))

    def _solvable(self, members: Iterable[View]) -> bool:
        pieces = [[(view.topic, piece) for piece in self._pieces(view)] for view in members]
        return any(all(self._fit(*pair) for pair in combinations(picked, 2)) for picked in product(*pieces))

    def _fit(self, one: tuple[str, Piece], two: tuple[str, Piece]) -> bool:
        if one[0] == two[0]:
            return meet(one[1], two[1])
        tie = self._tie(one[0], two[0])
        assert tie is not None
        return meet(tie.of(one[1]), two[1])

    # Comparisons

    def orders(self, claimed: list[View], numbers: list[View]) -> Iterator[Core]:
        comparing = [view for view in claimed if isinstance(view.value, Comparison) and not self._of_itself(view)]
        for one, two in combinations(comparing, 2):
            yield from self._opposite(one, two)
        for chain in self._chains(comparing):
            for mine, theirs in permutations(numbers, 2):
                yield from self._out_of_order(chain, mine, theirs)
            ends = [self._ends(view) for view in chain]
            if len(chain) > 2 and ends[-1][1] == ends[0][0]:
                around = {self._at(end[0], chain[0]) for end in ends}
                yield self._ordered(chain, Sides(), self._own(chain[0]) | {self._dimension(chain[0]): around})

    def _of_itself(self, view: View) -> bool:
        high, low = self._ends(view)
        return high == low

    def _ends(self, view: View) -> tuple[dict[str, Value], dict[str, Value]]:
        """The subject that is above, and the one below."""
        value = view.value
        assert isinstance(value, Comparison)
        other = {**view.subject, value.dimension: Term(self.words.graph_of(value.dimension).name, value.term)}
        return (view.subject, other) if value.above else (other, view.subject)

    def _chains(self, comparing: list[View]) -> Iterator[tuple[View, ...]]:
        """Comparisons that lead from subject to subject, no subject twice, but perhaps back to the first."""
        waiting: list[tuple[View, ...]] = [(view,) for view in comparing]
        while waiting:
            chain = waiting.pop()
            yield chain
            ends = [self._ends(view) for view in chain]
            if ends[-1][1] == ends[0][0]:
                continue
            for view in comparing:
                high, low = self._ends(view)
                fits = view.topic == chain[0].topic and self._dimension(view) == self._dimension(chain[0])
                if fits and high == ends[-1][1] and low not in [end[0] for end in ends[1:]]:
                    waiting.append((*chain, view))

    def _out_of_order(self, chain: tuple[View, ...], mine: View, theirs: View) -> Iterator[Core]:
        topic = chain[0].topic
        high, low = self._ends(chain[0])[0], self._ends(chain[-1])[1]
        bounds = self._reading(mine, topic), self._reading(theirs, topic)
        if high == low or bounds[0] is None or bounds[1] is None or self._one_position(mine, theirs):
            return
        near = self.beside(high, mine.subject, (chain[0].claim, mine.claim))
        far = self.beside(low, theirs.subject, (chain[-1].claim, theirs.claim))
        key = self._dimension(chain[0])
        elsewhere = self._nearer(mine, high, low, key) or self._nearer(theirs, low, high, key)
        if near is None or far is None or bounds[0][0] > bounds[1][1] or elsewhere:
            return
        sides = Sides([*near.legs, *far.legs], near.unstated | far.unstated)
        named = self._own(chain[0]) | {key: {self._at(high, chain[0]), self._at(low, chain[0])}}
        yield self._ordered((*chain, mine, theirs), sides, named)

    def _one_position(self, mine: View, theirs: View) -> bool:
        return mine.topic == theirs.topic and mine.subject == theirs.subject and self._same(mine, theirs)

    def _reading(self, view: View, topic: str) -> tuple[End, End] | None:
        """The highest that the lower bound may be, and the lowest that the upper one may be."""
        pieces = self._pieces(view)
        low, high = pieces[0][0], pieces[-1][1]
        if view.topic == topic:
            return low, high
        tie = self._tie(view.topic, topic)
        if tie is None:
            return None
        return (low[0] * tie.high, low[1]), (high[0] * tie.low, high[1])

    @staticmethod
    def _same(mine: View, theirs: View) -> bool:
        """Two claims that hold the very same cannot be out of order: it is one value on both subjects."""
        return (mine.value, mine.word, mine.circumstances, mine.claim.reach, mine.claim.wording) == (
            theirs.value, theirs.word, theirs.circumstances, theirs.claim.reach, theirs.claim.wording)  # fmt: skip

    @staticmethod
    def _dimension(view: View) -> str:
        assert isinstance(view.value, Comparison)
        return view.value.dimension

    def _nearer(self, value: View, here: dict[str, Value], there: dict[str, Value], key: str) -> bool:
        def inside(one: dict[str, Value], two: dict[str, Value]) -> bool:
            return self.relation(one[key], two[key]) in (Relation.EQUAL, Relation.NARROWER)

        closer_here = inside(value.subject, here) and inside(here, there)
        return inside(value.subject, there) and not closer_here

    def _opposite(self, one: View, two: View) -> Iterator[Core]:
        if one.topic != two.topic or self._dimension(one) != self._dimension(two):
            return
        (a, b), (c, d) = self._ends(one), self._ends(two)
        claims = (one.claim, two.claim)
        agreeing, opposing = [(self.beside(a, x, claims), self.beside(b, y, claims)) for x, y in ((c, d), (d, c))]
        if opposing[0] is None or opposing[1] is None:
            return
        sides = Sides([*opposing[0].legs, *opposing[1].legs], opposing[0].unstated | opposing[1].unstated)
        if agreeing[0] is not None and agreeing[1] is not None:
            other = Sides([*agreeing[0].legs, *agreeing[1].legs])
            if self.unequal(other) <= self.unequal(sides):
                return
        named: dict[str, set[str]] = {}
        for key, mine, theirs, _, _ in sides.legs:
            named.setdefault(key, set()).update(self._part(mine, theirs, False).split("+"))
        yield self._ordered((one, two), sides, named)

    def _own(self, view: View) -> dict[str, set[str]]:
        return {key: {value.id} for key, value in self._ends(view)[0].items() if isinstance(value, Term)}

    def _at(self, subject: dict[str, Value], view: View) -> str:
        value = subject[self._dimension(view)]
        assert isinstance(value, Term)
        return value.id

    def _ordered(self, members: tuple[View, ...], sides: Sides, named: dict[str, set[str]]) -> Core:
        topic = members[0].topic
        keys = dict.fromkeys((*self.words.properties[topic].signature.id_from, self._dimension(members[0])))
        parts = self._named(f"{topic}-order", named, keys)
        return Core(parts if "/" in parts else f"{parts}/{self.words.main}", members, sides)

    def _named(self, topic: str, named: dict[str, set[str]], keys: Iterable[str]) -> str:
        parts = [topic]
        for key in keys:
            part = "+".join(sorted(named[key]))
            if not (key == "intervention" and part == self.words.main):
                parts.append(part)
        return "/".join(parts)

    # Rankings of arms

    def rankings(self, views: list[View]) -> Iterator[Core]:
        """Effects that lead from arm to arm and back to the first, three or more."""
        effects = [view for view in views if view.word in ("better", "worse") and "comparator" in view.subject]
        waiting: list[tuple[View, ...]] = [(view,) for view in effects]
        while waiting:
            chain = waiting.pop()
            ends = [self._ranked(view) for view in chain]
            if ends[-1][1] == ends[0][0]:
                if len(chain) > 2 and chain[0] is min(chain, key=effects.index) and not self._opposed(chain):
                    where = [view for view in self.words.effect.id_from if view not in ("intervention", "comparator")]
                    named = {key: {value.id} for key, value in chain[0].subject.items() if isinstance(value, Term)}
                    yield Core(self._named("effect-order", named, where), chain, Sides(), ranking=True)
                continue
            passed = [end[0] for end in ends[1:]]
            for view in effects:
                high, low, setting = self._ranked(view)
                if setting == ends[0][2] and high == ends[-1][1] and high != low and low not in passed:
                    waiting.append((*chain, view))

    def _ranked(self, view: View) -> tuple[object, object, object]:
        """The better arm, the worse one, and everything else that is stated."""
        subject, circumstances = dict(view.subject), dict(view.circumstances)
        drugs = subject.pop("intervention"), subject.pop("comparator")
        given: tuple[dict[str, Value], dict[str, Value]] = ({}, {})
        for key in list(subject):
            arm, dot, what = key.partition(".")
            if dot:
                given[arm == "comparator"][what] = subject.pop(key)
        if self.relation(*drugs) is Relation.DISJOINT:
            for key in [key for key in circumstances if key in self.words.properties]:
                given[0][key] = circumstances.pop(key)
        arms = [(drug, own) for drug, own in zip(drugs, given, strict=True)]
        high, low = arms if view.word == "better" else arms[::-1]
        return high, low, (subject, circumstances)

    def _opposed(self, chain: tuple[View, ...]) -> bool:
        """Whether two of them are opposed anyway, no more than a step below conflict."""
        for pair in combinations(chain, 2):
            one, two, sides = self._oriented(*pair)
            opposing = self.effects(one, two)
            if sides is None or opposing is None:
                continue
            keys = set(one.circumstances) & set(two.circumstances)
            apart = [self.relation(one.circumstances[key], two.circumstances[key]) for key in keys]
            steps = self._lowering(sides) + (opposing.weak or opposing.capped)
            if steps <= 1 and Relation.DISJOINT not in apart:
                return True
        return False
