"""``claimbook explain``: something to read for every code, every two claims and every question."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.disagreement.questions import Questions
from claimbook.rules import FAMILIES, RULES, Rule

from tests.commands.calling import REPO, call
from tests.commands.transcript import lay


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: Rule) -> None:
    done = call("explain", rule.code)
    told = " ".join(done.out.split())
    assert done.status == 0
    assert told.startswith(f"{rule.code} {rule.title}")
    assert " ".join(rule.why.split()) in told
    for label in ("checks", "why", "fix", "bad", "says", "good"):
        assert re.search(rf"^  {label} +\S", done.out, re.M), label


def test_list_of_all_codes() -> None:
    out = call("explain").out
    assert re.findall(r"^  (CB\d{3}) ", out, re.M) == list(RULES)
    assert re.findall(r"^(\w.*) \(CB\dxx\)$", out, re.M) == list(FAMILIES.values())


def test_beginnings() -> None:
    assert re.findall(r"^(CB\d{3}) ", call("explain", "CB4", "cb5").out, re.M) == [
        code for code in RULES if code[:3] in ("CB4", "CB5")
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


def test_every_two_claims_are_explained(root: Path) -> None:
    """Both are named, and the verdict is one of the two."""
    claims = check(root).base.records.claims
    assert len(claims) > 2
    for one, two in combinations(claims, 2):
        done = call("explain", one, two, "--root", str(root))
        told = " ".join(done.out.split())
        assert done.status == 0
        assert re.search(rf"{one} and {two} (disagree: \w+|do not disagree( by themselves)?: \S)", told)


def test_every_question_and_claim_is_told(root: Path) -> None:
    result = check(root)
    questions = Questions(result.base.claims(), result.base.vocabulary)
    for id_ in {*questions.ids, *(reviewed.dispute.id for reviewed in result.reviewed)}:
        done = call("explain", id_, "--root", str(root))
        assert done.status == 0
        assert f"{id_} " in done.out
    for claim in result.base.claims():
        done = call("explain", claim.id, "--root", str(root))
        assert done.status == 0
        assert claim.id in done.out


def test_real_questions() -> None:
    done = call("explain", "dose/anxiety-disorders", "--root", str(REPO))
    assert done.status == 0
    assert re.search(r"^  recommended 50 mg held by ", done.out, re.M)


def test_nothing_is_explained_of_a_base_that_is_not_there(tmp_path: Path) -> None:
    done = call("explain", "one", "two", "--root", str(tmp_path))
    assert done.status == 2
    assert "There is no claim 'one'." in done.err


def test_a_claim_and_a_question_are_not_mixed(root: Path) -> None:
    claims, question = check(root).base.records.claims, check(root).reviewed[0].dispute.id
    done = call("explain", next(iter(claims)), question, "--root", str(root))
    told = f"claimbook: '{question}' is a question, and those are told one by one.\n  claimbook explain {question}\n"
    assert done == (2, "", told)
