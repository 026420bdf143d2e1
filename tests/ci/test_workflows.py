"""The workflows call only what is there: targets of the Makefile, scripts, verbs with their options."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from claimbook.book import INDEX
from claimbook.reports.formats import FORMATS

from tests.commands.calling import REPO, call

WORKFLOWS = sorted((REPO / ".github" / "workflows").glob("*.yml"))
_PINNED = re.compile(r"actions/[a-z-]+@v\d+\.\d+\.\d+")
Yaml = dict[str, Any]


def read(path: Path) -> Yaml:
    """A workflow; YAML 1.1 reads its key ``on`` as True."""
    found: dict[object, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else str(key): value for key, value in found.items()}


def named(name: str) -> Yaml:
    return read(REPO / ".github" / "workflows" / f"{name}.yml")


def steps(workflow: Yaml) -> Iterator[Yaml]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def commands(workflow: Yaml) -> Iterator[list[str]]:
    """Every command line of every step, without where its output goes."""
    for step in steps(workflow):
        for line in step.get("run", "").splitlines():
            yield shlex.split(line.partition(">>")[0])


def test_there_are_two() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "publish"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    """What GitHub asks for, the least rights, and an end to runs that hang."""
    workflow = read(path)
    assert set(workflow) == {"name", "on", "permissions", "concurrency", "jobs"}
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert job["runs-on"] == "ubuntu-24.04"
    for step in steps(workflow):
        assert ("uses" in step) != ("run" in step)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_official_and_pinned(path: Path) -> None:
    for step in steps(read(path)):
        assert "uses" not in step or _PINNED.fullmatch(step["uses"]), step["uses"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_from_outside_is_pasted_into_a_command(path: Path) -> None:
    """The name of a branch is anyone's to choose; it comes in a variable, and in quotes."""
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")
        assert not re.search(r'(?<!")\$[A-Z_]+(?!")', step.get("run", ""))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_command_is_there(path: Path) -> None:
    for program, *arguments in commands(read(path)):
        if program == "make":
            assert set(arguments) <= targets()
        elif program == ".venv/bin/claimbook":
            understood(arguments)
        else:
            assert os.access(REPO / program, os.X_OK), program


def targets() -> set[str]:
    """The targets of the Makefile, its variables put in."""
    text = (REPO / "Makefile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^(\w+) :?= (.*)$", text, re.MULTILINE))
    for _ in variables:
        text = re.sub(r"\$\((\w+)\)", lambda match: variables.get(match[1], match[0]), text)
    return {target for line in re.findall(r"^([^\s#:=][^:=]*):(?!=)", text, re.MULTILINE) for target in line.split()}


def understood(arguments: list[str]) -> None:
    """The verb exists and knows the options and the format."""
    verb, *rest = arguments
    told = call(verb, "--help")
    assert told.status == 0, f"claimbook has no '{verb}': {told.err}"
    for argument in rest:
        assert not argument.startswith("--") or argument in told.out
    if "--format" in rest:
        assert rest[rest.index("--format") + 1] in FORMATS


def test_a_pull_request_is_held_against_its_base() -> None:
    job = named("check")["jobs"]["claims"]
    checkout = job["steps"][0]
    assert checkout["uses"].startswith("actions/checkout@")
    assert checkout["with"]["fetch-depth"] == 0
    assert job["env"]["BASE"] == "origin/${{ github.base_ref }}"
    assert ["check", "--since", "$BASE", "--format", "github"] in [line[1:] for line in commands(named("check"))]


def test_only_main_is_published() -> None:
    workflow = named("publish")
    assert workflow["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    (upload,) = [step for step in steps(workflow) if "upload-pages-artifact" in step.get("uses", "")]
    assert Path(upload["with"]["path"]) == Path(INDEX).parent


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_names_an_archive(path: Path) -> None:
    """The sources' texts are other people's: what CI prints or publishes must not hold them."""
    assert "ARCHIVE" not in path.read_text(encoding="utf-8")
