"""The home page's numbers, the glossary, and the page of diagnostic codes."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from docutils import nodes

from claimbook.rulings.ruling import Verdict
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.show_disputes import marks_list
from claimbook.telling.marks import DisputeMark
from claimbook.telling.phrases import DECISIONS, Fact
from claimbook.views.model import ExampleView, Glance, GlossaryView, RuleView, TermView


def glance(view: Glance) -> build.Nodes:
    """Numbers in a row, then the open disputes, then those with a decision."""
    parts: build.Nodes = [build.block(*map(_number, view.numbers), classes=["cb-number-row"])]
    title = f"Open disputes ({len(view.open)})" if view.open else "Open disputes"
    parts.append(build.section(title, "section_open", _open(view.open)))
    if view.settled:
        folded = build.fold("Each with what was decided", marks_list(view.settled))
        parts.append(build.section(f"Disputes with a decision ({len(view.settled)})", "section_settled", folded))
    return parts


def _open(marks: Sequence[DisputeMark]) -> nodes.Node:
    settled = build.paragraph("Every conflict and tension is settled.")
    return marks_list(marks, goes_without_saying=DECISIONS[Verdict.OPEN]) if marks else settled


def _number(number: Fact) -> nodes.Element:
    told = [build.paragraph(number.text, classes=["cb-number"]), build.paragraph(number.label)]
    return build.block(*told, classes=["cb-number-box"])


def glossary(view: Iterable[GlossaryView]) -> build.Nodes:
    """Each part of the vocabulary as a list of definitions; every term has a permalink."""
    return [build.verbatim(_part(part)) for part in view]


def _part(part: GlossaryView) -> nodes.section:
    terms = nodes.definition_list("", *map(_term, part.terms), classes=["cb-terms"])
    return build.section(part.title, f"part_{part.id}", build.paragraph(part.lead), terms)


def _term(term: TermView) -> nodes.definition_list_item:
    told = "; ".join(f"{fact.label}: {fact.text}" for fact in term.facts)
    body = [build.paragraph(text) for text in (told, term.note) if text] or [build.paragraph("")]
    return nodes.definition_list_item(
        "", nodes.term("", "", nodes.Text(term.label), ids=[term.id]), nodes.definition("", *body)
    )


def rules(view: Iterable[RuleView]) -> build.Nodes:
    """The codes by family, each in a section of its own; the code is its permalink."""
    return [
        build.verbatim(_family(name, list(members))) for name, members in groupby(view, key=lambda rule: rule.family)
    ]


def _family(name: str, members: Sequence[RuleView]) -> nodes.section:
    return build.section(name, f"codes_{members[0].code[:3].lower()}", *map(_rule, members))


def _rule(rule: RuleView) -> nodes.section:
    return build.section(
        f"{rule.code}: {rule.title}",
        rule.code,
        build.paragraph(build.badge(rule.severity, "rule"), " ", *build.told(rule.checks)),
        build.paragraph(build.inline("Why it matters: ", classes=["cb-label"]), *build.told(rule.why)),
        build.paragraph(build.inline("What to do: ", classes=["cb-label"]), *build.told(rule.fix)),
        build.fold("Example", *_example(rule.example), classes=["cb-example"]),
    )


def _example(example: ExampleView) -> build.Nodes:
    label = build.inline("The check says: ", classes=["cb-label"])
    says = build.paragraph(label, *build.told(example.message), classes=["cb-said"])
    return [
        *(_files("Given", example.given) if example.given else []),
        *_files("This gets the code", example.bad),
        says,
        *_files("This does not", example.good),
    ]


def _files(title: str, files: Iterable[Fact]) -> build.Nodes:
    """Parts of files, each under its name; a command is only named."""
    parts: build.Nodes = [build.paragraph(build.inline(title, classes=["cb-label"]))]
    for file in files:
        parts.append(build.paragraph(build.code(file.label), classes=["cb-file"]))
        if file.text:
            parts.append(nodes.literal_block(file.text, file.text, language="none"))
    return parts
