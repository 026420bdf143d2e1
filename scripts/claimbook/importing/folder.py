"""Putting a whole knowledge base in its place: all of it or nothing."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from claimbook.failure import CallError
from claimbook.layout import BIBLIOGRAPHY, CLAIMS, RULINGS, VOCABULARY
from claimbook.writing.files import usual_mode, write_atomically


def target(given: str, way: str, *, root_given: bool) -> Path:
    """The folder that was named. Raises CallError, with the way out, for something else.

    ``root_given``: a root was named besides, as of a knowledge base that is there.
    """
    if root_given:
        raise CallError("--root is for a knowledge base that is there; this starts one.", way)
    into = Path(given).absolute().resolve()
    if not given or (into.exists() and not into.is_dir()):
        raise CallError(f"'{given}' is not a folder.", way)
    return into


@contextmanager
def staging(into: Path) -> Iterator[Path]:
    """A new folder beside ``into``, or beside the nearest folder above that exists; gone in the end."""
    parent = next((folder for folder in into.parents if folder.is_dir()), into)
    try:
        made = Path(tempfile.mkdtemp(dir=parent, prefix=f".{into.name}."))
    except OSError as error:
        raise CallError(f"{parent} cannot be written: {error.strerror}.", "Nothing was changed.") from error
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def fill(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files into a folder of our own, whatever was in it."""
    for there in folder.iterdir():
        shutil.rmtree(there) if there.is_dir() else there.unlink()
    for parent in {(folder / name).parent for name in texts}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def is_empty(folder: Path) -> bool:
    """Whether nothing is there yet."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def occupied(into: Path, names: Iterable[str]) -> str:
    """The first of the names that is already there; '' when none is."""
    return next((name for name in names if (into / name).exists() or (into / name).is_symlink()), "")


def settle(stage: Path, into: Path, names: Iterable[str] = ()) -> None:
    """Move files that are not there yet into place, by default all; if one fails, those before it are taken back.

    A folder that is there stays the same folder, since somebody may be working in it.
    """
    if not into.exists():
        _move_whole(stage, into)
        return
    placed: list[str] = []
    made: list[Path] = []
    try:
        for name in names or sorted(path.name for path in stage.iterdir()):
            made += _make_parents(into, into / name)
            (stage / name).rename(into / name)
            placed.append(name)
    except OSError as error:
        for name in placed:
            (into / name).rename(stage / name)
        for folder in reversed(made):
            folder.rmdir()
        raise CallError(f"{into} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def _make_parents(root: Path, path: Path) -> list[Path]:
    missing = [folder for folder in reversed(path.parents) if root in folder.parents and not folder.exists()]
    for folder in missing:
        folder.mkdir()
    return missing


def _move_whole(stage: Path, into: Path) -> None:
    """Move a whole folder to where nothing is. It gets the rights that a new folder has here."""
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        stage.chmod(usual_mode(0o777))
        stage.replace(into)
    except OSError as error:
        raise CallError(f"{into} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def unchanged(stage: Path, into: Path) -> bool:
    """Whether the records in place are those of the stage, byte for byte."""
    ours, theirs = _records(stage), _records(into)
    return ours.keys() == theirs.keys() and all(ours[name].read_bytes() == theirs[name].read_bytes() for name in ours)


def _records(root: Path) -> dict[str, Path]:
    """The files that an import writes or replaces."""
    below = [path for path in sorted((root / CLAIMS).rglob("*.yml")) if root / RULINGS not in path.parents]
    files = [*below, *([root / BIBLIOGRAPHY] if (root / BIBLIOGRAPHY).is_file() else [])]
    return {path.relative_to(root).as_posix(): path for path in files}


def replace_records(stage: Path, into: Path) -> None:
    """Put the stage's records in the place of those that are there; rulings and all else stay.

    Raises CallError where ``into`` is no knowledge base, or cannot be written (nothing is changed then).
    """
    if not (into / VOCABULARY).is_file():
        raise CallError(f"{into} is not empty and is no knowledge base.", "Name a folder that does not exist yet.")
    _keep(into, stage)
    aside = Path(tempfile.mkdtemp(dir=into, prefix=f".{CLAIMS}."))
    try:
        (into / CLAIMS).rename(aside / CLAIMS)
        _swap(stage, into, aside)
    except OSError as error:
        raise CallError(f"{into} cannot be written: {error.strerror}.", "Nothing was changed.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _keep(into: Path, stage: Path) -> None:
    """What of the folder of claims is no import's stays: rulings and schemas."""
    if (into / RULINGS).is_dir():
        shutil.copytree(into / RULINGS, stage / RULINGS)
    for path in (into / CLAIMS).glob("*.schema.json"):
        shutil.copy2(path, stage / CLAIMS / path.name)


def _swap(stage: Path, into: Path, aside: Path) -> None:
    try:
        (stage / CLAIMS).rename(into / CLAIMS)
        (into / BIBLIOGRAPHY).parent.mkdir(exist_ok=True)
        write_atomically(into / BIBLIOGRAPHY, (stage / BIBLIOGRAPHY).read_text(encoding="utf-8"))
    except BaseException:
        if (into / CLAIMS).exists():
            (into / CLAIMS).rename(stage / CLAIMS)
        (aside / CLAIMS).rename(into / CLAIMS)
        raise
