"""JUnit XML: well formed whatever stands in the records, and its counts and outcomes are right."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from claimbook.check import Result, check
from claimbook.diagnostics import Severity
from claimbook.reports.findings import findings
from claimbook.reports.junit import as_junit

from tests.commands.calling import call
from tests.reports.bases import BASES, checked, drafted, hostile_base

OUTCOMES = {"failures": "failure", "skipped": "skipped", "errors": "error"}


def outcome(case: Xml.Element) -> str:
    return next((child.tag for child in case if child.tag in OUTCOMES.values()), "passed")


def parsed(printed: str) -> Xml.Element:
    """The document; the counts of every suite and of all together are those of its cases."""
    suites = Xml.fromstring(printed.encode())
    for group in (suites, *suites):
        assert group.get("tests") == str(len(list(group.iter("testcase"))))
        for count, outcome in OUTCOMES.items():
            assert group.get(count) == str(len(list(group.iter(outcome))))
    names = Counter((case.get("classname"), case.get("name")) for case in suites.iter("testcase"))
    assert max(names.values()) == 1
    return suites


def expected(checking: Result) -> Counter[str]:
    """How many cases of each outcome there must be; those that pass only because nothing was found are left out."""
    found: Counter[str] = Counter()
    for finding in findings(checking):
        error = finding.diagnostic.severity is Severity.ERROR
        found["passed" if finding.at_rest else "failure" if error else "skipped"] += 1
    return found


@pytest.mark.parametrize("base", BASES)
def test_small_bases(base: str, tmp_path: Path) -> None:
    checking = checked(base, tmp_path)
    suites = parsed(as_junit(checking))
    told = Counter(outcome(case) for case in suites.iter("testcase") if case.get("name") != "nothing found")
    assert told == expected(checking)


def test_a_dispute_passes_once_nobody_has_to_act(tmp_path: Path) -> None:
    checking = checked("disputed", tmp_path)
    suites = parsed(as_junit(checking))
    failed = {case.get("name"): case.find("failure") is not None for case in suites.iter("testcase")
              if case.get("classname") == "claimbook.disputes"}  # fmt: skip
    assert failed == {
        "effect/hypertension": True,
        "dose/hypertension": True,
        "bean": True,
        "first-described": False,
        "effect/migraine": False,
        "cups/hypertension": False,
    }


def outcomes(checking: Result, family: str) -> dict[str, str]:
    cases = parsed(as_junit(checking)).iter("testcase")
    return {case.get("name", ""): outcome(case) for case in cases if case.get("classname") == f"claimbook.{family}"}


def test_a_dispute_does_not_pass_with_a_draft(tmp_path: Path) -> None:
    """Nor does it fail besides its ruling, or there were more failures than errors; one out of date fails as ever."""
    checking = drafted(tmp_path)
    disputes = outcomes(checking, "disputes")
    assert (disputes["dose/hypertension"], disputes["effect/hypertension"]) == ("skipped", "failure")
    assert disputes["first-described"] == "passed"
    assert sum(name.startswith("CB505") for name in outcomes(checking, "rulings")) == 2


def test_a_dispute_does_not_pass_with_a_broken_ruling(tmp_path: Path) -> None:
    root = checked("disputed", tmp_path).base.root
    path = root / "claims" / "rulings" / "all.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("verdict: one-side", "verdict: none"))
    assert outcomes(check(root), "disputes")["first-described"] == "skipped"


def test_hostile_text_and_names(tmp_path: Path) -> None:
    suites = parsed(call("check", "--format", "junit", "--root", str(hostile_base(tmp_path))).out)
    files = {case.get("file") for case in suites.iter("testcase")}
    assert "claims/brew2020/a,b:c%d é \\udcff.yml" in files
    messages = [failure.get("message", "") for failure in suites.iter("failure")]
    assert any("a,b:c%0A]]> ::error::\\ufffe [x](http://example.org/) {0}" in message for message in messages)
    assert {element.tag for element in suites.iter()} <= {"testsuites", "testsuite", "testcase", *OUTCOMES.values(),
                                                          "system-out"}  # fmt: skip
