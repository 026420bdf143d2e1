"""Ask Crossref and PubMed about the bibliography's DOIs and PMIDs, and keep what they answer.

The only verb that uses the network. Titles, years, family names and retractions are kept in
book/registry.json, which the check reads offline: it says where the bibliography differs.
What was answered in the last 30 days is not asked again, so a refresh that was stopped goes on
where it ended. CLAIMBOOK_MAILTO has to hold your mail address: both registries ask for one.

Ends with 0 when all is answered and the same, 1 when something differs, is unknown or was not
answered, and 2 when nothing could be asked.

for example:
  claimbook refresh
  claimbook refresh --older-than 0           ask about everything again
  claimbook refresh --only smith2020         ask about one entry, however lately it was answered
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from claimbook.citations.bibliography import Bibliography, read_bibliography
from claimbook.console import emit, tell
from claimbook.diagnostics import Sink, in_order
from claimbook.failure import CallError
from claimbook.layout import BIBLIOGRAPHY, REGISTRY
from claimbook.plurals import plural
from claimbook.pulse import Beat
from claimbook.reading.spelling import suggestion
from claimbook.refreshing.differences import check_registries
from claimbook.refreshing.registries import questions
from claimbook.refreshing.settings import Settings, settings_here
from claimbook.refreshing.snapshot import AnswerKind, Snapshot, read_snapshot, retracted_keys
from claimbook.reports.terminal import Sheet, Style, fixed, here, plain
from claimbook.reports.text import add_diagnostics
from claimbook.rules import is_broken

if TYPE_CHECKING:
    from claimbook.refreshing.asking import Refreshed, Selection

DAYS = 30
DIFFERENCE = "CB219"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--only", metavar="KEY", action="append", default=[], help="only this entry; repeatable")
    parser.add_argument(
        "--older-than", metavar="DAYS", type=_days,
        help=f"ask again what was answered so many days ago or earlier (default: {DAYS})",
    )  # fmt: skip


def _days(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise ArgumentTypeError(f"'{text}' is not a number of days")
    return int(text)


def run(options: Namespace) -> int:
    if options.only and options.older_than is not None:
        raise CallError("What --only names is asked about however old its answer is.", "Leave out --older-than.")
    bibliography = _bibliography(options)
    keys = options.only or bibliography.entries
    if not any(question.key in keys for question in questions(bibliography)):
        what = " and ".join(f"'{key}'" for key in options.only) or BIBLIOGRAPHY
        emit(plain(f"There is no DOI and no PMID in {what}, so there is nothing to ask."))
        return 0
    return carry_out(options, bibliography, settings_here())


def carry_out(options: Namespace, bibliography: Bibliography, settings: Settings) -> int:
    """Refresh as ``options`` say (``root``, ``only``, ``older_than``); the exit status."""
    # Only now is the network, and what it takes, needed.
    from claimbook.refreshing.asking import Selection, refresh

    choice = Selection(frozenset(options.only), DAYS if options.older_than is None else options.older_than)
    beat = Beat()
    try:
        outcome = refresh(options.root / REGISTRY, _before(options), bibliography, choice, settings, beat)
    finally:
        beat.end()
    _refuse_silence(outcome)
    return _report(outcome, bibliography, choice)


def _bibliography(options: Namespace) -> Bibliography:
    """The bibliography, which has to be whole: what an error hides would be dropped from the snapshot."""
    sink = Sink()
    bibliography = read_bibliography(options.root / BIBLIOGRAPHY, BIBLIOGRAPHY, sink)
    for problem in in_order(filter(is_broken, sink)):
        raise CallError(f"{problem.place}: {problem.message}", f"{problem.help} Nothing was asked.")
    for key in options.only:
        if key not in bibliography.entries:
            raise CallError(f"{BIBLIOGRAPHY} has no entry '{key}'.", suggestion(key, bibliography.entries))
    return bibliography


def _before(options: Namespace) -> Snapshot:
    """What was answered before; a snapshot that cannot be used is made anew, and that is said."""
    sink = Sink()
    found = read_snapshot(options.root / REGISTRY, REGISTRY, sink)
    for problem in sink:
        tell(plain(f"{problem.place}: {problem.message} It is made anew."))
    return found or Snapshot(REGISTRY)


def _refuse_silence(outcome: Refreshed) -> None:
    """Nothing answered although something was asked: the call could not be carried out."""
    if outcome.fresh or not outcome.failures:
        return
    told = "; ".join(dict.fromkeys(f"{question.registry.title} {why}" for question, why in outcome.failures.items()))
    raise CallError(f"Nothing was answered: {told}.",
                    "Is there a network here, or a proxy to be named in HTTPS_PROXY? What was answered before is kept.",
                    )  # fmt: skip


# What is said


def _report(outcome: Refreshed, bibliography: Bibliography, choice: Selection) -> int:
    """Say what came of it, of the entries that were chosen; the exit status."""
    entries = {key: entry for key, entry in bibliography.entries.items() if choice.covers(key)}
    chosen, snapshot = replace(bibliography, entries=entries), Snapshot(REGISTRY, outcome.answers)
    sink = Sink()
    check_registries(snapshot, chosen, sink)
    differing = [found for found in in_order(sink) if found.code == DIFFERENCE]
    retracted = retracted_keys(snapshot, chosen)
    sheet = Sheet(here())
    add_diagnostics(sheet, differing)
    for key, standing in retracted.items():
        sheet.add((fixed(f"{chosen.entries[key].place}:"), Style.BOLD), ("retracted:", Style.RED),
                  f"'{key}' {standing.told} (said at {standing.said_at}).", hang=4)  # fmt: skip
    _add_failures(sheet, outcome)
    _add_summary(sheet, outcome)
    emit(sheet.text())
    return int(bool(differing or retracted or outcome.failures or outcome.unasked))


def _add_failures(sheet: Sheet, outcome: Refreshed) -> None:
    """What was not answered, and what was not even asked after that."""
    for question, why in outcome.failures.items():
        sheet.add((f"'{question.key}':", Style.BOLD), ("not answered:", Style.YELLOW),
                  f"asked about {question}, {question.registry.title} {why}.", hang=4)  # fmt: skip
    for registry, why in outcome.given_up.items():
        left = sum(question.registry is registry for question in outcome.unasked)
        sheet.add((f"{registry.title}:", Style.BOLD), ("given up:", Style.YELLOW),
                  f"it {why}. {plural(left, 'question')} left for the next refresh.", hang=4)  # fmt: skip
    sheet.blank()


def _add_summary(sheet: Sheet, outcome: Refreshed) -> None:
    fresh, missed = len(outcome.fresh), len(outcome.failures) + len(outcome.unasked)
    sheet.add(f"{plural(fresh + missed, 'question')} due:",
              f"{outcome.count(AnswerKind.FOUND):,} found,",
              f"{outcome.count(AnswerKind.NOT_FOUND):,} unknown to the registry,",
              f"{missed:,} not answered.")  # fmt: skip
    if outcome.kept:
        sheet.add(f"{plural(outcome.kept, 'earlier answer')} not asked for again.")
    if fresh:
        sheet.add(f"Kept in {REGISTRY};", fixed("next: claimbook check"))
