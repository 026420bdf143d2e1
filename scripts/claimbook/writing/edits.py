"""Small changes in YAML files that leave everything else as it is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostics import Place, Sink
from claimbook.failure import CallError
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Mapping, Node, Scalar, Sequence
from claimbook.reading.yamlfile import parse_yaml
from claimbook.writing.files import text_of, write_atomically

# YAML's line breaks; places count lines by them.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HAS_CONTENT = re.compile(r"(?m)^\s*[^#\s]")


# Scalars


class Edit(NamedTuple):
    """The scalar at a place, as it is and as it is to be."""

    place: Place
    old: str
    new: str


def rewrite(root: Path, edits: Iterable[Edit]) -> list[str]:
    """Make the edits in the files they lie in; the names of the files that changed.

    Raises CallError, and leaves the file alone, where the text at a place is not the one expected.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.place.file, []).append(edit)
    for name, some in by_file.items():
        write_atomically(root / name, edited(text_of(root / name, name), some))
    return list(by_file)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits made, from the last place to the first so that places keep."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    for edit in sorted(edits, key=lambda e: e.place, reverse=True):
        start = starts[edit.place.line - 1] + edit.place.column - 1
        start += text[start : start + 1] in ("'", '"')
        if not text.startswith(edit.old, start):
            raise CallError(f"{edit.place}: '{edit.old}' does not stand there in one piece.", "Change it by hand.")
        text = text[:start] + edit.new + text[start + len(edit.old) :]
    return text


def entries(path: Path, name: str, key: str | None = None) -> Iterator[Fields]:
    """The mappings of the list in a file, under ``key`` or at its top, whose scalars can be edited."""
    node = parse_yaml(text_of(path, name), name, Sink())
    found = _list_in(node, key)
    for item in found.items if found is not None else (node,) if key is None else ():
        if isinstance(item, Mapping):
            yield Fields(item, name, Sink())


# Lists


def append_item(text: str, item: list[str], name: str, key: str | None = None) -> str:
    """The text of a YAML file with one more item in its list; ``item`` is its lines, unindented.

    The list is the one under ``key``, or the file itself. It must be the last thing in the file
    and in block style, so that appending is enough. Raises CallError where it is not.
    """
    before = _items(text, name, key)
    column = before[0].place.column - 3 if before else 2 if key else 0
    ending = "\r\n" if "\r\n" in text else "\n"
    head = text if not text or text.endswith(("\n", "\r")) else text + ending
    after = head + "".join(f"{' ' * column}{line}".rstrip() + ending for line in item)
    sink = Sink()
    node = parse_yaml(after, name, sink)
    grown = _list_in(node, key)
    if len(sink) or grown is None or len(grown.items) != len(before) + 1 or not _same(before, grown.items):
        what = f"the list under '{key}'" if key else "the list"
        raise CallError(f"{name}: cannot append, because {what} is not in block style at the end of the file.",
                      "Put it there, one item per '- ', or paste the entry by hand.")  # fmt: skip
    return after


def _items(text: str, name: str, key: str | None) -> list[Node]:
    if key is None and not _HAS_CONTENT.search(text):
        return []
    sink = Sink()
    node = parse_yaml(text, name, sink)
    for problem in sink:
        raise CallError(f"{problem.place}: {problem.message}", f"{problem.help} Nothing was written.")
    found = _list_in(node, key)
    if found is not None:
        return found.items
    if isinstance(node, Mapping) and key is not None and _is_empty(node.entries.get(key)):
        return []
    raise CallError(f"{name} does not hold a list" + (f" under '{key}'." if key else "."), "Nothing was written.")


def _list_in(node: Node | None, key: str | None) -> Sequence | None:
    if key is not None:
        node = node.entries.get(key) if isinstance(node, Mapping) else None
    return node if isinstance(node, Sequence) else None


def _is_empty(node: Node | None) -> bool:
    """Whether a key is there with nothing after it."""
    return isinstance(node, Scalar) and not node.text


def _same(before: list[Node], after: list[Node]) -> bool:
    """Whether the items that were there still read the same, where they stood."""
    return all(_content(one) == _content(two) for one, two in zip(before, after, strict=False))


def _content(node: Node) -> object:
    """A node with all that is in it and the places, as plain data."""
    if isinstance(node, Scalar):
        return node.place, node.text
    if isinstance(node, Sequence):
        return node.place, list(map(_content, node.items))
    return node.place, [(node.key_place(key), key, _content(value)) for key, value in node.entries.items()]
