"""Sources as views: appraisal, self-contradictions, coverage, and their claims in order."""

from collections import Counter
from collections.abc import Iterable, Mapping

from claimbook.check import Result
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.rulings import Reviewed
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Claim, PassageId, Source
from claimbook.views import phrases
from claimbook.views.marks import mark_of
from claimbook.views.model import (
    ClaimView,
    CoverageView,
    DisputeView,
    Fact,
    PassageView,
    SideView,
    SourceView,
)


class Shelf:
    """Makes the views of sources from the check's result and the views of claims."""

    def __init__(self, result: Result, views: Mapping[str, ClaimView]) -> None:
        self.result = result
        self.claims = result.base.records.claims
        self.sources = result.base.records.sources
        self._views = views

    def source(self, key: str) -> SourceView | None:
        """Everything on a source's page."""
        source = self.sources.get(key)
        if source is None:
            return None
        own = [
            r for r in self.result.reviewed if any(d.within_source and self._of(d, key) for d in r.dispute.actionable)
        ]
        return SourceView(
            key=key,
            title=source.title,
            facts=self._source_facts(source),
            trust=source.trust.value.replace("-", " "),
            trust_because=source.trust_because,
            note=source.note,
            coverage=self._coverage(source),
            contradictions=tuple(self._within(r, key) for r in own),
            passages=self._passages(key),
        )

    def _of(self, disagreement: Disagreement, key: str) -> bool:
        return all(self.claims[id_].source == key for id_ in disagreement.claims)

    def _within(self, reviewed: Reviewed, key: str) -> DisputeView:
        """The part of a dispute in which a source stands against itself."""
        own = [d for d in reviewed.dispute.actionable if d.within_source and self._of(d, key)]
        ids = {id_ for disagreement in own for id_ in disagreement.claims}
        sides = [
            SideView(phrases.capitalised(side.position), "", shown, ())
            for side in reviewed.dispute.sides
            if (shown := self._shown(id_ for id_ in side.claims if id_ in ids))
        ]
        return DisputeView(mark_of(reviewed, own[0].severity), "", tuple(sides), (), (), None)

    def _source_facts(self, source: Source) -> tuple[Fact, ...]:
        entry = self.result.base.bibliography.entries.get(source.key)
        told = (
            ("Kind", phrases.capitalised(source.kind)),
            ("By", phrases.listing(source.authors)),
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
        for claim in self.claims.values():
            if claim.source == key:
                grouped.setdefault(claim.passage, []).append(claim)
        ordered = sorted(grouped.values(), key=lambda claims: self._position(claims[0]))
        return tuple(
            PassageView(claims[0].at, self._views[claims[0].id].passages, self._shown(c.id for c in claims))
            for claims in ordered
        )

    def _position(self, claim: Claim) -> float:
        tokens = self.result.base.evidence[claim.id].tokens
        if tokens:
            return tokens[0][0]
        return claim.anchors[0].index if claim.anchors else float("inf")

    # Coverage

    def coverage(self) -> tuple[CoverageView, ...]:
        """Coverage of every source."""
        return tuple(self._coverage(source) for source in self.sources.values())

    def _coverage(self, source: Source) -> CoverageView:
        claims = [claim for claim in self.claims.values() if claim.source == source.key]
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
        states = Counter(self.result.base.evidence[claim.id].state for claim in claims)
        told = [f"{phrases.EVIDENCE[state]}: {states[state]:,}" for state in AnchorState if states[state]]
        return phrases.capitalised("; ".join(told))

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
