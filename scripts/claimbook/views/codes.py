"""The diagnostic codes as views."""

from claimbook.diagnostics import Severity
from claimbook.rules import RULES, Rule
from claimbook.views.model import RuleView

_SEVERITIES = {Severity.ERROR: "to act on", Severity.WARNING: "warning", Severity.NOTE: "note"}


def rule_views() -> tuple[RuleView, ...]:
    """Every diagnostic code, in order."""
    return tuple(_view(rule) for rule in sorted(RULES.values(), key=lambda rule: rule.code))


def _view(rule: Rule) -> RuleView:
    severity = "invalid input" if rule.broken else _SEVERITIES[rule.severity]
    return RuleView(rule.code, rule.title, severity, rule.why, _advice(rule.help))


def _advice(template: str) -> str:
    """The help of a rule where it does not depend on the case."""
    return "" if "{" in template else template
