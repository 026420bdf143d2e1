"""Our parser gives what MyST's gives, on every page of every book here and on what MyST can do besides."""

from pathlib import Path
from typing import Any

import pytest
from claimbook.manuscript.parser import DEFAULT, enabled_extensions, make_parser
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from tests.commands.calling import REPO

PAGES = sorted(
    [*(REPO / "book").rglob("*.md"), *(REPO / "tests/book/coffee/book").rglob("*.md"), *REPO.glob("docs/*.md")]
)
LEFT_OUT = {"linkify"}
EVERY = ("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "replacements",
         "smartquotes", "strikethrough", "substitution", "tasklist")  # fmt: skip
SYNTAX = (Path(__file__).parent / "syntax.md").read_text(encoding="utf-8")


def myst(extensions: tuple[str, ...]) -> Any:
    """MyST's own parser, with the options that Jupyter Book sets."""
    return create_md_parser(MdParserConfig(enable_extensions=set(extensions), dmath_double_inline=True), RendererHTML)


def tokens(found: list[Token]) -> list[Any]:
    return [token.as_dict() for token in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPO).as_posix())
def test_every_page_has_the_same_tokens(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    theirs = myst(tuple(set(DEFAULT) - LEFT_OUT)).parse(text)
    assert tokens(make_parser(DEFAULT).parse(text)) == tokens(theirs)


@pytest.mark.parametrize("extensions", [(), DEFAULT, EVERY, *((name,) for name in EVERY)], ids="+".join)
def test_all_syntax_has_the_same_tokens(extensions: tuple[str, ...]) -> None:
    ours, theirs = make_parser(extensions), myst(tuple(set(extensions) - LEFT_OUT))
    assert tokens(ours.parse(SYNTAX)) == tokens(theirs.parse(SYNTAX))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPO).as_posix())
def test_links_around_addresses_change_no_word(page: Path) -> None:
    """What is left out, linkify, only parts a text where an address stands in it."""
    text = page.read_text(encoding="utf-8")
    assert words(make_parser(DEFAULT).parse(text)) == words(myst(DEFAULT).parse(text))


def words(found: list[Token]) -> list[str]:
    inline = (token.children or () for token in found if token.type == "inline")
    return ["".join(child.content for child in children if child.type == "text") for children in inline]


CONFIGURATIONS = [
    (None, DEFAULT),
    ("title: x\n", DEFAULT),
    ("parse:\n  myst_enable_extensions: [deflist, amsmath]\n", ("deflist", "amsmath")),
    ("parse:\n  myst_enable_extensions:\n    - colon_fence\n", ("colon_fence",)),
    ("sphinx:\n  config:\n    myst_enable_extensions: [deflist]\n", ("deflist",)),
    ("parse: {myst_enable_extensions: deflist}\n", DEFAULT),
    ("parse: [myst_enable_extensions\n", DEFAULT),
    ("- myst_enable_extensions\n", DEFAULT),
    ("# myst_enable_extensions\n", DEFAULT),
    (b"\xff myst_enable_extensions", DEFAULT),
]


@pytest.mark.parametrize(("text", "expected"), CONFIGURATIONS)
def test_extensions_are_those_of_the_configuration(
    text: str | bytes | None, expected: tuple[str, ...], tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "_config.yml").write_bytes(text.encode() if isinstance(text, str) else text)
    assert enabled_extensions(tmp_path) == expected
