"""Which claims the book shows: those that a page cites, and those that a page lists by choice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claimbook.diagnostics import Sink
from claimbook.knowledge import KnowledgeBase
from claimbook.prose.blocks import Directive, Page, Role
from claimbook.rules import report

_CLAIMS = "claims"
_FILTER = "filter"
_TOLD = 5


def report_unshown(base: KnowledgeBase, pages: Iterable[Page], sink: Sink) -> None:
    """One note for each source with claims that no page shows."""
    shown = {m.name for page in pages for block in page.blocks for m in block.named(Role.CLAIM)}
    shown.update(id_ for page in pages for directive in page.directives for id_ in _listed(directive, base))
    missing: dict[str, list[str]] = defaultdict(list)
    for claim in base.claims():
        if claim.id not in shown:
            missing[claim.source].append(claim.id)
    for key, ids in missing.items():
        if key in base.records.sources:
            told = ", ".join(ids[:_TOLD]) + (", ..." if len(ids) > _TOLD else "")
            report(sink, "CB605", base.records.sources[key].place, source=key, count=len(ids), ids=told, about=[key])


def _listed(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims of a list that is chosen by its options; a catalogue of all, or of a source's, chooses nothing."""
    options = tuple((name, value) for name, value in directive.options if name not in (_FILTER, "source"))
    if directive.name != _CLAIMS or not options:
        return
    from claimbook.views.request import Request
    from claimbook.views.selection import CLAIM_OPTIONS, dimensions, select_claims

    request = Request(_CLAIMS, tuple((n, v) for n, v in directive.options if n != _FILTER))
    if {*CLAIM_OPTIONS, *dimensions(base.vocabulary)}.issuperset(name for name, _ in request.options):
        yield from (claim.id for claim in select_claims(request, base.records.claims, base.vocabulary))
