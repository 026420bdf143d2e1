"""What exclusions are called."""

from itertools import permutations

import pytest
from claimbook.check import check
from claimbook.diagnostics import Place, Sink
from claimbook.records.anchors import Anchor, Text
from claimbook.records.claims import Exclusion, ExclusionReason
from claimbook.records.exclusions import name_of, told_apart

from tests.conftest import MakeBase

A, B, C = ("a" * 16, "b" * 16, "c" * 16)


def exclusion(line: int, *anchors: tuple[str, int], file: str = "x.yml") -> Exclusion:
    """One whose anchors have these digests and hints."""
    made = tuple(Anchor(digest, 3, index) for digest, index in anchors)
    return Exclusion(name_of("brew", made), "brew", "", ExclusionReason.HEADING, Place(file, line), made)


def names(*exclusions: Exclusion) -> tuple[list[str], list[str]]:
    sink = Sink()
    return [one.id for one in told_apart(exclusions, sink)], [f"{d.code} {d.place.line}" for d in sink]


def test_all_passages_make_the_id() -> None:
    alone, further, other = exclusion(1, (A, 0)), exclusion(2, (A, 0), (B, 5)), exclusion(3, (A, 0), (C, 9))
    found, told = names(alone, further, other)
    assert len(set(found)) == 3
    assert told == []


def test_where_they_stand_has_no_part_in_it() -> None:
    assert names(exclusion(1, (A, 0), (B, 5))) == names(
        exclusion(
            9,
            (A, 40),
            (B, 45),
        )
    )


def test_repeated_lines_are_counted_in_the_order_of_the_text() -> None:
    base = exclusion(1, (A, 0)).id
    lines = [exclusion(1, (A, 30)), exclusion(2, (A, 4)), exclusion(3, (A, 200))]
    wanted = {1: f"{base}-2", 2: base, 3: f"{base}-3"}
    for some in permutations(lines):
        assert names(*some) == ([wanted[one.place.line] for one in some], [])


def test_the_very_same_passage_is_reported_and_left_out() -> None:
    first, again = exclusion(1, (A, 0), (B, 5)), exclusion(2, (A, 0), (B, 5))
    assert names(first, exclusion(7, (C, 1)), again) == ([first.id, exclusion(7, (C, 1)).id], ["CB309 2"])


@pytest.mark.parametrize("files", [("a", "b"), ("b", "a")])
def test_ids_do_not_depend_on_files(files: tuple[str, str], make_base: MakeBase) -> None:
    """A line that stands twice is excluded twice, in two files in either order; each covers its own place."""
    text = "Notes on brewing\nCoffee lowered blood pressure in adults. A dose of 80 mg is best.\nRead on\nRead on\n"
    entry = "source: brew2020\npassages:\n  - {{at: x, anchor: {anchor}, exclude: signpost}}\n"
    laid = {
        f"claims/brew2020/{file}.yml": entry.format(anchor=Text(text).anchor(index, 2))
        for file, index in zip(files, (16, 18), strict=True)
    }
    root = make_base({**laid, "archive/brew2020.txt": text})
    result = check(root, root / "archive")
    assert [d.code for d in result.diagnostics] == []
    there = {one.anchors[0].index: one.id for one in result.base.records.exclusions}
    assert there[18] == f"{there[16]}-2"
    assert [result.base.located[there[index]].tokens for index in (16, 18)] == [((16, 2),), ((18, 2),)]


def test_the_shorter_list_does_not_hide_the_longer(make_base: MakeBase) -> None:
    """Two exclusions that begin alike both cover what they name."""
    heading, first, second = "651b6d1d57a97759/3@0", "e4d96335542522d0/6@3", "a778a51b133b5a93/7@9"
    root = make_base({"claims/brew2020/claims.yml": (
        "source: brew2020\npassages:\n"
        f"  - {{at: a, anchor: [{heading}, {first}, {second}], exclude: heading}}\n"
        f"  - {{at: b, anchor: {heading}, exclude: heading}}\n"
    )})  # fmt: skip
    result = check(root, root / "archive")
    assert "CB306" not in {d.code for d in result.diagnostics}
    assert len({one.id for one in result.base.records.exclusions}) == 2
