"""What a process costs, and what a search costs inside one."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_FLOOR = """
import sys, yaml
for name in sys.stdin.read().split("\\0"):
    with open(name, "rb") as file:
        yaml.load(file.read(), Loader=yaml.CSafeLoader)
"""


class Cost(NamedTuple):
    """Seconds on the clock, those of all processors together, and the most memory in bytes that the process held."""

    seconds: float
    work: float
    memory: int


def process(command: Iterable[str], more: Mapping[str, str], given: str = "") -> Cost:
    """What a whole process costs, start and end included; its children's memory counts where they peak alone."""
    start = time.perf_counter()
    child = subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, **more}, text=True,
    )  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(given)
    child.stdin.close()
    _, _, usage = os.wait4(child.pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def floor(root: Path) -> Cost:
    """What it costs one process to load the same YAML files with the C loader of PyYAML."""
    files = "\0".join(str(path) for path in sorted((root / "claims").rglob("*.yml")))
    return process([sys.executable, "-c", _FLOOR], {}, files)


def check(root: Path, cache: str) -> Cost:
    """What ``claimbook check`` costs, with the cache folder given or with ``off``."""
    more = {"CLAIMBOOK_CACHE": cache, "CLAIMBOOK_ARCHIVE": ""}
    return process([sys.executable, "-m", "claimbook", "check", "--root", str(root)], more)


def best(times: int, measured: Callable[[], Cost]) -> Cost:
    """The least of several."""
    return least(measured() for _ in range(times))


def least(costs: Iterable[Cost]) -> Cost:
    """The least of each: what disturbs a measurement only ever adds to it."""
    return Cost(*map(min, zip(*costs, strict=True)))


def inside(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of some work in this process, garbage collection held."""
    gc.collect()
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        gc.enable()


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
