"""SARIF: valid by the standard's own schema, and what code scanning needs is there."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from claimbook.reports.findings import opposite
from claimbook.reports.sarif import BASE, FINGERPRINT, as_sarif
from claimbook.rules import RULES, is_broken
from claimbook.rulings.review import RulingStatus
from jsonschema import Draft202012Validator

from tests.commands.calling import REPO, call
from tests.reports.bases import BASES, checked, drafted, hostile_base

SCHEMA = Path(__file__).parent / "sarif-schema-2.1.0.json"
Json = dict[str, Any]


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def breaches(log: Json) -> list[str]:
    """Where a log breaks the schema, or names a file otherwise than by a relative URI under the base."""
    found = [f"{error.json_path}: {error.message[:300]}" for error in validator().iter_errors(log)]
    return found + [f"not a relative URI: {uri}" for uri in map(uri_of, physical(log)) if not relative(uri)]


def physical(log: Json) -> list[Json]:
    """Every physical location of a log."""
    found = []
    for result in log["runs"][0]["results"]:
        told = [*result["locations"], *result["relatedLocations"], *(s["location"] for s in result["suppressions"])]
        found += [location["physicalLocation"] for location in told]
    return found


def uri_of(location: Json) -> str:
    assert location["artifactLocation"]["uriBaseId"] == BASE
    return str(location["artifactLocation"]["uri"])


def relative(uri: str) -> bool:
    parts = urlsplit(uri)
    return uri.isascii() and uri.isprintable() and not any(c in uri for c in " \"<>\\^`{|}[]") and not (
        parts.scheme or parts.netloc or parts.query or parts.fragment or uri.startswith("/")
    )  # fmt: skip


def printed(root: Path) -> Json:
    log: Json = json.loads(call("check", "--format", "sarif", "--root", str(root)).out)
    return log


# By the standard


@pytest.mark.parametrize("base", BASES)
def test_small_bases(base: str, tmp_path: Path) -> None:
    assert not breaches(json.loads(as_sarif(checked(base, tmp_path))))


def test_real_base() -> None:
    assert not breaches(printed(REPO))


def test_nothing_at_all(tmp_path: Path) -> None:
    assert not breaches(printed(tmp_path))


def test_the_schema_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    log = json.loads(as_sarif(checked("disputed", tmp_path)))
    log["runs"][0]["results"][0]["extra"] = 1
    log["runs"][0]["results"][1]["level"] = "fatal"
    assert len(breaches(log)) == 2


def test_hostile_text_and_names(tmp_path: Path) -> None:
    log = printed(hostile_base(tmp_path))
    assert not breaches(log)
    names = {unquote(uri, errors="surrogateescape") for uri in map(uri_of, physical(log))}
    assert {"claims/brew2020/a,b:c%d é\n\udcff.yml", "claims/brew2020/claims.yml"} <= names
    for result in log["runs"][0]["results"]:
        for told in (result["message"]["text"], *(loc["message"]["text"] for loc in result["relatedLocations"])):
            assert told.isprintable()
            assert "](http" not in told


# What it says


def test_rules_are_those_of_the_check(tmp_path: Path) -> None:
    run = json.loads(as_sarif(checked("disputed", tmp_path)))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert rule["fullDescription"]["text"] == RULES[rule["id"]].why
        assert rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity
        assert rule["name"].isidentifier()
        assert "{" not in rule["help"]["text"]
    assert len({rule["name"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_results_are_the_diagnostics(tmp_path: Path) -> None:
    checking = checked("disputed", tmp_path)
    results = json.loads(as_sarif(checking))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [found.code for found in checking.diagnostics]
    assert [result["level"] for result in results] == [found.severity for found in checking.diagnostics]
    marks = [result["partialFingerprints"][FINGERPRINT] for result in results]
    assert marks == [found.id for found in checking.diagnostics]
    for result, found in zip(results, checking.diagnostics, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": found.place.line, "startColumn": found.place.column}


def test_columns_are_counted_in_code_points(tmp_path: Path) -> None:
    """As the run says: a column after characters of two UTF-16 units is where a person counts it."""
    root = checked("clean", tmp_path).base.root
    text = root / "claims" / "brew2020" / "claims.yml"
    text.write_text('source: brew2020\npassages: [{at: "😀😀", oops: 1}]\n', encoding="utf-8")
    run = printed(root)["runs"][0]
    places = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]
              if result["ruleId"] == "CB106"]  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"
    assert places == [{"startLine": 2, "startColumn": len('passages: [{at: "😀😀", ') + 1}]


def test_both_places_of_a_dispute(tmp_path: Path) -> None:
    """The first claim, and those of the other sides, each linked from the message."""
    checking = checked("disputed", tmp_path)
    results = {r["properties"]["dispute"]: r for r in json.loads(as_sarif(checking))["runs"][0]["results"]
               if r["ruleId"].startswith("CB4")}  # fmt: skip
    assert len(results) == len(checking.reviewed)
    for reviewed in checking.reviewed:
        result, claims = results[reviewed.dispute.id], checking.base.records.claims
        assert line_of(result["locations"][0]) == claims[reviewed.dispute.claims[0]].place.line
        related = result["relatedLocations"]
        others = opposite(reviewed.dispute, claims[reviewed.dispute.claims[0]].place, claims)
        assert [line_of(location) for location in related] == [claims[id_].place.line for id_ in others]
        for location, id_ in zip(related, others, strict=True):
            assert f"[{id_}]({location['id']})" in result["message"]["text"]
            assert claims[id_].says in location["message"]["text"]


def line_of(location: Json) -> int:
    return int(location["physicalLocation"]["region"]["startLine"])


def test_only_rulings_that_hold_suppress(tmp_path: Path) -> None:
    checking = checked("disputed", tmp_path)
    ruled = {found.dispute.id: found for found in checking.reviewed if found.status is RulingStatus.RULED}
    suppressed = {}
    for result in json.loads(as_sarif(checking))["runs"][0]["results"]:
        if result["suppressions"]:
            suppressed[result["properties"]["dispute"]] = result["suppressions"]
    assert set(suppressed) == set(ruled) == {"first-described"}
    (suppression,) = suppressed["first-described"]
    location = suppression.pop("location")
    assert suppression == {
        "kind": "external",
        "status": "accepted",
        "justification": "one-side: The later of the two years has a book behind it.",
    }
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "claims/rulings/all.yml"


def test_drafts_suppress_nothing(tmp_path: Path) -> None:
    results = json.loads(as_sarif(drafted(tmp_path)))["runs"][0]["results"]
    assert {r["properties"]["dispute"] for r in results if r["suppressions"]} == {"first-described"}


@pytest.mark.parametrize(("base", "status"), [("clean", 0), ("disputed", 1), ("broken", 2)])
def test_invocation(base: str, status: int, tmp_path: Path) -> None:
    """A run on broken input is not a success: what is not found may only be hidden."""
    checking = checked(base, tmp_path)
    (invocation,) = json.loads(as_sarif(checking))["runs"][0]["invocations"]
    assert invocation["exitCode"] == status
    assert invocation["executionSuccessful"] == (status < 2)
    assert bool(invocation["toolExecutionNotifications"]) == any(map(is_broken, checking.diagnostics))
