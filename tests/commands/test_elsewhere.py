"""Next steps that work from where the reader is."""

from pathlib import Path

import pytest

from tests.commands.calling import call
from tests.commands.transcript import lay


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "a base")


@pytest.mark.parametrize(
    ("folder", "told"), [("..", "--root 'a base'"), (".", ""), ("claims", ""), ("claims/..", "")], ids=repr
)
def test_the_root_is_named_where_commands_would_not_find_it(
    disputed: Path, monkeypatch: pytest.MonkeyPatch, folder: str, told: str
) -> None:
    monkeypatch.chdir(disputed / folder)
    said = call("check", "--root", str(disputed))
    assert said.status == 1
    assert ("--root" in said.out) is bool(told)
    assert told in said.out


def test_a_root_named_in_a_roundabout_way_is_here(disputed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(disputed)
    assert "--root" not in call("check", "--root", "../a base").out


def test_a_clean_base_needs_no_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = lay([], tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    assert "--root" not in call("check", "--root", str(clean)).out
