"""Whether what pages refer to exists: claims, disputes, sources and numbers by their names."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from claimbook.diagnostics import Place, Sink
from claimbook.manuscript.blocks import Directive, Page, Role
from claimbook.reading.spelling import suggestion
from claimbook.rules import report

Known = Mapping[str, Collection[str]]
NUMBER_OF_SOURCE = "number of a source"


def report_unknown(pages: Iterable[Page], known: Known, sink: Sink) -> None:
    """Report every name that nothing has. ``known`` has the names of each kind that is judged."""
    for page in pages:
        for kind, name, place in _named(page):
            if kind in known and name not in known[kind]:
                report(sink, "CB608", place, kind=kind, name=name, suggestion=suggestion(name, known[kind]),
                       about=[place.file, kind, name])  # fmt: skip


def _named(page: Page) -> Iterator[tuple[str, str, Place]]:
    for block in page.blocks:
        for mention in block.named(Role.CLAIM, Role.DISPUTE, Role.SOURCE):
            yield mention.role.value, mention.name, mention.place
        for mention in block.named(Role.NUMBER):
            name, _, source = mention.name.partition(" ")
            yield NUMBER_OF_SOURCE if source else Role.NUMBER.value, name, mention.place
            if source:
                yield Role.SOURCE.value, source, mention.place
    for directive in page.directives:
        yield from _of_directive(directive)


def _of_directive(directive: Directive) -> Iterator[tuple[str, str, Place]]:
    if directive.name == "source-page":
        yield Role.SOURCE.value, directive.argument, directive.place
    if directive.name in _BY_ID:
        for id_ in directive.options.listed("ids"):
            yield _BY_ID[directive.name], id_, directive.place


_BY_ID = {"claims": Role.CLAIM.value, "disputes": Role.DISPUTE.value}
