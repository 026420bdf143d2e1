"""Words that say which way it went: what is read of a sentence."""

from pathlib import Path

import pytest
import yaml
from claimbook.prose.directions import pointers

CASES = yaml.safe_load((Path(__file__).parent / "directions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=list(CASES))
def test_what_is_read(text: str, expected: dict[str, str]) -> None:
    found = pointers(text, 0, len(text), frozenset({"placebo"}))
    assert {pointer.word: pointer.direction.value for pointer in found} == expected
    assert all(text[pointer.start : pointer.end] == pointer.word for pointer in found)


def test_only_between_the_offsets() -> None:
    text = "It helped. It got worse."
    assert [pointer.word for pointer in pointers(text, 11, len(text))] == ["worse"]
