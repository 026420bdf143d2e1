"""The check's result as its readers need it: names of works where the texts of records have citation keys."""

from collections.abc import Callable
from dataclasses import replace

from claimbook.check import Result
from claimbook.records.claims import Claim
from claimbook.records.sources import Reference, Source
from claimbook.rulings.review import Reviewed

Naming = Callable[[str], str]


def readable(result: Result, naming: Naming) -> Result:
    """The same result; what is compared and counted stays as it is, and so do the words of the sources."""
    records = result.base.records
    named = replace(
        records,
        claims={id_: _claim(claim, naming) for id_, claim in records.claims.items()},
        sources={key: _source(source, naming) for key, source in records.sources.items()},
    )
    reviewed = tuple(_reviewed(one, naming) for one in result.reviewed)
    return replace(result, base=replace(result.base, records=named), reviewed=reviewed)


def _claim(claim: Claim, naming: Naming) -> Claim:
    at, note = naming(claim.at), naming(claim.note)
    return claim if (at, note) == (claim.at, claim.note) else claim._replace(at=at, note=note)


def _source(source: Source, naming: Naming) -> Source:
    return source._replace(
        own_sources=naming(source.own_sources),
        interest=naming(source.interest),
        trust_because=naming(source.trust_because),
        note=naming(source.note),
        not_seen=tuple(map(naming, source.not_seen)),
        references=tuple(_reference(given, naming) for given in source.references),
    )


def _reference(given: Reference, naming: Naming) -> Reference:
    return given._replace(at=naming(given.at), because=naming(given.because))


def _reviewed(reviewed: Reviewed, naming: Naming) -> Reviewed:
    ruling = reviewed.ruling
    return reviewed if ruling is None else replace(reviewed, ruling=ruling._replace(because=naming(ruling.because)))
