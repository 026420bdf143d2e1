"""Say what a code means, why it matters and how to act on it.

for example:
  claimbook explain            all codes
  claimbook explain CB302
  claimbook explain CB4        all codes that begin like this
"""

import re
from argparse import ArgumentParser, Namespace

from claimbook.console import emit
from claimbook.reports.terminal import Sheet, Style, here
from claimbook.rules import RULES, Rule
from claimbook.selection import prefixes

_SLOT = re.compile(r"\{(\w+)(?:![rs])?\}")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("codes", metavar="CODE", nargs="*", help="a code or its beginning (default: a list of all)")


def run(options: Namespace) -> int:
    wanted = prefixes(options.codes)
    sheet = Sheet(here())
    for rule in RULES.values():
        if not wanted:
            sheet.add((rule.code, Style.BOLD), rule.title, (f"({_severity(rule)})", Style.DIM), hang=6)
        elif rule.code.startswith(wanted):
            _explain(sheet, rule)
    emit(sheet.text())
    return 0


def _explain(sheet: Sheet, rule: Rule) -> None:
    sheet.blank()
    sheet.add((f"{rule.code} {rule.title}", Style.BOLD), (f"({_severity(rule)})", Style.DIM))
    for label, words in (("why", rule.why), ("message", _shown(rule.message)), ("way out", _shown(rule.help))):
        sheet.add(words, lead=(label.ljust(9), Style.DIM), indent=2, hang=9)


def _severity(rule: Rule) -> str:
    return f"{rule.severity.value}: input is broken" if rule.broken else rule.severity.value


def _shown(template: str) -> str:
    """A message with its slots named instead of filled."""
    return _SLOT.sub(r"<\1>", template).replace("{{", "{").replace("}}", "}")
