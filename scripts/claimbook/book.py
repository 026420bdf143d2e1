"""Building the book: what it takes, and what stops it."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from claimbook import jupyterbook
from claimbook.check import Result
from claimbook.failure import CallError
from claimbook.layout import BUILT, CONFIGURATION, CONTENTS, HTML
from claimbook.rulings.review import Reviewed, Step

ALLOW_VARIABLE = "CLAIMBOOK_ALLOW_UNRULED"
INDEX = f"{BUILT}/{HTML}/index.html"


class Checked(NamedTuple):
    """A check that was made, and how its book is to be built; the extension need not check again."""

    result: Result
    archive: Path | None
    allow_unruled: bool


_WAY = "Is --root right? If the book is not begun yet, copy _config.yml and book/ from what `claimbook init NEW` makes."
Asked = Callable[[], Checked]  # as a setting: functions are those that Sphinx does not keep with its pages


def hindrances(result: Result) -> list[Reviewed]:
    """The disputes that wait for a ruling, worst first."""
    return [r for r in result.reviewed if r.step is not Step.NOTHING]


def build(root: Path, checked: Checked, builder: str = HTML) -> int:
    """Build the book at the root; Sphinx's exit status. Raises CallError where there is nothing to build or to run."""
    for needed in (CONFIGURATION, CONTENTS):
        if not (root / needed).is_file():
            raise CallError(f"There is no {needed} under the root, and the book needs it.", _WAY)
    if importlib.util.find_spec("jupyter_book") is None:
        raise CallError(
            "jupyter-book is not installed beside claimbook.", "Run `make book`, or install claimbook[book]."
        )
    return jupyterbook.run(root, builder, {"claimbook_checked": lambda: checked})
