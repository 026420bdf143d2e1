"""Workflow commands as GitHub's runner takes them apart: one finding a line, whatever stands in the records."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from claimbook.check import check
from claimbook.reports.findings import findings
from claimbook.reports.github import SHOWN, as_github
from claimbook.rules import RULES

from tests.commands.calling import call
from tests.conftest import BASE, MakeBase
from tests.reports.bases import BASES, checked, hostile_base

_COMMAND = re.compile(r"::(?P<level>error|warning) (?P<properties>[^:]*)::(?P<message>.*)")
_COUNT = re.compile(
    r"claimbook: \d+ errors?, \d+ warnings?, \d+ notes?; \d+ disputes? with nothing to act on \(exit status \d\)"
)
LEVELS = ["error", "warning"]


class Annotation(NamedTuple):
    """A command, taken apart and its escapes undone."""

    level: str
    properties: dict[str, str]
    message: str


def annotations(printed: str) -> list[Annotation]:
    """All commands; whatever else is printed must be the last line, which counts."""
    *lines, count = printed.removesuffix("\n").split("\n")
    assert _COUNT.fullmatch(count)
    return [annotation(line) for line in lines]


def annotation(line: str) -> Annotation:
    match = _COMMAND.fullmatch(line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
    return Annotation(match["level"], {key: plain(value) for key, value in pairs}, plain(match["message"]))


def plain(text: str) -> str:
    for escape, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(escape, character)
    return text


@pytest.mark.parametrize("base", BASES)
def test_all_there_is_to_act_on(base: str, tmp_path: Path) -> None:
    checking = checked(base, tmp_path)
    told = annotations(as_github(checking))
    wanted = [found.diagnostic for found in findings(checking) if found.diagnostic.severity != "note"]
    assert sorted(a.properties["title"].split()[0] for a in told) == sorted(d.code for d in wanted)
    places = sorted((d.place.file, str(d.place.line), str(d.place.column)) for d in wanted)
    assert sorted((a.properties["file"], a.properties["line"], a.properties["col"]) for a in told) == places


@pytest.mark.parametrize("base", BASES)
def test_worst_first(base: str, tmp_path: Path) -> None:
    """GitHub keeps ten of each level: broken input must be among them, and errors come before the rest."""
    told = annotations(as_github(checked(base, tmp_path)))
    weights = [(LEVELS.index(a.level), not RULES[a.properties["title"].split()[0]].broken) for a in told]
    assert weights == sorted(weights)


def test_disputes_at_rest_are_counted(tmp_path: Path) -> None:
    """The ruled one, the exception and the contrast."""
    checking = checked("disputed", tmp_path)
    assert "; 3 disputes with nothing to act on (exit status 1)" in as_github(checking)
    resting = {f.diagnostic.dispute for f in findings(checking) if f.at_rest}
    assert resting == {"first-described", "effect/migraine", "cups/hypertension"}


def test_nothing_can_be_injected(tmp_path: Path) -> None:
    printed = call("check", "--format", "github", "--root", str(hostile_base(tmp_path))).out
    told = annotations(printed)
    assert {"file": "claims/brew2020/a,b:c%d é\n\N{REPLACEMENT CHARACTER}.yml", "line": "2", "col": "1",
            "title": "CB106 Unknown key"} in [a.properties for a in told]  # fmt: skip
    assert all(line.isprintable() for line in printed.splitlines())
    assert any("'::set-output name=a,b:c%0A]]> ::error::\\ufffe" in a.message for a in told)


def test_many_claims_on_the_other_side(make_base: MakeBase) -> None:
    text = (BASE / "claims" / "brew2020" / "claims.yml").read_text(encoding="utf-8")
    more = "".join(
        f"      - {{id: brew-more-{n}, says: More., dose: {{recommended: 90 mg}}}}\n" for n in range(SHOWN + 2)
    )
    root = make_base({"claims/brew2020/claims.yml": text + more})
    (dispute,) = annotations(as_github(check(root, root / "archive")))
    question, *others, rest, help_ = dispute.message.split("\n")
    assert question.startswith("Dose: hypertension? recommended 80 mg (brew-dose); recommended 90 mg (")
    assert others == [f"against brew-more-{n}: claims/brew2020/claims.yml:{21 + n}" for n in range(SHOWN)]
    assert rest == "and 2 more claims"
    assert help_ == "Run `claimbook rule dose/hypertension` and decide."


def test_a_base_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Annotations name files as the repository does, wherever in it the knowledge base lies."""
    (tmp_path / ".git").mkdir()
    told = annotations(as_github(checked("disputed", tmp_path)))
    assert told[0].properties["file"] == "base/claims/brew2020/claims.yml"
    assert "against cup-raises: base/claims/cup2021/figures.yml:11" in told[0].message
