"""What formulas within a line say."""

import pytest
from claimbook.manuscript.formulas import words_of

READ = [
    ("90", "90"),
    (r"90\,\text{mg}", "90 mg"),
    (r"90\ \mathrm{mg}", "90 mg"),
    ("90~mg", "90 mg"),
    (r"5\%", "5%"),
    ("1{,}200", "1,200"),
    (r"d = -0.42", "d = -0.42"),
    (r"\left[0.1, 0.7\right]", "[0.1, 0.7]"),
    (r"\frac{1}{2}", "1 2"),
    ("x_2 + x_{12}", "x + x"),
    (r"50\,\mathrm{mg}/\mathrm{m}^2", "50 mg/m"),
    ("R^{2}", "R"),
    ("10^3", "10^3"),
    ("{", ""),
    ("\\", "\\"),
    ("", ""),
]


@pytest.mark.parametrize(("tex", "read"), READ)
def test_what_is_read_of_a_formula(tex: str, read: str) -> None:
    assert "".join(words_of(tex)) == read
