"""GitLab's Code Quality report: the fields it reads, each finding under a fingerprint of its own."""

import json
from pathlib import Path
from typing import Any

import pytest
from claimbook.reports.findings import findings
from claimbook.reports.gitlab import as_gitlab
from jsonschema import Draft202012Validator

from tests.commands.calling import call
from tests.reports.bases import BASES, checked, hostile_base

# As GitLab's documentation gives the format.
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def valid(printed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed)
    assert not [error.message for error in Draft202012Validator(SCHEMA).iter_errors(found)]
    assert len({issue["fingerprint"] for issue in found}) == len(found)
    return found


@pytest.mark.parametrize("base", BASES)
def test_small_bases(base: str, tmp_path: Path) -> None:
    checking = checked(base, tmp_path)
    found = valid(as_gitlab(checking))
    wanted = [finding for finding in findings(checking) if finding.diagnostic.severity != "note"]
    assert sorted(issue["fingerprint"] for issue in found) == sorted(finding.fingerprint for finding in wanted)
    assert sorted(issue["check_name"] for issue in found) == sorted(finding.diagnostic.code for finding in wanted)


def test_clean(tmp_path: Path) -> None:
    assert as_gitlab(checked("clean", tmp_path)) == "[]\n"


def test_hostile_text_and_names(tmp_path: Path) -> None:
    found = valid(call("check", "--format", "gitlab", "--root", str(hostile_base(tmp_path))).out)
    assert "claims/brew2020/a,b:c%d é\n\N{REPLACEMENT CHARACTER}.yml" in {issue["location"]["path"] for issue in found}
    assert all(issue["description"].isprintable() for issue in found)


FOLDERS = {"base/claims/brew2020", "base/claims/cup2021", "base/claims/rulings"}


def folders(printed: str) -> set[str]:
    """Where the findings lie, by the paths that GitLab is told."""
    return {issue["location"]["path"].rpartition("/")[0] for issue in valid(printed)}


def test_a_base_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")  # as in a worktree
    assert folders(as_gitlab(checked("disputed", tmp_path))) == FOLDERS


def test_a_link_to_a_base_in_its_repository(tmp_path: Path) -> None:
    """Paths are the repository's from wherever it is looked at."""
    inside, outside = tmp_path / "repository", tmp_path / "outside"
    (inside / ".git").mkdir(parents=True)
    outside.mkdir()
    (outside / "link").symlink_to(checked("disputed", inside).base.root)
    assert folders(call("check", "--format", "gitlab", "--root", str(outside / "link")).out) == FOLDERS
