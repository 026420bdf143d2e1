"""Progress: on a terminal, after two seconds, from one process, and gone at the end."""

import io
import os
import time

import pytest
from claimbook import pulse
from claimbook.pulse import Beat


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def beating(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> Beat:
    monkeypatch.setattr("sys.stderr", stream)
    return Beat()


def test_nobody_who_need_not_wait_sees_it(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    beat = beating(screen, monkeypatch)
    clock[0] += pulse.PATIENCE - 0.1
    beat("reading")
    beat.end()
    assert screen.getvalue() == ""


def test_it_is_said_now_and_then_and_wiped(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    beat = beating(screen, monkeypatch)
    clock[0] += pulse.PATIENCE
    for number in range(5):
        beat(f"reading file {number}")
        clock[0] += pulse.RHYTHM * 0.55
    beat.end()
    lines = screen.getvalue().split("\r\x1b[K")
    assert lines == ["", *(f"claimbook: reading file {number} ..." for number in (0, 2, 4)), ""]


def test_nothing_but_a_terminal_gets_it(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    beat = beating(stream, monkeypatch)
    clock[0] += 60
    beat("reading")
    beat.end()
    assert stream.getvalue() == ""


def test_another_process_keeps_silent(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    beat = beating(screen, monkeypatch)
    clock[0] += 60
    monkeypatch.setattr(os, "getpid", lambda: -1)
    beat("reading")
    assert screen.getvalue() == ""
