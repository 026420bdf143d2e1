"""Plain data as YAML: block style, short lists and mappings on one line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claimbook.writing.scalars import exact, in_brackets

STEP = "  "
WIDTH = 100  # a mapping of single values stands on one line up to here


def as_yaml(tree: Mapping[str, Any] | Sequence[Any]) -> str:
    """Mappings, lists, texts and numbers as the text of a file; True and False are ``yes`` and ``no``."""
    return "\n".join(_lines(tree, "")) + "\n"


def _lines(tree: Any, indent: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _entry(f"{indent}{exact(key)}:", value, indent)
        return
    for item in tree:
        first, *rest = list(_lines(item, indent + STEP)) if _is_nested(item) else [indent + STEP + on_one_line(item)]
        yield f"{indent}- {first[len(indent) + len(STEP) :]}"
        yield from rest


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    short = _is_short(value) and f"{head} {on_one_line(value)}"
    if short and len(short) <= WIDTH:
        yield short
    elif _is_nested(value):
        yield head
        yield from _lines(value, indent + STEP)
    else:
        yield f"{head} {on_one_line(value)}"


def _is_short(value: Any) -> bool:
    """Whether it is a mapping with nothing but single values and lists of them."""
    return isinstance(value, Mapping) and not any(_is_nested(inner) for inner in value.values())


def _is_nested(value: Any) -> bool:
    """Whether it takes lines of its own: a mapping, or a list of anything but single texts."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value)


def on_one_line(value: Any) -> str:
    """A value as it stands after its key."""
    return exact(value) if isinstance(value, str) else _flow(value)


def _flow(value: Any) -> str:
    """A value that may stand in brackets."""
    if isinstance(value, str):
        return in_brackets(exact(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{in_brackets(exact(key))}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return str(value)
