"""What acts shows as an escape; what is read, in any script, stays."""

import pytest
from claimbook.characters import acts, harmless
from hypothesis import given
from hypothesis import strategies as st

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "text",
    [
        "plain, on\n\ttwo lines",
        "קפה מוריד לחץ דם",
        "القهوة تخفض ضغط الدم \u06dd \u0661\u0662\u0600",
        "می‌خواهم \N{ZERO WIDTH NON-JOINER} क्‍ष \N{ZERO WIDTH JOINER}",
        "ﬁ ½ µg “quoted” – 25 ≤ 50 ⚑ 咖啡 e\u0301 soft\N{SOFT HYPHEN}ly",
    ],
)
def test_what_is_read_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("character", [*TURNING, "\x1b", "\x9b", "\u200b", "\u2060", "\ufeff", "\u2028", "\U000e0041"])
def test_what_acts_is_shown(character: str) -> None:
    assert acts(character)
    assert harmless(f"a{character}b") == f"a{ascii(character)[1:-1]}b"


@given(st.text())
def test_nothing_is_left_that_acts(text: str) -> None:
    assert not [c for c in harmless(text) if acts(c) and c not in "\n\r\t"]
    assert harmless(harmless(text)) == harmless(text)
