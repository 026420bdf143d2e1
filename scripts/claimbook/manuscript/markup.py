"""What raw HTML says: the text that stands in it, and the text that stands in for its pictures."""

from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple

# Elements whose text is no prose: headings and labels, code, and what is not shown.
_SILENT = (
    "h1", "h2", "h3", "h4", "h5", "h6", "summary", "th", "dt", "label", "legend", "button", "option", "textarea",
    "code", "pre", "kbd", "samp", "script", "style", "template", "title", "math",
)  # fmt: skip


class Shown(NamedTuple):
    """Pieces of text, in order: what stands in the HTML, and what stands in for its pictures."""

    words: list[str]
    pictures: list[str]


def shown(html: str) -> Shown:
    """What a reader of some HTML gets."""
    reader = _Reader()
    with suppress(AssertionError):  # what the library says of declarations that it does not know
        reader.feed(html)
        reader.close()
    return reader.shown


class _Reader(HTMLParser):
    """Collects text; inside a silent element, until that one ends, nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown([], [])
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif not self._silent:
            self.shown.pictures.extend(value for name, value in attrs if name == "alt" and value)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.shown.words.append(data)
