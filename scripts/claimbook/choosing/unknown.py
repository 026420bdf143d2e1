"""Options that name nothing."""

from collections.abc import Iterable, Mapping

from claimbook.manuscript.options import Options, listed
from claimbook.reading.spelling import suggestion


def unknown(options: Options, known: Mapping[str, Iterable[str]]) -> list[str]:
    """A sentence for every word of an option that is none of those known for it."""
    return [
        f"':{name}: {word}' names nothing here. {suggestion(word, known[name])}"
        for name, value in options
        if name in known
        for word in listed(value)
        if word not in set(known[name])
    ]
