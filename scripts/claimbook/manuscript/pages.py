"""The pages of the book: every Markdown file under ``book/``, read into blocks."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.layout import page_files
from claimbook.manuscript.blocks import Page, Role
from claimbook.reading.yamlfile import read_text


class Pages(NamedTuple):
    """All pages, in order of their names. ``complete`` is False when one could not be read."""

    pages: tuple[Page, ...] = ()
    complete: bool = True

    @property
    def citations(self) -> list[tuple[str, Place]]:
        """Every key of the bibliography that a page cites, with its place."""
        return [
            (mention.name, mention.place)
            for page in self.pages
            for block in page.blocks
            for mention in block.named(Role.CITE)
        ]


def read_pages(root: Path, sink: Sink) -> Pages:
    """Read the book's pages; what cannot be read is reported."""
    files = [Path(path) for path in page_files(root)]
    if not files:
        return Pages()
    texts = [(path.relative_to(root).as_posix(), path) for path in files]
    read = [(name, read_text(path, name, sink)) for name, path in texts]
    return pages_of([(name, text) for name, text in read if text is not None], root, len(read))


def pages_of(texts: Sequence[tuple[str, str]], root: Path, expected: int) -> Pages:
    """Pages by name and text, with the syntax that the book at ``root`` enables."""
    from claimbook.manuscript.parser import enabled_extensions, make_parser
    from claimbook.manuscript.reader import read_page

    parser = make_parser(enabled_extensions(root))
    return Pages(tuple(read_page(_plain(text), name, parser) for name, text in texts), len(texts) == expected)


def _plain(text: str) -> str:
    """Newlines as the parser takes them, so that its lines are the file's."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
