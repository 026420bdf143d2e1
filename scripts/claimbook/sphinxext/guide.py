"""The guide for authors: every role and directive of the book, read off the code, each with examples that run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from claimbook.choosing.claims import dimensions
from claimbook.sphinxext import nodes as build
from claimbook.sphinxext.directives import BookDirective

STYLE_GUIDE = "style-guide"
_OURS = "claimbook."
_BETWEEN = re.compile(r"^---$", re.M)
_NAMED = re.compile(r"\{([a-z-]+)\}")
_TYPED = re.compile(r"``(.+?)``(?!`)")
_MOST_PAGES, _MOST_NAMED = 3, 4
_OPTIONS = {
    "columns": "topics that get a column of their own",
    "design": "only studies of these designs",
    "detail": "`full` shows each dispute whole, `list` a line for each",
    "each": "a dimension; each of its terms gets a section",
    "except": "sources to leave out",
    "family": "families of outcomes, as the vocabulary names them",
    "filter": "fields for readers above the table; also one for each dimension named here",
    "form": "`effect`, `value`, `moderation`, `statement`",
    "grade": "`conflict`, `tension`, `exception`, `contrast`",
    "ids": "these, in this order",
    "property": "a property of the vocabulary",
    "rows": "the dimension whose terms make the rows",
    "scale": "`log` or `linear`; chosen by the values where it is left out",
    "since": "a revision or tag; otherwise `claimbook_since` of `_config.yml`, else the last tag, else the last change",
    "source": "citation keys",
    "status": "`new`, `ruled`, `stale`, `none`, or a verdict",
    "topic": "of claims the file that they stand in, of disputes the first part of their ids",
}


@dataclass(frozen=True)
class _Known:
    """A role or directive that the book knows; ``code`` has its docstring, and its options if it is a directive."""

    name: str
    code: type

    @property
    def directive(self) -> type[BookDirective] | None:
        return self.code if issubclass(self.code, BookDirective) else None

    @property
    def title(self) -> str:
        return f"{{{self.name}}}, a {'directive' if self.directive else 'role'}"

    @property
    def id(self) -> str:
        return f"style_{'directive' if self.directive else 'role'}_{self.name}"


def known() -> list[_Known]:
    """What claimbook registered with docutils, roles first."""
    made = {name: type(role) for name, role in vars(roles)["_roles"].items()}
    found = [_Known(name, code) for name, code in (*made.items(), *vars(directives)["_directives"].items())]
    return [one for one in found if one.code.__module__.startswith(_OURS)]


class StyleGuideDirective(BookDirective):
    """All roles and directives, with the examples in its content, separated by lines of ``---``; each must have one."""

    has_content = True
    whole_page = True

    def run(self) -> list[nodes.Node]:
        every = known()
        examples = self._examples({one.name for one in every})
        for one in every:
            if one.name not in examples:
                self.warn(f"'{one.name}' has no example. Give one, after a line of '---'.")
        return [build.verbatim(self._entry(one, examples.get(one.name, []))) for one in every]

    def _examples(self, names: set[str]) -> dict[str, list[str]]:
        """The examples by what each shows first."""
        found: dict[str, list[str]] = {}
        for example in filter(None, (part.strip() for part in _BETWEEN.split("\n".join(self.content)))):
            shown = next((name for name in _NAMED.findall(example) if name in names), None)
            if shown is None:
                self.warn(f"The example '{example.splitlines()[0]}' shows no role and no directive of the book.")
            else:
                found.setdefault(shown, []).append(example)
        return found

    def _entry(self, one: _Known, examples: list[str]) -> nodes.section:
        parts: build.Nodes = [build.paragraph(*_documented(one.code)), *self._options(one)]
        for example in examples:
            source = nodes.literal_block(example, example, language="none")
            parts.append(build.block(source, classes=["cb-sample"]))
            if not (one.directive and one.directive.whole_page):
                parts.append(build.block(*self.parse_text_to_nodes(example), classes=["cb-live"]))
        if one.directive:
            parts += self._at_work(one.directive, one.name)
        return build.section(one.title, one.id, *parts)

    # What a directive takes

    def _options(self, one: _Known) -> build.Nodes:
        if one.directive is None:
            return []
        about = dimensions(self.claimbook.book.vocabulary)
        takes = one.directive.takes(self.claimbook.book.vocabulary)
        items = [
            [build.paragraph(build.code(f":{name}:"), " ", *self._told(name))] for name in takes if name not in about
        ]
        if named := [name for name in takes if name in about]:
            told = build.joined(build.code(f":{name}:") for name in named[:_MOST_NAMED])
            more = " or another dimension" if len(named) > _MOST_NAMED else ""
            items.append([build.paragraph(*told, f"{more}: only what is about these terms, or narrower ones")])
        return [build.bullets(items)] if items else []

    def _told(self, option: str) -> build.Nodes:
        if option not in _OPTIONS:
            self.warn(f"The option '{option}' is not explained: add it to {__name__}.")
        return build.told(_OPTIONS.get(option, ""))

    # Where it is used

    def _at_work(self, directive: type[BookDirective], name: str) -> build.Nodes:
        """Links to pages that use it; one that makes a page must have made one."""
        links = [self._link(docname) for docname in self._using(name)][:_MOST_PAGES]
        if not links and directive.whole_page and name != self.name:
            self.warn(f"No page uses '{name}', and its example cannot be shown here.")
        return [build.paragraph("At work in: ", *build.joined(links), classes=["cb-at"])] if links else []

    def _using(self, name: str) -> Iterator[str]:
        opened = re.compile(rf"^(?:`{{3,}}|:{{3,}})\{{{re.escape(name)}\}}", re.M)
        for docname in sorted(self.env.found_docs - {self.env.docname}):
            path = Path(self.env.doc2path(docname))
            self.env.note_dependency(str(path))
            if opened.search(path.read_text(encoding="utf-8")):
                yield docname

    def _link(self, docname: str) -> nodes.Node:
        asked: Mapping[str, object] = {"refdomain": "std", "reftype": "doc", "refexplicit": False, "refwarn": True}
        return pending_xref("", nodes.inline(), reftarget=f"/{docname}", refdoc=self.env.docname, **asked)


def _documented(code: type) -> build.Nodes:
    """What its docstring says; what stands between double backticks is to be typed."""
    words = " ".join((code.__doc__ or "").split())
    parts = enumerate(_TYPED.split(words))
    return [build.code(part) if typed % 2 else nodes.Text(part) for typed, part in parts if part]


def add_guide(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive(STYLE_GUIDE, StyleGuideDirective)
