"""Building the book: what stops it, and jupyter-book as a process of its own."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from claimbook.check import Result
from claimbook.disagreement.rulings import Reviewed, Status
from claimbook.failure import CallError
from claimbook.layout import ARCHIVE_VARIABLE

ALLOW_VARIABLE = "CLAIMBOOK_ALLOW_UNRULED"
CONFIG, CONTENTS = "_config.yml", "book/_toc.yml"
INDEX = "_build/html/index.html"
HTML, ONE_PAGE = "html", "singlehtml"  # the builders
# The plain scripts run a claimbook that no other process would find.
_PACKAGES = Path(__file__).resolve().parent.parent
# Garbage is collected seldom: going through all pages again and again is a quarter of the time, for 150 MB of memory.
MAIN = """import gc
from jupyter_book.cli.main import main
gc.set_threshold(100_000, 20, 100)
main(prog_name='jupyter-book')"""


def hindrances(result: Result) -> list[Reviewed]:
    """The disputes that wait for a ruling, worst first."""
    return [r for r in result.reviewed if r.status in (Status.NEW, Status.STALE)]


def build(root: Path, archive: Path | None, *, allow_unruled: bool = False, builder: str = HTML) -> int:
    """Run jupyter-book at the root; its exit status. Raises CallError where there is nothing to run."""
    for needed in (CONFIG, CONTENTS):
        if not (root / needed).is_file():
            raise CallError(f"There is no {needed} under the root.", "The book needs it; is --root right?")
    if importlib.util.find_spec("jupyter_book") is None:
        raise CallError(
            "jupyter-book is not installed beside claimbook.", "Run `make book`, or install claimbook[book]."
        )
    around = _environment(archive, allow_unruled)
    return subprocess.run(_command(root, builder), cwd=root, env=around, check=False).returncode  # noqa: S603


def _command(root: Path, builder: str) -> list[str]:
    contents = str(root.absolute() / CONTENTS)
    options = ["--config", CONFIG, "--toc", contents, "--path-output", ".", "-W", "-n", "--keep-going"]
    options += ["--builder", builder]
    return [sys.executable, "-c", MAIN, "build", "book", *options]


def _environment(archive: Path | None, allow_unruled: bool) -> dict[str, str]:
    """The surroundings in which the book's extension finds the archive and knows what is allowed."""
    environment = {key: value for key, value in os.environ.items() if key != ALLOW_VARIABLE}
    around = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(_PACKAGES), *([around] if around else [])])
    if archive is not None:
        environment[ARCHIVE_VARIABLE] = str(archive)
    if allow_unruled:
        environment[ALLOW_VARIABLE] = "1"
    return environment
