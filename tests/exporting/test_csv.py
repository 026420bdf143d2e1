"""The table: read back by Python's own reader, every claim is in it, and no spreadsheet runs any of it."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from claimbook.characters import acts
from claimbook.check import Result, check
from claimbook.exporting.csv import GUARD, JOINT, as_csv, guarded
from claimbook.exporting.json import export_data
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import MakeBase
from tests.exporting.bases import WHOLE, result


def rows(found: Result) -> list[dict[str, str]]:
    """The rows as they are read back, guards taken off."""
    read = csv.DictReader(StringIO(as_csv(found), newline=""), strict=True)
    return [{name: cell.removeprefix(GUARD) for name, cell in row.items()} for row in read]


def shown(text: str) -> str:
    return "".join(ascii(c)[1:-1] if acts(c) else c for c in text)


@pytest.mark.parametrize("which", WHOLE)
def test_every_claim_is_read_back(which: str, tmp_path: Path) -> None:
    found = result(which, tmp_path)
    claims, read = export_data(found)["claims"], rows(found)
    assert [row["id"] for row in read] == [claim["id"] for claim in claims]
    for claim, row in zip(claims, read, strict=True):
        other = dict(pair.split("=", 1) for pair in row["other"].split(JOINT) if pair)
        for key, value in claim.items():
            if isinstance(value, str):
                assert {**row, **other}[key] == shown(value), key
        assert [key for key in row["reports"].split(JOINT) if key] == claim["reports"]
        estimate = claim["estimate"] or {}
        assert row["estimate.measure"] == estimate.get("measure", "")
        assert row["estimate.low"] == (str(estimate["interval"][0]) if estimate.get("interval") else "")


def test_columns_depend_on_the_vocabulary_alone(make_base: MakeBase) -> None:
    root = make_base()
    before = as_csv(check(root)).partition("\r\n")[0]
    (root / "claims" / "brew2020" / "claims.yml").write_text("source: brew2020\npassages: []\n")
    assert as_csv(check(root)) == f"{before}\r\n"
    assert before.startswith("id,source,form,says,at,")
    assert len(set(before.split(","))) == len(before.split(","))


def test_lines_end_as_rfc_4180_wants(tmp_path: Path) -> None:
    text = as_csv(result("coffee", tmp_path))
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1", "'=1", "=cmd|' /C calc'!A0"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-0.42", "0.1", "1e-07", "50 mg", "", "a=b"])
def test_numbers_and_plain_texts_are_not(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_a_guard_can_be_taken_off(text: str) -> None:
    assert guarded(text).removeprefix(GUARD) == shown(text)
    assert not guarded(text).startswith(("=", "+", "@", "\t", "\r", "\n"))
