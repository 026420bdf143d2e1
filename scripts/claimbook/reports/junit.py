"""The report as JUnit XML: a suite for each family of rules, and in it a case for each finding.

A dispute is a case that passes once nobody has to act on it. Any other error is a case that failed;
a warning or note, such as anchors that were not verified, is one that was skipped. So is a dispute whose
ruling is a draft or broken, for that fails already. A family without findings has one case, which passes.
"""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from claimbook.check import Result
from claimbook.diagnostics import Severity
from claimbook.reports.findings import Finding, findings, one_line, repository_path
from claimbook.rules import RULES

_FAMILIES = {"CB1": "records", "CB2": "citations", "CB3": "passages", "CB4": "disputes", "CB5": "rulings",
             "CB6": "prose"}  # fmt: skip
_COUNTS = {"failures": "failure", "skipped": "skipped"}


def as_junit(result: Result) -> str:
    """One XML document. Times are 0: they would differ from run to run and tell nothing."""
    families: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings(result):
        families[finding.diagnostic.code[:3]].append(finding)
    inside = repository_path(result.base.root)
    suites = Xml.Element("testsuites", name="claimbook")
    for family in sorted({code[:3] for code in RULES}):
        name = _FAMILIES[family]
        suite = Xml.SubElement(suites, "testsuite", name=f"claimbook.{name}")
        _fill(suite, families[family], inside)
    _count(suites)
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}\n'


def _fill(suite: Xml.Element, found: Sequence[Finding], inside: str) -> None:
    name = suite.get("name", "")
    for finding in found:
        case = Xml.SubElement(suite, "testcase", classname=name, name=_name(finding), time="0")
        case.set("file", one_line(inside + finding.diagnostic.place.file))
        _outcome(case, finding)
    if not found:
        Xml.SubElement(suite, "testcase", classname=name, name="nothing found", time="0")
    _count(suite)


def _name(finding: Finding) -> str:
    """What stays the same from run to run: a dispute's id; else the rule, what it is about, and the fingerprint."""
    diagnostic = finding.diagnostic
    if finding.reviewed is not None:
        return one_line(finding.reviewed.dispute.id)
    about = ", ".join(diagnostic.claims) or diagnostic.place.file
    return one_line(f"{diagnostic.code} {RULES[diagnostic.code].title}: {about} ({finding.fingerprint})")


def _outcome(case: Xml.Element, finding: Finding) -> None:
    diagnostic = finding.diagnostic
    told = "\n".join(map(one_line, (str(diagnostic.place), diagnostic.message, diagnostic.help)))
    if finding.at_rest:
        ruling = finding.reviewed.ruling if finding.reviewed is not None else None
        decided = f"\n{one_line(f'Ruled {ruling.verdict.value}: {ruling.because}')}" if ruling is not None else ""
        Xml.SubElement(case, "system-out").text = told + decided
    elif diagnostic.severity is Severity.ERROR:
        failure = Xml.SubElement(case, "failure", type=diagnostic.code, message=one_line(diagnostic.message))
        failure.text = told
    else:
        Xml.SubElement(case, "skipped", message=finding.sentence)


def _count(group: Xml.Element) -> None:
    """How many cases there are, and how many of each outcome."""
    group.set("tests", str(sum(1 for _ in group.iter("testcase"))))
    for name, outcome in _COUNTS.items():
        group.set(name, str(sum(1 for _ in group.iter(outcome))))
    group.set("errors", "0")
    group.set("time", "0")
