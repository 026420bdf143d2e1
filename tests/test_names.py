"""One name, one thing: whoever meets a class need not ask which of several it is."""

import ast
from collections import defaultdict
from pathlib import Path

import claimbook

ROOT = Path(claimbook.__file__).parent


def test_no_two_classes_share_a_name() -> None:
    found = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(path.relative_to(ROOT).as_posix())
    assert found
    assert {name: sorted(paths) for name, paths in found.items() if len(paths) > 1} == {}
