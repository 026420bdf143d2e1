"""The book as one PDF: all pages in one, printed by a browser of the Chromium family without a window."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from claimbook.failure import CallError

ONE_PAGE, PDF = "_build/singlehtml/index.html", "_build/book.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOO_LONG = 600  # seconds; a thousand pages take about one minute
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
    "--run-all-compositor-stages-before-draw",
)  # fmt: skip


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
    page, made = (root / ONE_PAGE).resolve(), (root / PDF).resolve()
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
    return made
