"""What is written past Sphinx's translator is what the translator would have written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.building import ARCHIVE_VARIABLE, REPO, TOO_LONG, Run
from tests.book.conftest import BuildOnce, built

# The text of a page, without its cards: they are the same writer's in either way.
TEXT = re.compile(r'<article class="bd-article">(.*?)(?:<div class="cb-cards.*?)?</article>', re.S)
PROGRAM = (
    "import sys; from pathlib import Path; from tests.book.translated import translate; translate(Path(sys.argv[1]))"
)


@pytest.mark.parametrize("name", ["coffee", "hostile"])
def test_pages_are_what_the_translator_makes(name: str, build_once: BuildOnce, tmp_path: Path) -> None:
    run, _ = built(name, build_once)
    expected = translated(run, tmp_path / name)
    pages = {path.name: path.read_text(encoding="utf-8") for path in run.html.glob("*.html")}
    assert sum(map(bool, map(comparable, pages.values()))) > 5
    for page, text in pages.items():
        assert comparable(text) == comparable((expected / page).read_text(encoding="utf-8")), page


def translated(run: Run, root: Path) -> Path:
    shutil.copytree(run.root, root, ignore=shutil.ignore_patterns("_build"))
    paths = os.pathsep.join([str(REPO / "scripts"), str(REPO)])
    around = {**os.environ, "PYTHONPATH": paths, ARCHIVE_VARIABLE: str(run.archive)}
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(root)], env=around, timeout=TOO_LONG, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    assert "build succeeded." in done.stdout, done.stdout
    return root / "_build/translated"


def comparable(page: str) -> list[str]:
    text = TEXT.search(page)
    return text[1].splitlines() if text else []
