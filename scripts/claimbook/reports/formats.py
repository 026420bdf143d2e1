"""The formats of the check's report: a new one is a function and a line here.

What few calls ask for is imported only when it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claimbook.check import Result
from claimbook.reports.json import as_json
from claimbook.reports.terminal import Terminal
from claimbook.reports.text import as_text


@dataclass(frozen=True, slots=True)
class View:
    """How the reader wants to see it; programs do not care."""

    terminal: Terminal
    verbose: bool = False


Format = Callable[[Result, View], str]


def _sarif(result: Result, _view: View) -> str:
    from claimbook.reports.sarif import as_sarif

    return as_sarif(result)


def _github(result: Result, _view: View) -> str:
    from claimbook.reports.github import as_github

    return as_github(result)


def _gitlab(result: Result, _view: View) -> str:
    from claimbook.reports.gitlab import as_gitlab

    return as_gitlab(result)


def _junit(result: Result, _view: View) -> str:
    from claimbook.reports.junit import as_junit

    return as_junit(result)


FORMATS: dict[str, Format] = {
    "text": lambda result, view: as_text(result, view.terminal, verbose=view.verbose),
    "json": lambda result, _view: as_json(result),
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
}
