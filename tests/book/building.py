"""Books built for the tests: copies in temporary folders, never the checkout, each built once for all workers."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REPO = Path(__file__).parents[2]
COFFEE = Path(__file__).parent / "coffee"
PARTS = ("claims", "book", "_config.yml", "scripts")
ARCHIVE_VARIABLE, ALLOW_VARIABLE = "CLAIMBOOK_ARCHIVE", "CLAIMBOOK_ALLOW_UNRULED"
TOO_LONG = 300  # seconds for a build; it takes about fifteen
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_READ = re.compile(r"^reading sources\.\.\. \[ *\d+%\] (\S+)$", re.M)
_WRITTEN = re.compile(r"^writing output\.\.\. \[ *\d+%\] (\S+)$", re.M)


@dataclass(frozen=True)
class Run:
    """What a call of claimbook came to; ``text`` is all that it printed, without colour."""

    root: str
    archive: str | None
    status: int
    text: str

    @property
    def html(self) -> Path:
        return Path(self.root) / "_build" / "html"

    @property
    def read(self) -> set[str]:
        """The pages that Sphinx says it read."""
        return set(_READ.findall(self.text))

    @property
    def written(self) -> set[str]:
        """The pages that Sphinx says it wrote."""
        return set(_WRITTEN.findall(self.text))

    def ask(self, *arguments: str) -> Any:
        """The JSON that a verb prints about the same knowledge base."""
        archive = Path(self.archive) if self.archive else None
        return json.loads(claimbook(Path(self.root), *arguments, "--format", "json", archive=archive).text)


def claimbook(root: Path, verb: str, *arguments: str, archive: Path | None = None) -> Run:
    """Run a verb as people do, as a process of its own; only ``archive`` decides whether passages are at hand."""
    scripts = root / "scripts" if (root / "scripts").is_dir() else REPO / "scripts"
    environment = {k: v for k, v in os.environ.items() if k not in (ARCHIVE_VARIABLE, ALLOW_VARIABLE)}
    environment |= {"PYTHONPATH": str(scripts), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "120"}
    if archive is not None:
        environment[ARCHIVE_VARIABLE] = str(archive)
    done = subprocess.run(
        [sys.executable, "-m", "claimbook", verb, "--root", str(root), *arguments],
        cwd=root.parent, env=environment, timeout=TOO_LONG, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    text = _COLOUR.sub("", done.stdout.decode("utf-8"))
    return Run(str(root), str(archive) if archive else None, done.returncode, text)


@cache
def exported(run: Run) -> dict[str, Any]:
    """All records of a book's knowledge base, as programs get them."""
    data: dict[str, Any] = run.ask("export")
    assert all(data[kind] for kind in ("claims", "sources", "disputes"))  # else loops over them hold nothing
    return data


@cache
def checked(run: Run) -> dict[str, Any]:
    """What the check says of a book's knowledge base."""
    report: dict[str, Any] = run.ask("check")
    return report


@cache
def contents(run: Run) -> list[str]:
    """The pages of a book's table of contents, in its order."""
    return list(_pages_in(yaml.safe_load((Path(run.root) / "book/_toc.yml").read_text(encoding="utf-8"))))


def _pages_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (str(node[key]) for key in ("root", "file") if key in node)
        for child in node.values():
            yield from _pages_in(child)
    elif isinstance(node, list):
        for child in node:
            yield from _pages_in(child)


def change(root: Path, name: str, before: str, after: str) -> int:
    """Replace a stretch of a file that occurs once; the line where it begins."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def copy_real(root: Path) -> Path:
    """The knowledge base and book of this repository, at ``root``."""
    for name in PARTS:
        source = REPO / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.exists():
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / name)
    return root


def copy_coffee(root: Path) -> Path:
    """The small knowledge base about coffee, at ``root``; its archive is in ``archive/``."""
    return Path(shutil.copytree(COFFEE, root))


def once(place: Path, make: Callable[[], Run]) -> Run:
    """What ``make`` returned the first time that any worker of this run asked for it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = place.with_suffix(".json")
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(asdict(make())), encoding="utf-8")
    return Run(**json.loads(kept.read_text(encoding="utf-8")))
