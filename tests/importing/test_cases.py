"""Every folder of ``cases/`` is a table with its mapping, what the import says of it, and what it writes.

``CLAIMBOOK_UPDATE_CASES=1`` rewrites the expected output.
"""

import os
import shutil
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.diagnostics import Severity
from claimbook.rules import is_broken

from tests.commands.calling import call

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
UPDATE = os.environ.get("CLAIMBOOK_UPDATE_CASES") == "1"
EXPECTED = "expected.txt"


def told(case: Path, into: Path) -> str:
    """Status, output and every file that was written."""
    table = next(path for path in case.iterdir() if path.stem == "table")
    archive = ["--archive", str(case / "archive")] if (case / "archive").is_dir() else []
    done = call("import", str(table), "--map", str(case / "map.yml"), "--into", str(into), *archive)
    said = f"[{done.status}]\n{done.out}{done.err}".replace(str(into.parent), "")
    files = sorted(path for path in into.rglob("*") if path.is_file())
    return said + "".join(f"\n== {p.relative_to(into).as_posix()}\n{p.read_text(encoding='utf-8')}" for p in files)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    now = told(case, tmp_path / "into")
    assert not now.startswith("[3]"), now
    if UPDATE:
        (case / EXPECTED).write_text(now, encoding="utf-8")
    assert now == (case / EXPECTED).read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] in ([], ["into"])
    if (tmp_path / "into").exists():
        found = check(tmp_path / "into", case / "archive" if (case / "archive").is_dir() else None).diagnostics
        assert not [d for d in found if is_broken(d) or (d.severity is Severity.ERROR and d.code.startswith("CB2"))]
    shutil.rmtree(tmp_path / "into", ignore_errors=True)
