"""Disputes as views: who says what, in what the sides differ, what the studies among them say, the ruling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimbook.capitals import capitalised
from claimbook.check import Result
from claimbook.disagreement.agreement import agreement
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.questions import Questions
from claimbook.disagreement.wording import show_key, show_value
from claimbook.evidence.studies import study_size
from claimbook.records.claims import Claim, EffectAssertion
from claimbook.records.sources import Design
from claimbook.rulings.review import Reviewed
from claimbook.telling import phrases, traces
from claimbook.telling.labels import SourceNames
from claimbook.telling.marks import mark_of
from claimbook.telling.topics import topic_name, topic_of
from claimbook.views.model import (
    ClaimView,
    DifferingView,
    DisputeView,
    RulingView,
    SideView,
    SpeakingView,
    StepsView,
    StudySide,
)
from claimbook.vocabulary.vocabulary import ARMS

UNSTATED = "not stated"
MOST_VOICES = 6  # sources that the line of who disagrees names
_ALONE = "held by 1 source"  # the one claim stands below


class Disputes:
    """Makes the views of disputes from the check's result and the views of claims."""

    def __init__(
        self,
        result: Result,
        views: Mapping[str, ClaimView],
        names: SourceNames,
        questions: Questions,
    ) -> None:
        self.result = result
        self.claims = result.base.records.claims
        self.sources = result.base.records.sources
        self.vocabulary = result.base.vocabulary
        self._views = views
        self._names = names
        self._questions = questions
        self._speaking: dict[str, SpeakingView] = {}

    def view(self, reviewed: Reviewed) -> DisputeView:
        """A dispute in full."""
        dispute = reviewed.dispute
        shown = dispute.actionable or dispute.disagreements
        sides = self._sides(reviewed, {id_ for disagreement in shown for id_ in disagreement.claims})
        differ = dict.fromkeys(key for d in shown for key in d.explained_by)
        untold = [key for key in dict.fromkeys(key for d in shown for key in d.unstated) if key not in differ]
        suspects = (*differ, *untold)
        return DisputeView(
            mark=mark_of(reviewed),
            between=self._between(reviewed),
            sides=sides,
            steps=self._steps(dispute.disagreements),
            may_explain=tuple(show_key(key, self.vocabulary) for key in differ),
            told_by_one=tuple(show_key(key, self.vocabulary) for key in untold),
            ruling=self._ruling(reviewed),
            topic=topic_of(dispute.id),
            about=topic_name(topic_of(dispute.id), self.vocabulary),
            differing=self._differing([side for side in sides if side.claims], suspects),
            studies=self._studies((side.position, (*side.claims, *side.others)) for side in sides),
            undisputed=self._studies(self._undisputed(dispute)),
        )

    def _shown(self, ids: Iterable[str]) -> tuple[ClaimView, ...]:
        return tuple(self._views[id_] for id_ in ids if id_ in self.claims)

    # Who says what

    def _between(self, reviewed: Reviewed) -> str:
        voices = list(dict.fromkeys(self._views[id_].voice for id_ in reviewed.dispute.claims))
        if reviewed.dispute.within_source and len(voices) == 1:
            return f"{voices[0]} against itself"
        within, more = reviewed.dispute.within_source, len(voices) - MOST_VOICES
        named = voices if more <= 1 else [*voices[:MOST_VOICES], f"{more} others"]
        return f"{'each within itself: ' if within else 'between '}{phrases.listing(named)}"

    def _sides(self, reviewed: Reviewed, main: set[str]) -> tuple[SideView, ...]:
        """The positions, those that are part of what makes the grade first."""
        sides = [
            SideView(
                capitalised(side.position),
                self._held_by(id_ for id_ in side.claims if id_ in main),
                self._shown(id_ for id_ in side.claims if id_ in main),
                self._shown(id_ for id_ in side.claims if id_ not in main),
            )
            for side in reviewed.dispute.sides
        ]
        return tuple(sorted(sides, key=lambda side: not side.claims))

    def _held_by(self, ids: Iterable[str]) -> str:
        found = agreement(self.claims[id_] for id_ in ids)
        if found.claims == 1:
            return _ALONE
        pooling = sum(all(map(self._pools, group.voices)) for group in found.groups)
        return f"{found.held_by}{f', {pooling:,} of them by pooling trials' if pooling else ''}" if found.groups else ""

    def _pools(self, voice: str) -> bool:
        """Whether it is an analysis that draws on trials, which others that agree with it may draw on, too."""
        return voice in self.sources and self.sources[voice].design is Design.META_ANALYSIS

    # In what they differ

    def _differing(self, sides: Sequence[SideView], suspects: Sequence[str]) -> tuple[DifferingView, ...]:
        """Each dimension that some side states: what each side states of it, those that differ first."""
        stated = [[self._stated(self.claims[view.id]) for view in side.claims] for side in sides]
        keys = dict.fromkeys(key for side in stated for told in side for key in told)
        order = [key for key in (*ARMS, *self.vocabulary.dimensions) if key in keys]
        rows = []
        for key in [*order, *(key for key in keys if key not in order)]:
            cells = tuple(tuple(dict.fromkeys(told.get(key, UNSTATED) for told in side)) for side in stated)
            rows.append(DifferingView(capitalised(show_key(key, self.vocabulary)), cells, key in suspects))
        return tuple(sorted(rows, key=lambda row: row.alike))

    def _stated(self, claim: Claim) -> dict[str, str]:
        """What a claim is about, by dimension, in words."""
        told = {key: show_value(value, self.vocabulary) for key, value in claim.scope.items()}
        if isinstance(claim.assertion, EffectAssertion):
            arms = (claim.assertion.intervention, claim.assertion.comparator)
            told |= {key: phrases.arm(arm, self.vocabulary) for key, arm in zip(ARMS, arms, strict=True)}
        return told

    # What the studies say

    def _undisputed(self, dispute: Dispute) -> Iterator[tuple[str, list[ClaimView]]]:
        """What is held on the question by claims that contradict none of the dispute."""
        held: dict[str, list[str]] = {}
        for view in self._questions.on(dispute.id):
            held.setdefault(view.says, []).extend(id_ for id_ in view.claims if id_ not in dispute.claims)
        for says in sorted(held):
            yield capitalised(says), [self._views[id_] for id_ in held[says]]

    def _studies(self, held: Iterable[tuple[str, Iterable[ClaimView]]]) -> tuple[StudySide, ...]:
        """The studies by the position that their own claims hold; each once with a position."""
        found = []
        for position, claims in held:
            first: dict[str, ClaimView] = {}
            for claim in claims:
                if self.sources[claim.source].is_study:
                    first.setdefault(claim.source, claim)
            speaking = [self._speaks(key)._replace(claim=claim.id, says=claim.says) for key, claim in first.items()]
            if speaking:
                found.append(StudySide(position, tuple(sorted(speaking, key=lambda one: not one.primary))))
        return tuple(found)

    def _speaks(self, key: str) -> SpeakingView:
        """A study in brief."""
        if key not in self._speaking:
            source = self.sources[key]
            size = study_size(self.result.base.claims_of(key), self.vocabulary)
            primary, design = source.design is Design.PRIMARY_STUDY, traces.DESIGNS[source.design][0]
            self._speaking[key] = SpeakingView("", "", self._names[key], design, size.text, primary)
        return self._speaking[key]

    # How the grades came about, and what was decided

    def _steps(self, disagreements: Iterable[Disagreement]) -> tuple[StepsView, ...]:
        """The disagreements, each way of disagreeing once."""
        return tuple(dict.fromkeys(map(self._step, disagreements)))

    def _step(self, found: Disagreement) -> StepsView:
        why = tuple(map(self._names.within, found.why))
        return StepsView(found.grade, tuple(map(capitalised, found.labels)), why)

    def _ruling(self, reviewed: Reviewed) -> RulingView | None:
        ruling = reviewed.ruling
        if ruling is None or ruling.unwritten:
            return None
        return RulingView(
            verdict=phrases.DECISIONS[ruling.verdict],
            because=ruling.because,
            prefers=self._shown(ruling.prefers),
            cites=self._names.references(ruling.cites),
            by=ruling.by,
            on=ruling.on,
        )
