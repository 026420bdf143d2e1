"""What tells a finding from all others: its id, which no line number is in, numbered where findings share one."""

from codecs import BOM_UTF8
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.reports.findings import findings

from tests.cases.test_cases import CASES, lay_out, name
from tests.conftest import BASE, MakeBase

# What each kind of file takes above everything else without a change of meaning.
COMMENTS = {
    ".yml": b"# One\n\n# and another line.\n",
    ".yaml": b"# One\n\n# and another line.\n",
    ".bib": b"% One\n\n% and another line.\n",
    ".txt": b"\n\n",
}


def shift(root: Path) -> None:
    """Lines above all in every file of records, references and text."""
    for path in root.rglob("*"):
        if path.is_file() and path.suffix in COMMENTS and (text := path.read_bytes()):
            mark = BOM_UTF8 if text.startswith(BOM_UTF8) else b""
            path.write_bytes(mark + COMMENTS[path.suffix] + text.removeprefix(mark))


def told(root: Path) -> Counter[tuple[str, str]]:
    """Code and fingerprint of every finding, with the archive where the case has one."""
    archive = root / "archive"
    found = findings(check(root, archive if archive.is_dir() else None))
    return Counter((finding.diagnostic.code, finding.fingerprint) for finding in found)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_they_stay_when_lines_move(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    lay_out(case, root)
    before = told(root)
    shift(root)
    assert told(root) == before


@pytest.mark.parametrize("case", CASES, ids=name)
def test_no_two_are_the_same(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    lay_out(case, root)
    assert not told(root) or max(told(root).values()) == 1


def test_the_same_slip_twice_is_numbered(make_base: MakeBase) -> None:
    text = (BASE / "claims" / "brew2020" / "claims.yml").read_text(encoding="utf-8")
    root = make_base({"claims/brew2020/claims.yml": text.replace("says:", "says: One\n        says:")})
    result = check(root, root / "archive")
    first, second = findings(result)
    assert first.diagnostic.id == second.diagnostic.id == first.fingerprint
    assert second.fingerprint == f"{first.fingerprint}-2"
    (alone,) = findings(replace(result, diagnostics=result.diagnostics[1:]))
    assert alone.fingerprint == second.fingerprint, "whatever else a report shows"
