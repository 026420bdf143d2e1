"""The check's result as views, made on request."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, cast

from claimbook.capitals import capitalised
from claimbook.check import Result
from claimbook.choosing.claims import select_claims
from claimbook.choosing.disputes import select_disputes
from claimbook.disagreement.grade import Grade
from claimbook.disagreement.questions import Questions
from claimbook.figures.boxes import lay_out, names_for
from claimbook.figures.evidence_map import evidence_map
from claimbook.figures.matrix import dispute_matrix
from claimbook.figures.model import DrawingView
from claimbook.figures.values import value_plot
from claimbook.figures.years import study_years
from claimbook.manuscript.options import Options
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Claim
from claimbook.rulings.review import Reviewed
from claimbook.telling import phrases
from claimbook.telling.labels import SourceNames
from claimbook.telling.marks import DisputeMark, is_open, mark_of
from claimbook.telling.phrases import Fact
from claimbook.telling.traces import DEPTHS
from claimbook.views import kinds
from claimbook.views.cards import CardView, DisputeCardView, card, dispute_card
from claimbook.views.chains import Chains
from claimbook.views.changes import changes
from claimbook.views.codes import rule_views
from claimbook.views.disputes import Disputes
from claimbook.views.edition import edition
from claimbook.views.facets import ListingView, listing
from claimbook.views.finding import Findable, entries, synonyms
from claimbook.views.forest import forest
from claimbook.views.glossary import glossary
from claimbook.views.model import MOST_PEERS, ClaimLink, ClaimView, DisputeView, Glance, SourceLink, digest, marks_in
from claimbook.views.numbers import numbers, numbers_of
from claimbook.views.profile import profile
from claimbook.views.readable import readable
from claimbook.views.request import Request, View, ViewKind
from claimbook.views.shelf import Shelf
from claimbook.views.trust import trust_table


class Book:
    """Views of one result of the check; it lives for one build."""

    def __init__(self, result: Result) -> None:
        self.names = SourceNames(result.base.records.sources, result.base.bibliography.entries)
        self.result = readable(result, self.names.within)
        self.vocabulary = result.base.vocabulary
        self.claims = self.result.base.records.claims
        self.sources = self.result.base.records.sources
        self.reviewed = self.result.reviewed
        self.by_dispute = {reviewed.dispute.id: reviewed for reviewed in self.reviewed}
        self._checked = result
        self._views: dict[Request[Any], Any] = {}
        self._digests: dict[Request[Any], str] = {}
        self._unruled: dict[Request[Any], dict[str, str]] = {}
        self._dispute_views: dict[str, DisputeView] = {}

    @cached_property
    def _makers(self) -> dict[ViewKind[Any], Callable[[Options], Any]]:
        """What makes the views of each kind."""
        found: dict[ViewKind[Any], Callable[[Options], Any]] = {}

        def offer(kind: ViewKind[View], make: Callable[[Options], View]) -> None:
            found[kind] = make

        offer(kinds.CARD, lambda options: self.card(options.get("id")))
        offer(kinds.CLAIMS, self.claims_table)
        offer(kinds.LISTING, self.listing)
        offer(kinds.DISPUTE, lambda options: self.mark(options.get("id")))
        offer(kinds.DISPUTE_CARD, lambda options: self.dispute_card(options.get("id")))
        offer(kinds.DISPUTES, self.disputes)
        offer(kinds.DISPUTES_LIST, self.marks)
        offer(kinds.SOURCE, lambda options: self.source_link(options.get("key")))
        offer(kinds.SOURCE_PAGE, lambda options: self._shelf.source(options.get("key")))
        offer(kinds.STUDIES, self._shelf.studies)
        offer(kinds.COVERAGE, lambda _: self._shelf.coverage())
        offer(kinds.TRUST, lambda _: trust_table(self.result, self.names))
        offer(kinds.PROFILE, lambda options: profile(options, self.result, self.names))
        offer(kinds.FOREST, lambda options: forest(options, self.result, self.names))
        offer(kinds.EVIDENCE_MAP, lambda options: evidence_map(options, self.result.base, self._chains.voice))
        offer(kinds.MATRIX, lambda options: dispute_matrix(options, self.reviewed, self.result.base))
        offer(kinds.VALUES, lambda options: value_plot(options, self.result.base, self._chains.voice))
        offer(kinds.YEARS, lambda options: study_years(options, self.result.base, self.names))
        offer(kinds.DRAWING, lambda options: self.drawing(options.get("name")))
        offer(kinds.GLANCE, lambda _: self.glance())
        offer(kinds.EDITION, lambda _: edition(self.result))
        offer(kinds.CHANGES, lambda options: changes(options.get("since"), self._checked, self.names))
        offer(kinds.GLOSSARY_TERMS, lambda _: glossary(self.vocabulary))
        offer(kinds.RULES, lambda _: rule_views())
        offer(kinds.NUMBER, lambda options: self.number(options.get("of")))
        return found

    def view(self, request: Request[View]) -> View:
        """The view asked for; None when it is of something that does not exist."""
        if request not in self._views:
            self._views[request] = self._makers[request.kind](request.options)
        return cast(View, self._views[request])

    def digest(self, request: Request[Any]) -> str:
        """The digest of the view asked for."""
        if request not in self._digests:
            self._digests[request] = digest(self.view(request))
        return self._digests[request]

    def unruled(self, request: Request[Any]) -> dict[str, str]:
        """The disputes that the view warns of and nobody has ruled on, with their questions."""
        if request not in self._unruled:
            flagged = (mark for mark in marks_in(self.view(request)) if mark.unruled and mark.flagged)
            self._unruled[request] = {mark.dispute: mark.question for mark in flagged}
        return self._unruled[request]

    # Claims

    def claim(self, id_: str) -> ClaimView | None:
        """A claim with its evidence and the disputes it is in."""
        claim = self.claims.get(id_)
        return self._claim_views[claim.id] if claim is not None else None

    @cached_property
    def _claim_views(self) -> dict[str, ClaimView]:
        return {id_: self._claim(claim) for id_, claim in self.claims.items()}

    def _claim(self, claim: Claim) -> ClaimView:
        located, shared = self.result.base.located[claim.id], self._questions.shared_by(claim.id)
        return ClaimView(
            id=claim.id,
            source=claim.source,
            voice=self._chains.voice(claim),
            says=claim.says,
            form=claim.form.value,
            typed=capitalised(phrases.typed(claim, self.vocabulary)),
            facts=phrases.facts(claim, self.vocabulary),
            at=claim.at,
            passages=located.passages,
            evidence=self._kept(claim.source, located.state),
            marks=tuple(sorted(self._marks_of.get(claim.id, ()), key=lambda mark: mark.grade.rank)),
            note=claim.note,
            chain=self._chains.chain(claim),
            superseded_by=claim.superseded_by,
            held_by=shared.agreement.held_by if shared is not None and len(shared.claims) > 1 else "",
            peers=self._peers(claim, shared.claims if shared is not None else ()),
        )

    def _kept(self, key: str, state: AnchorState) -> str:
        """How the passage stands; of a source without an archived text, how much of it was read."""
        if state is AnchorState.UNVERIFIABLE:
            return ""
        source = self.sources[key]
        return phrases.EVIDENCE[state] if source.archived else DEPTHS[source.read]

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self.claims.values(), self.vocabulary)

    def _peers(self, claim: Claim, holders: Iterable[str]) -> tuple[ClaimLink, ...]:
        """The other claims of one position; where there is one too many, there are more."""
        others = islice((id_ for id_ in holders if id_ != claim.id), MOST_PEERS + 1)
        return tuple(ClaimLink(id_, self._chains.voice(self.claims[id_])) for id_ in others)

    @cached_property
    def _chains(self) -> Chains:
        return Chains(self.result, self.names)

    @cached_property
    def _marks_of(self) -> dict[str, list[DisputeMark]]:
        """The disputes of each claim, each at the worst grade the claim itself meets."""
        found: dict[str, list[DisputeMark]] = {}
        for reviewed in self.reviewed:
            worst: dict[str, Grade] = {}
            for disagreement in reviewed.dispute.disagreements:
                for id_ in disagreement.claims:
                    worst.setdefault(id_, disagreement.grade)
            for id_, grade in worst.items():
                found.setdefault(id_, []).append(mark_of(reviewed, grade))
        return found

    def claims_table(self, options: Options) -> tuple[ClaimView, ...]:
        """The claims that match the options."""
        chosen = select_claims(options, self.claims, self.vocabulary)
        return tuple(self._claim_views[claim.id] for claim in chosen)

    def listing(self, options: Options) -> ListingView:
        """The same with what readers can filter them by; ``filter`` names dimensions."""
        chosen = select_claims(options.without("filter"), self.claims, self.vocabulary)
        return listing(chosen, self._claim_views, self.names, options.listed("filter"), self.vocabulary)

    def card(self, id_: str) -> CardView | None:
        """A claim with what its source is worth."""
        claim = self.claim(id_)
        return card(claim, self.sources[claim.source]) if claim is not None else None

    # Search

    def entries(self) -> Iterator[Findable]:
        """All that readers can find besides pages."""
        words = glossary(self.vocabulary)
        return entries(self._claim_views.values(), self.sources.values(), self.reviewed, words)

    def synonyms(self) -> list[tuple[str, ...]]:
        """What each term is called."""
        return synonyms(self.vocabulary)

    # Disputes

    def mark(self, id_: str) -> DisputeMark | None:
        """A dispute in brief."""
        reviewed = self.by_dispute.get(id_)
        return mark_of(reviewed) if reviewed is not None else None

    def dispute_card(self, id_: str) -> DisputeCardView | None:
        """A dispute with its sides, for a card."""
        reviewed = self.by_dispute.get(id_)
        return dispute_card(self._dispute(reviewed)) if reviewed is not None else None

    def marks(self, options: Options) -> tuple[DisputeMark, ...]:
        """The disputes that match, in brief."""
        return tuple(mark_of(r) for r in select_disputes(options, self.reviewed, self.claims))

    def disputes(self, options: Options) -> tuple[DisputeView, ...]:
        """The disputes that match, in full."""
        return tuple(self._dispute(r) for r in select_disputes(options, self.reviewed, self.claims))

    def _dispute(self, reviewed: Reviewed) -> DisputeView:
        """A dispute in full; several views want it."""
        id_ = reviewed.dispute.id
        if id_ not in self._dispute_views:
            self._dispute_views[id_] = self._disputes.view(reviewed)
        return self._dispute_views[id_]

    @cached_property
    def _disputes(self) -> Disputes:
        return Disputes(self.result, self._claim_views, self.names, self._questions)

    # Sources and numbers

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.result, self._claim_views, self._chains)

    def source_link(self, key: str) -> SourceLink | None:
        """A source's title."""
        source = self.sources.get(key)
        return SourceLink(key, source.title) if source is not None else None

    def drawing(self, name: str) -> DrawingView | None:
        """A drawing of the book, laid out."""
        found = next((drawing for drawing in self.result.base.drawings if drawing.id == name), None)
        if found is None:
            return None
        named = {id_: f"{self._chains.voice(claim)}: {claim.says}" for id_, claim in self.claims.items()}
        works = {key: self.names.named(key) for rest in found.rests() for key, _ in rest.works}
        flagged = (id_ for id_, marks in self._marks_of.items() if any(mark.flagged for mark in marks))
        return lay_out(found, names_for(named, works, flagged))

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The numbers of the whole book, by name."""
        return numbers(self.result)

    def number(self, of: str) -> str | None:
        """A number by name, or by name and source; None when there is no such number."""
        name, _, key = of.partition(" ")
        return (numbers_of(key, self.result) if key else self.numbers).get(name)

    def glance(self) -> Glance:
        """What the home page shows: numbers, and the conflicts and tensions, open ones first."""
        acted = [r for r in self.reviewed if r.dispute.grade.actionable]
        return Glance(
            numbers=tuple(Fact(label, self.numbers[name]) for name, label in _AT_A_GLANCE.items()),
            open=tuple(mark_of(r) for r in acted if is_open(r)),
            settled=tuple(mark_of(r) for r in acted if not is_open(r)),
        )


_AT_A_GLANCE = {
    "claims": "claims",
    "sources": "sources",
    "typed-share": "can be compared",
    "conflicts": "conflicts",
    "tensions": "tensions",
    "open-rulings": "still open",
}
