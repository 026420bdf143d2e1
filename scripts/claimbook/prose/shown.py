"""Which claims the book shows: those that a page cites, and those that a page lists or draws by choice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claimbook.diagnostics import Sink
from claimbook.knowledge import KnowledgeBase
from claimbook.prose.blocks import Directive, Page, Role
from claimbook.rules import report
from claimbook.views.request import Request

_FILTER = "filter"
_TOLD = 5


def report_unshown(base: KnowledgeBase, pages: Iterable[Page], sink: Sink) -> None:
    """One note for each source with claims that no page shows."""
    shown = {m.name for page in pages for block in page.blocks for m in block.named(Role.CLAIM)}
    shown.update(id_ for page in pages for directive in page.directives for id_ in _of_directive(directive, base))
    missing: dict[str, list[str]] = defaultdict(list)
    for claim in base.claims():
        if claim.id not in shown:
            missing[claim.source].append(claim.id)
    for key, ids in missing.items():
        if key in base.records.sources:
            told = ", ".join(ids[:_TOLD]) + (", ..." if len(ids) > _TOLD else "")
            report(sink, "CB605", base.records.sources[key].place, source=key, count=len(ids), ids=told, about=[key])


def _of_directive(directive: Directive, base: KnowledgeBase) -> Iterable[str]:
    """The claims that a directive was told to show. Pictures of all that there is on effects choose nothing."""
    match directive.name:
        case "claims":
            return _listed(directive, base)
        case "value-plot":
            return _plotted(directive, base)
        case "drawing":
            return _drawn(directive, base)
    return ()


def _listed(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims of a list that is chosen by its options; a catalogue of all, or of a source's, chooses nothing."""
    options = tuple((name, value) for name, value in directive.options if name != _FILTER)
    if any(name != "source" for name, _ in options) and _known(options, base):
        from claimbook.views.selection import select_claims

        chosen = select_claims(Request(directive.name, options), base.records.claims, base.vocabulary)
        yield from (claim.id for claim in chosen)


def _plotted(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims on one axis, chosen by the property."""
    from claimbook.figures.placing import OWN, placed

    if _known([option for option in directive.options if option[0] not in OWN], base):
        request = Request(directive.name, directive.options)
        yield from (one.claim.id for one in placed(request, base.records.claims, base.vocabulary))


def _drawn(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims that the parts of a drawing rest on."""
    rests = (rest for drawing in base.drawings if drawing.id == directive.argument for rest in drawing.rests())
    return (id_ for rest in rests for id_, _ in rest.claims)


def _known(options: Iterable[tuple[str, str]], base: KnowledgeBase) -> bool:
    """Whether claims can be chosen by such options."""
    from claimbook.views.selection import CLAIM_OPTIONS, dimensions

    return {*CLAIM_OPTIONS, *dimensions(base.vocabulary)}.issuperset(name for name, _ in options)
