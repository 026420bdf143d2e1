"""Start a knowledge base with a small, made-up example in it.

Its claims disagree, so the first check has something to show. Files that are there already are
never touched: if one is in the way, nothing is written.

for example:
  claimbook init my-notes
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote

from claimbook.console import emit
from claimbook.failure import CallError
from claimbook.importing.folder import fill, occupied, settle, staging, target

_NEXT = """\
Started a knowledge base in {folder}: the example is made up.
  claimbook check{root} --archive {archive}
      shows two claims that cannot both be right
  claimbook rule effect/wheat{root}
      starts a ruling on them
  claimbook build{root} --archive {archive}
      makes the book, once that is ruled on
Then make claims/vocabulary.yml yours, as well as the title in _config.yml, and put a
folder for each of your sources beside the vocabulary."""
# Where a knowledge base begins; if one of them is there, it has begun.
_MARKS = ("claims", "archive")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default=".", help="where (default: here)")


def run(options: Namespace) -> int:
    into = target(options.folder, "Name a folder, new or not: `claimbook init FOLDER`.", root_given=options.root_given)
    texts = dict(_starter("", files("claimbook") / "starter"))
    found = occupied(into, (*_MARKS, *texts))
    if found:
        raise CallError(f"{found} is there already.", "Name another folder; nothing was written.")
    with staging(into) as stage:
        fill(stage, texts)
        settle(stage, into, texts)
    emit(_next(options.folder))
    return 0


def _next(folder: str) -> str:
    """What to do then, ready to be pasted into a shell."""
    root = "" if folder == "." else f" --root {quote(folder)}"
    return _NEXT.format(folder=folder, root=root, archive=quote(str(Path(folder, "archive"))))


def _starter(name: str, place: Traversable) -> Iterator[tuple[str, str]]:
    """The files of the example with their texts, by name under the new root."""
    if place.is_file():
        yield name.lstrip("/"), place.read_text(encoding="utf-8")
        return
    for child in sorted(place.iterdir(), key=lambda child: child.name):
        yield from _starter(f"{name}/{child.name}", child)
