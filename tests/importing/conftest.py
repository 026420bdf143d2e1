"""Only the tests decide what an import finds around it."""

import pytest

from tests.commands.calling import DECIDED


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No archive, no colour, a hundred columns."""
    for variable in DECIDED:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
