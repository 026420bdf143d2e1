"""Which claims the book shows: those that a page cites, and those that a page lists or draws by choice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claimbook.choosing.claims import CLAIM_OPTIONS, dimensions, select_claims
from claimbook.diagnostics import Sink
from claimbook.figures.placing import OWN, placed
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.blocks import Directive, Page, Role
from claimbook.manuscript.options import Options
from claimbook.rules import report

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
    options = directive.options.without(_FILTER)
    if options.without("source") and _known(options, base):
        yield from (claim.id for claim in select_claims(options, base.records.claims, base.vocabulary))


def _plotted(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims on one axis, chosen by the property."""
    if _known(directive.options.without(*OWN), base):
        yield from (one.claim.id for one in placed(directive.options, base.records.claims, base.vocabulary))


def _drawn(directive: Directive, base: KnowledgeBase) -> Iterator[str]:
    """The claims that the parts of a drawing rest on."""
    rests = (rest for drawing in base.drawings if drawing.id == directive.argument for rest in drawing.rests())
    return (id_ for rest in rests for id_, _ in rest.claims)


def _known(options: Options, base: KnowledgeBase) -> bool:
    """Whether claims can be chosen by such options."""
    return {*CLAIM_OPTIONS, *dimensions(base.vocabulary)}.issuperset(name for name, _ in options)
