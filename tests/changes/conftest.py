"""Only the tests decide what claimbook and git find around them."""

import os
from pathlib import Path

import pytest

from tests.commands.calling import DECIDED
from tests.commands.transcript import lay
from tests.repositories import repository


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No archive, eighty columns, nobody's own git configuration."""
    for variable in DECIDED:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in (("COLUMNS", "80"), ("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(variable, value)


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    """A knowledge base with disputes, committed on the branch main."""
    return repository(lay(["disputed"], tmp_path / "base"))
