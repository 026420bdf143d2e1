"""The report as SARIF 2.1.0, which code scanning and editors read.

A dispute's result stands at its first claim (with --since at one that the change touched), links to
the claims of the other sides, and is suppressed while a ruling on it holds. Results of one run either
all say whether they are suppressed or none does, so every other one has an empty list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from claimbook import __version__
from claimbook.check import Result
from claimbook.diagnostics import Diagnostic, Place
from claimbook.disagreement.disputes import Dispute
from claimbook.records.claims import Claim
from claimbook.reports.findings import Finding, findings, one_line, opposite, repository_path
from claimbook.reports.json import Data, dump
from claimbook.rules import RULES, Rule, is_broken
from claimbook.rulings.review import Reviewed, Step

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Counts up when ids are computed otherwise, so that nobody compares what cannot be compared.
FINGERPRINT = "claimbookFinding/v1"
BASE = "SRCROOT"
_STATUSES = {0: "clean", 1: "something to act on", 2: "broken input"}
_SLOT = re.compile(r"\{(\w+)(?:![rs])?\}")


def as_sarif(result: Result) -> str:
    """One log with one run."""
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result)]})


def _run(result: Result) -> Data:
    return {
        "tool": {"driver": _driver()},
        "invocations": [_invocation(result)],
        "originalUriBaseIds": {BASE: {"description": {"text": "The top folder of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_Results(result)),
    }


# The tool


def _driver() -> Data:
    return {
        "name": "claimbook",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }


def _rule(rule: Rule) -> Data:
    return {
        "id": rule.code,
        "name": "".join(re.findall(r"\w+", rule.title.title())),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": " ".join([*_advice(rule), f"Run `claimbook explain {rule.code}` to read more."])},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _advice(rule: Rule) -> Iterator[str]:
    """The way out with its slots named, unless it is all slot."""
    if not _SLOT.fullmatch(rule.help):
        yield _SLOT.sub(r"<\1>", rule.help)


def _invocation(result: Result) -> Data:
    """Broken input is no successful run: disputes may be missing, and none of them is gone."""
    status = result.exit_status
    told = {"level": "error", "message": {"text": "What is broken is not compared, so disputes may be missing."}}
    return {
        "executionSuccessful": status < 2,
        "exitCode": status,
        "exitCodeDescription": _STATUSES[status],
        "toolExecutionNotifications": [told] if any(map(is_broken, result.diagnostics)) else [],
    }


# The results


class _Results:
    """The results of one check, one for each finding."""

    def __init__(self, result: Result) -> None:
        self._findings = findings(result)
        self._claims = result.base.records.claims
        self._inside = repository_path(result.base.root)
        self._index = {code: index for index, code in enumerate(RULES)}

    def __iter__(self) -> Iterator[Data]:
        return map(self._result, self._findings)

    def _result(self, finding: Finding) -> Data:
        diagnostic, reviewed = finding.diagnostic, finding.reviewed
        others = opposite(reviewed.dispute, diagnostic.place, self._claims) if reviewed is not None else {}
        text = _message(diagnostic, reviewed.dispute, others) if reviewed is not None else _unlinked(finding.sentence)
        return {
            "ruleId": diagnostic.code,
            "ruleIndex": self._index[diagnostic.code],
            "level": diagnostic.severity.value,
            "message": {"text": text},
            "locations": [self._location(diagnostic.place)],
            "relatedLocations": self._related(others),
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "suppressions": self._suppressions(reviewed) if reviewed is not None else [],
            "properties": {"claims": list(map(one_line, diagnostic.claims)), "dispute": diagnostic.dispute},
        }

    def _location(self, place: Place) -> Data:
        """SARIF counts lines and columns from 1, columns here in code points, as we do."""
        uri = quote(self._inside + place.file, errors="surrogateescape")
        return {
            "physicalLocation": {
                "artifactLocation": {"uri": uri, "uriBaseId": BASE},
                "region": {"startLine": place.line, "startColumn": place.column},
            }
        }

    def _related(self, others: Mapping[str, str]) -> list[Data]:
        return [
            {
                "id": number,
                **self._location(self._claims[id_].place),
                "message": {"text": _claim(self._claims[id_], position)},
            }
            for number, (id_, position) in enumerate(others.items(), 1)
        ]

    def _suppressions(self, reviewed: Reviewed) -> list[Data]:
        """The ruling, where it is written and stands as the dispute does now."""
        ruling = reviewed.ruling
        if ruling is None or reviewed.step is not Step.NOTHING:
            return []
        justification = one_line(f"{ruling.verdict.value}: {ruling.because}")
        location = self._location(ruling.place)
        return [{"kind": "external", "status": "accepted", "justification": justification, "location": location}]


def _claim(claim: Claim, position: str) -> str:
    return _unlinked(one_line(f"{position}: {claim.says} ({claim.voice}, {claim.at})"))


def _message(diagnostic: Diagnostic, dispute: Dispute, others: Iterable[str]) -> str:
    """The question and the sides, with links to the related locations, which some viewers show only then."""
    numbers = {id_: number for number, id_ in enumerate(others, 1)}
    sides = [
        f"{_unlinked(one_line(side.position))} ({', '.join(_linked(id_, numbers) for id_ in side.claims)})"
        for side in dispute.sides
    ]
    return f"{_unlinked(one_line(dispute.question))} {'; '.join(sides)}. {_unlinked(one_line(diagnostic.help))}"


def _linked(id_: str, numbers: dict[str, int]) -> str:
    text = re.sub(r"([\\\[\]])", r"\\\1", one_line(id_))
    return f"[{text}]({numbers[id_]})" if id_ in numbers else text


def _unlinked(text: str) -> str:
    """Text in which nothing is taken for a link."""
    return text.replace("](", "] (")
