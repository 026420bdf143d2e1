"""What programs may rely on: keys, types and ids of the JSON that ``check`` and ``export`` print."""

import json
import shutil
from codecs import BOM_UTF8
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from claimbook.diagnostics import Severity
from claimbook.rules import RULES
from jsonschema import Draft202012Validator

from tests.cases.test_cases import CASES, lay_out
from tests.commands.calling import REPO, call
from tests.commands.transcript import lay
from tests.reports.contracts import HERE, breaches

COFFEE = Path(__file__).parents[1] / "book" / "coffee"
BASES = {"clean": [], "disputed": ["disputed"], "broken": ["disputed", "broken"], "moved": ["moved"],
         "uncovered": ["uncovered"], "hostile": ["hostile"]}  # fmt: skip
Json = dict[str, Any]


def printed(verb: str, root: Path, archive: Path | None) -> Json:
    """The one JSON object on standard output, whatever was found."""
    at = ["--archive", str(archive)] if archive is not None else []
    found: Json = json.loads(call(verb, "--format", "json", "--root", str(root), *at).out)
    return found


def test_schemas_are_schemas() -> None:
    for path in HERE.glob("*.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


# Keys and types


@pytest.mark.parametrize("verb", ["check", "export"])
@pytest.mark.parametrize("with_archive", [True, False], ids=["archive", "no-archive"])
@pytest.mark.parametrize("base", BASES)
def test_small_bases(verb: str, with_archive: bool, base: str, tmp_path: Path) -> None:
    root = lay(BASES[base], tmp_path / "base")
    assert not breaches(printed(verb, root, root / "archive" if with_archive else None), verb)


@pytest.mark.parametrize("verb", ["check", "export"])
def test_coffee(verb: str) -> None:
    assert not breaches(printed(verb, COFFEE, COFFEE / "archive"), verb)


@pytest.mark.parametrize("verb", ["check", "export"])
def test_real_base(verb: str) -> None:
    assert not breaches(printed(verb, REPO, None), verb)


@pytest.mark.parametrize("verb", ["check", "export"])
def test_real_base_with_its_archive(verb: str, real_archive: Path) -> None:
    assert not breaches(printed(verb, REPO, real_archive), verb)


@pytest.mark.parametrize("verb", ["check", "export"])
def test_nothing_at_all(verb: str, tmp_path: Path) -> None:
    assert not breaches(printed(verb, tmp_path, None), verb)


def test_a_contract_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    found = printed("check", lay(["disputed"], tmp_path / "base"), None)
    found["disputes"][0]["extra"] = 1
    del found["diagnostics"][0]["line"]
    assert len(breaches(found, "check")) == 2


# What the numbers and names mean


@pytest.fixture
def disputed(tmp_path: Path) -> Json:
    """What the check prints of the base that has disputes of all sorts."""
    root = lay(["disputed"], tmp_path / "base")
    return printed("check", root, root / "archive")


def test_summary_counts_what_is_listed(disputed: Json) -> None:
    summary, told = disputed["summary"], disputed["diagnostics"]
    severities = Counter(diagnostic["severity"] for diagnostic in told)
    assert [summary["errors"], summary["warnings"], summary["notes"]] == [severities[s.value] for s in Severity]
    grades = Counter(dispute["severity"] for dispute in disputed["disputes"])
    assert {grade: count for grade, count in summary["disputes"].items() if count} == grades
    statuses = Counter(dispute["status"] for dispute in disputed["disputes"])
    assert {status: count for status, count in summary["statuses"].items() if count} == statuses
    assert sum(summary["forms"].values()) == summary["claims"]
    assert summary["exit_status"] == 1


def test_disputes_hold_together(disputed: Json) -> None:
    """A dispute's grade is its worst; claims and sides are those of its disagreements; nothing to rule on is 'none'."""
    order = ["conflict", "tension", "exception", "contrast"]
    assert disputed["disputes"]
    for dispute in disputed["disputes"]:
        grades = [found["severity"] for found in dispute["disagreements"]]
        assert dispute["severity"] == min(grades, key=order.index)
        assert (dispute["status"] == "none") == (dispute["severity"] in order[2:])
        assert (dispute["ruling"] is not None) == (dispute["status"] in ("ruled", "stale"))
        on_sides = {id_ for side in dispute["sides"] for id_ in side["claims"]}
        assert on_sides == {id_ for found in dispute["disagreements"] for id_ in found["claims"]}
        for found in dispute["disagreements"]:
            assert set(found["claims"]) == {id_ for member in found["members"] for id_ in member}


def test_every_dispute_has_its_diagnostic(disputed: Json) -> None:
    codes = {"conflict": "CB401", "tension": "CB402", "exception": "CB403", "contrast": "CB404"}
    told = {d["dispute"]: d for d in disputed["diagnostics"] if d["code"].startswith("CB4")}
    assert {dispute["id"] for dispute in disputed["disputes"]} == set(told)
    for dispute in disputed["disputes"]:
        diagnostic = told[dispute["id"]]
        assert diagnostic["code"] == codes[dispute["severity"]]
        assert (diagnostic["severity"] == "error") == (dispute["status"] in ("new", "stale"))


def test_spans_are_places_in_the_archived_text(tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    text = root / "archive" / "cup2021.txt"
    # Line ends of another system, and characters of more than one byte or code unit, before the passages.
    text.write_bytes("☕ \U0001f600\r\n".encode() + text.read_bytes().replace(b"\n", b"\r\n"))
    stored = text.read_bytes().decode()
    claims = {claim["id"]: claim for claim in printed("export", root, root / "archive")["claims"]}
    one, two = claims["cup-dose"], claims["cup-adults"]
    assert stored[one["span"]["start"] : one["span"]["end"]] == "We recommend 150 mg a day"
    assert two["span"] == two["spans"][0]
    assert [stored[span["start"] : span["end"]] for span in two["spans"]] == [
        "Headaches got better in adults",
        "In children they got worse",
    ]


def test_broken_records_are_left_out_and_named(tmp_path: Path) -> None:
    root = lay(["disputed", "broken"], tmp_path / "base")
    done = call("export", "--root", str(root))
    assert done.status == 2
    assert "cup-slip" not in {claim["id"] for claim in json.loads(done.out)["claims"]}
    assert "claims/cup2021/slips.yml:5:24: CB108" in done.err


def test_source_read_only_as_an_abstract(tmp_path: Path) -> None:
    root = tmp_path / "base"
    lay_out(next(case for case in CASES if case.name == "public-abstract-without-anchors"), root)
    found = printed("export", root, None)
    assert not breaches(found, "export")
    assert {claim["anchor_state"] for claim in found["claims"]} == {"none"}
    assert found["sources"][0]["archived"] is False


# Ids


class Told(NamedTuple):
    """What the check and the export of a knowledge base print, without where in their files the records stand."""

    ids: Counter[tuple[str, str]]
    disputes: Json
    records: list[dict[str, Json]]


def told(root: Path) -> Told:
    """Code and id of every diagnostic, the disputes, the claims and exclusions by id."""
    checked, exported = printed("check", root, None), printed("export", root, None)
    ids = Counter((found["code"], found["id"]) for found in checked["diagnostics"])
    return Told(ids, checked["disputes"], [by_id(exported[kind]) for kind in ("claims", "exclusions")])


def move_lines(root: Path) -> None:
    """A comment above all in every YAML file."""
    for path in (root / "claims").rglob("*.yml"):
        text = path.read_bytes()
        mark = BOM_UTF8 if text.startswith(BOM_UTF8) else b""
        if text:
            path.write_bytes(mark + b"# One\n# and another line.\n" + text.removeprefix(mark))


def reverse_passages(root: Path) -> None:
    """The passages of every claim file the other way round."""
    for path in (root / "claims").glob("*/*.yml"):
        head, *passages = path.read_text(encoding="utf-8").split("\n  - at:")
        if passages:
            passages = [passage.rstrip("\n") for passage in reversed(passages)]
            path.write_text("\n  - at:".join([head, *passages]) + "\n", encoding="utf-8")


def rename_files(root: Path) -> None:
    """Every claim file under a name that comes elsewhere in the order."""
    for number, path in enumerate(sorted((root / "claims").glob("*/*.yml"), reverse=True)):
        if path.name != "source.yml":
            path.rename(path.with_name(f"{number:03}.yml"))


@pytest.mark.parametrize("origin", ["disputed", "real"])
def test_what_is_found_does_not_hang_on_order(origin: str, tmp_path: Path) -> None:
    root = tmp_path / "base"
    if origin == "real":
        shutil.copytree(REPO / "claims", root / "claims")
        (root / "book").mkdir()  # without its pages: where records stand in their files is nothing to them
        shutil.copy(REPO / "book" / "references.bib", root / "book")
    else:
        lay(["disputed"], root)
    before = told(root)
    for move in (move_lines, reverse_passages, rename_files):
        moved = tmp_path / move.__name__
        shutil.copytree(root, moved)
        move(moved)
        after = told(moved)
        assert after.ids == before.ids, move.__name__
        assert after.disputes == before.disputes, move.__name__
        assert after.records == before.records, move.__name__


_PLACE = ("file", "line", "passage")


def by_id(records: list[Json]) -> dict[str, Json]:
    """Records without the places that were meant to change."""
    return {record["id"]: {k: v for k, v in record.items() if k not in _PLACE} for record in records}


def test_every_severity_is_one_of_a_rule() -> None:
    assert {rule.severity for rule in RULES.values()} <= set(Severity)
