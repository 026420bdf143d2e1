"""Standard output and standard error: UTF-8, never a traceback because a reader closed the pipe."""

import io
import os
import sys


def emit(text: str) -> None:
    """Write to standard output. A reader who has seen enough (``| head``) is no error."""
    if sys.stdout is None:  # closed before we were started
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Backslashes for lone surrogates (from file names) keep JSON valid and terminals safe.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def tell(text: str) -> None:
    """Write to standard error, for people: progress and failures."""
    sys.stderr.write(f"{text.encode('utf-8', 'backslashreplace').decode()}\n")


def silence() -> None:
    """Send what is still to come to nowhere, so that closing down does not fail either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
