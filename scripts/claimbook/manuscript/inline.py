"""The words of a block: its inline tokens as plain text, with the place of every word.

The parser tells where a block begins and not where a word does. So each piece of text is looked for
in the block's source, from where the piece before it ended.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from claimbook.diagnostics import Place
from claimbook.manuscript.blocks import Mention, Role, Spot

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS = ("softbreak", "hardbreak")
_LINKS = ("doc", "ref", "numref", "eq", "download")
# Roles whose content is no text to be read.
_SILENT = ("code", "index", "raw", "eval", "cite")
_FORMULA = "math"
_LISTS = (Role.CLAIM, Role.DISPUTE, Role.CITE)


class Words:
    """Collects the text of one block: of one inline token, or of a row's cells one after the other."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self._name = name
        self._lines = lines
        self._length = 0
        self._pieces: list[str] = []
        self._spots: list[Spot] = []
        self._mentions: list[Mention] = []
        self._source = ""
        self._starts: list[tuple[int, int, int]] = []  # of the source's lines: offset, line, column
        self._cursor = 0
        self._after: dict[int, int] = {}  # columns of a line that are read already

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(self._spots)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(self._mentions)

    def add(self, token: "Token", line: int) -> None:
        """Take in an inline token whose source begins in this line, counted from 0."""
        self._begin(token.content, line)
        for child in token.children or ():
            self._take(child)

    def add_plain(self, source: str, pieces: Iterable[str], line: int) -> None:
        """Take in pieces of text out of a source that is no Markdown and begins in this line."""
        self._begin(source, line)
        for piece in pieces:
            self._text(piece)
            self._write(" ")

    def part(self) -> None:
        """End a cell."""
        self._write(" | ")

    # Text

    def _take(self, token: "Token") -> None:
        if token.type == "text":
            self._text(token.content)
        elif token.type in _BREAKS:
            self._write(" ")
        elif token.type == "math_inline":
            self._formula(token.content)
        elif token.type == "myst_role":
            self._role(str(token.meta["name"]), token.content)
        elif token.type == "link_open":
            self._mention(Role.LINK, str(token.attrGet("href") or ""), self._cursor)
        elif token.type == "link_close":
            self._leave_link()
        elif token.type == "image":
            self._picture(token)
        elif token.type == "html_inline" and "alt" in token.content:
            self._tag(token.content)

    def _text(self, text: str) -> None:
        """A piece of text; word by word where it is not written as it reads, as after a backslash."""
        at = self._source.find(text, self._cursor) if text else -1
        if at >= 0:
            self._put(text, at)
            return
        for word in _words(text):
            at = self._source.find(word, self._cursor)
            self._put(word, at if at >= 0 else self._cursor)

    def _put(self, text: str, at: int) -> None:
        place = self._place(at)
        self._spots.append(Spot(self._length, place.line, place.column))
        self._write(text)
        self._cursor = at + len(text)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _formula(self, tex: str) -> None:
        """What a formula within a line says is part of the sentence."""
        from claimbook.manuscript.formulas import words_of

        for word in words_of(tex):
            self._text(word) if word.strip() else self._write(word)

    def _picture(self, token: "Token") -> None:
        """The text that stands in for a picture."""
        for child in token.children or ():
            if child.type == "text":
                self._text(child.content)
        if self._source.startswith("](", self._cursor):
            self._leave(str(token.attrGet("src") or ""))

    def _tag(self, html: str) -> None:
        """The same where the picture is in HTML; other text within a paragraph's tags is the paragraph's."""
        from claimbook.manuscript.markup import shown

        for text in shown(html).pictures:
            self._text(text)

    # What is referred to

    def _role(self, name: str, content: str) -> None:
        at = max(self._source.find(f"{{{name}}}`", self._cursor), self._cursor)
        inside = at + len(name) + 2
        kind = name.partition(":")[0]
        role = _ROLES.get(kind)
        if role in _LISTS:
            for key in _listed(content):
                self._mention(role, key, found if (found := self._source.find(key, inside)) >= 0 else at)
                inside = max(found + len(key), inside)
        elif role is not None:
            self._mention(role, " ".join(content.split()), at)
        elif kind == _FORMULA:
            self._cursor = inside
            self._formula(content)
        elif kind not in _SILENT:
            self._cursor = inside
            self._text(content)
        self._cursor = self._source.find("`", at + len(name) + 3 + len(content)) + 1 or inside

    def _mention(self, role: Role, name: str, at: int) -> None:
        self._mentions.append(Mention(role, name, self._length, self._place(at)))

    def _leave_link(self) -> None:
        """Go on after the link's address."""
        href = self._mentions[-1].name if self._mentions and self._mentions[-1].role is Role.LINK else ""
        self._leave(href)

    def _leave(self, address: str) -> None:
        closing = self._source.find("](", self._cursor)
        if closing >= 0:
            ends = self._source.find(")", closing + len(address))
            self._cursor = ends + 1 if ends >= 0 else closing + 2

    # Places

    def _begin(self, source: str, line: int) -> None:
        """Find each line of a token's source in the page."""
        self._source, self._cursor, self._starts = source, 0, []
        offset = 0
        for number, text in enumerate(source.split("\n"), line):
            whole = self._lines[number] if number < len(self._lines) else ""
            column = max(whole.find(text, self._after.get(number, 0)), 0)
            self._after[number] = column + len(text)
            self._starts.append((offset, number + 1, column + 1))
            offset += len(text) + 1

    def _place(self, at: int) -> Place:
        offset, line, column = self._starts[bisect_right(self._starts, at, key=itemgetter(0)) - 1]
        return Place(self._name, line, column + at - offset)


_ROLES = {role.value: role for role in Role if role is not Role.LINK} | dict.fromkeys(_LINKS, Role.LINK)


def _words(text: str) -> Iterable[str]:
    """The words with the white space that follows each."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (text[end - 1].isspace() and not text[end].isspace()):
            yield text[start:end]
            start = end


def _listed(content: str) -> list[str]:
    """Keys separated by commas; what stands in braces before or after a key is text of the citation."""
    plain = _without_braces(content) if "{" in content else content
    return [key for key in (" ".join(part.split()) for part in plain.split(",")) if key]


def _without_braces(content: str) -> str:
    kept, depth = [], 0
    for letter in content:
        depth += letter == "{"
        kept.append(letter if depth == 0 else "")
        depth -= letter == "}" and depth > 0
    return "".join(kept)
