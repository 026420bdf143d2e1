"""Markdown for pull requests: nothing that a record says acts, and a comment has room for it."""

import re
from pathlib import Path

import pytest
from claimbook.reports.markdown import code, text

from tests.changes.conftest import disputed as disputed
from tests.changes.conftest import surroundings as surroundings
from tests.changes.editing import FIGURES, add_claim, change
from tests.commands.calling import call
from tests.repositories import commit

TEXTS = [
    ("plain words, 50–100 mg (a day).", "plain words, 50–100 mg (a day)."),
    ("*bold* _under_ `code` ~~gone~~ $x$", r"\*bold\* \_under\_ \`code\` \~\~gone\~\~ \$x\$"),
    ("[link](https://example.org)", r"\[link\](https<!-- -->://example.org)"),
    ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)>"),
    ("&lt; a | b", r"\&lt; a \| b"),
    ("tells @everyone of #12", "tells @<!-- -->everyone of #<!-- -->12"),
    ("a@example.org www.example.org", "a@<!-- -->example.org www<!-- -->.example.org"),
    ("- item", r"\- item"),
    ("# head", r"\# head"),
    ("> quote", r"\> quote"),
    ("12. item", r"12\. item"),
    ("1) item", r"1\) item"),
    ("two\nlines\r\nthree", "two lines three"),
    ("\x1b[31mred\u202e", r"\\x1b\[31mred\\u202e"),
    ("back\\slash", r"back\\slash"),
    ("x" * 500, "x" * 400 + "…"),
    ("", ""),
]
CODES = [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a``b`", "``` a``b` ```"), ("a\nb", "`a b`"), ("", "")]


@pytest.mark.parametrize(("words", "markdown"), TEXTS)
def test_text(words: str, markdown: str) -> None:
    assert text(words) == markdown


@pytest.mark.parametrize(("words", "markdown"), CODES)
def test_code(words: str, markdown: str) -> None:
    assert code(words) == markdown


def test_it_fits_into_a_comment(disputed: Path) -> None:
    """Many disputes: in full as far as there is room, then a line each, then counted."""
    more = "".join(f"  cups-{n}: {{label: Cups {n}, type: count, subject: [condition]}}\n" for n in range(130))
    change(disputed, "claims/vocabulary.yml", "  cups:\n", f"{more}  cups:\n")
    commit(disputed)
    for n in range(130):
        add_claim(disputed, f"one-{n}", f"cups-{n}: {{is: 1}}")
        add_claim(disputed, f"two-{n}", f"cups-{n}: {{is: 2}}")
    told = call("diff", "HEAD", "--root", str(disputed)).out
    assert told.startswith("**Disputes: 130 opened** since `HEAD` (")
    assert len(told) < 65_536
    full, listed = told.count("What changed:"), told.count("\n- `cups-")
    assert full > 20
    assert f"\n- and {130 - full - listed} more disputes\n" in told


def test_a_dispute_with_many_sides(disputed: Path) -> None:
    for n in range(300):
        add_claim(disputed, f"many-{n}", f"cups: {{is: {n + 10}}}, note: '{'long ' * 100}'")
    told = call("diff", "HEAD", "--root", str(disputed)).out
    assert len(told) < 10_000
    assert "\n- and 293 more positions\n" in told
    assert re.search(r"\n- and \d{3,} more changes\n", told)


def test_a_claim_that_is_gone(disputed: Path) -> None:
    """Its words are from then, and no place is given for it."""
    body = (disputed / FIGURES).read_text()
    start, end = body.index("  - at: Sentence 3\n"), body.index("  - at: Sentences 4 and 5\n")
    (disputed / FIGURES).write_text(body[:start] + body[end:])
    told = call("diff", "main", "--root", str(disputed)).out
    assert "#### `bean` (gone)\n" in told
    assert "  - Takes the bean for robusta, with a caveat. (cup2021, `cup-robusta`, gone)\n" in told
    assert "- claim `cup-robusta` removed\n" in told
    assert "CB502: There is no dispute 'bean' at conflict or tension." in told


def test_status_is_for_the_call_alone(disputed: Path) -> None:
    add_claim(disputed, "one-more", "cups: {is: 9}")
    assert call("diff", "main", "--root", str(disputed)).status == 0
    change(disputed, FIGURES, "cups: {is: 9}", "cups: {is: nine}")
    done = call("diff", "main", "--root", str(disputed))
    assert done.status == 2
    assert "error CB109" in done.out
    assert call("diff", "--root", str(disputed)).status == 2


def test_places_lie_in_the_knowledge_base(disputed: Path) -> None:
    add_claim(disputed, "one-more", "cups: {is: 9}")
    told = call("diff", "main", "--root", str(disputed)).out
    places = re.findall(r"`(claims/[^`]*?):(\d+)`", told)
    assert places
    for name, line in places:
        assert len((disputed / name).read_text().splitlines()) >= int(line)
