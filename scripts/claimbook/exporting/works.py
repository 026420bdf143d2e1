"""The works that a knowledge base cites, from its bibliography, read by pybtex."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from claimbook.check import Result
from claimbook.cited import citations
from claimbook.diagnostics import Sink
from claimbook.layout import BIBLIOGRAPHY
from claimbook.reading.yamlfile import read_text

Entries = dict[str, Any]


def cited(result: Result) -> list[str]:
    """The citation keys of the sources and of all that is cited anywhere; sorted."""
    return sorted({*result.base.records.sources, *(citation.key for citation in citations(result.base))})


def entries(result: Result) -> Entries:
    """Entries, as pybtex has them, of the cited works that the bibliography has, by key.

    Entries that others take fields from come after those; works that are not in the bibliography are left out.
    """
    known = _bibliography(result)
    wanted = [key for key in cited(result) if key in known]
    return {key: known[key] for key in _with_parents(wanted, known)}


def _with_parents(keys: Iterable[str], known: Entries) -> list[str]:
    """The keys, then those of the collections that they refer to by ``crossref``."""
    found = dict.fromkeys(keys)
    waiting = list(found)
    while waiting:
        parent = known[waiting.pop()].fields.get("crossref", "")
        if parent in known:
            if parent not in found:
                waiting.append(parent)
            found.pop(parent, None)
            found[parent] = None
    return list(found)


def _bibliography(result: Result) -> Entries:
    """Every entry that can be read; what cannot was reported by the check."""
    from pybtex import errors
    from pybtex.database.input.bibtex import Parser

    path = result.base.root / BIBLIOGRAPHY
    text = read_text(path, BIBLIOGRAPHY, Sink()) if path.is_file() else None
    parser: Any = Parser()
    with errors.capture(), suppress(Exception):  # pybtex raises its own and others; what it read so far is there
        parser.parse_string(text or "")
    return dict(parser.data.entries.items())
