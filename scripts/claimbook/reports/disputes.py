"""Disputes in the text report: in full where someone has to act, else in a line or two."""

from collections import Counter
from collections.abc import Sequence

from claimbook.check import Result
from claimbook.disagreement.agreement import agreement
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import Dispute, Side, sides
from claimbook.disagreement.grade import Grade
from claimbook.knowledge import KnowledgeBase
from claimbook.plurals import plural
from claimbook.records.claims import Claim, Reach, Wording
from claimbook.reports.terminal import Part, Sheet, Style, fixed
from claimbook.rulings.review import Reviewed, RulingStatus, Step
from claimbook.selection import shown

SHOWN = 4
IN_FULL = 20
MOST_SIDES, MOST_CLAIMS = 12, 8
STYLES = {
    Grade.CONFLICT: Style.RED,
    Grade.TENSION: Style.YELLOW,
    Grade.EXCEPTION: Style.BLUE,
    Grade.CONTRAST: Style.BLUE,
}


def add_disputes(sheet: Sheet, result: Result, *, verbose: bool) -> None:
    """All disputes, worst first; those that wait for a reviewer in full, as far as anybody would read on."""
    disputes = shown(result)
    waiting = [r for r in disputes if r.waits]
    full = disputes if verbose else waiting[:IN_FULL]
    for reviewed in full:
        _full(sheet, reviewed, result.base, verbose=verbose)
    sheet.blank()
    _waiting(sheet, [] if verbose else waiting[IN_FULL:])
    short = [] if verbose else [r for r in disputes if not r.waits]
    for reviewed in short:
        if reviewed.status is not RulingStatus.NONE:
            _ruled(sheet, reviewed)
    sheet.blank()
    for reviewed in short:
        if reviewed.status is RulingStatus.NONE:
            _nothing_to_rule(sheet, reviewed.dispute)
    sheet.blank()


# In short


def _waiting(sheet: Sheet, disputes: Sequence[Reviewed]) -> None:
    """What waits as well, a line each."""
    if disputes:
        sheet.add(f"{plural(len(disputes), 'dispute')} more to rule on (--verbose shows all in full):")
    for reviewed in disputes:
        state = (f"({reviewed.status.value})", Style.DIM)
        sheet.one_line(*_head(reviewed), state, (reviewed.dispute.question, Style.DIM), indent=2)
    sheet.blank()


def _ruled(sheet: Sheet, reviewed: Reviewed) -> None:
    """Two lines: which dispute and how it was decided, and why; or where the ruling is that nobody can read."""
    because = reviewed.ruling.because if reviewed.ruling is not None else str(reviewed.broken)
    sheet.one_line(*_head(reviewed), (f"({state(reviewed)})", Style.DIM))
    sheet.one_line((because, Style.DIM), indent=2)


def _nothing_to_rule(sheet: Sheet, dispute: Dispute) -> None:
    grade = dispute.grade
    count = fixed(f"({plural(len(dispute.disagreements), 'disagreement')})")
    sheet.one_line((grade.value, STYLES[grade]), (dispute.id, Style.BOLD), (count, Style.DIM), dispute.question)


def _head(reviewed: Reviewed) -> tuple[Part, ...]:
    grade = reviewed.dispute.grade
    return (grade.value.upper(), STYLES[grade]), (reviewed.dispute.id, Style.BOLD)


# In full


def _full(sheet: Sheet, reviewed: Reviewed, base: KnowledgeBase, *, verbose: bool) -> None:
    dispute = reviewed.dispute
    shown = dispute.disagreements if verbose or not dispute.actionable else dispute.actionable
    joined = sides(shown)
    numbers = _number(joined)
    sheet.rule()
    sheet.add(*_head(reviewed), (f"({state(reviewed)})", Style.DIM), hang=2)
    sheet.add(dispute.question, indent=2)
    _sides(sheet, joined, numbers, base, everything=verbose)
    _disagreements(sheet, shown, numbers, base, everything=verbose)
    _rest(sheet, dispute, shown)
    _next(sheet, reviewed)


def state(reviewed: Reviewed) -> str:
    """How reviewers left it, in a word or two."""
    ruling = reviewed.ruling
    if ruling is None:
        if reviewed.broken is not None:
            return "its ruling is broken"
        return "new" if reviewed.status is RulingStatus.NEW else "nothing to rule on"
    if reviewed.status is RulingStatus.RULED:
        return "ruling drafted" if ruling.unwritten else f"ruled: {ruling.verdict.value}"
    return f"stale: ruled on {ruling.on}, its claims changed since"


def _number(joined: Sequence[Side]) -> dict[str, int]:
    """Claims numbered in the order of the sides they are printed on."""
    ids = [id_ for side in joined for id_ in side.claims]
    return {id_: number for number, id_ in enumerate(dict.fromkeys(ids), 1)}


def _sides(
    sheet: Sheet, joined: Sequence[Side], numbers: dict[str, int], base: KnowledgeBase, *, everything: bool
) -> None:
    told: set[str] = set()
    for side in joined if everything else joined[:MOST_SIDES]:
        sheet.blank()
        held_by = agreement(base.records.claims[id_] for id_ in side.claims).held_by
        sheet.add((side.position, Style.BOLD), (held_by, Style.DIM), indent=2, hang=2)
        some = side.claims if everything else side.claims[:MOST_CLAIMS]
        for id_ in some:
            _claim(sheet, numbers[id_], base.records.claims[id_], base, again=id_ in told)
            told.add(id_)
        _more(sheet, len(side.claims) - len(some), "claim", indent=6)
    if not everything:
        _more(sheet, len(joined) - MOST_SIDES, "position", indent=2)
    sheet.blank()


def _more(sheet: Sheet, rest: int, what: str, indent: int) -> None:
    if rest > 0:
        sheet.add((f"and {rest:,} more {plural(rest, what).partition(' ')[2]} (--verbose shows all)", Style.DIM),
                  indent=indent)  # fmt: skip


def _claim(sheet: Sheet, number: int, claim: Claim, base: KnowledgeBase, *, again: bool) -> None:
    lead = f"{number:>4}  "
    if again:
        sheet.add((f"{claim.id}, as above", Style.DIM), lead=lead, hang=6)
        return
    sheet.add(claim.says, *_hedges(claim), lead=lead, hang=6)
    passages = " / ".join(f"“{passage}”" for passage in base.located[claim.id].passages)
    sheet.add((f"{claim.voice}, {claim.at}" + (f": {passages}" if passages else ""), Style.DIM), indent=6)
    sheet.add((fixed(f"{claim.place.file}:{claim.place.line}"), Style.GREEN), (claim.id, Style.DIM), indent=6)


def _hedges(claim: Claim) -> list[Part]:
    """What weighs in the grade besides the words."""
    hedges = [claim.wording.value] if claim.wording is not Wording.ASSERTED else []
    hedges += [f"reach: {claim.reach.value}"] if claim.reach is not Reach.AVERAGE else []
    return [(f"[{', '.join(hedges)}]", Style.DIM)] if hedges else []


def _disagreements(
    sheet: Sheet, shown: Sequence[Disagreement], numbers: dict[str, int], base: KnowledgeBase, *, everything: bool
) -> None:
    some = shown if everything else shown[:SHOWN]
    for disagreement in some:
        sheet.add(
            (disagreement.grade.value, STYLES[disagreement.grade]),
            (" against ".join(_listed(member, numbers) for member in disagreement.members), Style.BOLD),
            (_where(disagreement, base), Style.DIM),
            indent=2,
            hang=4,
        )
        for step in disagreement.why:
            sheet.add("-", step, indent=4, hang=2)
    if len(some) < len(shown):
        sheet.add((f"and {_counted(shown[len(some) :])} among these claims", Style.DIM), indent=2)


def _listed(member: Sequence[str], numbers: dict[str, int]) -> str:
    shown = ", ".join(str(number) for number in sorted(numbers[id_] for id_ in member)[:MOST_SIDES])
    rest = len(member) - MOST_SIDES
    return shown + (f" and {rest:,} more" if rest > 0 else "")


def _where(disagreement: Disagreement, base: KnowledgeBase) -> str:
    if not disagreement.within_source:
        return "(between sources)"
    return f"(within {base.records.claims[disagreement.claims[0]].voice})"


def _rest(sheet: Sheet, dispute: Dispute, shown: Sequence[Disagreement]) -> None:
    """What a reviewer need not rule on, counted."""
    rest = dispute.disagreements[len(shown) :]
    if rest:
        sheet.add((f"also {_counted(rest)}, nothing to rule on (--verbose shows all)", Style.DIM), indent=2)


def _counted(disagreements: Sequence[Disagreement]) -> str:
    found = Counter(disagreement.grade for disagreement in disagreements)
    return ", ".join(plural(found[grade], grade.value) for grade in Grade if found[grade])


def _next(sheet: Sheet, reviewed: Reviewed) -> None:
    place, command = fixed(str(reviewed.ruled_at)), fixed(reviewed.command)
    match reviewed.step:
        case Step.MEND:
            sheet.add(("next: mend its ruling at", Style.DIM), place, indent=2)
        case Step.WRITE:
            sheet.add(("next: write its ruling at", Style.DIM), place, indent=2)
        case Step.RULE:
            sheet.add(("next:", Style.DIM), command, indent=2)
        case Step.RENEW:
            sheet.add(("next: read the ruling at", Style.DIM), place, indent=2)
            sheet.add(("again, correct it if need be, then:", Style.DIM), command, indent=2)
        case Step.NOTHING if reviewed.ruling is not None:
            sheet.add(("ruling:", Style.DIM), reviewed.ruling.because, indent=2, hang=2)
