"""The knowledge bases that exports are tried on: this one, the one about coffee, and every case folder."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from claimbook.check import Result, check

from tests.cases.test_cases import CASES, lay_out, name
from tests.commands.calling import REPO
from tests.commands.transcript import lay

COFFEE = REPO / "tests" / "book" / "coffee"
SMALL = {"disputed": ["disputed"], "broken": ["disputed", "broken"], "hostile": ["hostile"]}
WHOLE = ("this", "coffee", *SMALL)
Json = dict[str, Any]


@cache
def _kept(which: str) -> Result:
    return check(REPO) if which == "this" else check(COFFEE, COFFEE / "archive")


def result(which: str, folder: Path) -> Result:
    """What the check finds in one of the WHOLE bases; small ones are laid out in the folder."""
    if which in SMALL:
        root = lay(SMALL[which], folder / "base")
        return check(root, root / "archive")
    return _kept(which)


every_case = pytest.mark.parametrize("case", CASES, ids=name)


def of_case(case: Path, root: Path) -> Result:
    lay_out(case, root)
    return check(root, root / "archive")


def plain(data: Any) -> Any:
    """Data as it is after it was written as JSON and read again."""
    return json.loads(json.dumps(data))
