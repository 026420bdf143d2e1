"""A whole knowledge base as linked data: who publishes it, where and when is in the book's configuration."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimbook.check import Result
from claimbook.exporting.linked import UNNAMED, Iris, NamedGraph, named
from claimbook.exporting.nanopubs import Publication, nanopublications
from claimbook.exporting.surroundings import surroundings
from claimbook.failure import CallError
from claimbook.layout import CONFIGURATION

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"


def linked(result: Result, base: str | None) -> Iterator[NamedGraph]:
    """All graphs: a nanopublication for each claim, then what they speak of. Raises CallError for a bad base IRI."""
    names, published = base_names(result.base.root, base), publication(result.base.root)
    yield from nanopublications(result, names, published)
    yield from surroundings(result, names)


def base_names(root: Path, given: str | None) -> Iris:
    """IRIs under the base given, else under the book's own address (``html: baseurl``), else URNs."""
    if given is not None:
        return named(given)
    html = _config(root).get("html")
    return named((_text(html.get("baseurl")) if isinstance(html, Mapping) else "") or UNNAMED)


def publication(root: Path) -> Publication:
    """Author and copyright of the book, and the present time or that of SOURCE_DATE_EPOCH, in seconds."""
    config = _config(root)
    return Publication(_text(config.get("author")), _text(config.get("copyright")), _now())


def _now() -> str:
    given = os.environ.get(EPOCH_VARIABLE, "")
    try:
        moment = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CallError(f"{EPOCH_VARIABLE} is '{given}', which is no time.",
                        "Give whole seconds since 1970, or unset it.") from error  # fmt: skip
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _config(root: Path) -> Mapping[str, Any]:
    """The book's configuration; nothing where there is none."""
    import yaml

    path = root / CONFIGURATION
    if not path.is_file():
        return {}
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CallError(f"{CONFIGURATION} cannot be read.", "Correct it; `claimbook build` needs it too.") from error
    return read if isinstance(read, Mapping) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
