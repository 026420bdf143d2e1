"""The book as one PDF, read back: tagged, with its chapters as bookmarks, its tables with their heads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from claimbook.pdf import with_bookmarks_told_once

from tests.book.building import REPO, TOO_LONG, claimbook


@pytest.fixture
def printing() -> None:
    """Debian's chromium. Without it the tests are skipped, or fail where CI is to have it."""
    if shutil.which("chromium") is None:
        reason = "Debian's chromium is not installed (apt-get install chromium): no PDF was made"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.mark.usefixtures("printing")
def test_the_book_is_printed(coffee_root: Path) -> None:
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: the PDF was not read back").PdfReader
    run = claimbook(coffee_root, "build", "--pdf")
    assert run.status == 0, run.text
    assert run.text.endswith("The book is at _build/book.pdf.\n")
    book = reader(coffee_root / "_build" / "book.pdf")
    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(book.pages) >= len(yaml.safe_load((coffee_root / "book/_toc.yml").read_text("utf-8"))["chapters"])
    marks = " ".join(_titles(book.outline))
    text = " ".join(page.extract_text() for page in book.pages)
    for page in sorted((coffee_root / "book").rglob("*.md")):
        heading = next(line[2:] for line in page.read_text("utf-8").splitlines() if line.startswith("# "))
        assert heading in marks, page
        assert heading in " ".join(text.split()), page
    for head in ("Claim", "Source", "Disputes"):
        assert head in text
    assert not [mark for mark in _titles(book.outline) if not mark.strip() or mark == mark[: len(mark) // 2] * 2]


def _titles(outline: object) -> list[str]:
    if isinstance(outline, list):
        return [title for one in outline for title in _titles(one)]
    return [str(getattr(outline, "title", ""))]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"(What trials gaveWhat trials gave)", b"(What trials gave)"),
        (b"(Mugs \\(all\\)Mugs \\(all\\))", b"(Mugs \\(all\\))"),
        (b"<FEFF00430061006600E900430061006600E9>", b"<FEFF00430061006600E9>"),
        (b"(What trials gave)", b"(What trials gave)"),
        (b"(20202020)", b"(20202020)"),
        (b"(aaaa)", b"(aaaa)"),
    ],
)
def test_a_bookmark_is_told_once(written: bytes, told: bytes) -> None:
    before, after = b"7 0 obj\n<</Title ", b"\n/Dest [2 0 R /XYZ 62 656 0]\n/Parent 5 0 R>>\nendobj\n"
    given = b"%PDF-1.4\n<</Title (bookbook)\n/Creator (press)>>\n" + before + written + after
    made = with_bookmarks_told_once(given)
    assert made == given.replace(written, told.ljust(len(written)))


def test_without_a_browser_it_says_so_before_the_work(coffee_root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimbook", "build", "--pdf", "--root", str(coffee_root)],
        env={"PYTHONPATH": str(REPO / "scripts"), "PATH": str(tmp_path), "COLUMNS": "120"},
        capture_output=True, text=True, timeout=TOO_LONG, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "claimbook: No browser is installed that can print the book: none of chromium, chromium-browser, "
        "google-chrome, google-chrome-stable was found.\n  On Debian and Ubuntu: apt-get install chromium.\n"
    )
    assert not (coffee_root / "_build").exists()
