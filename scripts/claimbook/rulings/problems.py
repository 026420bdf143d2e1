"""What is wrong with rulings, once they are held against the disputes."""

from collections.abc import Collection, Iterable

from claimbook.diagnostics import Place, Sink
from claimbook.disagreement.grade import Grade
from claimbook.reading.spelling import suggestion
from claimbook.rules import report
from claimbook.rulings.review import Reviewed, RulingStatus
from claimbook.rulings.ruling import Ruling, Verdict

_FEW = 12


def check_rulings(
    reviewed: Iterable[Reviewed],
    rulings: Iterable[Ruling],
    known_claims: Iterable[str] | None,
    complete: bool,
    sink: Sink,
) -> None:
    """Report rulings that are double, out of date, on nothing, not written yet, or prefer what takes no side.

    When records are missing (``complete`` is False) a dispute may only seem to be gone, and
    when a file could not be read (``known_claims`` is None) a claim may.
    """
    live = {r.dispute.id: r for r in reviewed if r.dispute.grade.actionable}
    known = set(known_claims) if known_claims is not None else None
    seen: dict[str, Place] = {}
    for ruling in rulings:
        first = seen.setdefault(ruling.dispute, ruling.place)
        if first is not ruling.place:
            report(sink, "CB503", ruling.place, dispute=ruling.dispute, first=first, about=[ruling.dispute])
        elif complete and ruling.dispute not in live:
            report(sink, "CB502", ruling.place, dispute=ruling.dispute, suggestion=suggestion(ruling.dispute, live))
        elif complete:
            _check_live(ruling, live[ruling.dispute], sink)
        _check_preferred(ruling, live.get(ruling.dispute) if complete else None, known, sink)


def _check_live(ruling: Ruling, reviewed: Reviewed, sink: Sink) -> None:
    """A ruling that counts, on a dispute that is there."""
    if reviewed.status is RulingStatus.STALE:
        report(sink, "CB501", ruling.place, dispute=ruling.dispute, fingerprint=reviewed.fingerprint)
    if reviewed.unwritten:
        report(sink, "CB505", ruling.place, dispute=ruling.dispute)
    if ruling.verdict is Verdict.ONE_SIDE:
        _check_one_side(ruling, reviewed, sink)


def _check_one_side(ruling: Ruling, reviewed: Reviewed, sink: Sink) -> None:
    """What is preferred can hold together: in no conflict does it stand on all sides; in a tension it may."""
    for disagreement in reviewed.dispute.actionable:
        if disagreement.grade is not Grade.CONFLICT:
            break
        held = [[id_ for id_ in ruling.prefers if id_ in member] for member in disagreement.members]
        if all(held):
            told = {"one": held[0][0], "other": held[-1][0]}
            report(sink, "CB506", ruling.place, dispute=ruling.dispute, about=[ruling.dispute], **told)
            return


def _check_preferred(ruling: Ruling, reviewed: Reviewed | None, known: Collection[str] | None, sink: Sink) -> None:
    """The claims that a ruling prefers exist, and take a side in its dispute."""
    sides = reviewed.dispute.claims if reviewed is not None else None
    for id_ in ruling.prefers:
        if known is not None and id_ not in known:
            report(sink, "CB116", ruling.place, dispute=ruling.dispute, key="prefers", id=id_,
                   suggestion=suggestion(id_, known), about=[id_])  # fmt: skip
        elif sides is not None and id_ not in sides:
            report(sink, "CB504", ruling.place, dispute=ruling.dispute, id=id_, sides=_few(sides), about=[id_])


def _few(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_FEW]) + (", ..." if len(ids) > _FEW else "")
