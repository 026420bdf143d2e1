"""Work shared by two processes, where the system can fork one."""

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def in_halves(
    work: Callable[[Sequence[Item]], Done], items: Sequence[Item], sizes: Sequence[int], worth: int
) -> list[Done]:
    """What ``work`` makes of the items: of all at once, or of two halves in a row, in their order.

    ``sizes`` weigh the items; two processes are used from a total of ``worth`` on. What the
    second one makes must pickle. Should it die, its half is done here.
    """
    if sum(sizes) < worth or not hasattr(os, "fork") or _cores() < 2:
        return [work(items)]
    cut = _middle(sizes)
    try:
        child, answer = _start(work, items[cut:])
    except OSError:  # no process or pipe to be had
        return [work(items)]
    try:
        with os.fdopen(answer, "rb") as stream:
            first = work(items[:cut])
            told = stream.read()
    finally:
        _, status = os.waitpid(child, 0)
    # What is unpickled comes from our own copy of this process, by a pipe that nobody else has.
    return [first, pickle.loads(told) if status == 0 else work(items[cut:])]  # noqa: S301


def beside(work: Callable[[], Done]) -> Callable[[], Done]:
    """Start ``work`` in another process; the answer is had by calling what is returned, once.

    Where there is no other process to be had, or it dies, the work is done in that call.
    """
    if not hasattr(os, "fork") or _cores() < 2:
        return work
    try:
        child, answer = _start(lambda _: work(), ())
    except OSError:  # no process or pipe to be had
        return work

    def collect() -> Done:
        try:
            with os.fdopen(answer, "rb") as stream:
                told = stream.read()
        finally:
            _, status = os.waitpid(child, 0)
        # As above, what is unpickled comes from our own copy of this process.
        found: Done = pickle.loads(told) if status == 0 else work()  # noqa: S301
        return found

    return collect


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _middle(sizes: Sequence[int]) -> int:
    """How many of the first items weigh about half of all."""
    total, passed = sum(sizes), 0
    for number, size in enumerate(sizes):
        if passed + size / 2 > total / 2:
            return number
        passed += size
    return len(sizes)


def _start(work: Callable[[Sequence[Item]], Done], items: Sequence[Item]) -> tuple[int, int]:
    """Another process at work on the items: its number, and where its answer can be read."""
    answer, answering = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(answer)
        os.close(answering)
        raise
    if child:
        os.close(answering)
        return child, answer
    status = 1
    with suppress(BaseException):  # whatever happens here, the other process does the work instead
        os.close(answer)
        with os.fdopen(answering, "wb") as stream:
            pickle.dump(work(items), stream, pickle.HIGHEST_PROTOCOL)
        status = 0
    os._exit(status)
