"""What `claimbook refresh` prints, and how it ends."""

import io
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.citations.bibliography import read_bibliography
from claimbook.commands.refresh import carry_out
from claimbook.diagnostics import Sink
from claimbook.failure import CallError
from claimbook.refreshing.registries import Registry
from claimbook.refreshing.settings import Settings

from tests.commands.calling import call
from tests.conftest import MakeBase
from tests.refreshing.registry import LocalRegistry, Says, crossref, pubmed

BIB = "book/references.bib"
SNAPSHOT = "book/registry.json"
ENTRY = """\
@misc{brew2020,
  author = {Roaster, A. and Bean, B.},
  title = {Notes on brewing},
  year = {2020},
  doi = {10.5555/brew},
  pmid = {20},
}
"""
DIFFERING = """\
book/references.bib:2:29: warning CB219 'brew2020': author 2 is 'Bean' here, but 'Beans' there (Crossref, DOI
    10.5555/brew).
    Look at the work itself, then correct the entry, or the DOI if it leads to another work.
book/references.bib:3:11: warning CB219 'brew2020': the title is 'Notes on brewing' here, but 'Notes on
    boiling' there (Crossref, DOI 10.5555/brew).
    Look at the work itself, then correct the entry, or the DOI if it leads to another work.
book/references.bib:4:10: warning CB219 'brew2020': the year is 2020 here, but 2021 there (Crossref, DOI
    10.5555/brew).
    Look at the work itself, then correct the entry, or the DOI if it leads to another work.

book/references.bib:1:7: retracted: 'brew2020' was retracted (said at book/registry.json, Crossref on DOI
    10.5555/brew).
'brew2020': not answered: asked about PMID 20, PubMed answers with something that is not JSON.

2 questions due: 1 found, 0 unknown to the registry, 1 not answered.
Kept in book/registry.json; next: claimbook check
"""
GIVEN_UP = """\
'brew2020': not answered: asked about DOI 10.5555/brew, Crossref asks to be left alone for 9,000 seconds; ask
    again after that.
Crossref: given up: it asks to be left alone for 9,000 seconds; ask again after that. 1 question left for the
    next refresh.

4 questions due: 2 found, 0 unknown to the registry, 2 not answered.
Kept in book/registry.json; next: claimbook check
"""
RETRACTED = {"updated-by": [{"type": "retraction"}]}
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def root(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CLAIMBOOK_MAILTO", "CLAIMBOOK_CROSSREF", "CLAIMBOOK_PUBMED"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "110")
    return make_base({BIB: ENTRY})


@pytest.fixture
def run(root: Path, settings: Settings) -> Run:
    def ran(only: tuple[str, ...] = (), days: int = 30) -> tuple[int, str]:
        options = Namespace(root=root, archive=None, only=list(only), older_than=days)
        out = io.StringIO()
        with redirect_stdout(out):
            status = carry_out(options, read_bibliography(root / BIB, BIB, Sink()), settings)
        return status, out.getvalue()

    return ran


@pytest.fixture
def same(crossref_server: LocalRegistry, pubmed_server: LocalRegistry) -> None:
    """Both registries say what the bibliography says."""
    crossref_server.says["10.5555/brew"] = [crossref("10.5555/brew", "Notes on Brewing", 2020, "Roaster", "Bean")]
    pubmed_server.says["20"] = [pubmed("20", "Notes on brewing", 2020, "Roaster", "Bean")]


@pytest.mark.usefixtures("same")
def test_all_the_same(run: Run) -> None:
    assert run() == (
        0,
        "2 questions due: 2 found, 0 unknown to the registry, 0 not answered.\n"
        "Kept in book/registry.json; next: claimbook check\n",
    )
    assert run() == (
        0,
        "0 questions due: 0 found, 0 unknown to the registry, 0 not answered.\n"
        "2 earlier answers not asked for again.\n",
    )


@pytest.mark.usefixtures("same")
def test_what_differs(run: Run, root: Path, crossref_server: LocalRegistry, pubmed_server: LocalRegistry) -> None:
    crossref_server.says["10.5555/brew"] = [
        crossref("10.5555/brew", "Notes on boiling", 2021, "Roaster", "Beans", **RETRACTED)
    ]
    pubmed_server.says.clear()
    pubmed_server.says["20"] = [Says(body=b"?")]
    status, said = run()
    assert status == 1
    assert said == DIFFERING
    # The check says the same offline.
    found = check(root, root / "archive").diagnostics
    assert [(d.code, str(d.place)) for d in found if d.code in ("CB213", "CB219", "CB221")] == [
        ("CB219", "book/references.bib:2:29"),
        ("CB219", "book/references.bib:3:11"),
        ("CB219", "book/references.bib:4:10"),
        ("CB221", "book/references.bib:6:10"),
        ("CB213", "claims/brew2020/source.yml:1:1"),
    ]


def test_a_work_that_nobody_knows(run: Run) -> None:
    status, said = run(only=("brew2020",))
    assert status == 1
    assert said.startswith("book/references.bib:5:9: warning CB219 'brew2020': Crossref knows no work with the DOI")


def test_given_up(run: Run, crossref_server: LocalRegistry, pubmed_server: LocalRegistry, root: Path) -> None:
    (root / BIB).write_text(ENTRY + ENTRY.replace("brew2020", "cup2020").replace("5555/brew", "5555/cup"))
    crossref_server.says["10.5555/brew"] = [Says(429, headers={"Retry-After": "9000"})]
    pubmed_server.says["20"] = [pubmed("20", "Notes on brewing", 2020, "Roaster", "Bean")]
    assert run() == (1, GIVEN_UP)


def test_nothing_answered(run: Run, crossref_server: LocalRegistry, pubmed_server: LocalRegistry, root: Path) -> None:
    crossref_server.says["10.5555/brew"] = [Says(503)]
    pubmed_server.says["20"] = [Says(body=b"<html>")]
    with pytest.raises(CallError) as raised:
        run()
    assert str(raised.value) == (
        "Nothing was answered: Crossref answers 503 Service Unavailable; "
        "PubMed answers with something that is not JSON."
    )
    assert raised.value.way == (
        "Is there a network here, or a proxy to be named in HTTPS_PROXY? What was answered before is kept."
    )


@pytest.mark.usefixtures("same")
def test_a_broken_snapshot_is_made_anew(run: Run, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / SNAPSHOT).write_text("<<<<<<< HEAD")
    assert run()[0] == 0
    assert capsys.readouterr().err == (
        "book/registry.json:1:1: The registries' answers cannot be used: "
        "it is not JSON: Expecting value. It is made anew.\n"
    )
    assert check(root, root / "archive").exit_status == 0


@pytest.mark.usefixtures("same")
def test_a_folder_in_the_place_of_the_snapshot(run: Run, root: Path) -> None:
    (root / SNAPSHOT).mkdir()
    with pytest.raises(CallError, match=r"registry\.json cannot be written: Is a directory\."):
        run()


# The command line


@pytest.mark.usefixtures("same")
def test_from_the_command_line(root: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOOK_MAILTO", "reader@example.org")
    monkeypatch.setenv("CLAIMBOOK_CROSSREF", settings.bases[Registry.CROSSREF] + "/")
    monkeypatch.setenv("CLAIMBOOK_PUBMED", settings.bases[Registry.PUBMED])
    done = call("refresh", "--root", str(root))
    assert (done.status, done.err) == (0, "")
    assert (root / SNAPSHOT).exists()


@pytest.mark.parametrize(
    ("around", "arguments", "said"),
    [
        ({}, [], "claimbook: CLAIMBOOK_MAILTO is not set.\n  Crossref and PubMed want to know whom to write to when a "
         "program troubles them: CLAIMBOOK_MAILTO=you@example.org claimbook refresh\n"),
        ({"CLAIMBOOK_MAILTO": "me"}, [], "claimbook: CLAIMBOOK_MAILTO is 'me', which is no mail address.\n"),
        ({"CLAIMBOOK_MAILTO": "a@b.org\r\nX: y"}, [], "which is no mail address."),
        ({"CLAIMBOOK_MAILTO": "a@b.org", "CLAIMBOOK_PUBMED": "file:///etc"}, [],
         "claimbook: CLAIMBOOK_PUBMED is 'file:///etc', which is no address of a registry.\n"),
        ({}, ["--only", "brew2002"], "claimbook: book/references.bib has no entry 'brew2002'.\n"
         "  Did you mean 'brew2020'?\n"),
        ({}, ["--older-than", "-1"], "'-1' is not a number of days"),
        ({}, ["--only", "brew2020", "--older-than", "3"],
         "claimbook: What --only names is asked about however old its answer is.\n  Leave out --older-than.\n"),
        ({}, ["--older-than", "soon"], "'soon' is not a number of days"),
    ],
)  # fmt: skip
def test_calls_that_cannot_be_carried_out(
    around: Mapping[str, str], arguments: list[str], said: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in around.items():
        monkeypatch.setenv(name, value)
    done = call("refresh", "--root", str(root), *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not (root / SNAPSHOT).exists()


def test_a_broken_bibliography_is_not_asked_about(root: Path) -> None:
    (root / BIB).write_text(ENTRY + "@misc{cut, title = {")
    done = call("refresh", "--root", str(root))
    assert done.status == 2
    assert done.err.startswith("claimbook: book/references.bib:8:")
    assert "Nothing was asked." in done.err


def test_a_kept_answer_of_the_check_ends_with_a_refresh(
    root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOOK_CACHE", str(tmp_path / "cache"))
    assert "CB219" not in call("check", "--root", str(root)).out
    run()
    assert "CB219" in call("check", "--root", str(root)).out


@pytest.mark.parametrize("only", [[], ["--only", "brew2020"]])
def test_nothing_to_ask(only: list[str], root: Path) -> None:
    (root / BIB).write_text("@misc{brew2020, title = {Notes}}")
    what = "'brew2020'" if only else BIB
    done = call("refresh", "--root", str(root), *only)
    assert done == (0, f"There is no DOI and no PMID in {what}, so there is nothing to ask.\n", "")


@pytest.mark.parametrize("part", ["crossref", "pubmed"])
def test_what_the_help_says(part: str, root: Path) -> None:
    assert part in call("refresh", "--help").out.lower()
