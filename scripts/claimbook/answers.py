"""What a check said, kept for the next time that it would say the very same.

An answer is found by the content of everything that the check reads, by the program itself and
by what it was asked; if any of it is other, the check is done again. Answers lie in the user's
cache folder, never in the knowledge base. One that is damaged counts as none.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Protocol

from claimbook.layout import CLAIMS, CONFIGURATION, book_files

VARIABLE = "CLAIMBOOK_CACHE"
OFF = "off"
KEPT = 32  # answers; the oldest go first
LARGEST = 50_000_000  # bytes of an answer that is kept
_MARK = b"claimbook answer 1\n"
_LIBRARIES = ("yaml", "pybtex", "markdown_it", "mdit_py_plugins")


class Answer(NamedTuple):
    """What was printed, and the exit status."""

    status: int
    text: str


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def question(root: Path, archive: Path | None, asked: str) -> str | None:
    """A name for what is asked (in words) of a knowledge base as it stands.

    None where that cannot be told: when something cannot be read or is no plain file or folder.
    """
    found = blake2b(digest_size=20)
    try:
        at_hand = str(archive is not None and archive.is_dir())
        for part in (sys.version, *_program(), str(root), str(archive), at_hand, asked):
            _add(found, part.encode("utf-8", "surrogateescape"))
        for place in (root / CLAIMS, root / CONFIGURATION, *book_files(root), *_texts(root, archive)):
            _read(found, str(place))
    except OSError:
        return None
    return found.hexdigest()


def _texts(root: Path, archive: Path | None) -> Iterator[Path]:
    """The texts of the archive that a check may read; whatever else lies there is nobody's business."""
    if archive is not None and (root / CLAIMS).is_dir():
        yield from (archive / f"{name}.txt" for name in sorted(os.listdir(root / CLAIMS)))  # noqa: PTH208


def _add(found: _Hash, data: bytes) -> None:
    """Add data in such a way that no two lists of data look the same."""
    found.update(len(data).to_bytes(8, "big"))
    found.update(data)


def _read(found: _Hash, place: str) -> None:
    """Add the names and contents of a file, or of a folder with all that lies below."""
    _add(found, place.encode("utf-8", "surrogateescape"))
    if os.path.islink(place):  # noqa: PTH114 - thousands of paths, of which no object is needed
        raise OSError(place)
    if os.path.isdir(place):  # noqa: PTH112
        for name in sorted(os.listdir(place)):  # noqa: PTH208
            _read(found, f"{place}/{name}")
    elif os.path.isfile(place):  # noqa: PTH113
        with open(place, "rb") as file:  # noqa: PTH123
            _add(found, file.read())
    elif os.path.lexists(place):
        raise OSError(place)


def _program() -> Iterator[str]:
    """Every module of the program and the libraries that read for it: path, size and time."""
    folders = [os.path.dirname(__file__), *(os.path.join(path, name) for path in sys.path for name in _LIBRARIES)]  # noqa: PTH118, PTH120
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in names:
                if name.endswith(".py"):
                    state = os.stat(f"{parent}/{name}")  # noqa: PTH116
                    yield f"{parent}/{name} {state.st_size} {state.st_mtime_ns}"


# Keeping


def are_kept() -> bool:
    """Whether answers are kept at all."""
    return _folder() is not None


def recall(name: str) -> Answer | None:
    """The answer kept under a name, if there is one and it is sound."""
    folder = _folder()
    try:
        data = (folder / name).read_bytes() if folder is not None else b""
    except OSError:
        return None
    head, sound = data[: len(_MARK)], data[len(_MARK) : len(_MARK) + 20]
    body = data[len(_MARK) + 20 :]
    if head != _MARK or blake2b(body, digest_size=20).digest() != sound:
        return None
    return Answer(body[0], body[1:].decode("utf-8", "surrogatepass"))


def keep(name: str, answer: Answer) -> None:
    """Keep an answer; in one step, so that others see all of it or nothing. Fails in silence."""
    folder = _folder()
    body = bytes([answer.status]) + answer.text.encode("utf-8", "surrogatepass")
    if folder is None or len(body) > LARGEST:
        return
    from tempfile import mkstemp

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(_MARK + blake2b(body, digest_size=20).digest() + body)
        Path(written).replace(folder / name)
        _forget(folder)


def _forget(folder: Path) -> None:
    """Let the oldest answers go."""
    answers = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for path in answers[:-KEPT]:
        path.unlink(missing_ok=True)


def _folder() -> Path | None:
    """The user's cache folder for this, or None when nothing is to be kept."""
    named = os.environ.get(VARIABLE, "")
    if named == OFF:
        return None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(named or f"{home}/claimbook")
