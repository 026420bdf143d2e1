"""Which disputes a directive's options keep."""

from collections.abc import Callable, Iterable, Mapping

from claimbook.choosing.unknown import unknown
from claimbook.disagreement.grade import Grade
from claimbook.manuscript.options import Options, listed
from claimbook.records.claims import Claim
from claimbook.rulings.review import Reviewed, RulingStatus
from claimbook.rulings.ruling import Verdict

DISPUTE_OPTIONS = ("source", "grade", "status", "topic", "ids")


def select_disputes(options: Options, reviewed: Iterable[Reviewed], claims: Mapping[str, Claim]) -> list[Reviewed]:
    """The disputes that match every option, worst first or in the order of ``ids``."""
    pool = list(reviewed)
    if options.get("ids"):
        by_id = {r.dispute.id: r for r in pool}
        pool = [by_id[id_] for id_ in options.listed("ids") if id_ in by_id]
    tests: dict[str, Callable[[Reviewed, list[str]], bool]] = {
        "source": lambda r, wanted: any(claims[id_].source in wanted for id_ in r.dispute.claims),
        "grade": lambda r, wanted: r.dispute.grade.value in wanted,
        "status": lambda r, wanted: not {r.status.value, _verdict(r)}.isdisjoint(wanted),
        "topic": lambda r, wanted: any(f"{r.dispute.id}/".startswith(f"{topic}/") for topic in wanted),
    }
    wanted = [(tests[name], listed(value)) for name, value in options if name in tests]
    return [r for r in pool if all(test(r, values) for test, values in wanted)]


def _verdict(reviewed: Reviewed) -> str:
    """The verdict that stands; '' when there is none or it is out of date."""
    return reviewed.ruling.verdict.value if reviewed.ruling and reviewed.status is RulingStatus.RULED else ""


def unknown_dispute_options(options: Options, reviewed: Iterable[Reviewed], sources: Iterable[str]) -> list[str]:
    """A sentence for every option value that names nothing. A topic may be without dispute for now."""
    known: dict[str, Iterable[str]] = {
        "source": sources,
        "grade": list(Grade),
        "status": [*RulingStatus, *Verdict],
        "ids": [r.dispute.id for r in reviewed],
    }
    return unknown(options, known)
