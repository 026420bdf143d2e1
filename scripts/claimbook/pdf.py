"""The book as one PDF: all pages in one, printed by a browser of the Chromium family without a window."""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from claimbook.failure import CallError
from claimbook.layout import BUILT, ONE_PAGE

PDF = f"{BUILT}/book.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOO_LONG = 600  # seconds; a thousand pages take about one minute
SHORTEST = 3  # letters of a heading that a bookmark can have twice
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
    "--run-all-compositor-stages-before-draw",
)  # fmt: skip
# A bookmark's title in what Chromium writes: in round brackets, or in angle ones as digits after a byte order mark.
_BOOKMARK = re.compile(rb"(?<=<</Title )(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>)(?=\n/Dest)", re.DOTALL)
_REPEATED = re.compile(rb"(\(|<(?:FEFF|feff)?)(.+?)\2+([)>])", re.DOTALL)


def browser() -> str:
    """The browser that prints. Raises CallError where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise CallError(
            f"No browser is installed that can print the book: none of {', '.join(BROWSERS)} was found.",
            "On Debian and Ubuntu: apt-get install chromium.",
        )
    return found


def print_pdf(root: Path) -> Path:
    """Print the book's one page; where the PDF is. Raises CallError when the browser makes none."""
    page, made = (root / BUILT / ONE_PAGE / "index.html").resolve(), (root / PDF).resolve()
    made.unlink(missing_ok=True)
    with TemporaryDirectory() as profile:
        command = [browser(), *_OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={made}", page.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TOO_LONG, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise CallError(f"The browser did not print within {TOO_LONG} seconds.", "Try again.") from None
    if done.returncode or not made.is_file():
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise CallError("The browser could not print the book.", f"It said: {last}" if last else "It said nothing.")
    made.write_bytes(with_bookmarks_told_once(made.read_bytes()))
    return made


def with_bookmarks_told_once(pdf: bytes) -> bytes:
    """A PDF of Chromium's, which tells the bookmark of a heading twice when the heading went to the next sheet.

    Spaces take the place of what is left out, since the file knows its parts by their places.
    """
    return _BOOKMARK.sub(_once, pdf)


def _once(title: re.Match[bytes]) -> bytes:
    found = _REPEATED.fullmatch(title[0])
    if found is None or len(found[2]) < SHORTEST * (4 if found[1].startswith(b"<") else 1) or found[2].isdigit():
        return title[0]
    return (found[1] + found[2] + found[3]).ljust(len(title[0]))
