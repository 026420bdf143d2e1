"""Marks on levels, so that none lies over another however narrow the screen."""

from collections.abc import Sequence

from claimbook.figures.model import AxisStretch

NARROWEST = 290  # pixels of the axis on the narrowest screen
ROOM = 24  # pixels of a mark, so that a finger hits it


def levels(reaches: Sequence[AxisStretch]) -> list[int]:
    """A level for each reach, the lowest that is free; those that come first choose first."""
    ends: list[list[tuple[float, float]]] = []
    return [_place(reach, ends) for reach in reaches]


def _place(reach: AxisStretch, taken: list[list[tuple[float, float]]]) -> int:
    """The first level where nothing is near; it is taken."""
    half = ROOM / 2 / NARROWEST * 100
    low, high = reach.low - half, reach.high + half
    for level, there in enumerate(taken):
        if all(high <= other_low or other_high <= low for other_low, other_high in there):
            there.append((low, high))
            return level
    taken.append([(low, high)])
    return len(taken) - 1
