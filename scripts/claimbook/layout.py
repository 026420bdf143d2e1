"""Where things lie in a knowledge base, and where the archive is."""

import os
from collections.abc import Iterator
from pathlib import Path

CLAIMS = "claims"
VOCABULARY = f"{CLAIMS}/vocabulary.yml"
RULINGS = f"{CLAIMS}/rulings"
BOOK = "book"
CONTENTS = f"{BOOK}/_toc.yml"
CONFIGURATION = "_config.yml"
BIBLIOGRAPHY = f"{BOOK}/references.bib"
REGISTRY = f"{BOOK}/registry.json"
FIGURES = f"{BOOK}/figures"
SOURCE_FILE = "source.yml"
ARCHIVE_VARIABLE = "CLAIMBOOK_ARCHIVE"
PAGE = ".md"
# What a check reads of the book: pages, the bibliography, what registries said, drawings.
READ_OF_BOOK = (PAGE, ".bib", ".json", ".yml")
BUILT = "_build"
HTML, ONE_PAGE = "html", "singlehtml"  # the builders, each with a folder of its name among what is built


def archive_folder(given: str | None) -> Path | None:
    """The archive's folder: as given, else from the environment, else None."""
    folder = given or os.environ.get(ARCHIVE_VARIABLE, "")
    return Path(folder) if folder else None


def page_files(root: Path) -> Iterator[str]:
    """The path of every page."""
    return (path for path in book_files(root) if path.endswith(PAGE))


def book_files(root: Path) -> Iterator[str]:
    """The path of all of the book that a check may read, not what is hidden or was built; links are not followed."""
    for folder, inner, names in os.walk(root / BOOK):
        inner[:] = sorted(name for name in inner if not name.startswith((".", BUILT)))
        read = (name for name in sorted(names) if name.endswith(READ_OF_BOOK) and not name.startswith("."))
        yield from (f"{folder}/{name}" for name in read)
