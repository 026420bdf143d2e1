"""Slips in the real book and its records, made systematically: how many of them the check objects to.

The shares are printed (``pytest -s``) and must not fall below what is asked for here.
"""

from collections.abc import Callable

from claimbook.check import check

from tests.commands.calling import REPO
from tests.prose.mutations import Ground, in_prose, in_records

ASKED = {
    "quantity": 0.95,
    "key of a work, mistyped": 1.0,
    "key of a work, another's": 0.95,
    "id of a claim, mistyped": 1.0,
    "id of a claim, another's": 0.85,
    "id of a dispute, mistyped": 1.0,
    "id of a dispute, another's": 0.9,
    "direction": 0.8,
    "value of a record": 0.9,
}


def test_slips_are_objected_to(record_property: Callable[..., None]) -> None:
    ground = Ground(check(REPO))
    blocks = [block for page in ground.result.base.pages.pages if page.escape is None for block in page.blocks]
    assert len(ground.blocks) > 0.75 * len(blocks), "the shares say something only if most of the book is clean"
    tallies = [in_prose(ground), in_records(ground)]
    print("", *tallies, sep="\n")
    shares = {kind: tally.share(kind) for tally in tallies for kind in tally.tried}
    for kind, share in shares.items():
        record_property(kind, f"{share:.3f}")
    short = {kind: shares[kind] for kind, asked in ASKED.items() if shares[kind] < asked}
    assert not short, [slip for tally in tallies for kind in short for slip in tally.missed[kind][:40]]
