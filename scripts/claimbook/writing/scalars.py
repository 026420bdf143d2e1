"""Texts as YAML scalars on one line: plain where that is safe, else in double quotes."""

import re
from functools import lru_cache

from claimbook.characters import escaped
from claimbook.diagnostics import Sink
from claimbook.reading.nodes import Mapping, Scalar
from claimbook.reading.yamlfile import parse_yaml

# Text to every YAML reader, in brackets too, without a look: words, numbers with a unit, anchors.
_BARE = re.compile(
    r"(?:(?:[a-z]{2,}-|[0-9.]+ (?=[a-z])|[A-Z][a-z]+ )[A-Za-z0-9 ./%+-]*[A-Za-z0-9%]|[0-9a-f]{16}/[0-9]+@[0-9]+)\Z"
)
_PLAIN = re.compile(r"[^\W\d_][\w ,;()/+%.'’–—-]*\Z")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def scalar(text: str) -> str:
    """A text, with one space for all white space between words."""
    return exact(" ".join(text.split()))


def exact(text: str) -> str:
    """A text with its white space as it is."""
    return text if _BARE.match(text) else _looked_at(text)


def in_brackets(written: str) -> str:
    """A scalar as it may stand within brackets, where a comma has a meaning."""
    return f'"{written}"' if "," in written and not written.startswith('"') else written


@lru_cache(100_000)
def _looked_at(text: str) -> str:
    if _PLAIN.match(text) and _reads_back(text, text):
        return text
    quoted = '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else escaped(c)) for c in text) + '"'
    assert _reads_back(quoted, text)
    return quoted


def _reads_back(written: str, text: str) -> bool:
    sink = Sink()
    node = parse_yaml(f"key: {written}\n", "", sink)
    value = node.entries.get("key") if isinstance(node, Mapping) else None
    return not len(sink) and isinstance(value, Scalar) and value.text == text
