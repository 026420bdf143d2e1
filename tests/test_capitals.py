"""Capitals at the start of a text."""

import pytest
from claimbook.capitals import capitalised, uncapitalised


@pytest.mark.parametrize(
    ("alone", "within"),
    [
        ("Dose", "dose"),
        ("Dose-response", "dose-response"),
        ("A dose", "a dose"),
        ("Élan", "élan"),
        ("dose", "dose"),
        ("DCS dose", "DCS dose"),
        ("T1 weighting", "T1 weighting"),
        ("T cells", "T cells"),
        ("D-amino acids", "D-amino acids"),
        ("IgE level", "IgE level"),
        ("5-HT level", "5-HT level"),
        ("", ""),
    ],
)
def test_what_a_text_starts_with_within_a_sentence(alone: str, within: str) -> None:
    assert uncapitalised(alone) == within
    assert capitalised(within) == capitalised(alone)
    assert uncapitalised(within) == within
