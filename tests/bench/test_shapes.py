"""The benchmark's knowledge bases are sound, the same every time, and as contested as they are said to be."""

from pathlib import Path

import pytest
from bench import search
from bench.shapes import SHAPES, write
from claimbook.check import check
from claimbook.rules import is_broken

SIZE = 300


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_sound_and_complete(name: str, tmp_path: Path) -> None:
    write(SHAPES[name], SIZE, tmp_path / "base")
    result = check(tmp_path / "base")
    assert not [d for d in result.diagnostics if is_broken(d)]
    assert len(result.base.claims()) == SIZE


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_the_same_every_time(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(SHAPES[name], SIZE, tmp_path / folder)
    one, two = ({p.relative_to(tmp_path / f): p.read_bytes() for p in (tmp_path / f).rglob("*") if p.is_file()}
                for f in ("one", "two"))  # fmt: skip
    assert one == two


def test_the_spread_is_as_contested_as_a_contested_literature(tmp_path: Path) -> None:
    """The knowledge base that this tool was made for has 332 disagreements among 389 claims."""
    write(SHAPES["spread"], 3000, tmp_path / "base")
    found = sum(len(reviewed.dispute.disagreements) for reviewed in check(tmp_path / "base").reviewed)
    assert 0.7 < found / 3000 < 1.1


def test_the_search_alone_is_timed_in_both_ways() -> None:
    head, *lines = list(search.rows([200]))
    assert head.split()[0] == "positions"
    assert [line.split()[0] for line in lines] == ["few", "all"]
