"""Reading one page: its Markdown as blocks of prose and directives.

Headings, table heads, code and comments are no prose. A directive's body is read like the page around it, unless the
directive is known to hold something else. Raw HTML and the texts that stand in for pictures are read as plain text.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from claimbook.diagnostics import Place
from claimbook.manuscript.blocks import Block, BlockKind, Directive, Escape, Page
from claimbook.manuscript.inline import Words
from claimbook.manuscript.options import Options

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Directives whose body is not Markdown, or not the page's own words.
_NO_PROSE = _names(
    """
    code code-block code-cell sourcecode parsed-literal math raw eval-rst literalinclude include toctree
    tableofcontents csv-table mermaid graphviz bibliography image highlight substitutions jinja index contents
    program-output autosummary automodule autoclass autofunction doctest testcode testoutput video iframe
    """
)
# Directives that take no argument, so that their body may begin beside their name.
_BODY_BESIDE = _names(
    "attention caution danger error hint important note tip warning seealso epigraph highlights pull-quote"
)
_PICTURES = ("image", "figure")
_LISTS = ("bullet_list", "ordered_list", "table")
_HEADING_ENDS, _HEAD_ENDS = "heading_close", "thead_close"
_STRONG, _EMPHASIS = "strong_open", "em_open"
_DEEPEST = 20  # directives in directives


def read_page(text: str, name: str, parser: "MarkdownIt") -> Page:
    """The page of this name (POSIX path under the root) with this text."""
    reader = _Reader(name, text, parser)
    reader.read(text, 0)
    return Page(name, tuple(reader.blocks), tuple(reader.directives), reader.escape)


class _Reader:
    """Walks over the tokens of a page, and of the directives' bodies in it."""

    def __init__(self, name: str, text: str, parser: "MarkdownIt") -> None:
        self._name = name
        self._lines = text.split("\n")
        self._parser = parser
        self._section = 0
        self._headings: list[tuple[str, str]] = []  # those that hold here: their level as a tag, and their text
        self._head: list[str] = []  # of the table around
        self._depth = 0
        self._items = 0
        self._leading: int | None = None  # the block just read, if it ends with a colon
        self._lists: list[int | None] = []  # of each list or table around: the block that leads up to it
        self._row: Words | None = None
        self._silent = ""  # the kind of token inside which nothing is prose
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self.escape: Escape | None = None

    def read(self, text: str, first: int) -> None:
        """Read Markdown whose first line is this one of the page, counted from 0."""
        for token in self._parser.parse(text):
            taken = _TAKERS.get(token.type)
            if taken is not None:
                taken(self, token, first + (token.map[0] if token.map else 0))

    def opens_list(self, _token: "Token", _line: int) -> None:
        self._lists.append(self._leading)
        self._leading = None

    def closes_list(self, _token: "Token", _line: int) -> None:
        lead = self._lists.pop()
        if lead is not None:
            self.blocks[lead] = self.blocks[lead]._replace(introduces=(lead + 1, len(self.blocks)))
        self._leading = None

    def opens_item(self, _token: "Token", _line: int) -> None:
        self._items += 1

    def closes_item(self, _token: "Token", _line: int) -> None:
        self._items -= 1

    def opens_heading(self, token: "Token", _line: int) -> None:
        self._section += 1
        self._leading = None
        self._headings = [(tag, text) for tag, text in self._headings if tag < token.tag] + [(token.tag, "")]
        self.hush(token, _line)

    def opens_head(self, token: "Token", _line: int) -> None:
        self._head = []
        self.hush(token, _line)

    def hush(self, token: "Token", _line: int) -> None:
        """What follows is no prose, until the token's other half."""
        self._silent = self._silent or token.type.replace("_open", "_close")

    def unhush(self, token: "Token", _line: int) -> None:
        if token.type == self._silent:
            self._silent = ""

    # Blocks

    def opens_row(self, _token: "Token", line: int) -> None:
        self._row = Words(self._name, self._lines)
        self._row_line = line

    def closes_row(self, _token: "Token", _line: int) -> None:
        if self._row is not None and not self._silent:
            self._add(BlockKind.ROW, self._row, self._row_line)
        self._row = None

    def takes_inline(self, token: "Token", line: int) -> None:
        if self._silent:
            self._overhears(token)
            return
        if self._row is not None:
            self._row.add(token, line)
            self._row.part()
            return
        within = _within(token.children or ())
        if within == _STRONG:
            self._leading = None  # a heading in all but name
            return
        words = Words(self._name, self._lines)
        words.add(token, line)
        self._add(self._kind(token), words, line, aside=within == _EMPHASIS)

    def _kind(self, token: "Token") -> BlockKind:
        told = [child.type for child in token.children or () if child.type != "text" or child.content.strip()]
        if told == ["image"]:
            return BlockKind.PICTURE
        return BlockKind.ITEM if self._items else BlockKind.PARAGRAPH

    def takes_html(self, token: "Token", line: int) -> None:
        if not self._silent:
            self._html(token.content, line)

    def _html(self, source: str, line: int) -> None:
        """Raw HTML whose first line is this one."""
        from claimbook.manuscript.markup import shown

        for kind, pieces in zip((BlockKind.HTML, BlockKind.PICTURE), shown(source), strict=True):
            words = Words(self._name, self._lines)
            words.add_plain(source, pieces, line)
            self._add(kind, words, line)

    def _overhears(self, token: "Token") -> None:
        """Keep what headings and table heads say, since it tells what the blocks under them are about."""
        text = "".join(child.content for child in token.children or () if child.type == "text")
        if self._silent == _HEADING_ENDS:
            self._headings[-1] = (self._headings[-1][0], text)
        elif self._silent == _HEAD_ENDS:
            self._head.append(text)

    def _under(self, kind: BlockKind) -> str:
        """All that a block of this kind stands under here."""
        head = self._head if kind is BlockKind.ROW else ()
        return " | ".join([*(text for _, text in self._headings), *head])

    def _add(self, kind: BlockKind, words: Words, line: int, *, aside: bool = False) -> None:
        """Keep a block; one without words and without anything referred to is none."""
        text, mentions = words.text, words.mentions
        if not (any(map(str.isalnum, text)) or mentions):
            return
        spots = words.spots
        start = (spots[0].line, spots[0].column) if spots else (line + 1, 1)
        first = min([start, *((m.place.line, m.place.column) for m in mentions)])
        place = Place(self._name, *first)
        under = self._under(kind)
        self.blocks.append(Block(kind, place, text, spots, mentions, self._section, aside=aside, under=under))
        self._leading = len(self.blocks) - 1 if text.rstrip().endswith(":") else None

    # Directives

    def takes_fence(self, token: "Token", line: int) -> None:
        name, argument = _named(token.info)
        if not name:
            self._leading = None
            return
        body = token.content.split("\n")
        options, start = _options(body)
        place = Place(self._name, line + 1, self._lines[line].find("{") + 1)
        self.directives.append(Directive(name, argument, Options(options.items()), place, self._section))
        if self._leading is not None:
            lead, self._leading = self._leading, None
            self.blocks[lead] = self.blocks[lead]._replace(introduces=(lead + 1, lead + 1))
        text, first = "\n".join(body[start:]), line + 1 + start
        if name == "raw" and argument == "html":
            self._html(text, first)
        picture = len(self.blocks)
        if name in _PICTURES and "alt" in options:
            self._picture(options["alt"], line + 1 + _line_of("alt", body))
        told = len(self.blocks)
        if name not in _NO_PROSE and self._depth < _DEEPEST:
            self._within(argument if name in _BODY_BESIDE else "", line, text, first)
        if picture < told < len(self.blocks):  # what the legend cites backs the picture too
            self.blocks[picture] = self.blocks[picture]._replace(introduces=(told, len(self.blocks)))

    def _within(self, beside: str, line: int, text: str, first: int) -> None:
        """Read a directive's body, which may begin beside its name."""
        self._depth += 1
        if beside:
            self.read(beside, line)
        self.read(text, first)
        self._depth -= 1

    def _picture(self, text: str, line: int) -> None:
        """The text that stands in for a picture, in this line."""
        words = Words(self._name, self._lines)
        words.add_plain(text, [text], line)
        self._add(BlockKind.PICTURE, words, line)

    def takes_front_matter(self, token: "Token", line: int) -> None:
        if "uncited" in token.content:
            self.escape = _escape(token.content, self._name, line + 1)


_Taker = Callable[[_Reader, "Token", int], None]
_TAKERS: Mapping[str, _Taker] = {
    **{f"{kind}_open": _Reader.opens_list for kind in _LISTS},
    **{f"{kind}_close": _Reader.closes_list for kind in _LISTS},
    "list_item_open": _Reader.opens_item,
    "list_item_close": _Reader.closes_item,
    "heading_open": _Reader.opens_heading,
    "heading_close": _Reader.unhush,
    "thead_open": _Reader.opens_head,
    "thead_close": _Reader.unhush,
    "dt_open": _Reader.hush,
    "dt_close": _Reader.unhush,
    "fieldlist_name_open": _Reader.hush,
    "fieldlist_name_close": _Reader.unhush,
    "tr_open": _Reader.opens_row,
    "tr_close": _Reader.closes_row,
    "inline": _Reader.takes_inline,
    "html_block": _Reader.takes_html,
    "fence": _Reader.takes_fence,
    "colon_fence": _Reader.takes_fence,
    "front_matter": _Reader.takes_front_matter,
}


def _within(tokens: Sequence["Token"]) -> str:
    """The emphasis that all of a block is in; '' when it is not."""
    told = [token for token in tokens if token.type != "text" or token.content.strip()]
    if len(told) < 3 or told[0].type not in (_STRONG, _EMPHASIS):
        return ""
    ends = [n for n, token in enumerate(told) if token.type == told[0].type.replace("_open", "_close")]
    return told[0].type if ends[:1] == [len(told) - 1] else ""


def _named(info: str) -> tuple[str, str]:
    """Name and argument of a directive; no name for a block of code."""
    info = info.strip()
    if not info.startswith("{") or "}" not in info:
        return "", ""
    name, _, argument = info[1:].partition("}")
    return name.strip(), argument.strip()


def _options(body: Sequence[str]) -> tuple[dict[str, str], int]:
    """A directive's options, and how many lines of its body they take."""
    if body and body[0].strip() == "---":
        end = next((n for n, text in enumerate(body[1:], 1) if text.strip() == "---"), len(body) - 1)
        pairs = [text.partition(":") for text in body[1:end]]
        return {name.strip(): value.strip() for name, _, value in pairs}, end + 1
    found: dict[str, str] = {}
    for number, text in enumerate(body):
        name, colon, value = text.strip()[1:].partition(":")
        if not text.lstrip().startswith(":") or not colon:
            return found, number
        found[name.strip()] = value.strip()
    return found, len(body)


def _line_of(option: str, body: Sequence[str]) -> int:
    return next(n for n, text in enumerate(body) if text.strip().lstrip(":").startswith(option))


def _escape(matter: str, name: str, line: int) -> Escape | None:
    """The reason that a page's front matter gives for citing nothing."""
    import yaml

    try:
        whole = yaml.load(matter, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None  # the build says what is wrong with it
    if not isinstance(whole, dict) or "uncited" not in whole:
        return None
    reason = whole["uncited"]
    lines = matter.split("\n")
    number = next((n for n, text in enumerate(lines) if text.startswith("uncited")), 0)
    return Escape(" ".join(reason.split()) if isinstance(reason, str) else "", Place(name, line + 1 + number))
