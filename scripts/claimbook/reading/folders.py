"""What lies in the folders of a knowledge base, and what keeps it from being read."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimbook.diagnostics import Place, Sink
from claimbook.layout import CLAIMS, VOCABULARY
from claimbook.rules import report

ENDINGS = (".yml", ".yaml")
_YAML = re.compile(r"\.ya?ml(?:\.\w+)?\Z", re.IGNORECASE)  # 'dose.YML' and 'dose.yml.txt' too


def listed(folder: Path, root: Path, sink: Sink) -> list[Path]:
    """What lies in a folder, in order of names; one that cannot be listed is reported, a missing one is empty."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        name = folder.relative_to(root).as_posix()
        report(sink, "CB117", Place(name), what=f"The folder {name} cannot be read: {error.strerror}.",
               way="Allow yourself to read it.", about=[name])  # fmt: skip
        return []


def yaml_files(folder: Path, root: Path, sink: Sink) -> list[Path]:
    return [path for path in listed(folder, root, sink) if path.suffix in ENDINGS]


def is_folder(path: Path) -> bool:
    """Whether it is a folder, as far as one may know."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is something to read; what may not even be looked at fails when it is read."""
    try:
        return path.exists()
    except OSError:
        return True


def sizes(files: Iterable[Path]) -> list[int]:
    """Bytes of each file; nothing for one that will be reported when it is read."""
    return [_size(path) for path in files]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def report_strays(root: Path, sink: Sink) -> None:
    """YAML that nothing reads because it lies too high or too deep, or because its name ends otherwise."""
    for path in sorted(_all_yaml(root / CLAIMS)):
        parts = path.relative_to(root / CLAIMS).parts
        is_read = path == root / VOCABULARY or (len(parts) == 2 and path.suffix in ENDINGS)
        if not is_read and not any(part.startswith(".") for part in parts):
            report(sink, "CB121", Place(path.relative_to(root).as_posix()))


def _all_yaml(folder: Path) -> Iterator[Path]:
    """Every file below a folder that was YAML once; links are not followed, since they may lead in circles."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if _YAML.search(name))
