"""Say what a code means, why two claims do or do not disagree, or what is claimed on a question.

A code comes with an example: a short record that gets it, what the check then says, and the record as
it should be. Two claims are compared dimension by dimension as the check does it, with every step of the
grade; of three or four, every two are. A question, such as a dispute's id, is told with all positions on
it, disputed or not, and with how many independent sources hold each. A claim alone is told with all the
questions that it speaks to.

for example:
  claimbook explain                          all codes
  claimbook explain CB302
  claimbook explain CB4                      all codes that begin like this
  claimbook explain smith-dose jones-dose    do these two disagree, and why
  claimbook explain dose/migraine            who holds what
  claimbook explain smith-dose               what others say to the same question
"""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from itertools import combinations

from claimbook.check import Result, check
from claimbook.console import emit
from claimbook.disagreement.questions import Question, Questions
from claimbook.explaining.explanation import explain
from claimbook.failure import CallError
from claimbook.reading.spelling import suggestion
from claimbook.reports.codes import add_code, add_list
from claimbook.reports.explanation import add_explanation
from claimbook.reports.questions import add_question
from claimbook.reports.terminal import Sheet, Style, here
from claimbook.rules import RULES, is_broken
from claimbook.selection import prefixes

MOST = 4  # claims of which every two are explained: six pairs fill some screens
_CODE = re.compile(r"cb\d\w*", re.IGNORECASE)


def configure(parser: ArgumentParser) -> None:
    told = "a code or its beginning, claims, or a question (default: a list of all codes)"
    parser.add_argument("names", metavar="CODE|CLAIM|QUESTION", nargs="*", help=told)


def run(options: Namespace) -> int:
    sheet, names = Sheet(here()), options.names
    if all(_CODE.fullmatch(name) for name in names):
        _codes(sheet, names)
    elif any(_CODE.fullmatch(name) for name in names):
        raise CallError("Codes and records are not explained together.", "Name only the one or only the other.")
    else:
        _records(sheet, names, check(options.root, options.archive))
    emit(sheet.text())
    return 0


def _codes(sheet: Sheet, names: Sequence[str]) -> None:
    wanted = prefixes(names)
    if not wanted:
        add_list(sheet, RULES.values())
    for code, rule in RULES.items():
        if wanted and code.startswith(wanted):
            add_code(sheet, rule)


def _records(sheet: Sheet, names: Sequence[str], result: Result) -> None:
    """One claim or question, or every two of some claims."""
    broken = next((found for found in result.diagnostics if is_broken(found)), None)
    if broken is not None:
        told = f"There are broken records, beginning at {broken.place}: what follows may be incomplete."
        sheet.add((told, Style.YELLOW), hang=2)
    if len(names) == 1:
        _one(sheet, names[0], result)
    else:
        _pairs(sheet, names, result)


# Claims


def _pairs(sheet: Sheet, names: Sequence[str], result: Result) -> None:
    claims = result.base.records.claims
    for name in names:
        if name not in claims and _is_question(name, result):
            raise CallError(f"'{name}' is a question, and those are told one by one.", f"claimbook explain {name}")
        if name not in claims:
            raise CallError(f"There is no claim '{name}'.", suggestion(name, claims))
    if len(set(names)) < len(names):
        raise CallError("A claim is named twice: none disagrees with itself.", "Name each claim once.")
    if len(names) > MOST:
        raise CallError(f"These are {len(names)} claims; every two of at most {MOST} are explained.",
                        "Name fewer, or the question: its positions are told all together.")  # fmt: skip
    for one, two in combinations(names, 2):
        add_explanation(sheet, explain(claims[one], claims[two], result.reviewed, result.base.vocabulary))


# Questions


def _is_question(name: str, result: Result) -> bool:
    questions = Questions(result.base.records.claims.values(), result.base.vocabulary)
    return questions.get(name) is not None or any(found.dispute.id == name for found in result.reviewed)


def _one(sheet: Sheet, name: str, result: Result) -> None:
    """A question, or all those that a claim speaks to."""
    claims = result.base.records.claims
    questions = Questions(claims.values(), result.base.vocabulary)
    disputes = {reviewed.dispute.id: reviewed for reviewed in result.reviewed}
    asked = _asked(name, questions, result)
    if not asked:
        told = "is not current, so it is" if claims[name].superseded_by else "is a statement: it is"
        sheet.add((name, Style.BOLD), f"{told} shown and cited, but never compared.", hang=2)
    for question in asked:
        related = questions.near(question.id) if name == question.id else ()
        add_question(sheet, question, disputes.get(question.id), claims, related)


def _asked(name: str, questions: Questions, result: Result) -> list[Question]:
    """The questions meant; a dispute on a constraint, or between two subjects, is nobody's own question."""
    found = questions.get(name)
    if found is not None:
        return [found]
    for reviewed in result.reviewed:
        if reviewed.dispute.id == name:
            return [Question(name, reviewed.dispute.question, ())]
    if name not in result.base.records.claims:
        known = [*result.base.records.claims, *questions.ids, *(r.dispute.id for r in result.reviewed)]
        raise CallError(f"'{name}' is no code, claim or question.", suggestion(name, known))
    return [found for id_ in questions.of(name) if (found := questions.get(id_)) is not None]
