"""The kinds of view that pages can ask for, each with what is got for it."""

from typing import Final

from claimbook.figures.model import ChartView, DrawingView, GridView
from claimbook.telling.marks import Mark
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
from claimbook.views.request import Kind

CARD: Final = Kind[CardView | None]("card")
CLAIMS: Final = Kind[tuple[ClaimView, ...]]("claims")
LISTING: Final = Kind[ListingView]("listing")
DISPUTE: Final = Kind[Mark | None]("dispute")
DISPUTE_CARD: Final = Kind[DisputeCardView | None]("dispute-card")
DISPUTES: Final = Kind[tuple[DisputeView, ...]]("disputes")
DISPUTES_LIST: Final = Kind[tuple[Mark, ...]]("disputes-list")
SOURCE: Final = Kind[SourceLink | None]("source")
SOURCE_PAGE: Final = Kind[SourceView | None]("source-page")
STUDIES: Final = Kind[tuple[StudyGroup, ...]]("studies")
COVERAGE: Final = Kind[tuple[CoverageView, ...]]("coverage")
TRUST: Final = Kind[TrustView]("trust")
PROFILE: Final = Kind[tuple[ProfileView, ...]]("profile")
FOREST: Final = Kind[ForestView]("forest")
EVIDENCE_MAP: Final = Kind[GridView]("evidence-map")
MATRIX: Final = Kind[GridView]("matrix")
VALUES: Final = Kind[ChartView]("values")
YEARS: Final = Kind[ChartView]("years")
DRAWING: Final = Kind[DrawingView | None]("drawing")
GLANCE: Final = Kind[Glance]("glance")
EDITION: Final = Kind[EditionView]("edition")
CHANGES: Final = Kind[ChangesView]("changes")
GLOSSARY_TERMS: Final = Kind[tuple[GlossaryView, ...]]("glossary-terms")
RULES: Final = Kind[tuple[RuleView, ...]]("rules")
NUMBER: Final = Kind[str | None]("number")
