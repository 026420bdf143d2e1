"""Pages and bibliography on their way: read in another process, while this one does what does not need them.

Reading them takes about as long as importing the check and reading the records, so it is begun first;
hence nothing is imported here that takes time.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from claimbook.halves import beside
from claimbook.layout import BIBLIOGRAPHY, CLAIMS, page_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimbook.citations.bibliography import Bibliography
    from claimbook.diagnostics import Diagnostic
    from claimbook.manuscript.pages import Pages

    Coming = Callable[[], "Ahead"]

WORTH_A_PROCESS = 20_000  # bytes of pages and bibliography from which a second process saves more than it costs


class Ahead(NamedTuple):
    """What was read ahead, and what was wrong with it."""

    pages: Pages
    bibliography: Bibliography
    found: list[Diagnostic]


def read_ahead(root: Path) -> Coming:
    """Begin to read; calling what is returned, once, gives all of it."""
    work = partial(_read, root)
    return beside(work) if _size(root) >= WORTH_A_PROCESS else work


def _read(root: Path) -> Ahead:
    from claimbook.citations.bibliography import Bibliography, read_bibliography
    from claimbook.diagnostics import Sink
    from claimbook.manuscript.pages import read_pages

    sink = Sink()
    pages = read_pages(root, sink)
    if not os.path.exists(root / CLAIMS):  # noqa: PTH110 - no knowledge base, nor one to be looked at: said once, elsewhere
        return Ahead(pages, Bibliography(BIBLIOGRAPHY, {}, complete=False), list(sink))
    return Ahead(pages, read_bibliography(root / BIBLIOGRAPHY, BIBLIOGRAPHY, sink), list(sink))


def _size(root: Path) -> int:
    """How many bytes there are to read; what cannot be looked at is reported when it is read."""
    try:
        return sum(os.stat(path).st_size for path in (*page_files(root), f"{root}/{BIBLIOGRAPHY}"))  # noqa: PTH116 - on the way to the first fork
    except OSError:
        return 0
