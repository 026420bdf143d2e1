"""Every case folder in the reports that programs read; each is checked once for all of these tests."""

import json
import shutil
from codecs import BOM_UTF8
from collections import Counter
from pathlib import Path

import pytest
from claimbook.check import Result
from claimbook.reports.findings import findings
from claimbook.reports.junit import as_junit
from claimbook.reports.sarif import as_sarif

from tests.cases import test_cases
from tests.reports import test_junit, test_sarif

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


@pytest.fixture(scope="module", params=test_cases.CASES, ids=test_cases.name)
def checking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What the check finds in a case, with the case's archive and list of retractions."""
    root = tmp_path_factory.mktemp("case") / "base"
    test_cases.lay_out(request.param, root)
    return test_cases.checked(root)


def test_sarif_is_valid(checking: Result) -> None:
    assert not test_sarif.breaches(json.loads(as_sarif(checking)))


def test_junit_adds_up(checking: Result) -> None:
    test_junit.parsed(as_junit(checking))


def test_no_two_findings_are_the_same(checking: Result) -> None:
    found = Counter((finding.diagnostic.code, finding.fingerprint) for finding in findings(checking))
    assert set(found.values()) <= {1}


def test_findings_stay_when_lines_move(checking: Result, tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(checking.base.root, root)
    shift(root)
    assert told(test_cases.checked(root)) == told(checking)


def told(found: Result) -> Counter[tuple[str, str, str]]:
    """Code, id and fingerprint of every finding."""
    return Counter((each.diagnostic.code, each.diagnostic.id, each.fingerprint) for each in findings(found))
