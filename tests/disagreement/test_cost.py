"""Work grows with claims and disputes: pairs that cannot disagree are never looked at."""

from collections.abc import Iterator
from typing import Any

import pytest
from claimbook.disagreement import search
from claimbook.disagreement.disputes import find_disputes
from claimbook.disagreement.judge import Pair, confront
from claimbook.disagreement.positions import Position
from claimbook.vocabulary.vocabulary import Vocabulary

from tests.disagreement.bases import DEFAULTS, coffee, read_claims
from tests.disagreement.strategies import Specs

COFFEE = coffee()
MANY = 400


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Position, Position]]]:
    """The pairs of positions that were compared."""
    seen: list[tuple[Position, Position]] = []

    def counting(first: Position, second: Position, vocabulary: Vocabulary, **more: Any) -> Pair | None:
        seen.append((first, second))
        return confront(first, second, vocabulary, **more)

    monkeypatch.setattr(search, "confront", counting)
    yield seen
    assert len({frozenset(pair) for pair in seen}) == len(seen), "a pair is looked at once"


def compared(specs: Specs) -> int:
    """How many disagreements there are."""
    disputes = find_disputes(read_claims(specs, COFFEE, DEFAULTS), COFFEE)
    return sum(len(dispute.disagreements) for dispute in disputes)


def test_claims_that_agree_are_not_paired(looked_at: list[Any]) -> None:
    specs: Specs = {f"a{n}": {"effect": "better", "dose": f"{n} mg"} for n in range(1, MANY)}
    specs |= {f"b{n}": {"dose": {"effective": f"{n} mg"}} for n in range(1, MANY)}
    assert compared(specs) == 0
    assert not looked_at


def test_values_are_swept(looked_at: list[Any]) -> None:
    specs: Specs = {f"a{n}": {"dose": {"effective": f"{n} mg"}} for n in range(1, MANY)}
    specs |= {f"b{n}": {"dose": {"ineffective": f"{n}.2..{n}.4 mg"}} for n in range(1, MANY)}
    specs |= {f"c{n}": {"dose": {"maximum": f"{MANY + n} mg"}} for n in range(1, MANY)}
    specs["d"] = {"dose": {"ineffective": "10 mg"}}
    assert compared(specs) == 1
    assert len(looked_at) == 1


def test_other_subjects_are_not_paired(looked_at: list[Any]) -> None:
    drinks = ("coffee", "tea", "chicory")
    specs = {f"{drink}{n}": {"half-life": {"is": f"{index + 1}{n:03} h"}, "intervention": drink}
             for index, drink in enumerate(drinks) for n in range(20)}  # fmt: skip
    assert compared(specs) == 3 * 20 * 19 / 2
    assert len(looked_at) == 3 * 20 * 19 / 2


def test_claims_on_one_position_are_one(looked_at: list[Any]) -> None:
    specs = {f"a{n}": {"effect": "better", "source": f"s{n}"} for n in range(MANY)}
    specs |= {f"b{n}": {"effect": "worse", "source": f"t{n}"} for n in range(MANY)}
    assert compared(specs) == 1
    assert len(looked_at) == 1


def test_used_values_are_paired_by_study(looked_at: list[Any]) -> None:
    specs = {f"a{n}": {"dose": {"used": f"{n} mg"}, "study": f"trial-{n // 2}"} for n in range(2, MANY)}
    assert compared(specs) == (MANY - 2) / 2
    assert len(looked_at) == (MANY - 2) / 2
