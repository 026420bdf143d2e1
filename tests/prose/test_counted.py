"""The names of numbers that the check knows are those that the book counts."""

from pathlib import Path

from claimbook.check import check
from claimbook.prose.counted import OF_BOOK, OF_SOURCE
from claimbook.views.numbers import numbers, numbers_of

from tests.conftest import BASE


def test_every_number_has_a_known_name() -> None:
    found = check(Path(BASE))
    assert numbers(found).keys() == OF_BOOK
    assert numbers_of("brew2020", found).keys() == OF_SOURCE
