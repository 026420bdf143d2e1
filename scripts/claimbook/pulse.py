"""Progress of work that takes long, on a terminal and only there."""

import os
import sys
import time
from collections.abc import Callable

Pulse = Callable[[str], None]
PATIENCE, RHYTHM = 2.0, 0.2  # seconds before the first word, and between words


def silent(_what: str) -> None:
    """For those who do not wait."""


class Beat:
    """Says on standard error how far the work is; until two seconds have passed, and off a terminal, nothing."""

    def __init__(self) -> None:
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._process = os.getpid()
        self._next = time.monotonic() + PATIENCE
        self._said = False

    def __call__(self, what: str) -> None:
        """What is being done now. Another process than the first keeps silent."""
        if not self._shows or time.monotonic() < self._next or os.getpid() != self._process:
            return
        self._next = time.monotonic() + RHYTHM
        self._write(f"claimbook: {what} ...")
        self._said = True

    def end(self) -> None:
        """Wipe it away."""
        if self._said:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
