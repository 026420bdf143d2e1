"""Linked data as TriG. Only the plainest of its forms are written: full IRIs or prefixed names, quoted strings."""

import re
from collections.abc import Iterable, Iterator

from claimbook.characters import acts
from claimbook.exporting.linked import PREFIXES, Iri, Literal, NamedGraph, Object, shortened

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNUSUAL = re.compile(r'["\\]|[^ -~]')


def as_trig(graphs: Iterable[NamedGraph]) -> str:
    """All graphs; what would act on a terminal stands as an escape."""
    return "\n".join(_lines(graphs)) + "\n"


def _lines(graphs: Iterable[NamedGraph]) -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
    for graph in graphs:
        yield ""
        yield f"{_iri(graph.name)} {{"
        for subject, said in graph.nodes.items():
            pairs = [f"{_iri(predicate)} {', '.join(map(_object, some))}" for predicate, some in said.items()]
            yield f"  {_iri(subject)} " + " ;\n    ".join(pairs) + " ."
        yield "}"


def _iri(iri: Iri) -> str:
    return shortened(iri.text) or f"<{iri.text}>"


def _object(found: Object) -> str:
    if isinstance(found, Iri):
        return _iri(found)
    return quoted(found) + (f"^^{_iri(Iri(found.type))}" if found.type else "")


def quoted(literal: Literal) -> str:
    """A literal's text in quotes."""
    return f'"{_UNUSUAL.sub(_escaped, literal.text)}"'


def _escaped(match: re.Match[str]) -> str:
    character, code = match[0], ord(match[0])
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not acts(character):
        return character
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
