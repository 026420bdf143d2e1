"""What the check says of traces: retellings that differ, references that cannot be found, labels that mislead."""

from collections.abc import Iterable, Mapping

from claimbook.diagnostics import Sink
from claimbook.records.claims import Claim
from claimbook.records.sources import Findability, Reference, Source
from claimbook.rules import report
from claimbook.tracing.facts import Departure
from claimbook.tracing.traces import Retelling, Traced

_CODES = {Findability.PARTIAL: "CB217", Findability.UNTRACEABLE: "CB216"}


def report_traces(
    claims: Mapping[str, Claim], sources: Mapping[str, Source], traced: Mapping[str, Traced], broken: bool, sink: Sink
) -> None:
    """Report misreports, and the references of every source that lead nowhere or nearly so."""
    for id_, found in traced.items():
        for retelling in found.retellings:
            if retelling.differences:
                _misreport(claims[id_], retelling, sink)
    labels = {(claim.source, claim.study) for claim in claims.values()}
    for key, study in labels:
        if study in sources and study != key:
            _mistaken(next(c for c in claims.values() if (c.source, c.study) == (key, study)), sink)
    for source in sources.values():
        for reference in source.references:
            _appraised(reference, sink)
            if reference.study and not broken and (source.key, reference.study) not in labels:
                report(sink, "CB218", reference.place, id=reference.id, study=reference.study, about=_name(reference))


def _misreport(claim: Claim, retelling: Retelling, sink: Sink) -> None:
    against = dict.fromkeys(id_ for difference in retelling.differences for id_ in difference.claims)
    what = "; ".join(map(_told, retelling.differences))
    report(sink, "CB215", claim.place, claims=[claim.id, *against], claim=claim.id, study=retelling.study,
           what=what, about=[claim.id, retelling.study])  # fmt: skip


def _mistaken(claim: Claim, sink: Sink) -> None:
    """A label is its source's own, but one that is another source's key hardly means anything else."""
    report(sink, "CB223", claim.place, claims=[claim.id], study=claim.study, source=claim.source,
           about=[claim.source, claim.study])  # fmt: skip


def _told(difference: Departure) -> str:
    return f"{difference} ({', '.join(difference.claims)})"


def _appraised(reference: Reference, sink: Sink) -> None:
    code = _CODES.get(reference.found)
    if code is not None:
        works = f" It may be {_listed(reference.works)}." if reference.works else ""
        report(sink, code, reference.place, id=reference.id, gives=reference.gives.rstrip("."), works=works,
               because=reference.because, about=_name(reference))  # fmt: skip


def _listed(words: Iterable[str]) -> str:
    return " or ".join(words)


def _name(reference: Reference) -> list[str]:
    """What a finding about a reference is known by: ids of references are unique within a source."""
    return [reference.source, reference.id]
