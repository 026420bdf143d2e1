"""Counts with what was counted, one or many."""


def plural(count: int, one: str, many: str = "") -> str:
    """``1 claim``, ``2 claims``; ``many`` where that is not the one with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
