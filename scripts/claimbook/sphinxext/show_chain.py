"""The chain behind a claim on a page: the study it retells, the study's own words, and where the two part."""

from collections.abc import Iterable

from docutils import nodes

from claimbook.capitals import capitalised
from claimbook.sphinxext import nodes as build
from claimbook.views.model import ChainView, DifferenceView, GivenLink, RetellingView, RetoldView, Saying


def chain(view: ChainView) -> build.Nodes:
    """What stands behind a claim; nothing where it names no study, or is a finding of its own that nobody retells."""
    parts: build.Nodes = []
    for retelling in view.retellings:
        parts += _retelling(retelling)
    if view.references:
        parts.append(_by_way_of(view.references))
    if view.retold_by:
        parts.append(build.paragraph(_label("Retold by:"), classes=["cb-trace"]))
        parts.append(retold(view.retold_by))
    return [build.block(*parts, classes=["cb-chain"])] if parts else []


def _label(words: str) -> nodes.inline:
    return build.inline(words, classes=["cb-label"])


# A retelling


def _retelling(retelling: RetellingView) -> build.Nodes:
    head: build.Nodes = [_label("Retells "), build.citation(retelling.study)]
    if retelling.read:
        head.append(nodes.Text(f" ({retelling.read})"))
    parts: build.Nodes = [build.paragraph(*head, nodes.Text(": "), build.traced(retelling.trace), classes=["cb-trace"])]
    if retelling.differences:
        parts.append(build.bullets(map(_difference, retelling.differences), classes=["cb-plain", "cb-differences"]))
    return [*parts, *_beside(retelling)]


def _difference(difference: DifferenceView) -> build.Nodes:
    """One thing told otherwise: both versions, and the study's own claims that say so."""
    told = build.block(build.paragraph(_label("Here: "), difference.told), classes=["cb-here"])
    stated = build.block(
        build.paragraph(_label("In the study: "), difference.stated), says(difference.claims), classes=["cb-there"]
    )
    about = build.paragraph(capitalised(difference.about), classes=["cb-about"])
    return [about, build.block(told, stated, classes=["cb-facing"])]


def _beside(retelling: RetellingView) -> build.Nodes:
    """The study's own claims on the same matter, and the way to all of them."""
    if not retelling.own:
        return []
    more = build.link(
        "source", retelling.study.key, f"all {retelling.own} of its claims" if retelling.own > 1 else "its one claim"
    )
    if not retelling.beside:
        return [build.paragraph("The study itself: ", more, classes=["cb-own"])]
    lead = "The study itself" if not retelling.differences else "It says besides"
    return [build.paragraph(f"{lead} (", more, "):", classes=["cb-own"]), says(retelling.beside)]


def says(claims: Iterable[Saying]) -> nodes.bullet_list:
    """Claims in one line each."""
    return build.bullets(
        ([build.paragraph(*build.saying(claim))] for claim in claims), classes=["cb-plain", "cb-items"]
    )


def _by_way_of(references: Iterable[GivenLink]) -> nodes.paragraph:
    """The references through which the source tells of it, each a link to its appraisal."""
    told: build.Nodes = []
    for given in references:
        told += [
            nodes.Text("; " if told else ""),
            build.link("given", f"{given.source}#{given.id}", given.gives),
            nodes.Text(": "),
            build.traced(given.found),
        ]
    return build.paragraph(_label("It refers to "), *told, classes=["cb-trace"])


# Who retells a study


def retold(claims: Iterable[RetoldView]) -> nodes.bullet_list:
    """Claims that retell a study, each with how."""
    return build.bullets(map(_retold, claims), classes=["cb-plain", "cb-items", "cb-retold"])


def _retold(view: RetoldView) -> build.Nodes:
    said = build.paragraph(*build.saying(view.claim), " ", build.traced(view.trace))
    return [said, *(build.paragraph(told, classes=["cb-differs"]) for told in view.differences)]


def leading(claims: Iterable[RetoldView]) -> nodes.bullet_list:
    """Claims of a source, each with where it leads."""
    return build.bullets(map(_leading, claims), classes=["cb-plain", "cb-items"])


def _leading(view: RetoldView) -> build.Nodes:
    said = build.paragraph(build.link("claim", view.claim.id, view.claim.says))
    sign = "≠ " if view.trace.astray else "→ "
    return [said, *(build.paragraph(f"{sign}{told}", classes=["cb-differs"]) for told in view.differences)]
