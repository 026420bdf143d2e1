"""The directives that pages pull tables, disputes and whole pages of records in with."""

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from claimbook.choosing.claims import CLAIM_OPTIONS, dimensions, unknown_claim_options
from claimbook.choosing.disputes import DISPUTE_OPTIONS, unknown_dispute_options
from claimbook.choosing.questions import EACH, question_options, unknown_question_options
from claimbook.manuscript.options import Options, listed
from claimbook.reading.spelling import suggestion
from claimbook.records.sources import Design
from claimbook.sphinxext.domain import CHANGES, DISPUTES, GLOSSARY, ClaimbookDomain, claimbook_of, source_anchor
from claimbook.sphinxext.show_changes import edition_line, what_changed
from claimbook.sphinxext.show_claims import claims_table
from claimbook.sphinxext.show_disputes import by_topic, marks_list, one_by_one
from claimbook.sphinxext.show_evidence import profiles
from claimbook.sphinxext.show_forest import forest
from claimbook.sphinxext.show_listing import filtered_table
from claimbook.sphinxext.show_reference import glance, glossary, rules
from claimbook.sphinxext.show_sources import coverage_table, source_page
from claimbook.sphinxext.show_studies import studies
from claimbook.sphinxext.show_trust import trust_tables
from claimbook.views import kinds
from claimbook.views.request import Request, View, ViewKind
from claimbook.vocabulary.vocabulary import Vocabulary

_log = logging.getLogger(__name__)


class AnyOption(dict[str, Callable[[str], Any]]):
    """Accepts every option; which ones make sense depends on the vocabulary and is judged by ``run``."""

    def __missing__(self, _name: str) -> Callable[[str], Any]:
        return directives.unchanged

    def __contains__(self, _name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


class BookDirective(SphinxDirective):
    """What the directives share."""

    has_content = False
    whole_page: ClassVar[bool] = False  # makes the page that links lead to; an example of it cannot stand elsewhere

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:  # noqa: ARG003
        """The options that it takes."""
        return []

    @property
    def claimbook(self) -> ClaimbookDomain:
        return claimbook_of(self.env)

    def show(self, kind: ViewKind[View], /, **options: str) -> View:
        """The view asked for."""
        return self.claimbook.show(self.env.docname, Request(kind, Options(options.items())))

    def warn(self, message: str) -> None:
        """A warning at the directive's line; it stops a strict build."""
        _log.warning("{%s}: %s", self.name, message, location=self.get_location(), type="claimbook", subtype=self.name)

    def given(self) -> dict[str, str]:
        """The options as text; a warning for each that is not known."""
        known = self.takes(self.claimbook.book.vocabulary)
        for name in self.options:
            if name not in known:
                self.warn(f"':{name}:' is not an option here. {suggestion(name, known)}")
        return {name: " ".join((value or "").split()) for name, value in self.options.items() if name in known}


class ClaimsDirective(BookDirective):
    """A table of claims, filtered by its options."""

    option_spec: ClassVar[Any] = AnyOption()

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:
        return [*CLAIM_OPTIONS, *dimensions(vocabulary), "filter"]

    def run(self) -> list[nodes.Node]:
        book = self.claimbook.book
        options = self.given()
        asked = Options(options.items()).without("filter")
        for message in unknown_claim_options(asked, book.claims, book.vocabulary):
            self.warn(message)
        if "filter" not in options:
            claims = self.show(kinds.CLAIMS, **options)
            return [claims_table(claims)]
        return self._filtered(options)

    def _filtered(self, options: dict[str, str]) -> list[nodes.Node]:
        """A table with fields above it that narrow it down, also by the dimensions that ``filter`` names."""
        known = list(self.claimbook.book.vocabulary.dimensions)
        wanted = listed(options["filter"])
        for word in wanted:
            if word not in known:
                self.warn(f"':filter: {word}' is not a dimension. {suggestion(word, known)}")
        options["filter"] = ", ".join(word for word in wanted if word in known)
        return filtered_table(self.show(kinds.LISTING, **options))


class DisputesDirective(BookDirective):
    """Disputes, filtered by its options; all of them in full make the page that links lead to."""

    option_spec: ClassVar[Any] = AnyOption()

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:  # noqa: ARG003
        return [*DISPUTE_OPTIONS, "detail"]

    def run(self) -> list[nodes.Node]:
        book = self.claimbook.book
        options = self.given()
        detail = options.pop("detail", "list")
        if detail not in ("full", "list"):
            self.warn(f"':detail: {detail}' is neither 'full' nor 'list'.")
        for message in unknown_dispute_options(Options(options.items()), book.reviewed, book.sources):
            self.warn(message)
        if detail != "full":
            marks = self.show(kinds.DISPUTES_LIST, **options)
            return [marks_list(marks)]
        disputes = self.show(kinds.DISPUTES, **options)
        return one_by_one(disputes) if options or not self._settle() else by_topic(disputes)

    def _settle(self) -> bool:
        """Make this the disputes' own page; False when another page is that already."""
        other = self.claimbook.settle(DISPUTES, self.env.docname)
        if other is not None:
            self.warn(f"The page '{other}' already shows all disputes in full; select some here.")
        return other is None


class SourcePageDirective(BookDirective):
    """Everything about one source; its claims' permalinks lead here."""

    required_arguments = 1
    whole_page = True

    def run(self) -> list[nodes.Node]:
        key = self.arguments[0]
        source = self.show(kinds.SOURCE_PAGE, key=key)
        if source is None:
            self.warn(f"'{key}' is not a source. {suggestion(key, self.claimbook.book.sources)}")
            return []
        other = self.claimbook.settle(key, self.env.docname)
        if other is not None:
            self.warn(f"The page '{other}' already is the page of '{key}'.")
            return []
        return source_page(source)


class StudiesDirective(BookDirective):
    """All studies, by design; the permalinks of their claims lead here."""

    option_spec: ClassVar[Any] = AnyOption()
    whole_page = True

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:  # noqa: ARG003
        return ["design", "except"]

    def run(self) -> list[nodes.Node]:
        options = self.given()
        for name, known in (("design", list(Design)), ("except", list(self.claimbook.book.sources))):
            for word in listed(options.get(name, "")):
                if word not in known:
                    self.warn(f"':{name}: {word}' names nothing here. {suggestion(word, known)}")
        groups = self.show(kinds.STUDIES, **options)
        for source in (study for group in groups for study in group.studies):
            other = self.claimbook.settle(source.key, self.env.docname, source_anchor(source.key))
            if other is not None:
                self.warn(f"The page '{other}' already shows '{source.key}'; leave it out here with ':except:'.")
                return []
        return studies(groups)


class TrustTableDirective(BookDirective):
    """The documents side by side."""

    def run(self) -> list[nodes.Node]:
        return trust_tables(self.show(kinds.TRUST))


class EvidenceDirective(BookDirective):
    """What the directives on evidence share: options that ask a question."""

    option_spec: ClassVar[Any] = AnyOption()

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:
        return question_options(vocabulary)

    def asked(self) -> dict[str, str]:
        """The question's options; a warning for each value that names nothing."""
        vocabulary = self.claimbook.book.vocabulary
        options = self.given()
        for message in unknown_question_options(Options(options.items()), vocabulary):
            self.warn(message)
        return options


class EvidenceProfileDirective(EvidenceDirective):
    """What studies found on a question; with ``each``, a section for every term of a dimension."""

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:
        return [*question_options(vocabulary), EACH]

    def run(self) -> list[nodes.Node]:
        options = self.asked()
        if options.get(EACH, "") not in ("", *dimensions(self.claimbook.book.vocabulary)):
            return []
        found = self.show(kinds.PROFILE, **options)
        return profiles(found)


class ForestPlotDirective(EvidenceDirective):
    """The estimates of studies on a question."""

    def run(self) -> list[nodes.Node]:
        return forest(self.show(kinds.FOREST, **self.asked()))


class CoverageDirective(BookDirective):
    """How much of each source is recorded."""

    def run(self) -> list[nodes.Node]:
        covered = self.show(kinds.COVERAGE)
        return [coverage_table(covered)]


class GlanceDirective(BookDirective):
    """Numbers and open disputes, for the home page."""

    def run(self) -> list[nodes.Node]:
        return glance(self.show(kinds.GLANCE))


class EditionDirective(BookDirective):
    """Date and version of the data, and the way to what changed."""

    def run(self) -> list[nodes.Node]:
        return [edition_line(self.show(kinds.EDITION).text)]


class WhatChangedDirective(BookDirective):
    """What changed since a revision: of ``since``, the configuration, the last tag, or the last change of records."""

    option_spec: ClassVar[Any] = AnyOption()
    whole_page = True

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:  # noqa: ARG003
        return ["since"]

    def run(self) -> list[nodes.Node]:
        self.claimbook.settle(CHANGES, self.env.docname)
        since = self.given().get("since") or self.config.claimbook_since
        return what_changed(self.show(kinds.CHANGES, since=since))


class GlossaryDirective(BookDirective):
    """The vocabulary."""

    whole_page = True

    def run(self) -> list[nodes.Node]:
        self.claimbook.settle(GLOSSARY, self.env.docname)
        sections = self.show(kinds.GLOSSARY_TERMS)
        return glossary(sections)


class RulesDirective(BookDirective):
    """The diagnostic codes."""

    whole_page = True

    def run(self) -> list[nodes.Node]:
        codes = self.show(kinds.RULES)
        return rules(codes)


_DIRECTIVES: dict[str, type[BookDirective]] = {
    "claims": ClaimsDirective,
    "disputes": DisputesDirective,
    "source-page": SourcePageDirective,
    "studies": StudiesDirective,
    "trust-table": TrustTableDirective,
    "evidence-profile": EvidenceProfileDirective,
    "forest-plot": ForestPlotDirective,
    "coverage": CoverageDirective,
    "glance": GlanceDirective,
    "edition": EditionDirective,
    "what-changed": WhatChangedDirective,
    "glossary-terms": GlossaryDirective,
    "rules": RulesDirective,
}


def add_directives(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
