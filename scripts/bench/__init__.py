"""The benchmark behind ``make bench``: made-up knowledge bases, and what a check of them costs."""
