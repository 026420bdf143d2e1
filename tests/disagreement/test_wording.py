"""What a claim says of an effect's size, in words."""

import pytest
from claimbook.telling.phrases import typed

from tests.disagreement.bases import DEFAULTS, coffee, read_claims

BLOOD = "; outcome: blood pressure"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"moderator": "co-medication", "when": "beta-blocker", "changes": "weaker"},
         "effect weaker with a beta blocker (co-medication)"),
        ({"moderator": "dose", "when": "above 50 mg", "changes": "not-shown"},
         "effect not shown to change with dose of caffeine above 50 mg"),
        ({"moderator": "dose", "when": "higher", "changes": "stronger"},
         "the higher (dose of caffeine), the stronger the effect"),
        ({"moderator": "dose", "when": "higher", "changes": "none"}, "effect unchanged with higher (dose of caffeine)"),
    ],
)  # fmt: skip
def test_what_changes_an_effect(given: dict[str, str], told: str) -> None:
    vocabulary = coffee()
    (claim,) = read_claims({"a": given}, vocabulary, DEFAULTS)
    assert typed(claim, vocabulary) == told + BLOOD


def test_an_estimate_names_its_measure() -> None:
    vocabulary = coffee()
    estimate = {"measure": "smd", "value": "-0.4", "interval": ["-0.7", "-0.1"], "n": "1200", "good": "lower"}
    (claim,) = read_claims({"a": {"effect": "better", "estimate": estimate}}, vocabulary, DEFAULTS)
    assert typed(claim, vocabulary).endswith(
        f"; {vocabulary.measure_labels['smd']} −0.4, 95\u00a0% interval −0.7 to −0.1, n = 1,200, lower is better"
    )
