"""Pages on their way: read in another process, while this one does what does not need them.

Reading them takes about as long as importing the check and reading the records, so it is begun first;
hence nothing is imported here that takes time.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from claimbook.halves import beside
from claimbook.layout import BOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from claimbook.diagnostics import Diagnostic
    from claimbook.prose.pages import Pages

    Coming = Callable[[], tuple[Pages, list[Diagnostic]]]

WORTH_A_PROCESS = 20_000  # bytes of pages from which a second process saves more than it costs
PAGE = ".md"
_BUILT = "_build"


def pages_ahead(root: Path) -> Coming:
    """Begin to read the pages; calling what is returned, once, gives them and what was wrong with them."""
    work = partial(_read, root)
    return beside(work) if _size(root) >= WORTH_A_PROCESS else work


def _read(root: Path) -> tuple[Pages, list[Diagnostic]]:
    from claimbook.diagnostics import Sink
    from claimbook.prose.pages import read_pages

    sink = Sink()
    return read_pages(root, sink), list(sink)


def _size(root: Path) -> int:
    """How many bytes of pages there are; what cannot be looked at is reported when it is read."""
    try:
        return sum(os.stat(path).st_size for path in page_files(root))  # noqa: PTH116 - on the way to the first fork
    except OSError:
        return 0


def page_files(root: Path) -> Iterator[str]:
    """The path of every page; what is hidden or was built is left out, and links are not followed."""
    for folder, inner, names in os.walk(root / BOOK):
        inner[:] = sorted(name for name in inner if not name.startswith((".", _BUILT)))
        yield from (f"{folder}/{name}" for name in sorted(names) if name.endswith(PAGE) and not name.startswith("."))
