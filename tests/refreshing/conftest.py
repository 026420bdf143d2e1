"""Registries on this machine, and a clock that tests move on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from claimbook.refreshing.registries import Registry
from claimbook.refreshing.settings import Settings

from tests.refreshing.registry import LocalRegistry, serving

TODAY = date(2026, 11, 22)


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers on this machine are asked directly, whatever the machine is told of proxies."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def crossref_server() -> Iterator[LocalRegistry]:
    with serving() as registry:
        yield registry


@pytest.fixture
def pubmed_server() -> Iterator[LocalRegistry]:
    with serving() as registry:
        yield registry


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(crossref_server: LocalRegistry, pubmed_server: LocalRegistry, clock: Clock) -> Settings:
    """Both registries are local, nobody waits in earnest, and it is always the same day."""
    bases = {Registry.CROSSREF: crossref_server.address, Registry.PUBMED: pubmed_server.address}
    return replace(
        Settings("reader@example.org", bases), timeout=0.3, clock=lambda: clock.now, sleep=clock.sleep,
        today=lambda: TODAY,
    )  # fmt: skip
