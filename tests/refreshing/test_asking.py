"""A whole refresh against servers on this machine: what is asked, what is kept, what stops it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claimbook.citations.bibliography import read_bibliography
from claimbook.diagnostics import Sink
from claimbook.refreshing.asking import Refreshed, Selection, refresh
from claimbook.refreshing.registries import Registry
from claimbook.refreshing.settings import Settings
from claimbook.refreshing.snapshot import AnswerKind, Snapshot, read_snapshot

from tests.commands.calling import environment
from tests.conftest import MakeBase
from tests.refreshing.conftest import TODAY, Clock
from tests.refreshing.registry import LocalRegistry, Says, crossref, pubmed, unknown

SNAPSHOT = "book/registry.json"
BIB = "book/references.bib"
A = "@article{a, title = {Tea for one}, author = {Leaf, A.}, year = {2001}, doi = {10.5555/a}, pmid = {1}}\n"
B = "@article{b, title = {Tea for two}, author = {Leaf, A.}, year = {2002}, doi = {10.5555/b}}\n"
C = "@article{c, title = {Tea for three}, author = {Leaf, A.}, year = {2003}, doi = {10.5555/c}}\n"
Refresh = Callable[..., Refreshed]
EVERYTHING = Selection()


@pytest.fixture
def root(make_base: MakeBase) -> Path:
    return make_base({BIB: A + B + C})


@pytest.fixture
def answering(crossref_server: LocalRegistry, pubmed_server: LocalRegistry) -> None:
    """Both registries know the works of the bibliography, as they are there."""
    for number, (name, word) in enumerate([("a", "one"), ("b", "two"), ("c", "three")], 1):
        doi = f"10.5555/{name}"
        crossref_server.says[doi] = [crossref(doi, f"Tea for {word}", 2000 + number, "Leaf")]
    pubmed_server.says["1"] = [pubmed("1", "Tea for one", 2001, "Leaf")]


@pytest.fixture
def run(root: Path, settings: Settings) -> Refresh:
    """``run(choice, ...)`` refreshes the base; further arguments change the settings."""

    def refreshed(choice: Selection = EVERYTHING, **changes: Any) -> Refreshed:
        sink = Sink()
        bibliography = read_bibliography(root / BIB, BIB, sink)
        before = read_snapshot(root / SNAPSHOT, SNAPSHOT, sink) or Snapshot(SNAPSHOT)
        assert not len(sink)
        return refresh(root / SNAPSHOT, before, bibliography, choice, replace(settings, **changes))

    return refreshed


def kept(root: Path) -> dict[str, str]:
    """The statuses in the snapshot."""
    entries = json.loads((root / SNAPSHOT).read_text())["entries"]
    return {f"{key} {name}": answer["status"] for key, entry in entries.items() for name, answer in entry.items()}


ALL = {"a crossref": "found", "a pubmed": "found", "b crossref": "found", "c crossref": "found"}


@pytest.mark.usefixtures("answering")
def test_everything_is_asked_once(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    outcome = run()
    assert crossref_server.identifiers() == ["10.5555/a", "10.5555/b", "10.5555/c"]
    assert (len(outcome.fresh), outcome.failures, outcome.kept) == (4, {}, 0)
    assert kept(root) == ALL


@pytest.mark.usefixtures("answering")
def test_the_registries_are_paced_apart(run: Refresh, clock: Clock) -> None:
    """PubMed does not wait for Crossref's pause."""
    run()
    assert clock.slept == [0.4, 0.4]


def test_what_two_entries_share_is_asked_about_once(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    (root / BIB).write_text(B + B.replace("{b,", "{again,"))
    crossref_server.says["10.5555/b"] = [crossref("10.5555/b", "Tea for two", 2002, "Leaf")]
    assert len(run().fresh) == 2
    assert crossref_server.identifiers() == ["10.5555/b"]
    assert kept(root) == {"b crossref": "found", "again crossref": "found"}


# What is asked again


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize(
    ("days", "later", "asked"), [(30, 0, 0), (30, 29, 0), (30, 30, 3), (0, 0, 3), (1, 1, 3), (30, -1, 3)]
)
def test_age(days: int, later: int, asked: int, run: Refresh, crossref_server: LocalRegistry) -> None:
    run()
    crossref_server.asked.clear()
    outcome = run(Selection(days=days), today=lambda: TODAY + timedelta(later))
    assert len(crossref_server.asked) == asked
    assert outcome.kept == (0 if asked else 4)


@pytest.mark.usefixtures("answering")
def test_nothing_due_writes_nothing(run: Refresh, root: Path) -> None:
    run()
    before = (root / SNAPSHOT).stat()
    run(Selection(days=30))
    assert (root / SNAPSHOT).stat() == before


@pytest.mark.usefixtures("answering")
def test_only_one_entry_however_lately(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    run()
    crossref_server.asked.clear()
    outcome = run(Selection(only=frozenset({"b"}), days=30))
    assert crossref_server.identifiers() == ["10.5555/b"]
    assert outcome.kept == 0
    assert kept(root) == ALL


@pytest.mark.usefixtures("answering")
def test_another_identifier_is_asked_at_once(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    run()
    crossref_server.asked.clear()
    (root / BIB).write_text((A + B + C).replace("10.5555/b", "10.5555/new"))
    run(Selection(days=30))
    assert crossref_server.identifiers() == ["10.5555/new"]
    assert kept(root) == {**ALL, "b crossref": "not-found"}


@pytest.mark.usefixtures("answering")
def test_answers_that_nobody_asks_for_are_dropped(run: Refresh, root: Path) -> None:
    run()
    (root / BIB).write_text(B)
    run(Selection(days=30))
    assert kept(root) == {"b crossref": "found"}


# What goes wrong


@pytest.mark.usefixtures("answering")
def test_works_that_nobody_knows(
    run: Refresh, root: Path, crossref_server: LocalRegistry, pubmed_server: LocalRegistry
) -> None:
    del crossref_server.says["10.5555/b"]
    pubmed_server.says["1"] = [unknown("1")]
    outcome = run()
    assert outcome.count(AnswerKind.NOT_FOUND) == 2
    assert kept(root) == {**ALL, "b crossref": "not-found", "a pubmed": "not-found"}


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize(
    ("says", "why"),
    [
        (Says(500), "answers 500 Internal Server Error"),
        (Says(403), "answers 403"),
        (Says(body=b"<html>Log in</html>"), "answers with something that is not JSON"),
        (Says(body=b'{"message": []}'), "answers in a shape that is not understood"),
        (Says(body=b'{"message": {', promised=99), "breaks off in the middle"),
        (Says(body=b""), "answers with nothing"),
        (crossref("10.5555/other", "Other", 1999), "answers about another work, 10.5555/other"),
    ],
)
def test_one_bad_answer_spoils_no_other(
    says: Says, why: str, run: Refresh, root: Path, crossref_server: LocalRegistry
) -> None:
    good = crossref_server.says["10.5555/b"]
    crossref_server.says["10.5555/b"] = [says]
    outcome = run()
    assert list(outcome.failures.values()) == [why]
    assert (outcome.unasked, outcome.given_up) == ([], {})
    assert kept(root) == {**ALL, "b crossref": "failed"}
    # The next refresh asks it again, and no other.
    crossref_server.says["10.5555/b"] = good
    crossref_server.asked.clear()
    run(Selection(days=30))
    assert crossref_server.identifiers() == ["10.5555/b"]
    assert kept(root) == ALL


@pytest.mark.usefixtures("answering")
def test_an_old_answer_outlives_a_failure(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    run()
    before = (root / SNAPSHOT).read_text()
    for doi in ("10.5555/a", "10.5555/b", "10.5555/c"):
        crossref_server.says[doi] = [Says(body=b"?")]
    assert len(run().failures) == 3
    assert (root / SNAPSHOT).read_text() == before


def test_a_registry_that_fails_and_fails_is_left_alone(
    run: Refresh, root: Path, crossref_server: LocalRegistry, pubmed_server: LocalRegistry
) -> None:
    (root / BIB).write_text(A + B + C + B.replace("{b,", "{d,").replace("5555/b", "5555/d"))
    crossref_server.says = {f"10.5555/{name}": [Says(body=b"?")] for name in "abcd"}
    pubmed_server.says["1"] = [pubmed("1", "Tea for one", 2001, "Leaf")]
    outcome = run()
    assert outcome.given_up == {Registry.CROSSREF: "answers with something that is not JSON"}
    assert [str(question) for question in outcome.unasked] == ["DOI 10.5555/d"]
    assert kept(root)["a pubmed"] == "found"
    assert "d crossref" not in kept(root)


@pytest.mark.usefixtures("answering")
def test_a_registry_that_wants_to_be_left_alone_is(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    crossref_server.says["10.5555/b"] = [Says(429, headers={"Retry-After": "86400"})]
    outcome = run()
    assert crossref_server.identifiers() == ["10.5555/a", "10.5555/b"]
    assert outcome.given_up == {Registry.CROSSREF: "asks to be left alone for 86,400 seconds; ask again after that"}
    assert kept(root) == {"a crossref": "found", "a pubmed": "found"}


# Stopped in the middle


@pytest.mark.usefixtures("answering")
def test_a_refresh_that_is_stopped_goes_on(run: Refresh, root: Path, crossref_server: LocalRegistry) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(sleep=stop)
    assert kept(root) == {"a crossref": "found", "a pubmed": "found"}
    crossref_server.asked.clear()
    run(Selection(days=30))
    assert crossref_server.identifiers() == ["10.5555/b", "10.5555/c"]
    assert kept(root) == ALL


@pytest.mark.usefixtures("answering")
def test_answers_are_saved_on_the_way(run: Refresh, root: Path, clock: Clock) -> None:
    """Even a power cut costs only the last seconds."""
    seen: list[int] = []

    def sleep(seconds: float) -> None:
        seen.append(len(kept(root)) if (root / SNAPSHOT).exists() else 0)
        clock.sleep(seconds)

    run(sleep=sleep, interval=6)
    assert seen == [0, 3]


@pytest.fixture
def process(root: Path, settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """`claimbook refresh` as a process of its own."""
    around = environment(
        {
            "CLAIMBOOK_MAILTO": "reader@example.org",
            "CLAIMBOOK_CROSSREF": settings.bases[Registry.CROSSREF],
            "CLAIMBOOK_PUBMED": settings.bases[Registry.PUBMED],
        }
    )
    command = [sys.executable, "-m", "claimbook", "refresh", "--root", str(root)]
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


@pytest.mark.usefixtures("answering")
def test_ctrl_c(process: subprocess.Popen[str], root: Path, crossref_server: LocalRegistry) -> None:
    crossref_server.says["10.5555/b"] = [Says(silent=True)]
    end = time.monotonic() + 20
    while "10.5555/b" not in crossref_server.identifiers() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "claimbook: interrupted\n")
    assert kept(root) == {"a crossref": "found", "a pubmed": "found"}
    assert [path.name for path in (root / "book").iterdir() if "registry" in path.name] == ["registry.json"]
