"""``claimbook schema``: the schemas accept what the check accepts and refuse what it refuses, where they can."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from claimbook.knowledge import load
from claimbook.schema import schemas, written
from jsonschema import Draft202012Validator

from tests.cases.test_cases import CASES, codes, lay_out, name
from tests.commands.calling import REPO, call
from tests.commands.transcript import lay

COFFEE = Path(__file__).parents[1] / "book" / "coffee"
# What a schema for editors can see: one key or value at a time.
SEEN = {"CB106", "CB108", "CB111", "CB112", "CB115", "CB301"}
# A list of words cannot take them in every case, as the check does, and what looks like null is null to an editor.
STRICTER = {"CB108/any-spelling-of-a-term", "CB109/every-type", "CB109/spelling-is-kept"}
# A word inside a text, keys that do not go together, and drawings of the book, which have no schema.
UNSEEN = {
    "CB108/comparison",
    "CB108/id-from-no-subject",
    "CB108/unstated-subject",
    "CB109/drawing",
    "CB112/against-itself",
    "CB115/nothing-declared",
    "CB122/broken-constraint",
    "CB122/dimension-misspelt",
    "CB122/property-misspelt",
}


class Loader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: only numbers, true, false and null are no text."""


Loader.yaml_implicit_resolvers = {}
for _type, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_type}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def kind(path: Path) -> str:
    """Which schema a file under ``claims/`` is read by."""
    if path.name == "vocabulary.yml":
        return "vocabulary"
    if path.parent.name == "rulings":
        return "rulings"
    return "source" if path.name == "source.yml" else "claims"


def files(root: Path) -> list[Path]:
    """The files that claimbook reads."""
    claims = root / "claims"
    return sorted(path for path in [*claims.glob("*.yml"), *claims.glob("[!.]*/*.yml")] if path.is_file())


def complaints(root: Path, made: dict[str, Any]) -> list[str]:
    """What an editor with the schemas says about every file of a knowledge base."""
    validators = {file: Draft202012Validator(schema) for file, schema in made.items()}
    return [said for path in files(root) for said in _of_file(path, validators[f"{kind(path)}.schema.json"])]


def _of_file(path: Path, validator: Draft202012Validator) -> list[str]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # a safe loader's child
    except yaml.YAMLError as error:
        return [f"{path.name}: {error}"]
    return [f"{path.name} {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


CLEAN = [case for case in CASES if not codes(case) and name(case) not in STRICTER]
BROKEN = [case for case in CASES if codes(case) & SEEN and name(case) not in UNSEEN]


def made_for(root: Path) -> dict[str, Any]:
    return schemas(load(root).vocabulary)


@pytest.mark.parametrize("root", [REPO, COFFEE], ids=["real", "coffee"])
def test_schemas_accept_what_is_sound(root: Path) -> None:
    made = made_for(root)
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
    assert complaints(root, made) == []


@pytest.mark.parametrize("case", CLEAN, ids=name)
def test_schemas_accept_every_clean_case(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    lay_out(case, root)
    assert complaints(root, made_for(root)) == []


@pytest.mark.parametrize("base", [[], ["disputed"], ["moved"]], ids="+".join)
def test_schemas_accept_small_bases(base: list[str], tmp_path: Path) -> None:
    root = lay(base, tmp_path / "base")
    assert complaints(root, made_for(root)) == []


@pytest.mark.parametrize("case", BROKEN, ids=name)
def test_schemas_refuse_broken_cases(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    lay_out(case, root)
    sound = lay([], tmp_path / "sound")
    assert complaints(root, made_for(sound))


def test_committed_schemas_are_up_to_date() -> None:
    for file, schema in made_for(REPO).items():
        assert (REPO / "claims" / file).read_text(encoding="utf-8") == written(schema), f"run make schema: {file}"


def test_every_claim_file_names_its_schema() -> None:
    """Editors find the schema by the first line of each file."""
    without = [
        path.relative_to(REPO).as_posix()
        for path in files(REPO)
        if f"$schema={'' if path.parent.name == 'claims' else '../'}{kind(path)}.schema.json"
        not in path.read_text(encoding="utf-8").partition("\n")[0]
    ]
    assert without == []


def test_printed_schemas_are_those_that_are_written(tmp_path: Path) -> None:
    root = lay([], tmp_path / "base")
    assert call("schema", "--write", "--root", str(root)).status == 0
    together = json.loads(call("schema", "--root", str(root)).out)
    for file, schema in together.items():
        text = (root / "claims" / file).read_text(encoding="utf-8")
        assert json.loads(text) == schema
        assert call("schema", file.partition(".")[0], "--root", str(root)).out == text
