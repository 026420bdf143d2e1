"""Only the tests decide what claimbook finds around it."""

import pytest

from tests.commands.calling import DECIDED


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No archive, no colour, eighty columns, unless a test says otherwise."""
    for variable in DECIDED:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
