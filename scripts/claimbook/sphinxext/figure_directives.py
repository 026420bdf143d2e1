"""The directives that draw pictures from what is on record."""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx

from claimbook.choosing.claims import CLAIM_OPTIONS, dimensions, unknown_claim_options
from claimbook.choosing.disputes import DISPUTE_OPTIONS, unknown_dispute_options
from claimbook.choosing.questions import question_options
from claimbook.figures.matrix import COLUMNS
from claimbook.figures.placing import OWN, PROPERTY, ROWS, SCALE, SOURCE, rows_of
from claimbook.figures.values import SCALES
from claimbook.manuscript.options import Options, listed
from claimbook.reading.spelling import suggestion
from claimbook.sphinxext.directives import AnyOption, BookDirective, EvidenceDirective
from claimbook.sphinxext.show_figures import chart, drawing, grid
from claimbook.telling.topics import topics
from claimbook.views import kinds
from claimbook.vocabulary.values import NUMERIC
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary


class _Figure(BookDirective):
    """What pictures share: a caption as their argument, and a dimension that makes their rows."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOption()

    @property
    def caption(self) -> str:
        return " ".join(" ".join(self.arguments).split())

    def known(self, option: str, word: str, words: list[str]) -> bool:
        """Whether a word is one of those that an option takes; a warning if not."""
        if word in words:
            return True
        self.warn(f"':{option}: {word}' names nothing here. {suggestion(word, words)}")
        return False

    def rows(self, options: dict[str, str], *more: str) -> bool:
        """Whether the rows are a dimension that claims have a term of."""
        vocabulary = self.claimbook.book.vocabulary
        words = [*vocabulary.dimensions, *more]
        return self.known(ROWS, rows_of(Options(options.items()), vocabulary), words)


class EvidenceMapDirective(_Figure, EvidenceDirective):
    """Claims on an effect, by term and direction."""

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:
        return [*question_options(vocabulary), ROWS]

    def run(self) -> list[nodes.Node]:
        options = self.asked()
        return [grid(self.show(kinds.EVIDENCE_MAP, **options), self.caption)] if self.rows(options) else []


class DisputeMatrixDirective(_Figure):
    """The disputes, by term and topic."""

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:  # noqa: ARG003
        return [*DISPUTE_OPTIONS, ROWS, COLUMNS]

    def run(self) -> list[nodes.Node]:
        book = self.claimbook.book
        options = self.given()
        for message in unknown_dispute_options(Options(options.items()), book.reviewed, book.sources):
            self.warn(message)
        known = topics(book.vocabulary)
        if not all(self.known(COLUMNS, word, known) for word in listed(options.get(COLUMNS, ""))):
            return []
        return [grid(self.show(kinds.MATRIX, **options), self.caption)] if self.rows(options) else []


class ValuePlotDirective(_Figure):
    """The values claimed of a property, on one axis."""

    @classmethod
    def takes(cls, vocabulary: Vocabulary) -> list[str]:
        return [*CLAIM_OPTIONS, *dimensions(vocabulary), *OWN]

    def run(self) -> list[nodes.Node]:
        book = self.claimbook.book
        options = self.given()
        asked = Options(options.items()).without(*OWN)
        for message in unknown_claim_options(asked, book.claims, book.vocabulary):
            self.warn(message)
        numeric = [name for name, prop in book.vocabulary.properties.items() if prop.type in NUMERIC]
        fits = self.known(PROPERTY, options.get(PROPERTY, ""), numeric) and self.rows(options, *ARMS, SOURCE)
        if not fits or not self.known(SCALE, options.get(SCALE, ""), ["", *SCALES]):
            return []
        return [chart(self.show(kinds.VALUES, **options), self.caption)]


class StudyYearsDirective(_Figure, EvidenceDirective):
    """Studies on a question, by year and by direction."""

    def run(self) -> list[nodes.Node]:
        return [chart(self.show(kinds.YEARS, **self.asked()), self.caption)]


class DrawingDirective(BookDirective):
    """A drawing of ``book/figures``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        view = self.show(kinds.DRAWING, name=name)
        if view is None:
            known = [drawing.id for drawing in self.claimbook.book.result.base.drawings]
            self.warn(f"There is no drawing '{name}'. {suggestion(name, known)}")
            return []
        return [drawing(view)]


_DIRECTIVES: dict[str, type[BookDirective]] = {
    "evidence-map": EvidenceMapDirective,
    "value-plot": ValuePlotDirective,
    "study-years": StudyYearsDirective,
    "dispute-matrix": DisputeMatrixDirective,
    "drawing": DrawingDirective,
}


def add_figures(app: Sphinx) -> None:
    """Register the directives."""
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
