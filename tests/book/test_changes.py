"""The page of what changed, from real histories of git, and where there is none."""

from pathlib import Path

import pytest

from tests.book.building import change, claimbook
from tests.book.conftest import Book
from tests.book.site import Site, text_of
from tests.repositories import commit, git, repository

PAGE = "# What changed\n\n```{what-changed}\n```\n\n```{edition}\n```\n"
COLUMN = "claims/press2021/column.yml"


@pytest.fixture
def base(coffee_root: Path) -> Path:
    """The knowledge base about coffee with a page of changes."""
    (coffee_root / "book/changes.md").write_text(PAGE, encoding="utf-8")
    toc = coffee_root / "book/_toc.yml"
    toc.write_text(toc.read_text(encoding="utf-8").rstrip("\n") + "\n  - file: changes\n", encoding="utf-8")
    (coffee_root / ".gitignore").write_text("_build/\n", encoding="utf-8")
    return coffee_root


def told(root: Path) -> list[str]:
    """The paragraphs and list items of the page."""
    run = claimbook(root, "build")
    assert run.status == 0, run.text
    return [text_of(p) for p in Site(run.html).pages["changes.html"].select("article p")]


def test_without_git_it_says_so(base: Path) -> None:
    said = told(base)
    assert said[0] == "This copy of the book cannot tell what changed: the knowledge base is not in a git repository."


def test_without_a_tag_it_tells_of_the_last_change_of_records(base: Path) -> None:
    assert told(repository(base))[0].startswith("The records are as they were first put in")
    change(base, COLUMN, "participants: {used: 300}", "participants: {used: 301}")
    commit(base, "a correction")
    change(base, "book/changes.md", "# What changed", "# What is new")
    commit(base, "a word of the book")
    said = told(base)
    assert said[0].startswith("Since commit ")
    assert said[0].endswith(" of 1 January 2026: 1 claim changed; no dispute changed.")


def test_changes_since_the_last_tag(base: Path) -> None:
    change(base, COLUMN, "participants: {used: 300}", "participants: {used: 301}")
    change(base, COLUMN, "cups: {best: 3}", "cups: {best: 1}")
    repository(base)
    git(base, "tag", "v1")
    commit(base, "nothing")
    change(base, COLUMN, "participants: {used: 301}", "participants: {used: 300}")
    change(base, COLUMN, "cups: {best: 1}", "cups: {best: 3}")
    said = told(base)
    assert said[0].startswith("Since v1 (commit ")
    assert said[0].endswith(" of 1 January 2026: 2 claims changed; disputes: 1 opened.")
    assert "Puts the best amount at three cups daily, for everyone. (changed: cups best 1 → best 3)" in said
    assert "Tells of a trial with 300 drinkers. (participants used 301 → used 300)" in said


def test_a_named_revision_that_is_not_there_is_named(base: Path) -> None:
    change(base, "book/changes.md", "{what-changed}\n", "{what-changed}\n:since: v9\n")
    said = told(repository(base))
    assert said[0] == "This copy of the book cannot tell what changed: git knows no revision 'v9' here."


def test_the_edition_is_the_same_wherever_it_is_built(base: Path, plain_book: Book) -> None:
    line = told(base)[-1]
    assert line.startswith("Data as of ")
    (base / COLUMN).write_bytes((base / COLUMN).read_bytes().replace(b"\n", b"\r\n"))
    assert told(base)[-1] == line
    home = text_of(plain_book[1].pages["index.html"].select_one(".cb-edition"))
    assert home.endswith("What changed lately")
