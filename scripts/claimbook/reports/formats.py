"""The formats of the check's report: a new one is a function and a line here."""

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

FORMATS: dict[str, Format] = {
    "text": lambda result, view: as_text(result, view.terminal, verbose=view.verbose),
    "json": lambda result, _view: as_json(result),
}
