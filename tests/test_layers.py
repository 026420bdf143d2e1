"""The packages in their order: each imports only what stands before it, so that they form no circle."""

import ast
from collections.abc import Iterator
from pathlib import Path

import claimbook

ROOT = Path(claimbook.__file__).parent
# Packages, and modules that stand beside them. Those of one line know nothing of each other.
LAYERS = (
    ("capitals", "characters", "failure", "garbage", "halves", "layout", "plurals", "pulse"),
    ("diagnostics",),
    ("rules", "examples"),
    ("reading",),
    ("vocabulary", "manuscript", "writing"),
    ("records",),
    ("disagreement",),
    ("rulings", "tracing"),
    ("explaining", "evidence", "citations"),
    ("ahead",),
    ("knowledge",),
    ("cited", "schema_values", "refreshing", "choosing", "telling"),
    ("schema", "figures"),
    ("prose",),
    ("groundwork",),
    ("check",),
    ("console", "selection", "passages"),
    ("changes",),
    ("views", "reports"),
    ("exporting",),
    ("importing",),
    ("answers", "pdf", "jupyterbook"),
    ("book",),
    ("commands", "sphinxext"),
    ("cli",),
    ("__main__",),
)
PLACE = {unit: number for number, layer in enumerate(LAYERS) for unit in layer}


def unit_of(path: Path) -> str:
    """The package or module beside packages that a file belongs to; '' for the package of all."""
    first = path.relative_to(ROOT).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """What a file imports of the others anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: name the package"
            names = [node.module or ""] if node.module != "claimbook" else [f"claimbook.{n.name}" for n in node.names]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        else:
            continue
        yield from ((node.lineno, name.split(".")[1]) for name in names if name.startswith("claimbook."))


FILES = sorted(path for path in ROOT.rglob("*.py") if unit_of(path))


def test_every_package_has_a_place() -> None:
    assert {unit_of(path) for path in FILES} == set(PLACE)


def test_packages_import_only_what_stands_before_them() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {here} imports {there}"
        for path in FILES
        for line, there in imported(path)
        if there in PLACE and there != (here := unit_of(path)) and PLACE[there] >= PLACE[here]
    ]
    assert found == []
