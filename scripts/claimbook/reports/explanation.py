"""Two claims explained, as text for a terminal."""

from collections.abc import Sequence

from claimbook.disagreement.wording import show_relation
from claimbook.explaining.encounter import DimensionLine, Encounter
from claimbook.explaining.explanation import Explanation, Reason
from claimbook.records.claims import Claim, Reach
from claimbook.reports.disputes import STYLES, state
from claimbook.reports.terminal import Part, Sheet, Style, fixed
from claimbook.vocabulary.relation import Relation

_LABEL = 15


def add_explanation(sheet: Sheet, found: Explanation) -> None:
    """Why two claims do or do not disagree: the verdict first, then what leads there."""
    _verdict(sheet, found)
    for number, claim in enumerate((found.one, found.two), 1):
        _claim(sheet, f"{number:>4}  ", claim)
    sheet.blank()
    for index, encounter in enumerate(found.encounters):
        if index == 0 or not encounter.apart:
            _encounter(sheet, encounter)
        else:
            _in_short(sheet, encounter)
    for bond in found.bonds:
        _row(sheet, "constraint", f"{bond.rule} {bond.outcome}")
    sheet.blank()
    for finding in found.findings:
        _finding(sheet, finding)
    for finding in found.larger:
        _larger(sheet, finding)


def _verdict(sheet: Sheet, found: Explanation) -> None:
    sheet.rule()
    names = (f"{found.one.id} and {found.two.id}", Style.BOLD)
    if found.grade is None:
        alone = "do not disagree by themselves:" if found.larger else "do not disagree:"
        sheet.add(names, (alone, Style.GREEN), f"{found.apart.rstrip('.')}.", hang=2)
    else:
        within = "within one source" if found.one.voice == found.two.voice else "between sources"
        sheet.add(names, "disagree:", (found.grade.value, STYLES[found.grade]), (f"({within})", Style.DIM), hang=2)
    sheet.blank()


def _claim(sheet: Sheet, lead: str, claim: Claim) -> None:
    """What a claim says, where it stands, and what weighs in the grade besides."""
    sheet.add(claim.says, lead=lead, hang=6)
    sheet.add((f"{claim.voice}, {claim.at}; {_weight(claim)}", Style.DIM), indent=6)
    place = (fixed(f"{claim.place.file}:{claim.place.line}"), Style.GREEN)
    sheet.add(place, (claim.id, Style.DIM), indent=6)


def _weight(claim: Claim) -> str:
    told = [claim.form.value, claim.wording.value]
    told += [f"reach: {claim.reach.value}"] if claim.reach is not Reach.AVERAGE else []
    return ", ".join(told)


def _encounter(sheet: Sheet, found: Encounter) -> None:
    """Two positions dimension by dimension."""
    sheet.blank()
    sheet.add((f"{found.topic}:", Style.BOLD), f"{found.first} against {found.second}", indent=2, hang=2)
    _row(sheet, "compared", "both are current and speak to one question")
    for number, told in enumerate(found.stances):
        _row(sheet, "" if number else "what is said", told)
    _lines(sheet, "subject", found.subjects)
    _lines(sheet, "circumstances", found.circumstances)
    if found.apart:
        _row(sheet, "so", f"{found.apart}.")


def _in_short(sheet: Sheet, found: Encounter) -> None:
    """Positions that do not decide anything."""
    sheet.add((f"{found.topic}: {found.first} against {found.second}: {found.apart}.", Style.DIM), indent=2, hang=2)


def _lines(sheet: Sheet, label: str, lines: Sequence[DimensionLine]) -> None:
    for number, line in enumerate(lines):
        _row(sheet, "" if number else label, f"{_meeting(line)}{f' -> {line.effect}' if line.effect else ''}")
    if not lines:
        _row(sheet, label, "none stated")


def _meeting(line: DimensionLine) -> str:
    if line.relation is None:
        side = "second" if line.first else "first"
        return f"{line.key}: {line.first or line.second}, unstated on the {side} side"
    if line.relation is Relation.EQUAL:
        return f"{line.key}: {line.first} on both sides"
    return f"{line.key}: {line.first} {show_relation(line.relation)} {line.second}"


def _row(sheet: Sheet, label: str, told: str) -> None:
    sheet.add(told, lead=(label.ljust(_LABEL), Style.DIM), indent=4, hang=_LABEL)


# What it comes to


def _finding(sheet: Sheet, found: Reason) -> None:
    """The grade step by step, and where it is filed."""
    grade = found.disagreement.grade
    sheet.add(("grade:", Style.BOLD), (grade.value, STYLES[grade]), indent=2)
    for step in found.disagreement.why:
        sheet.add("-", step, indent=4, hang=2)
    sheet.add(("filed under", Style.DIM), (fixed(found.dispute), Style.BOLD), *_status(found), indent=2, hang=2)
    sheet.blank()


def _status(found: Reason) -> list[Part]:
    if found.reviewed is None:
        return [("(not listed: the check stopped its search before it came to this)", Style.YELLOW)]
    return [(f"({state(found.reviewed)})", Style.DIM), (found.question, Style.DIM)]


def _larger(sheet: Sheet, found: Reason) -> None:
    """A set of three or more claims that has both."""
    grade, members = found.disagreement.grade, found.disagreement.members
    told = " with ".join(" or ".join(member) for member in members)
    sheet.add((f"Both are in a set of {len(members)} that cannot hold together:", Style.BOLD),
              (grade.value, STYLES[grade]), indent=2, hang=2)  # fmt: skip
    sheet.add(told, indent=4, hang=2)
    for step in found.disagreement.why:
        sheet.add("-", step, indent=4, hang=2)
    sheet.add(("filed under", Style.DIM), (fixed(found.dispute), Style.BOLD), *_status(found), indent=2, hang=2)
    sheet.blank()
