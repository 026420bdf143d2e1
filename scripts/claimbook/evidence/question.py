"""A question to the studies: which claims are about it, and whether an effect is told from the asked side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimbook.records.claims import Arm, Claim, Effect, EffectAssertion
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, Vocabulary


@dataclass(frozen=True)
class EvidenceQuestion:
    """Terms wanted of each dimension, arms among them, and families of outcomes; what is not named is left open.

    A claim about a narrower term is about the wider one too, unless ``exact``. Without arms asked for, the
    question is what the main intervention does against the controls.
    """

    vocabulary: Vocabulary
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    families: frozenset[str] = frozenset()
    exact: bool = False

    def asks(self, claim: Claim) -> bool:
        """Whether a claim is about every term wanted, and about a family wanted."""
        if not all(self._is(self._term(claim, name), name) for name in self.terms if name not in ARMS):
            return False
        return not self.families or self.family(claim) in self.families

    def allows(self, claim: Claim) -> bool:
        """Whether nothing in a claim's scope lies outside of the question; outcomes are not looked at."""
        return not any(
            name in claim.scope and self._excluded(self._term(claim, name), name)
            for name in self.terms
            if name not in (*ARMS, OUTCOME)
        )

    def family(self, claim: Claim) -> str:
        """The family of a claim's outcome; '' for any outcome."""
        return self.vocabulary.family(self._term(claim, OUTCOME))

    def side(self, effect: EffectAssertion) -> int:
        """1 when the first arm is the one asked for, -1 when the second is, 0 when it is another comparison."""
        if self._given(effect.intervention) and self._control(effect.comparator):
            return 1
        return -1 if self._given(effect.comparator) and self._control(effect.intervention) else 0

    def seen(self, effect: EffectAssertion) -> Effect:
        """The effect from the side asked for."""
        return effect.effect.flipped if self.side(effect) < 0 else effect.effect

    def _term(self, claim: Claim, name: str) -> str:
        value = claim.scope.get(name)
        return value.id if isinstance(value, Term) else ""

    def _is(self, term: str, name: str) -> bool:
        """Whether a term is wanted; ``any`` is asked for by name."""
        if not term:
            return False
        wider = frozenset({term}) if self.exact or term == ANY else self.vocabulary.graph_of(name).ancestors(term)
        return not self.terms[name].isdisjoint(wider - ({ANY} if term != ANY else set()))

    def _excluded(self, term: str, name: str) -> bool:
        graph = self.vocabulary.graph_of(name)
        return bool(term) and all(graph.relation(term, wanted) is Relation.DISJOINT for wanted in self.terms[name])

    # Arms

    def _given(self, arm: Arm) -> bool:
        wanted = self.terms.get(ARMS[0]) or ({self.vocabulary.main} if self.vocabulary.main else frozenset())
        if not arm.term:
            return False
        if not wanted:
            return arm.term not in self.vocabulary.controls
        return not self.vocabulary.graph_of(ARMS[0]).ancestors(arm.term).isdisjoint(wanted)

    def _control(self, arm: Arm) -> bool:
        """Whether it is what the intervention is held against; an unstated comparator counts as one."""
        wanted = self.terms.get(ARMS[1]) or frozenset(self.vocabulary.controls)
        return not arm.term or not self.vocabulary.graph_of(ARMS[1]).ancestors(arm.term).isdisjoint(wanted)
