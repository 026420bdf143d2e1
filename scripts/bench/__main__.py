"""``make bench``: the cost of a check and of the search alone, as ratios in one run, and how it grows.

python -m bench [--sizes 1000,10000,100000] [--shapes spread,distinct] [--searches 10000,100000,1000000]
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import shapes
from bench.measure import Cost, best, check, floor, least, process


def main() -> None:
    parser = ArgumentParser("bench", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[1_000, 10_000, 100_000], help="claims, by commas")
    parser.add_argument("--shapes", type=lambda text: text.split(","), default=list(shapes.SHAPES))
    parser.add_argument("--searches", type=_numbers, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--here", type=Path, default=Path(), help="a knowledge base to measure as well")
    options = parser.parse_args()
    _say("A check as a whole process, against loading the same files with yaml.CSafeLoader in one.")
    _say("Each figure is the least of some runs. 'cold' has nothing kept, 'again' finds its answer kept;")
    _say("'work' is the time of all processors together, of which other programs take less away.\n")
    heads = ("shape", "claims", "floor s", "cold s", "cold/floor", "growth", "work/floor", "again/floor", "kB/claim")
    _say(_ROW.format(*heads))
    for row in _rows(options.here, options.shapes, options.sizes):
        _say(row)
    for name in options.shapes:
        _say(f"  {name}: {shapes.SHAPES[name].about}")
    _say("\nThe search alone, records in memory, on one core, against sorting the same records by id.\n")
    from bench import search  # last: a process starts out as large as the one that starts it

    for row in search.rows(options.searches):
        _say(row)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


_ROW = "{:<13} {:>8} {:>8} {:>8} {:>11} {:>7} {:>11} {:>12} {:>9}"


def _rows(here: Path, names: Sequence[str], sizes: Sequence[int]) -> Iterator[str]:
    bare = best(3, lambda: process([sys.executable, "-c", "pass"], {}))
    if (here / "claims").is_dir():
        yield _row("this one", here, 0, bare, 0.0)[0]
    for name in names:
        before = 0.0
        for size in sizes:
            with TemporaryDirectory() as folder:
                root = Path(folder, "base")
                _make(name, size, root)
                row, before = _row(name, root, size, bare, before)
                yield row


def _row(name: str, root: Path, size: int, bare: Cost, before: float) -> tuple[str, float]:
    """A line of the table, and the time of the cold check for the next one's growth."""
    times = 3 if size <= 10_000 else 1
    bottom = best(times, lambda: floor(root))
    cold, again = map(least, zip(*(_twice(root) for _ in range(times)), strict=True))
    growth = f"{cold.seconds / before:.1f}" if before else ""
    memory = f"{(cold.memory - bare.memory) / size / 1000:.1f}" if size else ""
    cells = (name, f"{size:,}" if size else "", f"{bottom.seconds:.2f}", f"{cold.seconds:.2f}",
             f"{cold.seconds / bottom.seconds:.2f}", growth, f"{cold.work / bottom.work:.2f}",
             f"{again.seconds / bottom.seconds:.3f}", memory)  # fmt: skip
    return _ROW.format(*cells), cold.seconds


def _make(name: str, size: int, root: Path) -> None:
    """Write a knowledge base, in a process that is gone before anything is measured."""
    code = "import sys, pathlib; from bench.shapes import SHAPES, write;"
    code += "write(SHAPES[sys.argv[1]], int(sys.argv[2]), pathlib.Path(sys.argv[3]))"
    process([sys.executable, "-c", code, name, str(size), str(root)], {})


def _twice(root: Path) -> tuple[Cost, Cost]:
    """A check with nothing kept, and the next one, which finds its answer."""
    with TemporaryDirectory() as cache:
        return check(root, cache), check(root, cache)


if __name__ == "__main__":
    main()
