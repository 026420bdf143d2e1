"""The roles that pages pull claims, disputes, sources and numbers in with."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from claimbook.manuscript.options import Options, listed
from claimbook.reading.spelling import suggestion
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.domain import ClaimbookDomain, claimbook_of, use_anchor
from claimbook.sphinxext.show_claims import markers
from claimbook.telling.marks import DisputeMark
from claimbook.views import kinds
from claimbook.views.request import Request, View, ViewKind

Returned = tuple[list[nodes.Node], list[nodes.system_message]]
_log = logging.getLogger(__name__)


class _Role(SphinxRole):
    """What the roles share."""

    @property
    def claimbook(self) -> ClaimbookDomain:
        return claimbook_of(self.env)

    def show(self, kind: ViewKind[View], name: str, value: str, known: Iterable[str]) -> View:
        """The view asked for; None, and a warning, when there is no such thing."""
        view = self.claimbook.show(self.env.docname, Request(kind, Options([(name, value)])))
        if view is None:
            _log.warning("{%s} names '%s', which does not exist. %s", self.name, value, suggestion(value, known),
                         location=self.get_location(), type="claimbook", subtype=self.name)  # fmt: skip
        return view

    def ids(self) -> list[str]:
        """The ids given; a warning when there is none."""
        found = listed(self.text)
        if not found:
            _log.warning("{%s} is empty.", self.name, location=self.get_location(), type="claimbook", subtype=self.name)
        return found

    def unknown(self) -> Returned:
        """The text as it stands, marked as wrong."""
        return [nodes.problematic(self.rawtext, self.text)], []


class ClaimRole(_Role):
    """``{claim}`id, id```: a small marker that leads to the claims; a card of each opens beside it."""

    def run(self) -> Returned:
        known = self.claimbook.book.claims
        views = [self.show(kinds.CARD, "id", id_, known) for id_ in self.ids()]
        claims = [view.claim for view in views if view is not None]
        if not claims:
            return self.unknown()
        first = [use_anchor(claim.id) for claim in claims if self.claimbook.cite(self.env.docname, claim.id)]
        marker = markers(claims)
        marker["ids"] = first
        return [build.verbatim(marker)], []


class DisputeRole(_Role):
    """``{dispute}`id```: the question, its grade and how it was left, as a link."""

    def run(self) -> Returned:
        shown: list[nodes.Node] = []
        for id_ in self.ids():
            mark = self.show(kinds.DISPUTE, "id", id_, self.claimbook.book.by_dispute)
            if mark is not None:
                shown += [*([nodes.Text("; ")] if shown else []), *_dispute(mark)]
        return ([build.verbatim(build.inline(*shown, classes=["cb-dispute-ref"]))], []) if shown else self.unknown()


def _dispute(mark: DisputeMark) -> list[nodes.Node]:
    told = f" ({mark.grade.value}, {mark.decision})" if mark.grade.actionable else f" ({mark.grade.value})"
    return [build.dispute_link(mark), build.inline(told, classes=["cb-decision"])]


class SourceRole(_Role):
    """``{source}`key```: the source's title, as a link to its page."""

    def run(self) -> Returned:
        key = self.text.strip()
        source = self.show(kinds.SOURCE, "key", key, self.claimbook.book.sources)
        if source is None:
            return self.unknown()
        return [build.verbatim(build.inline(build.link("source", key, source.title)))], []


class NumberRole(_Role):
    """``{number}`claims```: a number from the data."""

    def run(self) -> Returned:
        book = self.claimbook.book
        name = " ".join(self.text.split())
        number = self.show(kinds.NUMBER, "of", name, [*book.numbers, *(f"claims {key}" for key in book.sources)])
        return ([nodes.Text(number)], []) if number is not None else self.unknown()


class UncitedRole(SphinxRole):
    """``{uncited}`reason```: shows nothing; tells the check why a sentence cites nothing."""

    def run(self) -> Returned:
        return [], []


_ROLES = {
    "claim": ClaimRole,
    "dispute": DisputeRole,
    "source": SourceRole,
    "number": NumberRole,
    "uncited": UncitedRole,
}


def add_roles(app: Sphinx) -> None:
    """Register the roles."""
    for name, role in _ROLES.items():
        app.add_role(name, role())
