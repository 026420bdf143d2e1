"""``claimbook explain``: something to read for every code."""

import re

import pytest
from claimbook.rules import RULES, Rule

from tests.commands.calling import call


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_code_is_explained(rule: Rule) -> None:
    done = call("explain", rule.code)
    told = " ".join(done.out.split())
    assert done.status == 0
    assert told.startswith(f"{rule.code} {rule.title}")
    assert " ".join(rule.why.split()) in told
    for label in ("why", "message", "way out"):
        assert re.search(rf"^  {label} +\S", done.out, re.M), label
    assert not re.search(r"[{}]", done.out), "a slot of a template shows"


def test_list_of_all_codes() -> None:
    listed = re.findall(r"^(CB\d{3}) ", call("explain").out, re.M)
    assert listed == list(RULES)


def test_beginnings() -> None:
    assert re.findall(r"^(CB\d{3}) ", call("explain", "CB4", "cb5").out, re.M) == [
        code for code in RULES if code[:3] in ("CB4", "CB5")
    ]
