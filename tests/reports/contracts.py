"""The contracts of the JSON that claimbook prints, as JSON Schemas in ``contract/``."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

HERE = Path(__file__).parent / "contract"


@cache
def _registry() -> Registry[Any]:
    schemas = ((path.name, json.loads(path.read_text(encoding="utf-8"))) for path in HERE.glob("*.json"))
    return Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas)


def breaches(printed: Any, verb: str) -> list[str]:
    """Where the JSON of ``check`` or ``export`` breaks its contract, and how."""
    schema = _registry().contents(f"{verb}.schema.json")
    validator = Draft202012Validator(schema, registry=_registry())
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(printed)]
