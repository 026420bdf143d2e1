"""What changed since an earlier revision, on a page."""

from docutils import nodes

from claimbook.plurals import plural
from claimbook.sphinxext import nodes as build
from claimbook.views.changes import ChangeLine, ChangesView, Fate, TouchedView

LISTED_OPENLY = 5


def what_changed(view: ChangesView) -> build.Nodes:
    """A sentence, then the disputes, then the claims by source."""
    parts: build.Nodes = [build.verbatim(build.paragraph(view.lead)), *map(build.paragraph, view.caveats)]
    if view.disputes:
        touched = (_touched(dispute) for dispute in view.disputes)
        parts.append(build.verbatim(build.section("Disputes", "section_disputes", *touched)))
    return [*parts, *(build.verbatim(_fate(fate)) for fate in view.claims)]


def _touched(view: TouchedView) -> nodes.Node:
    question: nodes.Node = nodes.Text(view.question)
    if view.here:
        question = build.link("dispute", view.dispute, view.question, classes=["cb-dispute-link"])
    head = build.paragraph(question, build.inline(f" {view.verbs} ({view.how})", classes=["cb-decision"]))
    listed = build.bullets([_line(line)] for line in view.lines)
    if not view.lines:
        return build.block(head, classes=["cb-change"])
    open_ = len(view.lines) <= LISTED_OPENLY
    return build.block(
        head, listed if open_ else build.fold(plural(len(view.lines), "change"), listed), classes=["cb-change"]
    )


def _line(line: ChangeLine) -> nodes.paragraph:
    text: nodes.Node | str = build.link("claim", line.claim, line.text) if line.claim else line.text
    return build.paragraph(text, build.inline(f" ({line.how})" if line.how else "", classes=["cb-decision"]))


def _fate(fate: Fate) -> nodes.section:
    """The claims of a fate, each source's in a part to open."""
    parts = (
        build.fold(f"{source.source} ({len(source.lines)})", build.bullets([_line(line)] for line in source.lines))
        for source in fate.sources
    )
    return build.section(f"Claims {fate.what} ({fate.claims})", f"section_{fate.what}", *parts)


def edition_line(text: str) -> nodes.Node:
    """The state of the data, with the way to what changed."""
    more = build.link("changes", "", "What changed lately")
    more["refwarn"] = False
    return build.verbatim(build.paragraph(text, " ", more, classes=["cb-edition"]))
