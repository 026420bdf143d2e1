"""The manifest for pre-commit: what it requires is there, and the hook runs for the files it should."""

import re
import shlex
from typing import Any

import pytest
import yaml
from claimbook.commands import VERBS

from tests.commands.calling import REPO


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((REPO / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_what_pre_commit_requires(hook: dict[str, Any]) -> None:
    for key in ("id", "name", "entry", "language", "files", "description"):
        assert isinstance(hook[key], str)
        assert hook[key]
    assert hook["language"] == "python"


def test_the_whole_knowledge_base_is_checked(hook: dict[str, Any]) -> None:
    assert hook["pass_filenames"] is False
    program, verb, *rest = shlex.split(hook["entry"])
    assert program == "claimbook"
    assert verb in VERBS
    assert not rest


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("claims/vocabulary.yml", True),
        ("claims/brew2020/claims.yml", True),
        ("claims/rulings/all.yml", True),
        ("book/references.bib", True),
        ("knowledge/claims/vocabulary.yml", True),
        ("scripts/claimbook/cli.py", False),
        ("docs/claims.md", False),
        ("notebook/page.md", False),
    ],
)
def test_files(hook: dict[str, Any], path: str, concerned: bool) -> None:
    assert bool(re.search(hook["files"], path)) == concerned
