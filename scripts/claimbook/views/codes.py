"""The diagnostic codes as views."""

from collections.abc import Mapping

from claimbook.diagnostics import Severity
from claimbook.examples import Example, example_of
from claimbook.rules import FAMILIES, RULES, Rule
from claimbook.telling.phrases import Fact
from claimbook.views.model import ExampleView, RuleView

_SEVERITIES = {Severity.ERROR: "to act on", Severity.WARNING: "warning", Severity.NOTE: "note"}


def rule_views() -> tuple[RuleView, ...]:
    """Every diagnostic code, in order."""
    return tuple(_view(rule) for rule in sorted(RULES.values(), key=lambda rule: rule.code))


def _view(rule: Rule) -> RuleView:
    severity, example = "invalid input" if rule.broken else _SEVERITIES[rule.severity], example_of(rule.code)
    return RuleView(rule.code, rule.title, severity, FAMILIES[rule.family], example.checks, rule.why, example.fix,
                    _example(example))  # fmt: skip


def _example(example: Example) -> ExampleView:
    return ExampleView(_files(example.given), _files(example.bad), example.message, _files(example.good))


def _files(files: Mapping[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(name, text.rstrip("\n")) for name, text in files.items())
