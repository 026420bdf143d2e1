"""What a study says itself: its own claims, with what retellings are held against worked out once for all of them."""

from collections.abc import Collection, Sequence
from functools import cached_property

from claimbook.records.claims import Claim
from claimbook.tracing.facts import ByName, by_name, facts_of
from claimbook.tracing.numbers import ByMeasure, estimates_of
from claimbook.tracing.outcomes import OutcomePosition, outcomes_of
from claimbook.tracing.topics import Topic, asserted
from claimbook.vocabulary.vocabulary import Vocabulary


class Own:
    """The own claims of one study."""

    def __init__(self, claims: Sequence[Claim], vocabulary: Vocabulary) -> None:
        self.claims = claims
        self._vocabulary = vocabulary
        self._outcomes: dict[frozenset[str], list[OutcomePosition]] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(claim.id for claim in self.claims)

    @cached_property
    def facts(self) -> ByName:
        """What they state of the study."""
        return by_name(fact for claim in self.claims for fact in facts_of(claim, self._vocabulary))

    @cached_property
    def estimates(self) -> ByMeasure:
        """The numbers that they give as results."""
        return estimates_of(self.claims, self._vocabulary)

    @cached_property
    def _topics(self) -> list[tuple[str, frozenset[Topic]]]:
        return [(claim.id, frozenset(asserted(claim, self._vocabulary))) for claim in self.claims]

    def on(self, topics: Collection[Topic]) -> tuple[str, ...]:
        """The ids of those that assert something of one of some topics."""
        return tuple(id_ for id_, mine in self._topics if not mine.isdisjoint(topics))

    def outcomes(self, apart: frozenset[str]) -> list[OutcomePosition]:
        """The effects that they tell of, without what a retelling tells ``apart`` of the study's design."""
        if apart not in self._outcomes:
            found = (outcome for claim in self.claims for outcome in outcomes_of(claim, apart, self._vocabulary))
            self._outcomes[apart] = list(found)
        return self._outcomes[apart]
