"""Pages as blocks: every word and every reference at its place."""

import re
from pathlib import Path

import pytest
from claimbook.diagnostics import Place, Sink
from claimbook.manuscript.blocks import Block, BlockKind, Page, Role
from claimbook.manuscript.pages import Pages, pages_of, read_pages
from hypothesis import given
from hypothesis import strategies as st

from tests.book.building import COFFEE
from tests.commands.calling import REPO

WORD = re.compile(r"\w+")


def page(text: str) -> Page:
    """A page of this text, with the usual syntax."""
    return pages_of([("book/a.md", text)], Path("nowhere"), 1).pages[0]


def told(block: Block) -> str:
    return f"{block.place.line}:{block.place.column} {block.kind}: {' '.join(block.text.split())}"


@pytest.mark.parametrize("root", [REPO, COFFEE], ids=["dcs", "coffee"])
def test_every_word_of_a_book_is_where_it_is_said_to_be(root: Path) -> None:
    found = read_pages(root, Sink())
    assert found.complete
    for each in found.pages:
        lines = (root / each.name).read_text(encoding="utf-8").split("\n")
        assert [wrong for block in each.blocks for wrong in misplaced(block, lines)] == []


def misplaced(block: Block, lines: list[str]) -> list[str]:
    places = [(match[0], block.at(match.start())) for match in WORD.finditer(block.text)]
    places += [(m.name, m.place) for m in block.named(Role.CLAIM, Role.CITE, Role.DISPUTE)]
    return [
        f"{place}: {word}" for word, place in places if not lines[place.line - 1].startswith(word, place.column - 1)
    ]


def test_blocks_and_their_places() -> None:
    found = page(
        "# Heading\n\nA *word*\nand {claim}`a, b` another.\n\n- item\n\n  second {cite:p}`{see}k{p. 1},l`\n\n"
        "  | a | b |\n  |---|---|\n  | x | x |\n\n> quoted \\* more 5&nbsp;mg\n"
    )
    assert [told(block) for block in found.blocks] == [
        "3:1 paragraph: A word and another.",
        "6:3 list item: item",
        "8:3 list item: second",
        "12:5 table row: x | x |",
        "14:3 paragraph: quoted * more 5 mg",
    ]
    first, _, second, row, last = found.blocks
    assert [(m.name, *m.place[1:]) for m in first.mentions] == [("a", 4, 13), ("b", 4, 16)]
    assert [(m.name, *m.place[1:]) for m in second.mentions] == [("k", 8, 24), ("l", 8, 32)]
    assert row.at(row.text.rindex("x")) == Place("book/a.md", 12, 9)
    assert last.at(last.text.index("more")) == Place("book/a.md", 14, 13)
    assert {block.section for block in found.blocks} == {1}


def test_directives_and_what_is_in_them() -> None:
    found = page(
        "````{tab-set}\n```{tab-item} Title\n:sync: x\n\nInner {claim}`a`.\n```\n````\n\n:::{note} Beside it.\n:::\n\n"
        "```{list-table}\n* - cell\n```\n\n```{raw} html\n<p>No.</p>\n```\n\n```{claims}\n---\nids: a, b\n---\n```\n"
    )
    assert [told(block) for block in found.blocks] == [
        "5:1 paragraph: Inner.".replace(".", " ."),
        "9:11 paragraph: Beside it.",
        "13:5 list item: cell",
        "17:4 raw HTML: No.",
    ]
    named = [(d.name, d.argument, dict(d.options)) for d in found.directives]
    assert ("tab-item", "Title", {"sync": "x"}) in named
    assert ("claims", "", {"ids": "a, b"}) in named


def test_what_a_colon_leads_to() -> None:
    found = page(
        "Lead:\n\n- one\n- two\n\nNo lead.\n\n- three\n\nTo a list:\n\n```{claims}\n```\n\nTo nothing:\n\nText.\n"
    )
    leads = {block.text: block.introduces for block in found.blocks if block.introduces != (0, 0)}
    assert leads == {"Lead:": (1, 3), "To a list:": (6, 6)}


def test_citations_of_all_pages(tmp_path: Path) -> None:
    for name, text in {
        "a.md": "{cite}`x,y`",
        "b/c.md": "\n{cite:t}`z`",
        "_build/d.md": "{cite}`q`",
        ".e.md": "{cite}`q`",
    }.items():
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = read_pages(tmp_path, Sink()).citations
    assert found == [
        ("x", Place("book/a.md", 1, 8)),
        ("y", Place("book/a.md", 1, 10)),
        ("z", Place("book/b/c.md", 2, 10)),
    ]


def test_no_pages(tmp_path: Path) -> None:
    assert read_pages(tmp_path, Sink()) == Pages()


def test_a_page_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.md").write_bytes(b"caf\xe9")
    sink = Sink()
    assert not read_pages(tmp_path, sink).complete
    assert [(d.code, d.place.file) for d in sink] == [("CB102", "book/a.md")]


ESCAPES = [
    ("uncited: Why not.", ("Why not.", 2)),
    ("title: x\nuncited: >-\n  Two\n  lines.", ("Two lines.", 3)),
    ("uncited:", ("", 2)),
    ("uncited: [a]", ("", 2)),
    ("title: uncited", None),
    ("uncited: [", None),
]


@pytest.mark.parametrize(("matter", "expected"), ESCAPES)
def test_escape_of_a_page(matter: str, expected: tuple[str, int] | None) -> None:
    escape = page(f"---\n{matter}\n---\n\nText.\n").escape
    assert (escape and (escape.reason, escape.place.line)) == expected


PIECES = st.sampled_from([
    "word ", "5 mg ", "*e* ", "**s** ", "`c` ", "{claim}`a, b` ", "{cite}`k` ", "[t](p.md) ", "\\* ", "&amp; ", "\n",
    "\n\n", "- ", "  - ", "> ", "1. ", "| a | b |\n|---|---|\n", "| ", ":::{note} ", "\n:::\n", "```{tip}\n", "\n```\n",
    "# ", "{", "`", "\t", "\r\n", "\0", "é", "\u2028", "---\n", "{uncited}`x`", "{{ s }}", "<b>", "<!--", "$x$", "[^1]",
    "\x0b", ":a: b\n",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_page_can_be_read(text: str) -> None:
    found = page(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for block in found.blocks:
        places = [block.place, *(block.at(n) for n in range(len(block.text))), *(m.place for m in block.mentions)]
        assert all(1 <= place.line <= len(lines) and place.column >= 1 for place in places)
        assert all(0 <= mention.offset <= len(block.text) for mention in block.mentions)
        assert block.kind in BlockKind


def test_a_huge_page_takes_its_time_and_no_more() -> None:
    deep = "".join(f"{'`' * n}{{note}}\n" for n in range(60, 2, -1))
    assert page(deep + "text\n").directives
    assert len(page("{claim}`a` 5 mg and more of it\n" * 5000).blocks) == 1
