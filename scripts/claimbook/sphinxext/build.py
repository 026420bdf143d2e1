"""What happens during a build: load the check's result, find stale pages, finish the pages."""

from collections.abc import Iterable, Set
from pathlib import Path

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from claimbook.book import ALLOW_VARIABLE, hindrances
from claimbook.check import Result
from claimbook.diagnostics import Diagnostic
from claimbook.plurals import plural
from claimbook.rules import is_broken
from claimbook.sphinxext import nodes as made
from claimbook.sphinxext.bibliography import letter_years
from claimbook.sphinxext.checked import allows_unruled, result_of
from claimbook.sphinxext.domain import DISPUTES, claimbook_of, dispute_anchor
from claimbook.sphinxext.uses import uses
from claimbook.sphinxext.writer import harmless
from claimbook.views.book import Book

SHOWN_AT_MOST = 20
LISTED_OPENLY = 3
_log = logging.getLogger(__name__)


def load(app: Sphinx) -> None:
    """Keep the check's result for this build. Raises ExtensionError on broken records."""
    result = result_of(app)
    _stop_when_broken(result)
    if not allows_unruled(app.config):
        _warn_of_unruled(result)
    claimbook = claimbook_of(app.env)
    claimbook.book, claimbook.cards = Book(result), {}
    letter_years(app.env, claimbook.book.names)


def _stop_when_broken(result: Result) -> None:
    broken = list(filter(is_broken, result.diagnostics))
    if broken:
        told = "\n".join(map(_line, broken[:SHOWN_AT_MOST]))
        raise ExtensionError(f"{plural(len(broken), 'record')} cannot be used; run `claimbook check`:\n{told}")


def _line(found: Diagnostic) -> str:
    return f"{found.place}: {found.code} {found.message} {found.help}"


def _warn_of_unruled(result: Result) -> None:
    """A strict build stops on what reviewers still have to decide."""
    for reviewed in hindrances(result):
        place = result.base.records.claims[reviewed.dispute.claims[0]].place
        _log.warning("The dispute '%s' is not ruled on (%s). Run `claimbook rule %s`, or set %s=1.",
                     reviewed.dispute.id, reviewed.status.value, reviewed.dispute.id, ALLOW_VARIABLE,
                     location=str(place), type="claimbook", subtype="unruled")  # fmt: skip


# Which pages to read and to write again


def outdated(
    _app: Sphinx, env: BuildEnvironment, _added: Set[str], _changed: Set[str], removed: Set[str]
) -> Iterable[str]:
    """Pages that show something whose records have changed."""
    return (claimbook_of(env).outdated() & env.found_docs) - removed


def updated(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Pages that list uses, or hold links, which changed on other pages."""
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    return claimbook_of(env).reprint(titles) & env.found_docs


def forget(app: Sphinx, _error: Exception | None) -> None:
    """A build with warnings is not built upon, or the next one would not warn again."""
    strict = app.warningiserror or app.keep_going
    if strict and app._warncount:
        (Path(app.doctreedir) / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


# Finishing a page


def finish(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fill in where claims are used, drop links that would run something, and warn of what nobody ruled on."""
    for link in list(doctree.findall(nodes.reference)):
        if not harmless(link):
            link.replace_self(link.children)
    for place in list(doctree.findall(made.used_in)):
        place.replace_self(uses(app.builder, docname, place["claim"]))
    unruled = claimbook_of(app.env).data["unruled"].get(docname, {})
    title = next(iter(doctree.findall(nodes.title)), None)
    if unruled and title is not None and title.parent is not None:
        title.parent.insert(title.parent.index(title) + 1, _banner(app, docname, unruled))


def _link(app: Sphinx, docname: str, target: str, anchor: str, text: str) -> nodes.reference:
    return make_refnode(app.builder, docname, target, anchor, nodes.inline("", text))


def _banner(app: Sphinx, docname: str, unruled: dict[str, str]) -> nodes.admonition:
    """Says which disputes on the page await a decision; a long list is folded."""
    home = claimbook_of(app.env).homes.get(DISPUTES)
    items = [
        [made.paragraph(_link(app, docname, home.docname, dispute_anchor(id_), question) if home else question)]
        for id_, question in unruled.items()
    ]
    listed = made.bullets(items)
    lead = made.paragraph(f"Reviewers have not decided yet on {plural(len(items), 'dispute')} that this page touches.")
    body = listed if len(items) <= LISTED_OPENLY else made.fold("Which ones", listed)
    title = nodes.title("", "", nodes.Text("Not yet reviewed"))
    banner = nodes.admonition("", title, lead, body, classes=["warning", "cb-unruled"])
    made.verbatim(banner)
    return banner
