"""Sets of claims that cannot all hold: by constraints, by comparisons, in circles."""
