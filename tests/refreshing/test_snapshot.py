"""The file of answers: written the same way each time, read strictly, and never with the network's library."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from claimbook.citations.bibliography import Bibliography, read_bibliography
from claimbook.diagnostics import Sink
from claimbook.refreshing.registries import Query, Registry, questions
from claimbook.refreshing.snapshot import (
    AnswerKind,
    Facts,
    RegistryAnswer,
    Snapshot,
    read_snapshot,
    retracted_keys,
    text_of,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.commands.calling import environment

NAME = "book/registry.json"
PRINTED = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FACTS = st.builds(
    Facts, PRINTED, st.lists(st.integers(1500, 2100), max_size=3).map(tuple), st.lists(PRINTED, max_size=3).map(tuple),
    PRINTED, st.booleans(),
)  # fmt: skip
DAYS = st.dates(date(1000, 1, 1))
ANSWERS = st.one_of(
    st.builds(RegistryAnswer, DAYS, st.just(AnswerKind.FOUND), FACTS),
    st.builds(RegistryAnswer, DAYS, st.sampled_from([AnswerKind.NOT_FOUND, AnswerKind.FAILED])),
)
ASKED = st.dictionaries(st.tuples(PRINTED, st.sampled_from(Registry)), st.tuples(PRINTED, ANSWERS), max_size=5)
KEPT = ASKED.map(lambda found: {Query(*about, asked): answer for about, (asked, answer) in found.items()})


def read(text: str, folder: Path) -> tuple[Snapshot | None, list[str]]:
    path = folder / "registry.json"
    path.write_bytes(text.encode())
    sink = Sink()
    return read_snapshot(path, NAME, sink), [f"{found.place} {found.message}" for found in sink]


def bibliography(text: str, folder: Path) -> Bibliography:
    path = folder / "references.bib"
    path.write_text(text, encoding="utf-8")
    return read_bibliography(path, "book/references.bib", Sink())


@given(answers=KEPT)
def test_what_is_written_is_read(
    answers: dict[Query, RegistryAnswer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found, said = read(text_of(answers), tmp_path_factory.mktemp("snapshot"))
    assert said == []
    assert found == Snapshot(NAME, answers)


@given(answers=KEPT, data=st.data())
def test_order_does_not_matter(answers: dict[Query, RegistryAnswer], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert text_of(shuffled) == text_of(answers)


def test_how_it_looks() -> None:
    facts = Facts("Tea for all", (2019, 2020), ("Leaf", "Bürkner"), "Leaves", False)
    day = date(2026, 11, 22)
    answers = {
        Query("leaf2020", Registry.PUBMED, "7"): RegistryAnswer(day, AnswerKind.NOT_FOUND),
        Query("leaf2020", Registry.CROSSREF, "10.5555/x"): RegistryAnswer(day, AnswerKind.FOUND, facts),
    }
    assert text_of(answers) == LOOKS


LOOKS = """\
{
 "entries": {
  "leaf2020": {
   "crossref": {
    "asked": "10.5555/x",
    "container": "Leaves",
    "families": [
     "Leaf",
     "Bürkner"
    ],
    "on": "2026-11-22",
    "retracted": false,
    "status": "found",
    "title": "Tea for all",
    "years": [
     2019,
     2020
    ]
   },
   "pubmed": {
    "asked": "7",
    "on": "2026-11-22",
    "status": "not-found"
   }
  }
 },
 "version": 1
}
"""


def test_none_is_no_fault(tmp_path: Path) -> None:
    sink = Sink()
    assert read_snapshot(tmp_path / "registry.json", NAME, sink) is None
    assert not len(sink)


ENTRY = '{"version": 1, "entries": {"a": {"crossref": %s}}}'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not JSON: Expecting value"),
        ('{"version": 1,\n<<<<<<< HEAD\n', "2:1 The registries' answers"),
        ("[]", "the file has no usable 'version'"),
        ('{"version": true, "entries": {}}', "the file has no usable 'version'"),
        ('{"version": 2, "entries": {}}', "it is of version 2, and this claimbook reads version 1"),
        ('{"version": 1}', "the file has no usable 'entries'"),
        ('{"version": 1, "entries": {"a": []}}', "'a' has no usable answers"),
        (ENTRY % "7", "'a', 'crossref' has no usable 'status'"),
        (ENTRY % '{"status": "found"}', "'a', 'crossref' has no usable 'on'"),
        (ENTRY % '{"asked": "x", "status": "lost", "on": "2026-01-01"}', "has an unknown registry, day or status"),
        (ENTRY % '{"asked": "x", "status": "failed", "on": "20260101"}', "has an unknown registry, day or status"),
        (ENTRY % '{"asked": "x", "status": "found", "on": "2026-01-01"}', "has no usable 'title'"),
        (ENTRY.replace("crossref", "scholar") % '{"asked": "x", "status": "failed", "on": "2026-01-01"}',
         "'a', 'scholar' has an unknown registry, day or status"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_no_snapshot(text: str, why: str, tmp_path: Path) -> None:
    found, said = read(text, tmp_path)
    assert found is None
    assert len(said) == 1
    assert why in said[0]


def test_what_is_no_text(tmp_path: Path) -> None:
    sink = Sink()
    (tmp_path / "latin.json").write_bytes(b'{"version": "\xe9"}')
    assert read_snapshot(tmp_path / "latin.json", NAME, sink) is None
    assert read_snapshot(tmp_path, NAME, sink) is None
    assert ["is not UTF-8 (byte 14)" in d.message or "not a regular file" in d.message for d in sink] == [True, True]


# Which questions there are, and what retracted works become


BIB = """
@article{plain, title = {A}, doi = {10.5555/ABC_d}, pmid = {7}}
@article{dressed, title = {B}, doi = {https://doi.org/10.5555/(sici)1}, pmid = {PMID 8}}
@article{wrong, title = {C}, doi = {11.5555/x}, pmid = {0}}
@book{none, title = {D}}
"""


def test_questions(tmp_path: Path) -> None:
    assert [(q.key, str(q)) for q in questions(bibliography(BIB, tmp_path))] == [
        ("plain", "DOI 10.5555/abc_d"),
        ("plain", "PMID 7"),
        ("dressed", "DOI 10.5555/(sici)1"),
    ]


def test_retracted_keys(tmp_path: Path) -> None:
    gone = RegistryAnswer(date(2026, 1, 1), AnswerKind.FOUND, Facts(retracted=True))
    still = RegistryAnswer(date(2026, 1, 1), AnswerKind.FOUND, Facts())
    known = bibliography(BIB, tmp_path)
    crossref = Query("plain", Registry.CROSSREF, "10.5555/abc_d")
    pubmed = Query("plain", Registry.PUBMED, "7")

    def told(answers: dict[Query, RegistryAnswer]) -> dict[str, str]:
        return {key: standing.said_at for key, standing in retracted_keys(Snapshot(NAME, answers), known).items()}

    assert retracted_keys(None, known) == {}
    assert told({crossref: still, pubmed: still}) == {}
    assert told({crossref: still, pubmed: gone}) == {"plain": f"{NAME}, PubMed on PMID 7"}
    assert told({crossref: gone, pubmed: gone}) == {"plain": f"{NAME}, Crossref on DOI 10.5555/abc_d"}
    assert told({Query("plain", Registry.PUBMED, "77"): gone}) == {}


def test_the_check_does_without_the_network_library(tmp_path: Path) -> None:
    """Reading answers takes neither requests nor what it is made of."""
    code = (
        "import sys; from claimbook.check import check; from claimbook.commands import refresh; "
        "print(sorted({'requests', 'urllib3', 'ssl', 'http.client'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
