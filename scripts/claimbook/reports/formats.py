"""The formats of the check's report: a new one is a function and a line here.

A format is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from claimbook.reports.terminal import Terminal

if TYPE_CHECKING:
    from claimbook.check import Result


class Presentation(NamedTuple):
    """How the reader wants to see it; programs do not care.

    ``elsewhere`` is the root as the reader names it, where commands would not find it by themselves.
    """

    terminal: Terminal
    verbose: bool = False
    elsewhere: str = ""


Format = Callable[["Result", Presentation], str]


def _text(result: Result, view: Presentation) -> str:
    from claimbook.reports.text import as_text

    return as_text(result, view.terminal, verbose=view.verbose, elsewhere=view.elsewhere)


def _json(result: Result, _view: Presentation) -> str:
    from claimbook.reports.json import as_json

    return as_json(result)


def _sarif(result: Result, _view: Presentation) -> str:
    from claimbook.reports.sarif import as_sarif

    return as_sarif(result)


def _github(result: Result, _view: Presentation) -> str:
    from claimbook.reports.github import as_github

    return as_github(result)


def _gitlab(result: Result, _view: Presentation) -> str:
    from claimbook.reports.gitlab import as_gitlab

    return as_gitlab(result)


def _junit(result: Result, _view: Presentation) -> str:
    from claimbook.reports.junit import as_junit

    return as_junit(result)


FORMATS: dict[str, Format] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
}
