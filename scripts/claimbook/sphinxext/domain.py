"""What Sphinx keeps between builds: what each page showed, where things live, what pages cite."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from claimbook.views.book import Book
from claimbook.views.request import Request, View

NAME = "claimbook"
DISPUTES = "disputes"
GLOSSARY = "glossary"
CHANGES = "changes"
_OF_PAGES = ("shown", "uses", "unruled", "sections")  # what is kept for each page


class Home(NamedTuple):
    """Where a source or the disputes are shown: the page, and the place on it; '' for the page as a whole."""

    docname: str
    anchor: str = ""


class CitingPage(NamedTuple):
    """A page that cites a claim, and the place of its first citation there."""

    docname: str
    anchor: str


def dispute_anchor(id_: str) -> str:
    """The HTML id of a dispute; claim ids have neither of the signs that keep it apart from them."""
    return "dispute_" + id_.replace("/", "--").replace("+", "__")


def source_anchor(key: str) -> str:
    """The HTML id of a source that shares its page with others."""
    return f"source_{key}"


def given_anchor(source: str, id_: str) -> str:
    """The HTML id of a reference that a source gives."""
    return f"given_{source}_{id_}"


def use_anchor(claim: str) -> str:
    """The HTML id of a page's first citation of a claim."""
    return f"use_{claim}"


class ClaimbookDomain(Domain):
    """Claims, disputes and sources as things to link to.

    ``shown`` has for each page the requests it made with the digest of what it got, ``homes``
    the places of each source and of the disputes, ``uses`` the claims each page cites, ``unruled``
    the disputes on a page that nobody ruled on, ``sections`` what each page says in its authors'
    words, and ``printed`` the uses as last written out.
    """

    name = NAME
    label = "Claimbook"
    object_types = {  # noqa: RUF012 -- Sphinx declares it so
        "claim": ObjType("claim", "claim"),
        "dispute": ObjType("dispute", "dispute"),
        "source": ObjType("source", "source"),
        "given": ObjType("reference of a source", "given"),
        "work": ObjType("work", "work"),
        "citation": ObjType("citation", "citation"),
        "changes": ObjType("changes", "changes"),
    }
    initial_data = {"shown": {}, "homes": {}, "uses": {}, "unruled": {}, "printed": {}, "sections": {}}  # noqa: RUF012
    dangling_warnings = {  # noqa: RUF012
        "claim": "no page shows the claim '%(target)s': give its source a page with the {source-page} directive, "
        "or studies one with {studies}",
        "dispute": "no page shows the dispute '%(target)s': make one with '{disputes}' and ':detail: full'",
        "source": "the source '%(target)s' has no page: make one with the {source-page} directive, "
        "or one of all studies with {studies}",
    }
    data_version = 4
    book: Book
    cards: dict[tuple[str, str], str]  # the HTML of each, by the page that stands for all it is for, and its id

    @property
    def homes(self) -> dict[str, Home]:
        return self.data["homes"]  # type: ignore[no-any-return]

    # While a page is read

    def show(self, docname: str, request: Request[View]) -> View:
        """The view asked for; the page is read again when it changes."""
        view = self.watch(docname, request)
        self.data["unruled"].setdefault(docname, {}).update(self.book.unruled(request))
        return view

    def watch(self, docname: str, request: Request[View]) -> View:
        """The same for what opens beside a mark: it does not make its disputes the page's."""
        self.data["shown"].setdefault(docname, {})[request] = self.book.digest(request)
        return self.book.view(request)

    def settle(self, what: str, docname: str, anchor: str = "") -> str | None:
        """Make a place the home of a source or of the disputes; the other page when there is one already."""
        home = Home(docname, anchor)
        other = self.homes.setdefault(what, home)
        return other.docname if other != home else None

    def cite(self, docname: str, claim: str) -> bool:
        """Note a citation; True for the page's first one of that claim."""
        cited = self.data["uses"].setdefault(docname, [])
        if claim in cited:
            return False
        cited.append(claim)
        return True

    def clear_doc(self, docname: str) -> None:
        for kind in _OF_PAGES:
            self.data[kind].pop(docname, None)
        self.data["homes"] = {what: home for what, home in self.homes.items() if home.docname != docname}

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        for docname in docnames:
            for kind in _OF_PAGES:
                if docname in otherdata[kind]:
                    self.data[kind][docname] = otherdata[kind][docname]
        read = set(docnames)
        self.homes.update({what: home for what, home in otherdata["homes"].items() if home.docname in read})

    # Between builds

    def outdated(self) -> set[str]:
        """Pages that show something which is no longer so."""
        return {
            docname
            for docname, requests in self.data["shown"].items()
            if any(self.book.digest(request) != before for request, before in requests.items())
        }

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each page in the order of the book, once all are read."""
        return {name: at for at, name in enumerate(self.env.collect_relations())}

    def uses_of(self, claim: str) -> list[CitingPage]:
        """The pages that cite a claim, in the order of the book."""
        citing = [doc for doc, cited in self.data["uses"].items() if claim in cited]
        citing.sort(key=lambda doc: (self.order.get(doc, len(self.order)), doc))
        return [CitingPage(doc, use_anchor(claim)) for doc in citing]

    def reprint(self, titles: dict[str, str]) -> set[str]:
        """Pages to be written again because the uses or links that they print have changed."""
        now = self._printed(titles)
        before, self.data["printed"] = self.data["printed"], {"": dict(self.homes), **now}
        if before.get("") not in (None, self.homes):
            return set(self.data["shown"])
        return {self.homes[key].docname for key, printed in now.items() if before.get(key) != printed}

    def _printed(self, titles: dict[str, str]) -> dict[str, list[tuple[str, str, str]]]:
        """The uses of the claims of each source that has a home, as ``(page, its title, claim)``, in a fixed order."""
        found: dict[str, list[tuple[str, str, str]]] = {key: [] for key in self.book.sources if key in self.homes}
        for doc, cited in self.data["uses"].items():
            for id_ in cited:
                claim = self.book.claims.get(id_)
                if claim is not None and claim.source in found:
                    found[claim.source].append((doc, titles.get(doc, ""), id_))
        return {key: sorted(uses) for key, uses in found.items()}

    # Links

    def place(self, typ: str, target: str) -> tuple[str, str] | None:
        """Page and anchor of a claim, dispute, source, reference or work; None when no page shows it.

        A source may be followed by ``#`` and an id on its page, a reference that it gives by its id. A work
        is a source where it is one, else an entry of the bibliography.
        """
        key, _, part = target.partition("#")
        match typ:
            case "citation":
                return self._reference(target)
            case "work":
                return self.homes.get(target) or self._reference(target)
            case "dispute":
                return self._on(self.homes.get(DISPUTES), dispute_anchor(target))
            case "changes":
                return self.homes.get(CHANGES)
            case "term":
                return self._on(self.homes.get(GLOSSARY), target)
            case "source":
                return self._on(self.homes.get(key), part) if part else self.homes.get(key)
            case "given":
                return self._on(self.homes.get(key), given_anchor(key, part))
        claim = self.book.claims.get(target)
        return self._on(self.homes.get(claim.source), target) if claim is not None else None

    def _on(self, home: Home | None, anchor: str) -> tuple[str, str] | None:
        """A place on a page that is a home."""
        return (home.docname, anchor) if home is not None else None

    def _reference(self, key: str) -> tuple[str, str] | None:
        """Where sphinxcontrib-bibtex lists an entry."""
        bibtex = self.env.domains.get("cite")
        for entry in getattr(bibtex, "citations", ()):
            if entry.key == key:
                return entry.bibliography_key.docname, entry.citation_id
        return None

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        place = self.place(typ, target)
        if place is None:
            return self.unplaced(typ, contnode)
        link = make_refnode(builder, fromdocname, place[0], place[1], contnode, node.get("cb_title", ""))
        link["classes"] = node["classes"]
        return link

    def unplaced(self, typ: str, words: nodes.Element) -> nodes.Element | None:
        """What is left of a link that no page is shown for; None where that is a mistake."""
        return words if typ in ("citation", "work") else nodes.inline() if typ == "changes" else None

    def resolve_any_xref(self, *args: object, **kwargs: object) -> list[Any]:  # noqa: ARG002
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Claims and disputes by id, so that the book's search finds them."""
        for typ, ids in (("claim", self.book.claims), ("dispute", self.book.by_dispute)):
            for id_ in ids:
                place = self.place(typ, id_)
                if place is not None:
                    yield id_, id_, typ, *place, 1


def claimbook_of(env: BuildEnvironment) -> ClaimbookDomain:
    """The domain of a build."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, ClaimbookDomain)
    return domain
