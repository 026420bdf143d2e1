"""Sources as views: appraisal, self-contradictions, coverage, what stands behind them, their claims in order."""

from collections import Counter
from collections.abc import Iterable, Mapping

from claimbook.capitals import capitalised
from claimbook.check import Result
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.wording import show_value
from claimbook.evidence.studies import newest_first, study_size
from claimbook.manuscript.options import Options
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Claim, PassageId
from claimbook.records.sources import Design, Source
from claimbook.rulings.review import Reviewed
from claimbook.telling import phrases, traces
from claimbook.telling.labels import NamedWork
from claimbook.telling.marks import mark_of
from claimbook.telling.phrases import Fact
from claimbook.views.chains import Chains
from claimbook.views.facing import facing_text
from claimbook.views.model import (
    ClaimView,
    CoverageView,
    DisputeView,
    PassageView,
    SideView,
    SourceView,
    StudyGroup,
    StudyView,
)
from claimbook.views.numbers import own_contradictions


class Shelf:
    """Makes the views of sources from the check's result and the views of claims."""

    def __init__(self, result: Result, views: Mapping[str, ClaimView], chains: Chains) -> None:
        self.result = result
        self.claims = result.base.records.claims
        self.sources = result.base.records.sources
        self._views = views
        self._chains = chains

    def source(self, key: str) -> SourceView | None:
        """Everything on a source's page."""
        source = self.sources.get(key)
        if source is None:
            return None
        own = own_contradictions(key, self.result)
        return SourceView(
            key=key,
            title=source.title,
            citation=self._cited((key,))[0],
            facts=self._source_facts(source),
            trust=source.trust.value.replace("-", " "),
            trust_because=source.trust_because,
            note=source.note,
            coverage=self._coverage(source),
            contradictions=tuple(self._within(r, key) for r in own),
            passages=self._passages(key),
            study=self._study(source) if source.is_study else None,
            standing=() if source.is_study else self._chains.standing(key),
            references=self._chains.references(key),
            text=facing_text(key, self.result, self._views, own),
        )

    # Studies

    def studies(self, options: Options) -> tuple[StudyGroup, ...]:
        """The studies by design, newest first; of the designs asked for, and without those left out."""
        left_out, wanted = set(options.listed("except")), options.listed("design") or list(Design)
        found: dict[Design, list[Source]] = {design: [] for design in Design if design.value in wanted}
        for source in self.sources.values():
            if source.is_study and source.key not in left_out and source.design in found:
                found[source.design].append(source)
        return tuple(
            StudyGroup(design.value, traces.DESIGNS[design][1], tuple(map(self._entry, newest_first(members))))
            for design, members in found.items()
            if members
        )

    def _entry(self, source: Source) -> SourceView:
        view = self.source(source.key)
        assert view is not None
        return view

    def _study(self, source: Source) -> StudyView:
        return StudyView(
            design=traces.DESIGNS[source.design][0],
            read=traces.DEPTHS[source.read],
            size=study_size(self.result.base.claims_of(source.key), self.result.base.vocabulary).text,
            about=self._about(source),
            data_of=self._cited(source.data_of),
            seen_at=source.seen_at,
            not_seen=source.not_seen,
            retold_by=tuple(self._chains.retellers.get(source.key, ())),
        )

    def _about(self, source: Source) -> tuple[str, ...]:
        """The terms that disputes on effects are named by, for the index: what was treated, say."""
        vocabulary = self.result.base.vocabulary
        values = (
            c.scope[key]
            for c in self.result.base.claims_of(source.key)
            for key in vocabulary.effect.id_from
            if key in c.scope
        )
        return tuple(dict.fromkeys(show_value(value, vocabulary) for value in values))

    def _cited(self, keys: tuple[str, ...]) -> tuple[NamedWork, ...]:
        return self._chains.names.references(keys)

    # Its own contradictions, facts and passages

    def _of(self, disagreement: Disagreement, key: str) -> bool:
        return all(self.claims[id_].source == key for id_ in disagreement.claims)

    def _within(self, reviewed: Reviewed, key: str) -> DisputeView:
        """The part of a dispute in which a source stands against itself."""
        own = [d for d in reviewed.dispute.actionable if d.within_source and self._of(d, key)]
        ids = {id_ for disagreement in own for id_ in disagreement.claims}
        sides = [
            SideView(capitalised(side.position), "", shown, ())
            for side in reviewed.dispute.sides
            if (shown := self._shown(id_ for id_ in side.claims if id_ in ids))
        ]
        return DisputeView(mark_of(reviewed, own[0].grade), "", tuple(sides))

    def _source_facts(self, source: Source) -> tuple[Fact, ...]:
        entry = self.result.base.bibliography.entries.get(source.key)
        told = (
            ("Kind", capitalised(source.kind)),
            ("By", phrases.by_line(source.authors)),
            ("Published", source.published),
            ("Read on", source.accessed),
            ("Address", entry.fields.get("url", "") if entry is not None else ""),
            ("Its own sources", source.own_sources),
            ("Interest", source.interest),
        )
        return tuple(Fact(label, text) for label, text in told if text)

    def _passages(self, key: str) -> tuple[PassageView, ...]:
        """The source's passages in the order of the document; those without an anchor come last."""
        grouped: dict[PassageId, list[Claim]] = {}
        for claim in self.result.base.claims_of(key):
            grouped.setdefault(claim.passage, []).append(claim)
        ordered = sorted(grouped.values(), key=lambda claims: self._position(claims[0]))
        return tuple(
            PassageView(claims[0].at, self._views[claims[0].id].passages, self._shown(c.id for c in claims))
            for claims in ordered
        )

    def _position(self, claim: Claim) -> float:
        tokens = self.result.base.located[claim.id].tokens
        if tokens:
            return tokens[0][0]
        return claim.anchors[0].index if claim.anchors else float("inf")

    # Coverage

    def coverage(self) -> tuple[CoverageView, ...]:
        """Coverage of every source that has a text."""
        return tuple(self._coverage(source) for source in self.sources.values() if source.archived)

    def _coverage(self, source: Source) -> CoverageView:
        claims = self.result.base.claims_of(source.key)
        reasons = Counter(e.reason.value for e in self.result.base.records.exclusions if e.source == source.key)
        return CoverageView(
            source=source.key,
            title=source.title,
            claims=len(claims),
            anchors=self._anchors(claims),
            excluded=tuple(Fact(reason.replace("-", " "), str(count)) for reason, count in sorted(reasons.items())),
            measured=self._measured(source.key),
        )

    def _anchors(self, claims: list[Claim]) -> str:
        states = Counter(self.result.base.located[claim.id].state for claim in claims)
        told = [f"{phrases.EVIDENCE[state]}: {states[state]:,}" for state in AnchorState if states[state]]
        return capitalised("; ".join(told))

    def _measured(self, key: str) -> tuple[Fact, ...] | None:
        found = self.result.coverage.get(key)
        if found is None:
            return None
        return (
            Fact("Sentences and lines", f"{found.units:,}"),
            Fact("Words, numbers and signs", f"{found.tokens:,}"),
            Fact("Sentences not recorded", f"{len(found.missing):,}"),
            Fact("Words outside every passage", f"{len(found.loose):,}"),
            Fact("Set aside as no assertion", phrases.percent(found.excluded_share)),
        )

    def _shown(self, ids: Iterable[str]) -> tuple[ClaimView, ...]:
        return tuple(self._views[id_] for id_ in ids)
