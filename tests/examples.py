"""The examples of the codes, laid over the base of the cases and checked for real.

A snippet that begins with ``- at`` or ``- id`` or ``#`` goes on where the base's claim file ends; a mapping of
YAML is put over the keys that the base's file has; anything else is a whole file. Commands are run.
"""

import json
import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from claimbook.check import check
from claimbook.cli import main
from claimbook.diagnostics import Diagnostic

from tests.conftest import BASE

CLAIMS = "claims/brew2020/claims.yml"
_ENCODED = re.compile(r"(?P<name>\S+) \(in (?P<encoding>\S+)\)")


def diagnostics(files: Mapping[str, str], root: Path) -> tuple[Diagnostic, ...]:
    """What the check says of the base with the files of an example; ``root`` is made."""
    shutil.copytree(BASE, root)
    where, archive, retractions = root, root / "archive", None
    for name, text in files.items():
        if not name.startswith("$"):
            _lay(name, text, root)
            continue
        words = shlex.split(name)[2:]
        if words[0] == "check":
            where = root / _option("--root", words, ".")
            archive = root / _option("--archive", words, "" if "--root" not in words else "archive")
            retractions = root / words[words.index("--retractions") + 1] if "--retractions" in words else None
        else:
            assert main([*words, "--root", str(root)]) == 0
    return check(where, archive if archive != root else None, retractions=retractions).diagnostics


def _option(name: str, words: list[str], otherwise: str) -> str:
    return words[words.index(name) + 1] if name in words else otherwise


def _lay(name: str, text: str, root: Path) -> None:
    encoded = _ENCODED.fullmatch(name)
    path = root / (encoded["name"] if encoded else name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_whole(path, text), encoding=encoded["encoding"] if encoded else "utf-8")


def _whole(path: Path, text: str) -> str:
    """The file of which the text is the part that matters."""
    if not path.exists() or path.suffix not in (".yml", ".json"):
        return text
    before = path.read_text(encoding="utf-8")
    depth = {"- at": 2, "- id": 6, "- {i": 6, "# No": 2}.get(text[:4])
    if depth is not None:
        return before + "".join(f"{' ' * depth}{line}\n" for line in text.splitlines())
    over = _merged(yaml.load(before, yaml.BaseLoader), yaml.load(text, yaml.BaseLoader))
    return json.dumps(over, ensure_ascii=False, indent=2)


def _merged(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _merged(below.get(key), value) for key, value in above.items()}}
    return above
