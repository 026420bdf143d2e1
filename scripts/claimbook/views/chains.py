"""The chain behind every claim as views: the studies it retells, and who retells a study's own claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from claimbook.check import Result
from claimbook.records.claims import Claim
from claimbook.telling import traces
from claimbook.telling.labels import SourceNames
from claimbook.tracing.facts import Departure
from claimbook.tracing.traces import Retelling, Trace, Traced
from claimbook.views.model import (
    ChainView,
    DifferenceView,
    GivenLink,
    GivenView,
    RetellingView,
    RetoldView,
    Saying,
    StandingView,
)

MOST_BESIDE = 6  # the study's own claims that stand beside a retelling
_ORDER = (Trace.MISREPORTED, Trace.UNTRACEABLE, Trace.PARTIAL, Trace.CITED, Trace.TRACED, Trace.NONE)


class Chains:
    """Makes the views of what stands behind claims."""

    def __init__(self, result: Result, names: SourceNames) -> None:
        self.claims = result.base.records.claims
        self._claims_of = result.base.claims_of
        self.sources = result.base.records.sources
        self.vocabulary = result.base.vocabulary
        self.traces = result.traces
        self.names = names

    def chain(self, claim: Claim) -> ChainView:
        """What stands behind a claim."""
        traced = self.traces[claim.id]
        return ChainView(
            trace=traces.trace_view(traced.trace),
            retellings=tuple(self._retelling(retelling) for retelling in traced.retellings),
            references=tuple(
                GivenLink(given.id, given.source, given.gives, traces.found_view(given.found))
                for given in traced.references
            ),
            retold_by=tuple(self._retold.get(claim.id, ())),
        )

    def saying(self, id_: str) -> Saying:
        """A claim in one line."""
        claim = self.claims[id_]
        return Saying(id_, self.voice(claim), claim.says)

    def voice(self, claim: Claim) -> str:
        """Who says it, by a short name."""
        return self.names[claim.source] + (f", {claim.said_by}" if claim.said_by else "")

    # A claim's retellings

    def _retelling(self, retelling: Retelling) -> RetellingView:
        study = self.sources.get(retelling.study)
        told = {id_ for difference in retelling.differences for id_ in difference.claims}
        beside = [id_ for id_ in retelling.beside if id_ not in told]
        return RetellingView(
            study=self.names.references((retelling.study,))[0],
            read=traces.DEPTHS[study.read] if study is not None and study.is_study else "",
            trace=traces.trace_view(retelling.trace),
            differences=tuple(map(self._difference, retelling.differences)),
            beside=tuple(map(self.saying, beside[:MOST_BESIDE])),
            own=len(retelling.own),
        )

    def _difference(self, difference: Departure) -> DifferenceView:
        claims = tuple(map(self.saying, difference.claims))
        return DifferenceView(difference.about, difference.told, difference.stated, claims, str(difference))

    # Who retells a study

    @cached_property
    def _retold(self) -> dict[str, list[RetoldView]]:
        """For each claim of a study the claims that retell it."""
        found: dict[str, list[RetoldView]] = defaultdict(list)
        for claim, retelling in self._retellings():
            against: dict[str, list[Departure]] = defaultdict(list)
            for difference in retelling.differences:
                for id_ in difference.claims:
                    against[id_].append(difference)
            for id_ in dict.fromkeys((*against, *retelling.beside)):
                found[id_].append(self._retold_as(claim, against[id_]))
        return found

    @cached_property
    def retellers(self) -> dict[str, list[RetoldView]]:
        """For each study the claims that retell it."""
        found: dict[str, list[RetoldView]] = defaultdict(list)
        for claim, retelling in self._retellings():
            found[retelling.study].append(self._retold_as(claim, retelling.differences, retelling.trace))
        return found

    def _retellings(self) -> Iterator[tuple[Claim, Retelling]]:
        for id_, traced in self.traces.items():
            for retelling in traced.retellings:
                yield self.claims[id_], retelling

    def _retold_as(self, claim: Claim, differences: Iterable[Departure], trace: Trace | None = None) -> RetoldView:
        told = tuple(map(str, differences))
        state = trace or (Trace.MISREPORTED if told else Trace.TRACED)
        return RetoldView(self.saying(claim.id), traces.trace_view(state), told)

    # A source as a whole

    def standing(self, key: str) -> tuple[StandingView, ...]:
        """The claims of a document by where they lead, what is worst first."""
        found: dict[Trace, list[RetoldView]] = defaultdict(list)
        for claim in self._claims_of(key):
            traced = self.traces[claim.id]
            told = RetoldView(self.saying(claim.id), traces.trace_view(traced.trace), _leads(traced, self))
            found[traced.trace].append(told)
        return tuple(StandingView(traces.trace_view(trace), tuple(found[trace])) for trace in _ORDER if found[trace])

    def references(self, key: str) -> tuple[GivenView, ...]:
        """The references that a source gives, appraised, with the claims that lean on each."""
        leaning: dict[str, list[Saying]] = defaultdict(list)
        for claim in self._claims_of(key):
            for given in self.traces[claim.id].references:
                leaning[given.id].append(self.saying(claim.id))
        return tuple(
            GivenView(
                id=given.id,
                source=key,
                gives=given.gives,
                at=given.at,
                found=traces.found_view(given.found),
                weak=tuple(traces.WEAKNESSES[weak] for weak in given.weak),
                works=self.names.references(given.works),
                because=given.because,
                claims=tuple(leaning[given.id]),
            )
            for given in self.sources[key].references
        )


def _leads(traced: Traced, chains: Chains) -> tuple[str, ...]:
    """Where a claim leads: the differences, else the studies and references."""
    if traced.trace is Trace.MISREPORTED:
        return tuple(str(difference) for retelling in traced.retellings for difference in retelling.differences)
    studies = tuple(retelling.study for retelling in traced.retellings)
    named = tuple(map(chains.names.named, studies))
    return named or tuple(dict.fromkeys(given.gives for given in traced.references))
