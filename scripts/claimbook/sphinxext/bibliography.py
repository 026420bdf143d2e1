"""How the page of references sets an entry: pybtex's plain style, content with what an entry has."""

from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import optional

NAME = "claimbook"


class BookStyle(PlainStyle):  # type: ignore[misc]
    """A missing author is left out; the check, not the page, complains of it."""

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        return optional[super().format_names(role, as_sentence)]


def add_style() -> None:
    """Make the style known to pybtex as ``claimbook``."""
    register_plugin("pybtex.style.formatting", NAME, BookStyle, force=True)
