"""The check's result as views, made on request. Nothing here knows Sphinx."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from claimbook.check import Result
from claimbook.diagnostics import Severity
from claimbook.disagreement.disputes import Disagreement
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.rulings import Reviewed, Status, Verdict
from claimbook.disagreement.wording import show_key
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Claim, Form, PassageId, Source
from claimbook.rules import RULES, Rule
from claimbook.sphinxext import phrases
from claimbook.sphinxext.glossary import glossary
from claimbook.sphinxext.selection import select_claims, select_disputes
from claimbook.sphinxext.views import (
    ClaimView,
    CoverageView,
    DisputeView,
    Fact,
    Glance,
    GlossaryView,
    Mark,
    PassageView,
    Reference,
    Request,
    RuleView,
    RulingView,
    SideView,
    SourceLink,
    SourceView,
    StepsView,
)

_TRUST = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low"}


class Book:
    """Views of one result of the check; it lives for one build."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.vocabulary = result.base.vocabulary
        self.claims = result.base.records.claims
        self.sources = result.base.records.sources
        self.reviewed = result.reviewed
        self.by_dispute = {reviewed.dispute.id: reviewed for reviewed in result.reviewed}
        self._views: dict[Request, object] = {}
        self._kinds: dict[str, Callable[[Request], object]] = {
            "claim": lambda request: self.claim(request.get("id")),
            "claims": self.claims_table,
            "dispute": lambda request: self.mark(request.get("id")),
            "disputes": self.disputes,
            "disputes-list": self.marks,
            "source": lambda request: self.source_link(request.get("key")),
            "source-page": lambda request: self.source(request.get("key")),
            "coverage": lambda _: self.coverage(),
            "glance": lambda _: self.glance(),
            "glossary-terms": lambda _: self.glossary(),
            "rules": lambda _: self.rules(),
            "number": lambda request: self.number(request.get("of")),
        }

    def view(self, request: Request) -> object:
        """The view asked for; None when it is of something that does not exist."""
        if request not in self._views:
            self._views[request] = self._kinds[request.kind](request)
        return self._views[request]

    # Claims

    def claim(self, id_: str) -> ClaimView | None:
        """A claim with its evidence and the disputes it is in."""
        claim = self.claims.get(id_)
        return self._claim_views[claim.id] if claim is not None else None

    @cached_property
    def _claim_views(self) -> dict[str, ClaimView]:
        return {id_: self._claim(claim) for id_, claim in self.claims.items()}

    def _claim(self, claim: Claim) -> ClaimView:
        evidence = self.result.base.evidence[claim.id]
        return ClaimView(
            id=claim.id,
            source=claim.source,
            voice=self._labels[claim.source] + (f", {claim.said_by}" if claim.said_by else ""),
            says=claim.says,
            form=claim.form.value,
            typed=phrases.capitalised(phrases.typed(claim, self.vocabulary)),
            facts=phrases.facts(claim, self.vocabulary),
            at=claim.at,
            passages=evidence.passages,
            evidence=phrases.EVIDENCE[evidence.state] if evidence.state is not AnchorState.UNVERIFIABLE else "",
            marks=tuple(sorted(self._marks_of.get(claim.id, ()), key=lambda mark: mark.grade.rank)),
            note=claim.note,
            reports=self._references(claim.reports),
            superseded_by=claim.superseded_by,
        )

    @cached_property
    def _labels(self) -> dict[str, str]:
        """Short names of the sources: the keys without their year, where that is enough."""
        short = {claim.source: claim.source.rstrip("0123456789_-") or claim.source for claim in self.claims.values()}
        count = Counter(short.values())
        return {key: name if count[name] == 1 else key for key, name in short.items()}

    @cached_property
    def _marks_of(self) -> dict[str, list[Mark]]:
        """The disputes of each claim, each at the worst grade the claim itself meets."""
        found: dict[str, list[Mark]] = {}
        for reviewed in self.reviewed:
            worst: dict[str, Grade] = {}
            for disagreement in reviewed.dispute.disagreements:
                for id_ in disagreement.claims:
                    worst.setdefault(id_, disagreement.severity)
            for id_, grade in worst.items():
                found.setdefault(id_, []).append(_mark(reviewed, grade))
        return found

    def claims_table(self, request: Request) -> tuple[ClaimView, ...]:
        """The claims that match the request's options."""
        options = tuple(option for option in request.options if option[0] != "filter")
        chosen = select_claims(Request(request.kind, options), self.claims, self.vocabulary)
        return tuple(self._claim_views[claim.id] for claim in chosen)

    def _shown(self, ids: Iterable[str]) -> tuple[ClaimView, ...]:
        return tuple(self._claim_views[id_] for id_ in ids if id_ in self.claims)

    def _references(self, keys: Iterable[str]) -> tuple[Reference, ...]:
        entries = self.result.base.bibliography.entries
        return tuple(Reference(key, phrases.reference(entries[key]) if key in entries else key) for key in keys)

    # Disputes

    def mark(self, id_: str) -> Mark | None:
        """A dispute in brief."""
        reviewed = self.by_dispute.get(id_)
        return _mark(reviewed, reviewed.dispute.severity) if reviewed is not None else None

    def marks(self, request: Request) -> tuple[Mark, ...]:
        """The disputes that match, in brief."""
        return tuple(_mark(r, r.dispute.severity) for r in select_disputes(request, self.reviewed, self.claims))

    def disputes(self, request: Request) -> tuple[DisputeView, ...]:
        """The disputes that match, in full."""
        return tuple(self._dispute(r) for r in select_disputes(request, self.reviewed, self.claims))

    def _dispute(self, reviewed: Reviewed) -> DisputeView:
        dispute = reviewed.dispute
        shown = dispute.actionable or dispute.disagreements
        return DisputeView(
            mark=_mark(reviewed, dispute.severity),
            between=self._between(reviewed),
            sides=self._sides(reviewed, {id_ for disagreement in shown for id_ in disagreement.claims}),
            steps=_steps(dispute.disagreements),
            may_explain=tuple(
                dict.fromkeys(show_key(k, self.vocabulary) for d in shown for k in (*d.explained_by, *d.unstated))
            ),
            ruling=self._ruling(reviewed),
        )

    def _between(self, reviewed: Reviewed) -> str:
        voices = list(dict.fromkeys(self._claim_views[id_].voice for id_ in reviewed.dispute.claims))
        if reviewed.dispute.within_source and len(voices) == 1:
            return f"{voices[0]} against itself"
        within = reviewed.dispute.within_source
        return f"{'each within itself: ' if within else 'between '}{_and(voices)}"

    def _sides(self, reviewed: Reviewed, main: set[str]) -> tuple[SideView, ...]:
        """The positions, those that are part of what makes the grade first."""
        sides = [
            SideView(
                phrases.capitalised(side.position),
                self._shown(id_ for id_ in side.claims if id_ in main),
                self._shown(id_ for id_ in side.claims if id_ not in main),
            )
            for side in reviewed.dispute.sides
        ]
        return tuple(sorted(sides, key=lambda side: not side.claims))

    def _ruling(self, reviewed: Reviewed) -> RulingView | None:
        ruling = reviewed.ruling
        if ruling is None:
            return None
        return RulingView(
            verdict=phrases.DECISIONS[ruling.verdict],
            because=ruling.because,
            prefers=self._shown(ruling.prefers),
            cites=self._references(ruling.cites),
            by=ruling.by,
            on=ruling.on,
        )

    # Sources

    def source_link(self, key: str) -> SourceLink | None:
        """A source's title."""
        source = self.sources.get(key)
        return SourceLink(key, source.title) if source is not None else None

    def source(self, key: str) -> SourceView | None:
        """Everything on a source's page."""
        source = self.sources.get(key)
        if source is None:
            return None
        own = [r for r in self.reviewed if any(d.within_source and self._of(d, key) for d in r.dispute.actionable)]
        return SourceView(
            key=key,
            title=source.title,
            facts=self._source_facts(source),
            trust=_TRUST[source.trust.value],
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
            SideView(phrases.capitalised(side.position), shown, ())
            for side in reviewed.dispute.sides
            if (shown := self._shown(id_ for id_ in side.claims if id_ in ids))
        ]
        return DisputeView(_mark(reviewed, own[0].severity), "", tuple(sides), (), (), None)

    def _source_facts(self, source: Source) -> tuple[Fact, ...]:
        entry = self.result.base.bibliography.entries.get(source.key)
        told = (
            ("Kind", phrases.capitalised(source.kind)),
            ("By", _and(source.authors)),
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
            PassageView(claims[0].at, self._claim_views[claims[0].id].passages, self._shown(c.id for c in claims))
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

    # Numbers

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The numbers that hold for the whole book, by name."""
        claims = list(self.claims.values())
        tokens = sum(c.tokens for c in self.result.coverage.values())
        excluded = sum(c.excluded for c in self.result.coverage.values())
        return {
            **self._counts(claims, list(self.reviewed)),
            "sources": str(len(self.sources)),
            "references": str(len(self.result.base.bibliography.entries)),
            "excluded-share": phrases.percent(excluded / tokens) if tokens else "unknown",
        }

    def number(self, of: str) -> str | None:
        """A number by name, or by name and source; None when there is no such number."""
        name, _, key = of.partition(" ")
        if not key:
            return self.numbers.get(name)
        if key not in self.sources:
            return None
        claims = [claim for claim in self.claims.values() if claim.source == key]
        ids = {claim.id for claim in claims}
        return self._counts(claims, [r for r in self.reviewed if not ids.isdisjoint(r.dispute.claims)]).get(name)

    def _counts(self, claims: list[Claim], reviewed: list[Reviewed]) -> dict[str, str]:
        grades = Counter(r.dispute.severity for r in reviewed)
        statements = sum(claim.form is Form.STATEMENT for claim in claims)
        return {
            "claims": f"{len(claims):,}",
            "statements": f"{statements:,}",
            "typed": f"{len(claims) - statements:,}",
            "typed-share": phrases.percent(1 - statements / len(claims)) if claims else "unknown",
            "disputes": f"{len(reviewed):,}",
            **{f"{grade.value}s": f"{grades[grade]:,}" for grade in Grade},
            "open-rulings": f"{sum(map(_is_open, reviewed)):,}",
            "unruled": f"{sum(_is_unruled(r) for r in reviewed):,}",
        }

    def glance(self) -> Glance:
        """What the home page shows: numbers, and the conflicts and tensions, open ones first."""
        acted = [r for r in self.reviewed if r.dispute.severity.actionable]
        numbers = (
            Fact("claims", self.numbers["claims"]),
            Fact("sources", self.numbers["sources"]),
            Fact("can be compared", self.numbers["typed-share"]),
            Fact("conflicts", self.numbers["conflicts"]),
            Fact("tensions", self.numbers["tensions"]),
            Fact("still open", self.numbers["open-rulings"]),
        )
        return Glance(
            numbers,
            tuple(_mark(r, r.dispute.severity) for r in acted if _is_open(r)),
            tuple(_mark(r, r.dispute.severity) for r in acted if not _is_open(r)),
        )

    # Reference pages

    def glossary(self) -> tuple[GlossaryView, ...]:
        """The vocabulary for readers."""
        return glossary(self.vocabulary)

    def rules(self) -> tuple[RuleView, ...]:
        """Every diagnostic code, in order."""
        return tuple(_rule(rule) for rule in sorted(RULES.values(), key=lambda rule: rule.code))


_SEVERITIES = {Severity.ERROR: "to act on", Severity.WARNING: "warning", Severity.NOTE: "note"}


def _rule(rule: Rule) -> RuleView:
    severity = "invalid input" if rule.broken else _SEVERITIES[rule.severity]
    return RuleView(rule.code, rule.title, severity, rule.why, _advice(rule.help))


def _advice(template: str) -> str:
    """The help of a rule where it does not depend on the case."""
    return "" if "{" in template else template


def _mark(reviewed: Reviewed, grade: Grade) -> Mark:
    dispute = reviewed.dispute
    return Mark(dispute.id, dispute.question, grade, phrases.decision(reviewed), _is_unruled(reviewed))


def _is_unruled(reviewed: Reviewed) -> bool:
    return reviewed.status in (Status.NEW, Status.STALE)


def _is_open(reviewed: Reviewed) -> bool:
    """Whether a conflict or tension is not settled: not ruled on, or ruled to be open."""
    if not reviewed.dispute.severity.actionable:
        return False
    return _is_unruled(reviewed) or (reviewed.ruling is not None and reviewed.ruling.verdict is Verdict.OPEN)


def _steps(disagreements: Iterable[Disagreement]) -> tuple[StepsView, ...]:
    """The disagreements, each way of disagreeing once."""
    found = (StepsView(d.severity, tuple(map(phrases.capitalised, d.labels)), d.why) for d in disagreements)
    return tuple(dict.fromkeys(found))


def _and(names: Iterable[str]) -> str:
    """``a, b and c``."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last
