"""A Sphinx extension with a builder that writes pages as Sphinx does: whatever is ours goes through its translator."""

from pathlib import Path

from claimbook import jupyterbook
from claimbook.layout import BUILT
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

EXTENSIONS = [
    "myst_nb", "jupyter_book", "sphinx_external_toc", "sphinx_book_theme", "sphinxcontrib.bibtex",
    "claimbook.sphinxext", __name__,
]  # fmt: skip


class Translated(StandaloneHTMLBuilder):
    """The builder."""

    name = "translated"


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_builder(Translated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def translate(root: Path) -> Path:
    """Build a book in this way; the folder of its pages."""
    jupyterbook.run(root, Translated.name, {"extensions": EXTENSIONS})
    return root / BUILT / Translated.name
