"""Linting a bibliography that is given as text."""

from pathlib import Path

from claimbook.citations.bibliography import read_bibliography
from claimbook.citations.lint import lint
from claimbook.diagnostics import Diagnostic, Sink


def linted(text: str, folder: Path) -> list[Diagnostic]:
    """All that is wrong with it, syntax included."""
    path = folder / "r.bib"
    path.write_bytes(text.encode())
    sink = Sink()
    lint(read_bibliography(path, "r.bib", sink), sink)
    return list(sink)
