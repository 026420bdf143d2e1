"""The manifest for pre-commit: what it requires is there, and the hook runs at every commit."""

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
    for key in ("id", "name", "entry", "language", "description"):
        assert isinstance(hook[key], str)
        assert hook[key]
    assert hook["language"] == "python"


def test_the_whole_knowledge_base_is_checked(hook: dict[str, Any]) -> None:
    assert hook["pass_filenames"] is False
    program, verb, *rest = shlex.split(hook["entry"])
    assert program == "claimbook"
    assert verb in VERBS
    assert not rest


def test_no_commit_is_passed_over(hook: dict[str, Any]) -> None:
    """Of deleted files pre-commit says nothing, so a hook that picks its files would let a ruling go unseen."""
    assert hook["always_run"] is True
    assert not hook.keys() & {"files", "exclude", "types", "types_or", "exclude_types", "stages"}
