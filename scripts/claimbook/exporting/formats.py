"""The formats of the export, by name. Each is imported when it is asked for."""

from collections.abc import Callable

from claimbook.check import Result
from claimbook.failure import CallError

Format = Callable[[Result, str | None], str]


def _json(result: Result, _base: str | None) -> str:
    from claimbook.exporting.json import export_data
    from claimbook.reports.json import dump

    return dump(export_data(result))


def _csv(result: Result, _base: str | None) -> str:
    from claimbook.exporting.csv import as_csv

    return as_csv(result)


def _bibtex(result: Result, _base: str | None) -> str:
    from claimbook.exporting.bibtex import as_bibtex

    return as_bibtex(result)


def _csl(result: Result, _base: str | None) -> str:
    from claimbook.exporting.csl import as_csl_json

    return as_csl_json(result)


def _jsonld(result: Result, base: str | None) -> str:
    from claimbook.exporting.jsonld import as_jsonld
    from claimbook.exporting.publication import linked

    return as_jsonld(linked(result, base))


def _trig(result: Result, base: str | None) -> str:
    from claimbook.exporting.publication import linked
    from claimbook.exporting.trig import as_trig

    return as_trig(linked(result, base))


FORMATS: dict[str, Format] = {
    "json": _json,
    "csv": _csv,
    "bibtex": _bibtex,
    "csl-json": _csl,
    "jsonld": _jsonld,
    "trig": _trig,
}
LINKED = ("jsonld", "trig")


def exported(result: Result, format_: str, base: str | None = None) -> str:
    """The knowledge base in a format. ``base`` is the base IRI of linked data; CallError where it has no use."""
    if base is not None and format_ not in LINKED:
        raise CallError(f"--base-iri has no use in {format_}.", f"Give it with --format {' or '.join(LINKED)}.")
    return FORMATS[format_](result, base)
