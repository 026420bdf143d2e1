"""Every code has an example, and each example says what the check really says.

``CLAIMBOOK_UPDATE_CASES=1`` writes the messages anew, after one was reworded.
"""

import os
import re
import textwrap
from pathlib import Path

import pytest
from claimbook.diagnostics import Diagnostic
from claimbook.examples import example_of
from claimbook.rules import FAMILIES, RULES, is_broken

from tests.examples import diagnostics

# What else good examples show: rulings need a dispute, and a contrast is no fault.
ALSO = {
    "CB303": {"CB306"},
    **{code: {"CB401"} for code in RULES if code.startswith("CB5")},
    "CB604": {"CB401"},
    "CB610": {"CB605"},
    "CB607": {"CB606"},
}
# Where it takes one fault to show another: claims are set aside only for something wrong.
CAUSES = {"CB122": {"CB108"}}
LONGEST = 14  # lines of a snippet
EXAMPLES = Path(__file__).parents[1] / "scripts" / "claimbook" / "examples"


UPDATE = os.environ.get("CLAIMBOOK_UPDATE_CASES") == "1"


def rewrite(code: str, message: str) -> None:
    """Put another message in an example's file."""
    path = EXAMPLES / f"{code}.yml"
    told = textwrap.fill(message, 110, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?<=^message: >-\n)(  .*\n)+", lambda _: f"{told}\n", text, flags=re.M), encoding="utf-8")


def said(found: Diagnostic) -> str:
    return f"{found.message} {found.help}"


@pytest.mark.parametrize("code", RULES)
def test_the_bad_one_gets_the_code_and_its_message(code: str, tmp_path: Path) -> None:
    example = example_of(code)
    found = diagnostics({**example.given, **example.bad}, tmp_path / "base")
    if UPDATE:
        rewrite(code, next(said(d) for d in found if d.code == code))
        example = example_of.__wrapped__(code)
    assert [said(d) for d in found if d.code == code][:1] == [example.message]
    assert {d.code for d in found if is_broken(d)} <= {code} | CAUSES.get(code, set()), "something else is broken"


@pytest.mark.parametrize("code", RULES)
def test_the_good_one_does_not(code: str, tmp_path: Path) -> None:
    example = example_of(code)
    found = diagnostics({**example.given, **example.good}, tmp_path / "base")
    assert {d.code for d in found} <= ALSO.get(code, set())


@pytest.mark.parametrize("code", RULES)
def test_an_example_is_short_and_says_something_of_its_own(code: str) -> None:
    example, rule = example_of(code), RULES[code]
    for files in (example.given, example.bad, example.good):
        assert all(len(text.splitlines()) <= LONGEST for text in files.values())
    for text in (example.checks, example.fix, rule.why):
        assert text[:1].isupper() or text.startswith("`")
        assert text.endswith(".")
        assert "{" not in text
    assert len({example.checks, example.fix, rule.why}) == 3
    assert example.bad != example.good


def test_no_example_is_left_over() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yml")} == set(RULES)


def test_no_two_rules_have_one_example() -> None:
    checks = [example_of(code).checks for code in RULES]
    assert len(set(checks)) == len(checks)


def test_every_family_has_a_name() -> None:
    assert {rule.family for rule in RULES.values()} == set(FAMILIES)
