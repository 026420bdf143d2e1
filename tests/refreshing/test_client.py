"""How a server is asked: paces, pauses, limits, and what is said of servers that behave badly."""

import gzip
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from claimbook import __version__
from claimbook.refreshing.client import Client, NoAnswerError, Reply
from claimbook.refreshing.settings import Settings

from tests.refreshing.conftest import Clock
from tests.refreshing.registry import LocalRegistry, Says

OK = Says(body=b"{}")
BUSY = Says(503)
Get = Callable[..., Reply]


@pytest.fixture
def get(crossref_server: LocalRegistry, settings: Settings) -> Iterator[Get]:
    """``get(says, ...)`` asks a server that says these things one after the other."""
    clients: list[Client] = []

    def ask(*says: Says, **changes: object) -> Reply:
        crossref_server.says["x"] = list(says)
        clients.append(Client(replace(settings, **changes)))  # type: ignore[arg-type]
        return clients[-1].get(f"{crossref_server.address}/works/x", {"mailto": "reader@example.org"})

    yield ask
    for client in clients:
        client.close()


def failure(get: Get, *says: Says, **changes: object) -> NoAnswerError:
    with pytest.raises(NoAnswerError) as raised:
        get(*says, **changes)
    return raised.value


def test_says_who_asks(get: Get, crossref_server: LocalRegistry) -> None:
    assert get(OK) == Reply(200, b"{}")
    asked = crossref_server.asked[0]
    assert asked.headers["User-Agent"] == f"claimbook/{__version__} (mailto:reader@example.org)"
    assert asked.query == {"mailto": ["reader@example.org"]}


def test_pauses_between_requests(settings: Settings, crossref_server: LocalRegistry, clock: Clock) -> None:
    client = Client(settings)
    for _ in range(3):
        client.get(f"{crossref_server.address}/works/x", {})
    clock.now += 10  # whoever had other things to do does not wait
    client.get(f"{crossref_server.address}/works/x", {})
    client.close()
    assert clock.slept == [0.4, 0.4]


def test_trouble_that_passes_with_growing_pauses(get: Get, clock: Clock, crossref_server: LocalRegistry) -> None:
    assert get(BUSY, Says(500), Says(502), OK) == Reply(200, b"{}")
    assert clock.slept == [0.4, 2, 4]
    assert len(crossref_server.asked) == 4


def test_trouble_that_stays(get: Get, crossref_server: LocalRegistry) -> None:
    found = failure(get, BUSY)
    assert (str(found), found.final) == ("answers 503 Service Unavailable", False)
    assert len(crossref_server.asked) == 4


def test_retry_after_in_seconds(get: Get, clock: Clock) -> None:
    get(Says(429, headers={"Retry-After": "7"}), OK)
    assert clock.slept == [7]


def test_retry_after_as_a_date_in_the_past(get: Get, clock: Clock) -> None:
    get(Says(429, headers={"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}), OK)
    assert clock.slept == [0.4]


@pytest.mark.parametrize("said", ["soon", "", "-5", "Sun, 99 Nov 1994", "1e9"])
def test_retry_after_that_says_nothing(said: str, get: Get) -> None:
    assert get(Says(429, headers={"Retry-After": said}), OK).status == 200


@pytest.mark.parametrize("said", ["3600", "9" * 30])
def test_retry_after_beyond_patience(said: str, get: Get, clock: Clock) -> None:
    found = failure(get, Says(429, headers={"Retry-After": said}), OK)
    assert str(found).startswith("asks to be left alone for ")
    assert found.final
    assert clock.slept == []


def test_a_server_that_says_nothing(get: Get) -> None:
    found = failure(get, Says(silent=True), tries=2, timeout=0.05)
    assert (str(found), found.final) == ("does not answer in time", False)


def test_a_server_that_says_nothing_at_first(get: Get) -> None:
    assert get(Says(silent=True), OK, timeout=0.05).status == 200


def test_a_connection_cut_in_the_middle(get: Get) -> None:
    cut = Says(body=b'{"message": {', promised=1_000)
    assert str(failure(get, cut)) == "breaks off in the middle"
    assert get(cut, OK) == Reply(200, b"{}")


def test_an_answer_that_trickles_in(get: Get) -> None:
    """Each byte comes in time, all of them together do not."""
    ticks = iter(range(0, 100_000, 10))
    slow = Says(body=b" " * 2_000, trickles=True)
    found = failure(get, slow, tries=1, clock=lambda: float(next(ticks)), deadline=5, interval=0)
    assert str(found) == "was not done after 5 seconds"


def test_an_answer_that_is_too_large(get: Get) -> None:
    found = failure(get, Says(body=b" " * 20_001), largest=20_000)
    assert (str(found), found.final) == ("answers with more than 20,000 bytes", False)
    assert get(Says(body=b" " * 20_000), largest=20_000).status == 200


def test_an_answer_that_is_too_large_when_unpacked(get: Get) -> None:
    bomb = Says(body=gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"})
    assert len(bomb.body) < 20_000
    assert str(failure(get, bomb, largest=20_000)) == "answers with more than 20,000 bytes"


def test_a_packed_answer(get: Get) -> None:
    packed = Says(body=gzip.compress(b'{"a": 1}'), headers={"Content-Encoding": "gzip"})
    assert get(packed) == Reply(200, b'{"a": 1}')
    assert str(failure(get, Says(body=b"not packed", headers={"Content-Encoding": "gzip"}))) == (
        "breaks off in the middle"
    )


def test_other_statuses_are_handed_on(get: Get) -> None:
    assert get(Says(404, b"Resource not found.")) == Reply(404, b"")
    assert get(Says(403, b"no")) == Reply(403, b"")


# Sent elsewhere


def test_on_the_same_host(get: Get, crossref_server: LocalRegistry) -> None:
    crossref_server.says["y"] = [OK]
    assert get(Says(301, headers={"Location": "/works/y"})).status == 200
    assert crossref_server.identifiers() == ["x", "y"]


def test_to_another_host(get: Get, pubmed_server: LocalRegistry) -> None:
    found = failure(get, Says(302, headers={"Location": f"{pubmed_server.address}/works/x"}))
    assert str(found) == f"sends us on to {pubmed_server.address[7:]}, which was not asked"
    assert pubmed_server.asked == []


@pytest.mark.parametrize("location", ["http://[bad", "ftp://127.0.0.1/", "file:///etc/hosts", "//elsewhere.test/"])
def test_to_what_is_no_address_of_ours(location: str, get: Get) -> None:
    assert "which was not asked" in str(failure(get, Says(302, headers={"Location": location})))


def test_in_circles(get: Get, crossref_server: LocalRegistry) -> None:
    assert str(failure(get, Says(307, headers={"Location": "/works/x"}))) == "sends us on and on"
    assert len(crossref_server.asked) == 4


def test_with_an_endless_body(get: Get, crossref_server: LocalRegistry) -> None:
    """What stands beside a redirection is not even read."""
    crossref_server.says["y"] = [OK]
    endless = Says(302, b" " * 1_000, {"Location": "/works/y"}, promised=10**12)
    assert get(endless) == Reply(200, b"{}")


def test_nowhere(get: Get) -> None:
    assert get(Says(304)) == Reply(304, b"")
    assert get(Says(302)) == Reply(302, b"")


# Nobody there


def test_nobody_listens(settings: Settings) -> None:
    with socket.socket() as taken:  # a port that is taken and on which nobody listens
        taken.bind(("127.0.0.1", 0))
        client = Client(settings)
        with pytest.raises(NoAnswerError) as raised:
            client.get(f"http://127.0.0.1:{taken.getsockname()[1]}/works/x", {})
        client.close()
    assert str(raised.value) == "cannot be reached (Connection refused)"
    assert raised.value.final


def test_a_name_that_nobody_knows(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    client = Client(settings)
    with pytest.raises(NoAnswerError, match=r"\Acannot be reached") as raised:
        client.get("http://registry.invalid/works/x", {})
    client.close()
    assert raised.value.final


def test_no_certificate(crossref_server: LocalRegistry, settings: Settings) -> None:
    client = Client(settings)
    with pytest.raises(NoAnswerError) as raised:
        client.get(f"{crossref_server.address.replace('http', 'https')}/works/x", {})
    client.close()
    assert raised.value.final
