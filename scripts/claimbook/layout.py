"""Where things lie in a knowledge base, and where the archive is."""

import os
from pathlib import Path

CLAIMS = "claims"
VOCABULARY = f"{CLAIMS}/vocabulary.yml"
RULINGS = f"{CLAIMS}/rulings"
BOOK = "book"
CONFIGURATION = "_config.yml"
BIBLIOGRAPHY = f"{BOOK}/references.bib"
REGISTRY = f"{BOOK}/registry.json"
FIGURES = f"{BOOK}/figures"
SOURCE_FILE = "source.yml"
ARCHIVE_VARIABLE = "CLAIMBOOK_ARCHIVE"


def archive_folder(given: str | None) -> Path | None:
    """The archive's folder: as given, else from the environment, else None."""
    folder = given or os.environ.get(ARCHIVE_VARIABLE, "")
    return Path(folder) if folder else None
