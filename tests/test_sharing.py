"""A check that two processes share finds what one finds: in whatever is broken, and in claims that are contested."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from claimbook import ahead, halves
from claimbook.check import check
from claimbook.diagnostics import Place
from claimbook.disagreement import disagreements, disputes
from claimbook.disagreement.disputes import disputes_ahead, find_disputes
from claimbook.prose import check as prose
from claimbook.records import gathering
from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import given, settings

from tests.cases import test_cases
from tests.conftest import MakeBase
from tests.disagreement.bases import read_claims, told
from tests.disagreement.strategies import STEADY, Specs, bases

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(autouse=True)
def shared() -> Iterator[None]:
    """Everything is worth a second process."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (gathering, disagreements, prose):
            patch.setattr(module, "WORTH_SHARING", 0)
        for module in (ahead, disputes):
            patch.setattr(module, "WORTH_A_PROCESS", 0)
        patch.setattr(halves, "_cores", lambda: 2)
        yield


@pytest.mark.parametrize("case", test_cases.CASES, ids=test_cases.name)
def test_a_case_reads_the_same(case: Path, tmp_path: Path) -> None:
    expected = (case / test_cases.EXPECTED).read_text(encoding="utf-8")
    assert test_cases.run(case, tmp_path / "base") == expected


def test_an_id_in_both_halves_is_used_twice(make_base: MakeBase) -> None:
    text = (test_cases.BASE / "claims/brew2020/claims.yml").read_text()
    found = check(make_base({"claims/brew2020/a.yml": text})).diagnostics
    doubled = [d for d in found if d.code == "CB110"]
    assert doubled
    assert {d.place.file for d in doubled} == {"claims/brew2020/claims.yml"}, "the first file in order keeps its ids"
    assert all("claims/brew2020/a.yml" in d.message for d in doubled)
    assert all(d.place != Place(d.place.file) for d in doubled)


@settings(STEADY, max_examples=60)
@given(bases(4, 10))
def test_disputes_are_the_same(base: tuple[Vocabulary, Specs]) -> None:
    vocabulary, specs = base
    claims = read_claims(specs, vocabulary)
    stopped, elsewhere = list[str](), list[str]()
    found = find_disputes(claims, vocabulary, stopped=stopped.append)
    coming = disputes_ahead(claims, vocabulary)(elsewhere.append)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disagreements, "WORTH_SHARING", 1_000_000)
        alone = find_disputes(claims, vocabulary)
    for shared in (found, coming):
        assert told(shared) == told(alone)
        assert [(d.id, d.question, d.sides) for d in shared] == [(d.id, d.question, d.sides) for d in alone]
    assert elsewhere == stopped


def test_pages_and_bibliography_are_read_elsewhere(make_base: MakeBase) -> None:
    root = make_base({"book/broken.md": b"\xff", "book/references.bib": "@misc{brew2020, title = {Coffee}"})
    shared = ahead.read_ahead(root)()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "_cores", lambda: 1)
        alone = ahead.read_ahead(root)()
    assert shared == alone
    assert {diagnostic.code for diagnostic in shared.found} == {"CB102", "CB204"}
    assert not shared.pages.complete


def test_pages_are_begun_before_the_check_is_imported() -> None:
    before = "claimbook.commands.check, claimbook.selection, claimbook.ahead"
    code = f"import sys, {before}; print('claimbook.check' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
