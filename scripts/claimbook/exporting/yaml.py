"""Plain data as YAML that people go on writing: block style, short lists on one line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from claimbook.characters import escaped
from claimbook.records.writer import scalar

STEP = "  "
WIDTH = 100  # a mapping of single values stands on one line up to here
# Text to every YAML reader although it starts with a digit: an anchor, a number with its unit.
_BARE = re.compile(r"[0-9a-f]{16}/[0-9]+@[0-9]+\Z|[0-9.]+ [a-z]+\Z")


def as_yaml(tree: Mapping[str, Any] | Sequence[Any]) -> str:
    """Mappings, lists, texts and numbers as the text of a file; True and False are ``yes`` and ``no``."""
    return "\n".join(_lines(tree, "")) + "\n"


def _lines(tree: Any, indent: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _entry(f"{indent}{text(key)}:", value, indent)
        return
    for item in tree:
        first, *rest = list(_lines(item, indent + STEP)) if _is_nested(item) else [indent + STEP + _flow(item)]
        yield f"{indent}- {first[len(indent) + len(STEP) :]}"
        yield from rest


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    on_one_line = _is_short(value) and f"{head} {_flow(value)}"
    if on_one_line and len(on_one_line) <= WIDTH:
        yield on_one_line
    elif _is_nested(value):
        yield head
        yield from _lines(value, indent + STEP)
    else:
        yield f"{head} {_flow(value)}"


def _is_short(value: Any) -> bool:
    """Whether it is a mapping with nothing but single values and lists of them."""
    return isinstance(value, Mapping) and not any(_is_nested(inner) for inner in value.values())


def _is_nested(value: Any) -> bool:
    """Whether it takes lines of its own: a mapping, or a list of anything but single texts."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value)


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_in_brackets(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{text(key)}: {_in_brackets(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return text(value) if isinstance(value, str) else str(value)


def _in_brackets(value: Any) -> str:
    """A value within brackets, where a comma has a meaning."""
    written = _flow(value)
    return f'"{written}"' if isinstance(value, str) and "," in written and not written.startswith('"') else written


@lru_cache(100_000)
def text(said: str) -> str:
    """A text as a scalar on one line; white space in it stays as it is."""
    if _BARE.match(said):
        return said
    if said == " ".join(said.split()):
        return scalar(said)
    return "".join(c if c.isprintable() else escaped(c) for c in json.dumps(said, ensure_ascii=False))
