"""Every folder ``<CODE>/<name>/`` here is a case: files laid over ``base/``, and what the check says of them.

``CLAIMBOOK_UPDATE_CASES=1`` rewrites the expected output; see tests/README.md.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from claimbook.check import Result, check
from claimbook.diagnostics import Diagnostic
from claimbook.rules import RULES

HERE = Path(__file__).parent
BASE = HERE / "base"
EXPECTED = "expected.txt"
REMOVED = "removed.txt"
RETRACTIONS = "retractions.csv"
CASES = sorted(p for p in HERE.glob("CB*/*") if p.is_dir())
UPDATE = os.environ.get("CLAIMBOOK_UPDATE_CASES") == "1"


def name(case: Path) -> str:
    return case.relative_to(HERE).as_posix()


def lay_out(case: Path, root: Path) -> None:
    """The case's files over the base; ``removed.txt`` lists what of the base is taken away."""
    shutil.copytree(BASE, root)
    listed = case / REMOVED
    for path in listed.read_text().split() if listed.exists() else ():
        gone = root / path
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    ignored = shutil.ignore_patterns(EXPECTED, REMOVED)
    shutil.copytree(case, root, ignore=ignored, dirs_exist_ok=True)


def as_line(found: Diagnostic) -> str:
    """One line whatever stands in the file: characters that do not print show as escapes."""
    line = f"{found.place} {found.code} {found.severity} {found.message} | {found.help}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def run(case: Path, root: Path) -> str:
    """What the check says, one diagnostic a line. Archive and list of retractions are the case's own, if there."""
    lay_out(case, root)
    return "".join(f"{as_line(d)}\n" for d in checked(root).diagnostics)


def checked(root: Path) -> Result:
    """The check of a case that was laid out."""
    archive = root / "archive"
    listed = root / RETRACTIONS
    return check(root, archive if archive.is_dir() else None, retractions=listed if listed.exists() else None)


def codes(case: Path) -> set[str]:
    return {line.split()[1] for line in (case / EXPECTED).read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Path, tmp_path: Path) -> None:
    said = run(case, tmp_path / "base")
    expected = case / EXPECTED
    if UPDATE:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_cases(code: str) -> None:
    cases = [case for case in CASES if case.parent.name == code]
    failing = [name(case) for case in cases if code in codes(case)]
    passing = [name(case) for case in cases if code not in codes(case)]
    assert failing, f"no case shows what {code} ({RULES[code].title}) reports"
    assert passing, f"no case shows what {code} ({RULES[code].title}) lets pass"


def test_cases_lie_under_codes() -> None:
    assert not unknown(case.parent.name for case in CASES)


def unknown(names: Iterable[str]) -> set[str]:
    return set(names) - set(RULES)


def test_base_is_clean(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "base")
    assert not check(tmp_path / "base", tmp_path / "base" / "archive").diagnostics
