"""One tiny knowledge base per sentence of the semantics: ``cases/<topic>/<name>.yml``.

A case names its claims and everything that must come out: dispute, members and grade, and where
it matters the question, whether it is within one source, words of the steps, what is unstated and what
explains it. ``expect: []`` means no disagreement at all. The oracle must say the same.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from claimbook.disagreement.disputes import find_disputes
from claimbook.vocabulary.vocabulary import Vocabulary

from tests.disagreement.bases import DEFAULTS, HERE, coffee, read_claims, told
from tests.disagreement.oracle import as_oracle_sees, judge_all

CASES = sorted((HERE / "cases").rglob("*.yml"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return coffee()


def read_case(path: Path) -> dict[str, Any]:
    """A case; every scalar stays the text that stands in the file."""
    case = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
    assert set(case) == {"sentence", "claims", "expect"}, path
    return dict(case)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, vocabulary: Vocabulary) -> None:
    case = read_case(path)
    claims = read_claims(case["claims"], vocabulary, DEFAULTS)
    found = told(find_disputes(claims, vocabulary))
    expected = [{**wanted, "members": sorted(wanted["members"])} for wanted in case["expect"]]
    assert _brief(found) == _brief(expected)
    for wanted in expected:
        _check_details(next(f for f in found if _brief([f]) == _brief([wanted])), wanted)
    assert as_oracle_sees(find_disputes(claims, vocabulary), claims) == judge_all(claims, vocabulary)


def _brief(found: list[dict[str, Any]]) -> list[tuple[str, list[list[str]], str]]:
    return sorted((f["dispute"], f["members"], f["grade"]) for f in found)


def _check_details(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    for key in ("unstated", "explained_by"):
        if key in wanted:
            assert found[key] == sorted(wanted[key]), key
    assert found["question"] == wanted.get("question", found["question"])
    if "within" in wanted:
        assert found["within"] == (wanted["within"] == "yes")
    for words in wanted.get("steps", []):
        assert any(words in step for step in found["why"]), (words, found["why"])
    for words in wanted.get("no_steps", []):
        assert not any(words in step for step in found["why"]), (words, found["why"])
