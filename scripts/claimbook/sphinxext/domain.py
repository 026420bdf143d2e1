"""What Sphinx keeps between builds: what each page showed, where things live, what pages cite."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from claimbook.views.book import Book
from claimbook.views.model import Request, digest, marks_in

NAME = "claimbook"
DISPUTES = "disputes"


class Use(NamedTuple):
    """A page that cites a claim, and the place of its first citation there."""

    docname: str
    anchor: str


def dispute_anchor(id_: str) -> str:
    """The HTML id of a dispute; claim ids have neither of the signs that keep it apart from them."""
    return "dispute_" + id_.replace("/", "--").replace("+", "__")


def use_anchor(claim: str) -> str:
    """The HTML id of a page's first citation of a claim."""
    return f"use_{claim}"


class ClaimbookDomain(Domain):
    """Claims, disputes and sources as things to link to.

    ``shown`` has for each page the requests it made with the digest of what it got, ``homes``
    the page of each source and of the disputes, ``uses`` the claims each page cites, ``unruled``
    the disputes on a page that nobody ruled on, and ``printed`` the uses as last written out.
    """

    name = NAME
    label = "Claimbook"
    object_types = {  # noqa: RUF012 -- Sphinx declares it so
        "claim": ObjType("claim", "claim"),
        "dispute": ObjType("dispute", "dispute"),
        "source": ObjType("source", "source"),
        "citation": ObjType("citation", "citation"),
    }
    initial_data = {"shown": {}, "homes": {}, "uses": {}, "unruled": {}, "printed": {}}  # noqa: RUF012
    dangling_warnings = {  # noqa: RUF012
        "claim": "no page shows the claim '%(target)s': give its source a page with the {source-page} directive",
        "dispute": "no page shows the dispute '%(target)s': make one with '{disputes}' and ':detail: full'",
        "source": "the source '%(target)s' has no page: make one with the {source-page} directive",
    }
    data_version = 1
    book: Book

    @property
    def homes(self) -> dict[str, str]:
        return self.data["homes"]  # type: ignore[no-any-return]

    # While a page is read

    def show(self, docname: str, request: Request) -> object:
        """The view asked for; the page is read again when it changes."""
        view = self.book.view(request)
        self.data["shown"].setdefault(docname, {})[request] = digest(view)
        unruled = {mark.dispute: mark.question for mark in marks_in(view) if mark.unruled and mark.flagged}
        self.data["unruled"].setdefault(docname, {}).update(unruled)
        return view

    def settle(self, what: str, docname: str) -> str | None:
        """Make a page the home of a source or of the disputes; the other page when there is one already."""
        other = self.homes.setdefault(what, docname)
        return other if other != docname else None

    def cite(self, docname: str, claim: str) -> bool:
        """Note a citation; True for the page's first one of that claim."""
        cited = self.data["uses"].setdefault(docname, [])
        if claim in cited:
            return False
        cited.append(claim)
        return True

    def clear_doc(self, docname: str) -> None:
        for kind in ("shown", "uses", "unruled"):
            self.data[kind].pop(docname, None)
        self.data["homes"] = {what: page for what, page in self.homes.items() if page != docname}

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        for docname in docnames:
            for kind in ("shown", "uses", "unruled"):
                if docname in otherdata[kind]:
                    self.data[kind][docname] = otherdata[kind][docname]
        self.homes.update({what: page for what, page in otherdata["homes"].items() if page in set(docnames)})

    # Between builds

    def outdated(self) -> set[str]:
        """Pages that show something which is no longer so."""
        return {
            docname
            for docname, requests in self.data["shown"].items()
            if any(digest(self.book.view(request)) != before for request, before in requests.items())
        }

    def uses_of(self, claim: str) -> list[Use]:
        """The pages that cite a claim."""
        return [Use(doc, use_anchor(claim)) for doc, cited in self.data["uses"].items() if claim in cited]

    def reprint(self, titles: dict[str, str]) -> set[str]:
        """Pages to be written again because the uses or links that they print have changed."""
        now = {key: self._printed(key, titles) for key in self.book.sources if key in self.homes}
        before, self.data["printed"] = self.data["printed"], {"": dict(self.homes), **now}
        if before.get("") not in (None, self.homes):
            return set(self.data["shown"])
        return {self.homes[key] for key, printed in now.items() if before.get(key) != printed}

    def _printed(self, key: str, titles: dict[str, str]) -> list[tuple[str, str, str]]:
        """The uses of one source's claims, as ``(page, its title, claim)``, in a fixed order."""
        own = {claim.id for claim in self.book.claims.values() if claim.source == key}
        uses = self.data["uses"].items()
        return sorted((doc, titles.get(doc, ""), id_) for doc, cited in uses for id_ in cited if id_ in own)

    # Links

    def place(self, typ: str, target: str) -> tuple[str, str] | None:
        """Page and anchor of a claim, dispute, source or reference; None when no page shows it."""
        if typ == "citation":
            return self._reference(target)
        if typ == "dispute":
            home, anchor = self.homes.get(DISPUTES), dispute_anchor(target)
        elif typ == "source":
            home, anchor = self.homes.get(target), ""
        else:
            claim = self.book.claims.get(target)
            home, anchor = self.homes.get(claim.source) if claim is not None else None, target
        return (home, anchor) if home is not None else None

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
            return contnode if typ == "citation" else None
        link = make_refnode(builder, fromdocname, place[0], place[1], contnode, node.get("cb_title", ""))
        link["classes"] = node["classes"]
        return link

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
