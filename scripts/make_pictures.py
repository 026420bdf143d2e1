"""Make the two pictures of the README: the check in a terminal, and a page of the book.

Run `make pictures` after `make book`; needs Debian's chromium.
"""

import html
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PAGE = ROOT / "_build" / "html" / "dose.html"
COLUMNS, LINES = 96, 40
DISPUTE = "steady-state-from-half-life"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
STYLES = {"1": "font-weight:bold", "2": "opacity:.65", "31": "color:#ff7b72", "32": "color:#7ee787",
          "33": "color:#e3b341", "34": "color:#79c0ff"}  # fmt: skip
_SGR = re.compile(r"\x1b\[([\d;]*)m")


def terminal_output(command: list[str]) -> str:
    """What a command prints to a terminal of COLUMNS columns, colours included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=theirs, env=environment):  # noqa: S603
        os.close(theirs)
        printed = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    """The next piece of what stands in a terminal; nothing when the other side is gone."""
    try:
        return os.read(descriptor, 65_536)
    except OSError:
        return b""


def as_html(text: str) -> str:
    """Terminal output as a dark HTML page."""
    parts = _SGR.split(text)
    shown = [html.escape(parts[0])]
    for codes, words in zip(parts[1::2], parts[2::2], strict=True):
        style = ";".join(STYLES[code] for code in codes.split(";") if code in STYLES)
        shown.append(f'<span style="{style}">{html.escape(words)}</span>')
    body = "background:#0d1117;color:#e6edf3;margin:0;padding:20px;font:15px/1.35 'DejaVu Sans Mono',monospace"
    return f'<body style="{body}"><pre style="margin:0;font:inherit">{"".join(shown)}</pre></body>'


def about(text: str, dispute: str) -> str:
    """The part of a report that tells of one dispute, with the command above and the summary below."""
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if dispute in line)
    summary = next(i for i, line in enumerate(lines) if _SGR.sub("", line).startswith("claims  "))
    end = next(i for i, line in enumerate(lines[start:], start) if _SGR.sub("", line).startswith("─"))
    told = lines[start:end]
    return "\n".join(["$ claimbook check --verbose", "...", *told, "...", "", *lines[summary:]])


def picture(page: Page, name: str, *, whole: bool) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / name, full_page=whole)


def main() -> int:
    """Write docs/images/check.png and docs/images/book.png."""
    chromium = shutil.which("chromium")
    if chromium is None or not PAGE.is_file():
        sys.stderr.write("Needs Debian's chromium and a built book: run `make book` first.\n")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    report = terminal_output([sys.executable, "-m", "claimbook", "check", "--verbose"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 920, "height": 400})
        page.set_content(as_html(about(report, DISPUTE)))
        picture(page, "check.png", whole=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(PAGE.as_uri())
        picture(page, "book.png", whole=False)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
