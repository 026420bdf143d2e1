"""A block of prose: a paragraph, list item or table row with what it cites, each word at its place."""

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from claimbook.diagnostics import Place
from claimbook.manuscript.options import Options


class BlockKind(StrEnum):
    """What a block is to its reader."""

    PARAGRAPH = "paragraph"
    ITEM = "list item"
    ROW = "table row"
    PICTURE = "picture"  # told by the text that stands in for it
    HTML = "raw HTML"


class Role(StrEnum):
    """What a block may refer to something by."""

    CLAIM = "claim"
    CITE = "cite"
    DISPUTE = "dispute"
    SOURCE = "source"
    NUMBER = "number"
    LINK = "link"
    UNCITED = "uncited"


class Mention(NamedTuple):
    """Something that a block refers to, at an offset of its text. The name of an escape is its reason."""

    role: Role
    name: str
    offset: int
    place: Place


class Spot(NamedTuple):
    """From this offset of a block's text on, the text stands at this place, letter by letter."""

    offset: int
    line: int
    column: int


class Block(NamedTuple):
    """A block as it is read: its plain text, in which roles leave nothing.

    ``section`` counts the headings above it; ``under`` is the text of those that it stands under, and of
    its table's head. ``introduces`` are the numbers, first and one past the
    last, of the page's blocks in the list or table that the block leads up to with a colon. ``aside`` is
    set where all of it is in italics.
    """

    kind: BlockKind
    place: Place
    text: str
    spots: tuple[Spot, ...]
    mentions: tuple[Mention, ...]
    section: int
    introduces: tuple[int, int] = (0, 0)
    aside: bool = False
    under: str = ""

    def at(self, offset: int) -> Place:
        """Where a letter of the text stands."""
        found = bisect_right(self.spots, offset, key=lambda spot: spot.offset) - 1
        if found < 0:
            return self.place
        spot = self.spots[found]
        return Place(self.place.file, spot.line, spot.column + offset - spot.offset)

    def named(self, *roles: Role) -> Iterator[Mention]:
        """What it refers to by these roles."""
        return (mention for mention in self.mentions if mention.role in roles)


class Directive(NamedTuple):
    """A directive that pulls something in: its name, argument and options as text."""

    name: str
    argument: str
    options: Options
    place: Place
    section: int


class Escape(NamedTuple):
    """Why a whole page cites nothing."""

    reason: str
    place: Place


class Page(NamedTuple):
    """What a page says."""

    name: str
    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...] = ()
    escape: Escape | None = None
