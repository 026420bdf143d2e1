"""``make bench-book``: what our directives add to the building of a book, as ratios in one run.

python -m bench.book [--here FOLDER] [--times 2]

The same pages are built without us in two ways: emptied of our directives and roles, which leaves little of most, and
with all that they show typed as plain Markdown, less pictures and cards. Then one record is changed.
"""

import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import pages

PARTS = ("book", "claims", "_config.yml")
_PROGRAM = """import sys
from pathlib import Path
from claimbook.jupyterbook import run
run(Path(sys.argv[1]), "html", {})"""
_SAYS = re.compile(r"^ +(?:- )?(?:id: .*\n +)?says: [A-Z][^:#'\"\n]*[a-z]\.$", re.M)
_DONE = re.compile(r"^reading sources\.\.\. \[ *\d+%\]", re.M)
_FINISHED = re.compile(r"^build (?:succeeded|finished)", re.M)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ROW = "{:<34} {:>8} {:>9} {:>9} {:>9}"


class Cost(NamedTuple):
    """Seconds of one processor, and how many pages Sphinx says it read."""

    seconds: float
    read: int


def main() -> None:
    parser = ArgumentParser("bench.book", description=__doc__)
    parser.add_argument("--here", type=Path, default=Path(), help="the knowledge base to build, with its book")
    parser.add_argument("--times", type=int, default=2, help="builds of each kind; the least counts")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        _measure(options.here.resolve(), Path(folder), options.times)


def _measure(here: Path, folder: Path, times: int) -> None:
    whole, emptied, typed = (_copy(here, folder / name) for name in ("whole", "emptied", "typed"))
    build(whole)
    _without(emptied, lambda path: pages.emptied(path.read_text(encoding="utf-8")))
    _without(typed, lambda path: pages.typed(_built(whole, typed, path).read_text(encoding="utf-8")))
    costs = {root: [] for root in (whole, emptied, typed)}  # type: dict[Path, list[Cost]]
    for _ in range(times):  # in turns: a machine that others use is not as fast all the time
        for root, found in costs.items():
            shutil.rmtree(root / "_build", ignore_errors=True)
            found.append(build(root))
    change(whole)
    _print({root: min(found) for root, found in costs.items()}, build(whole))


def _print(costs: dict[Path, Cost], again: Cost) -> None:
    whole, emptied, typed = costs
    base, same = costs[emptied].seconds, costs[typed].seconds
    _say(_ROW.format("", "pages", "seconds", "/ emptied", "/ typed"))
    for told, cost, size in (
        ("emptied of what is ours", costs[emptied], _size(emptied)),
        ("the same typed as Markdown", costs[typed], _size(typed)),
        ("as it is", costs[whole], _size(whole)),
        ("as it is, one record changed", again, 0.0),
    ):
        more = f", {size:.1f} MB" if size else ""
        cells = f"{cost.read}", f"{cost.seconds:.1f}", f"{cost.seconds / base:.2f}", f"{cost.seconds / same:.2f}"
        _say(_ROW.format(f"{told}{more}", *cells))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


# Books


def _copy(here: Path, root: Path) -> Path:
    root.mkdir()
    for name in PARTS:
        copy = shutil.copytree if (here / name).is_dir() else shutil.copy
        copy(here / name, root / name)
    return root


def _without(root: Path, page: Callable[[Path], str]) -> None:
    """Make a book one without our extension, page by page."""
    config = pages.without_extension((root / "_config.yml").read_text(encoding="utf-8"))
    pages.rewrite(root, config, {path: page(path) for path in sorted((root / "book").rglob("*.md"))})


def _built(whole: Path, root: Path, page: Path) -> Path:
    """What a page of one copy of the book became in another."""
    return whole / "_build/html" / page.relative_to(root / "book").with_suffix(".html")


def _size(root: Path) -> float:
    """Megabytes of HTML."""
    return sum(path.stat().st_size for path in (root / "_build/html").rglob("*.html")) / 1e6


def build(root: Path) -> Cost:
    """Build as `claimbook build` does, upon what is built already. Stops the benchmark where that fails."""
    around = {**os.environ, "CLAIMBOOK_ALLOW_UNRULED": "1", "CLAIMBOOK_ARCHIVE": "", "CLAIMBOOK_CACHE": "off"}
    before = os.times()
    done = subprocess.run([sys.executable, "-c", _PROGRAM, str(root)], env=around, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    after = os.times()
    told = _COLOUR.sub("", done.stdout)
    if not _FINISHED.search(told):
        sys.exit(f"{root.name}: the book was not built:\n{told[-2000:]}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(spent, len(_DONE.findall(told)))


def change(root: Path) -> None:
    """Say something more in one claim: in the middle one of those that are written on one line."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "claims").rglob("*.yml"))}
    ends = [(path, found.end()) for path, text in texts.items() for found in _SAYS.finditer(text)]
    if not ends:
        sys.exit("There is no claim on one line to change.")
    path, end = ends[len(ends) // 2]
    path.write_text(f"{texts[path][:end]} So it says.{texts[path][end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()
