"""Changes to a knowledge base, and what is said of them."""

import json
from pathlib import Path
from typing import Any

from tests.commands.calling import Call, call

FIGURES = "claims/cup2021/figures.yml"
CLAIMS = "claims/brew2020/claims.yml"
RULINGS = "claims/rulings/all.yml"


def change(root: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file that has it."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_claim(root: Path, id_: str, assertion: str) -> None:
    """One more claim of the second source."""
    with (root / FIGURES).open("a", encoding="utf-8") as file:
        file.write(f"  - at: Elsewhere, {id_}\n    anchor: 0123456789abcdef/3@0\n    claims:\n")
        file.write(f"      - {{id: {id_}, says: More., {assertion}}}\n")


def since(root: Path, revision: str = "main", *options: str) -> Call:
    return call("check", "--since", revision, "--root", str(root), *options)


def effects(root: Path, revision: str = "main") -> dict[str, dict[str, list[str]]]:
    """Disputes by kind, with the claims that did it; kinds without a dispute are left out."""
    told = report(root, revision)["since"]
    kinds = ("opened", "worsened", "stale", "settled")
    return {kind: {item["dispute"]: item["by"] for item in told[kind]} for kind in kinds if told[kind]}


def report(root: Path, revision: str = "main") -> Any:
    return json.loads(since(root, revision, "--format", "json").out)


def codes(root: Path, revision: str = "main") -> list[str]:
    """What is found, as code and severity."""
    return [f"{found['code']} {found['severity']}" for found in report(root, revision)["diagnostics"]]
