"""docs/importing.md shows the example's files and what its commands print: both are held to be true.

``CLAIMBOOK_UPDATE_CASES=1`` rewrites what the page shows.
"""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands.calling import REPO, call

PAGE = REPO / "docs" / "importing.md"
EXAMPLES = REPO / "docs" / "examples"
UPDATE = os.environ.get("CLAIMBOOK_UPDATE_CASES") == "1"
_BLOCK = re.compile(r"^```(\w+ [\w.]+|console)\n(.*?)^```$", re.M | re.S)


def shown(head: str, block: str) -> str:
    """What a block of the page should be: the file that its head names, or its commands with what they print."""
    if head == "console":
        return "".join(f"$ {line}\n{printed(line)}" for line in re.findall(r"^\$ (.*)$", block, re.M))
    return (EXAMPLES / head.split()[1]).read_text(encoding="utf-8")


def printed(line: str) -> str:
    done = call(*shlex.split(line)[1:])
    assert done.status == 1, done.err
    return done.out


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples")
    page = PAGE.read_text(encoding="utf-8")
    now = _BLOCK.sub(lambda block: f"```{block[1]}\n{shown(block[1], block[2])}```", page)
    if UPDATE:
        PAGE.write_text(now, encoding="utf-8")
    assert now == PAGE.read_text(encoding="utf-8")
    assert "CONFLICT" in now


def test_the_example_says_that_it_is_made_up() -> None:
    mappings = list(EXAMPLES.glob("*.map.yml"))
    assert mappings
    for path in mappings:
        assert "made up" in path.read_text(encoding="utf-8")
