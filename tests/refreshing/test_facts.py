"""What is taken out of a registry's answer. Each file in ``answers/`` is one: asked, answered, and the facts in it."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from claimbook.refreshing.client import NoAnswerError, Reply
from claimbook.refreshing.facts import MOST_TEXT, facts_in, request
from claimbook.refreshing.registries import Registry
from hypothesis import given
from hypothesis import strategies as st

ANSWERS = sorted((Path(__file__).parent / "answers").glob("*/*.json"))
OF_CROSSREF = ["title", "author", "issued", "update-to", "updated-by", "subtitle"]
OF_PUBMED = ["title", "authors", "pubdate", "pubtype", "source", "error"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_answer(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    registry, reply = Registry(path.parent.name), Reply(200, json.dumps(case["answer"]).encode())
    if "failure" in case:
        with pytest.raises(NoAnswerError) as raised:
            facts_in(registry, case["asked"], reply)
        assert str(raised.value) == case["failure"]
        return
    facts = facts_in(registry, case["asked"], reply)
    assert (json.loads(json.dumps(asdict(facts))) if facts else None) == case["facts"]


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"", b"\xff\xfe", b"{", b"[" * 100_000, b"NaN", b"nul"])
@pytest.mark.parametrize("registry", Registry)
def test_garbage_is_a_failure(body: bytes, registry: Registry) -> None:
    with pytest.raises(NoAnswerError, match=r"answers (with|in)"):
        facts_in(registry, "1", Reply(200, body))


@pytest.mark.parametrize("status", [400, 401, 403, 410, 501])
def test_other_statuses_are_failures(status: int) -> None:
    with pytest.raises(NoAnswerError, match=f"answers {status}"):
        facts_in(Registry.CROSSREF, "10.5555/x", Reply(status, b""))


def test_only_crossref_says_404_of_an_unknown_work() -> None:
    assert facts_in(Registry.CROSSREF, "10.5555/x", Reply(404, b"")) is None
    with pytest.raises(NoAnswerError, match="answers 404"):
        facts_in(Registry.PUBMED, "1", Reply(404, b""))


@given(work=st.dictionaries(st.sampled_from(OF_CROSSREF), JSON))
def test_any_work_of_crossref_gives_facts_or_a_failure(work: dict[str, object]) -> None:
    body = json.dumps({"message": {**work, "DOI": "10.5555/x"}}).encode()
    with suppress(NoAnswerError):
        assert facts_in(Registry.CROSSREF, "10.5555/x", Reply(200, body)) is not None


@given(work=st.dictionaries(st.sampled_from(OF_PUBMED), JSON))
def test_any_work_of_pubmed_gives_facts_or_a_failure(work: dict[str, object]) -> None:
    body = json.dumps({"result": {"1": {**work, "uid": "1"}}}).encode()
    with suppress(NoAnswerError):
        facts_in(Registry.PUBMED, "1", Reply(200, body))


def test_long_texts_are_cut() -> None:
    body = json.dumps({"message": {"DOI": "10.5555/x", "title": ["long " * 100_000]}}).encode()
    facts = facts_in(Registry.CROSSREF, "10.5555/x", Reply(200, body))
    assert facts is not None
    assert len(facts.title) <= MOST_TEXT


def test_what_is_sent() -> None:
    """A DOI is one part of the address, whatever is in it."""
    url, params = request(Registry.CROSSREF, "https://c.test", "10.5555/(sici)1<2::aid#3>?4", "a@b.org")
    assert url == "https://c.test/works/10.5555%2F%28sici%291%3C2%3A%3Aaid%233%3E%3F4"
    assert params == {"mailto": "a@b.org"}
    url, params = request(Registry.PUBMED, "https://p.test/eutils", "7", "a@b.org")
    assert url == "https://p.test/eutils/esummary.fcgi"
    assert params == {"db": "pubmed", "id": "7", "retmode": "json", "tool": "claimbook", "email": "a@b.org"}
