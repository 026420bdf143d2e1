"""Slips in the real book and its records, made systematically: how many of them the check objects to.

The shares are printed (``pytest -s``) and must not fall below what is asked for here.
"""

from collections.abc import Callable

import pytest
from claimbook.check import check

from tests.commands.calling import REPO
from tests.prose.mutations import Ground, Tally, in_prose, in_records

ASKED = {
    "quantity": 0.95,
    "key, mistyped": 1.0,
    "direction": 0.8,
    "value of a record": 0.9,
}


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(check(REPO))


@pytest.fixture(scope="module")
def tallies(ground: Ground) -> tuple[Tally, Tally]:
    return in_prose(ground), in_records(ground)


def test_most_blocks_are_clean(ground: Ground) -> None:
    """The shares say something only if slips were made in most of the book."""
    blocks = [block for page in ground.result.base.pages.pages if page.escape is None for block in page.blocks]
    assert len(ground.blocks) > 0.75 * len(blocks)


@pytest.mark.parametrize("kind", ASKED)
def test_slips_are_objected_to(kind: str, tallies: tuple[Tally, Tally], record_property: Callable[..., None]) -> None:
    tally = next(tally for tally in tallies if tally.tried[kind])
    record_property(kind, f"{tally.share(kind):.3f} of {tally.tried[kind]}")
    print(f"\n{tally}")
    assert tally.share(kind) >= ASKED[kind], tally.missed[kind][:40]
