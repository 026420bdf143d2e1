"""Effects whose own numbers say the opposite."""

import pytest
from claimbook.diagnostics import Sink
from claimbook.records.slips import check_signs

from tests.disagreement.bases import DEFAULTS, coffee, read_claims

COFFEE = coffee()
LINEAR, RATIO = "smd", "risk-ratio"


@pytest.mark.parametrize(
    ("effect", "measure", "interval", "good", "found"),
    [
        ("better", LINEAR, ["-0.9", "-0.1"], "higher", True),
        ("better", LINEAR, ["-0.9", "-0.1"], "lower", False),
        ("worse", LINEAR, ["-0.9", "-0.1"], "lower", True),
        ("better", LINEAR, ["-0.9", "0"], "higher", False),
        ("better", LINEAR, ["0.1", "0.9"], "higher", False),
        ("better", RATIO, ["0.5", "0.9"], "higher", True),
        ("better", RATIO, ["1.1", "2.5"], "higher", False),
        ("worse", RATIO, ["0.5", "0.9"], "lower", True),
        ("better", RATIO, ["0.5", "1.1"], "higher", False),
        ("same", LINEAR, ["-0.9", "-0.1"], "higher", False),
        ("not-shown", LINEAR, ["-0.9", "-0.1"], "higher", False),
    ],
)
def test_an_interval_on_the_other_side(effect: str, measure: str, interval: list[str], good: str, found: bool) -> None:
    estimate = {"measure": measure, "interval": interval, "good": good}
    spec = {"effect": effect, "outcome": "blood-pressure", "estimate": estimate}
    sink = Sink()
    check_signs(read_claims({"a": spec}, COFFEE, DEFAULTS), COFFEE.measures, sink)
    assert [d.code for d in sink] == ["CB609"] * found


def test_without_an_interval_nothing_is_known() -> None:
    spec = {"effect": "better", "outcome": "blood-pressure",
            "estimate": {"measure": LINEAR, "value": "-0.5", "good": "higher"}}  # fmt: skip
    sink = Sink()
    check_signs(read_claims({"a": spec}, COFFEE, DEFAULTS), COFFEE.measures, sink)
    assert not list(sink)
