"""Writing files whole, and reading those that are to be written again."""

import os
import tempfile
from pathlib import Path

from claimbook.diagnostics import Sink
from claimbook.failure import CallError
from claimbook.reading.yamlfile import read_text

_FILE = 0o666


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's text in one step; a reader sees the old text or the new one, nothing between.

    Raises CallError where it cannot be written.
    """
    try:
        _replace(path.resolve(), text)
    except OSError as error:
        raise CallError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from error


def _replace(path: Path, text: str) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else usual_mode(_FILE)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def usual_mode(most: int) -> int:
    """The rights that a file or folder made here gets, of the ``most`` it may have."""
    mask = os.umask(0)
    os.umask(mask)
    return most & ~mask


def text_of(path: Path, name: str) -> str:
    """The text of a file that has to be readable. Raises CallError."""
    sink = Sink()
    text = read_text(path, name, sink)
    if text is None:
        raise CallError(f"{name}: {next(iter(sink)).message}", next(iter(sink)).help)
    return text
