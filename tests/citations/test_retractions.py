"""Lists of retractions as their publishers write them, and lists that are none."""

from pathlib import Path

import pytest
from claimbook.citations.bibliography import read_bibliography
from claimbook.citations.retractions import Standing, standings
from claimbook.diagnostics import Sink

from tests.commands.calling import call
from tests.commands.transcript import lay

BIB = """\
@article{one, doi = {10.1000/One}}
@article{two, pmid = {222}}
@article{three, doi = {10.1000/three}, pmid = {333}, status = {superseded}}
@article{four, doi = {10.1000/one}}
"""
HEAD = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,RetractionNature\n"


def found(tmp_path: Path, listed: str | bytes | None) -> tuple[dict[str, Standing], list[str]]:
    (tmp_path / "r.bib").write_text(BIB, encoding="utf-8")
    path = tmp_path / "list.csv"
    if listed is not None:
        path.write_bytes(listed.encode() if isinstance(listed, str) else listed)
    sink = Sink()
    fallen = standings(read_bibliography(tmp_path / "r.bib", "r.bib", sink), path, sink)
    return fallen, [d.message for d in sink]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("10.1000/ONE,0,1/2/2020 0:00,Retraction\n", {"one": "retracted", "four": "retracted"}),
        ("unavailable,222,,retraction\r\n", {"two": "retracted"}),
        ("unavailable,0,,Retraction\n,,,Retraction\n", {}),
        ("10.1000/three,,,Correction\n", {}),
        (",222,12/31/2019 0:00,Retraction\n,222,1/2/2020 0:00,Reinstatement\n", {}),
        (",222,2020-01-02,Reinstatement\n,222,2019-12-31,Retraction\n", {}),
        (",222,2019-01-02,Reinstatement\n,222,2019-12-31,Removal\n", {"two": "withdrawn"}),
        (",222,,partial_retraction\n", {"two": "retracted"}),
        (",222\n\n", {"two": "retracted"}),
        ('"10.1000/three",222,"a\nb",Expression of Concern\n', {"two": "concern", "three": "concern"}),
    ],
)
def test_what_a_list_says(tmp_path: Path, rows: str, expected: dict[str, str]) -> None:
    fallen, said = found(tmp_path, HEAD + rows)
    assert {key: standing.status for key, standing in fallen.items()} == {"three": "superseded", **expected}
    assert not said


def test_where_it_is_said(tmp_path: Path) -> None:
    fallen, _ = found(tmp_path, HEAD + "x,0,,Retraction\n,222,,Retraction\n")
    assert (fallen["two"].said_at, fallen["three"].said_at) == ("list.csv:3", "r.bib:3:63")


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"\xff\xfeD\0O\0I\0", "is not UTF-8"),
        ("", "has no column of DOIs"),
        ("Title,Year\n", "has no column of DOIs"),
        ('DOI\n"' + "x" * 200_000 + '"\n', "is not CSV: field larger than field limit (131072)"),
    ],
)
def test_no_list(tmp_path: Path, listed: str | bytes | None, told: str) -> None:
    fallen, said = found(tmp_path, listed)
    assert set(fallen) == {"three"}
    assert [message.startswith(f"The list of retractions 'list.csv' {told}") for message in said] == [True]


def test_on_the_command_line(tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    bib = root / "book/references.bib"
    bib.write_text(
        bib.read_text(encoding="utf-8").replace("  year = {2021}", "  pmid = {5},\n  year = {2021}"), "utf-8"
    )
    (tmp_path / "list.csv").write_text("PMID\n5\n", encoding="utf-8")
    done = call("check", "--select", "CB21", "--root", str(root), "--retractions", str(tmp_path / "list.csv"))
    assert "'cup2021' is cited, but it was retracted (said at list.csv:2)." in " ".join(done.out.split())
    gone = call("check", "--root", str(root), "--retractions", str(tmp_path / "none.csv"))
    assert gone.status == 2
    assert "CB214" in gone.out
