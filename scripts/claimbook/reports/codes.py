"""The diagnostic codes, as text for a terminal: all of them by family, or one with its example."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from claimbook.examples import Example, example_of
from claimbook.reports.terminal import Sheet, Style, fixed
from claimbook.rules import FAMILIES, Rule

_LABEL = 7


def add_list(sheet: Sheet, rules: Iterable[Rule]) -> None:
    """Every code with its title, by family."""
    for family, members in groupby(rules, key=lambda rule: rule.family):
        sheet.blank()
        sheet.add((FAMILIES[family], Style.BOLD), (f"({family}xx)", Style.DIM))
        for rule in members:
            sheet.add(rule.code, rule.title, (f"({_severity(rule)})", Style.DIM), indent=2, hang=6)


def add_code(sheet: Sheet, rule: Rule) -> None:
    """What a code means: what is checked and why, an example, and how to act on it."""
    example = example_of(rule.code)
    sheet.blank()
    sheet.add((f"{rule.code} {rule.title}", Style.BOLD), (f"({_severity(rule)})", Style.DIM))
    for label, words in (("checks", example.checks), ("why", rule.why), ("fix", example.fix)):
        sheet.add(words, lead=(label.ljust(_LABEL), Style.DIM), indent=2, hang=_LABEL)
    _files(sheet, "given", example.given)
    _files(sheet, "bad", example.bad)
    _message(sheet, example)
    _files(sheet, "good", example.good)


def _files(sheet: Sheet, label: str, files: Mapping[str, str]) -> None:
    """Snippets, each under the name of its file; the label stands before the first."""
    for number, (name, text) in enumerate(files.items()):
        start = "" if number else label
        sheet.add(
            (fixed(f"{name}{':' if text else ''}"), Style.GREEN),
            lead=(start.ljust(_LABEL), Style.DIM),
            indent=2,
            hang=_LABEL,
        )
        for line in text.splitlines():
            depth = len(line) - len(line.lstrip())
            sheet.add(fixed(line), indent=2 + _LABEL + 1 + depth, hang=2)


def _message(sheet: Sheet, example: Example) -> None:
    sheet.add((example.message, Style.YELLOW), lead=("says".ljust(_LABEL), Style.DIM), indent=2, hang=_LABEL)


def _severity(rule: Rule) -> str:
    return f"{rule.severity.value}: input is broken" if rule.broken else rule.severity.value
