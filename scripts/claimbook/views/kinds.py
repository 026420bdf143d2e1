"""The kinds of view that pages can ask for, each with what is got for it."""

from typing import Final

from claimbook.figures.model import ChartView, DrawingView, GridView
from claimbook.telling.marks import DisputeMark
from claimbook.views.cards import CardView, DisputeCardView
from claimbook.views.changes import ChangesView
from claimbook.views.edition import EditionView
from claimbook.views.facets import ListingView
from claimbook.views.forest import ForestView
from claimbook.views.model import (
    ClaimView,
    CoverageView,
    DisputeView,
    Glance,
    GlossaryView,
    RuleView,
    SourceLink,
    SourceView,
    StudyGroup,
    TrustView,
)
from claimbook.views.profile import ProfileView
from claimbook.views.request import ViewKind

CARD: Final = ViewKind[CardView | None]("card")
CLAIMS: Final = ViewKind[tuple[ClaimView, ...]]("claims")
LISTING: Final = ViewKind[ListingView]("listing")
DISPUTE: Final = ViewKind[DisputeMark | None]("dispute")
DISPUTE_CARD: Final = ViewKind[DisputeCardView | None]("dispute-card")
DISPUTES: Final = ViewKind[tuple[DisputeView, ...]]("disputes")
DISPUTES_LIST: Final = ViewKind[tuple[DisputeMark, ...]]("disputes-list")
SOURCE: Final = ViewKind[SourceLink | None]("source")
SOURCE_PAGE: Final = ViewKind[SourceView | None]("source-page")
STUDIES: Final = ViewKind[tuple[StudyGroup, ...]]("studies")
COVERAGE: Final = ViewKind[tuple[CoverageView, ...]]("coverage")
TRUST: Final = ViewKind[TrustView]("trust")
PROFILE: Final = ViewKind[tuple[ProfileView, ...]]("profile")
FOREST: Final = ViewKind[ForestView]("forest")
EVIDENCE_MAP: Final = ViewKind[GridView]("evidence-map")
MATRIX: Final = ViewKind[GridView]("matrix")
VALUES: Final = ViewKind[ChartView]("values")
YEARS: Final = ViewKind[ChartView]("years")
DRAWING: Final = ViewKind[DrawingView | None]("drawing")
GLANCE: Final = ViewKind[Glance]("glance")
EDITION: Final = ViewKind[EditionView]("edition")
CHANGES: Final = ViewKind[ChangesView]("changes")
GLOSSARY_TERMS: Final = ViewKind[tuple[GlossaryView, ...]]("glossary-terms")
RULES: Final = ViewKind[tuple[RuleView, ...]]("rules")
NUMBER: Final = ViewKind[str | None]("number")
