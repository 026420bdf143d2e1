"""Work shared by two processes gives what one gives, whatever becomes of the second."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from claimbook import halves
from claimbook.halves import beside, in_halves
from hypothesis import given
from hypothesis import strategies as st

HERE = os.getpid()
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def whose(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def joined(parts: list[list[int]]) -> list[int]:
    return [item for part in parts for item in part]


@forking
@given(st.lists(st.integers(), max_size=20), st.integers(0, 5))
def test_all_is_done_once_and_in_order(items: list[int], size: int) -> None:
    assert joined(in_halves(doubled, items, [size] * len(items), 10)) == doubled(items)


@forking
def test_two_processes_do_it_from_some_size_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_cores", lambda: 2)
    assert set(joined(in_halves(whose, range(4), [1] * 4, 5))) == {HERE}
    shared = joined(in_halves(whose, range(4), [1] * 4, 4))
    assert shared[:2] == [HERE] * 2
    assert HERE not in shared[2:]


def test_the_halves_weigh_the_same() -> None:
    assert halves._middle([1, 1, 1, 1]) == 2
    assert halves._middle([9, 1, 1, 1]) == 1
    assert halves._middle([1, 1, 1, 9]) == 3
    assert halves._middle([5]) == 1
    assert halves._middle([]) == 0


@forking
@pytest.mark.parametrize("end", ["raise", "exit", "unpicklable"])
def test_a_second_process_that_fails_is_made_good(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_cores", lambda: 2)

    def work(items: Sequence[int]) -> object:
        if os.getpid() == HERE:
            return doubled(items)
        if end == "raise":
            raise ValueError(items)
        if end == "exit":
            os._exit(7)
        return lambda: items

    assert in_halves(work, range(4), [1] * 4, 1) == [[0, 2], [4, 6]]


@forking
def test_a_failure_of_the_first_is_not_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one may be writing more than a pipe holds; nobody waits for it to be read."""
    monkeypatch.setattr(halves, "_cores", lambda: 2)

    def work(items: Sequence[int]) -> bytes:
        if os.getpid() == HERE:
            raise ValueError("broken")
        return bytes(1_000_000)

    start = time.monotonic()
    with pytest.raises(ValueError, match="broken"):
        in_halves(work, range(4), [1] * 4, 1)
    assert time.monotonic() - start < 30


@forking
def test_where_no_process_is_to_be_had_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(halves, "_cores", lambda: 2)
    monkeypatch.setattr(os, "fork", none_left)
    before = open_files()
    assert in_halves(whose, range(4), [1] * 4, 1) == [[HERE] * 4]
    assert open_files() == before


def open_files() -> int:
    """How many files this process holds open, where the system says so."""
    return len(list(Path("/proc/self/fd").glob("*")))


@forking
def test_work_is_done_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_cores", lambda: 2)
    assert beside(os.getpid)() != HERE
    monkeypatch.setattr(halves, "_cores", lambda: 1)
    assert beside(os.getpid)() == HERE


@forking
@pytest.mark.parametrize("end", ["raise", "exit", "unpicklable"])
def test_work_beside_that_fails_is_made_good(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_cores", lambda: 2)

    def work() -> object:
        if os.getpid() == HERE:
            return "done"
        if end == "exit":
            os._exit(3)
        return (lambda: None) if end == "unpicklable" else 1 / 0

    assert beside(work)() == "done"
