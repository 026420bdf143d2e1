"""Where an import may write: everything or nothing, and never over what it was not told to replace."""

from pathlib import Path

import pytest
from claimbook.commands import import_
from claimbook.failure import CallError
from claimbook.importing.folder import fill, settle, staging
from claimbook.knowledge import load

from tests.commands.calling import tree
from tests.importing.tables import ROWS, as_csv, files, imported, lay

MORE = [*ROWS, ("3", "cat2022", "tea", "sleep", "up")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lay(tmp_path, as_csv(ROWS))
    return tmp_path


def test_into_an_empty_folder(folder: Path) -> None:
    (folder / "into").mkdir()
    assert imported(folder).status == 0
    assert "claims/vocabulary.yml" in files(folder / "into")


def test_an_empty_folder_stays_the_same_folder(folder: Path) -> None:
    """Somebody may be working in it."""
    (folder / "into").mkdir()
    before = (folder / "into").stat().st_ino
    assert imported(folder).status == 0
    assert (folder / "into").stat().st_ino == before


def test_what_cannot_be_moved_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    with pytest.raises(CallError, match="cannot be written"), staging(tmp_path / "into") as stage:
        fill(stage, {"book/a": "1", "claims/b": "2"})
        settle(stage, tmp_path / "into", ["book", "nothing"])
    assert list((tmp_path / "into").iterdir()) == []


def test_into_folders_that_are_not_there(folder: Path) -> None:
    assert imported(folder, into="deep/er/into").status == 0
    assert sorted(path.name for path in folder.iterdir()) == ["deep", "map.yml", "table.csv"]


def test_again_is_no_change(folder: Path) -> None:
    imported(folder)
    before = tree(folder)
    done = imported(folder)
    assert done.status == 0
    assert "nothing was written." in " ".join(done.out.split())
    assert tree(folder) == before


def test_a_different_base_is_left_alone(folder: Path) -> None:
    imported(folder)
    lay(folder, as_csv(MORE))
    before = tree(folder / "into")
    done = imported(folder)
    assert done.status == 2
    assert "--force" in done.err
    assert tree(folder / "into") == before


def test_forced_keeps_all_that_is_no_record(folder: Path) -> None:
    imported(folder)
    kept = {"claims/rulings/all.yml": "[]\n", "claims/claims.schema.json": "{}\n", "README.md": "mine\n"}
    for name, text in kept.items():
        (folder / "into" / name).parent.mkdir(exist_ok=True)
        (folder / "into" / name).write_text(text)
    lay(folder, as_csv(MORE[1:]))
    assert imported(folder, "--force").status == 0
    now = files(folder / "into")
    assert {name: now[name].decode() for name in kept} == kept
    assert sorted(load(folder / "into").records.claims) == ["2", "3"]
    assert "cat2022" in now["book/references.bib"].decode()
    assert not [path for path in (folder / "into").iterdir() if path.name.startswith(".")]


def test_forced_over_something_else(folder: Path) -> None:
    (folder / "into").mkdir()
    (folder / "into" / "letter.txt").write_text("dear")
    assert imported(folder).status == 2
    done = imported(folder, "--force")
    assert done.status == 2
    assert "is no knowledge base" in done.err
    assert files(folder / "into") == {"letter.txt": b"dear"}


def test_into_a_file(folder: Path) -> None:
    (folder / "into").write_text("x")
    assert imported(folder, "--force").status == 2
    assert (folder / "into").read_text() == "x"


@pytest.mark.parametrize("fails", ["fill", "replace_records", "bibliography"])
def test_what_fails_halfway_leaves_all_as_it_was(fails: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(folder)
    lay(folder, as_csv(MORE))
    before = tree(folder)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    if fails == "fill":
        monkeypatch.setattr("claimbook.importing.importer.fill", refuse)
    elif fails == "replace_records":
        monkeypatch.setattr(import_, "replace_records", refuse)
    else:
        monkeypatch.setattr("claimbook.importing.folder.write_atomically", refuse)
    assert imported(folder, "--force").status == 2
    assert {name: content for name, (_, content) in tree(folder).items()} == {n: c for n, (_, c) in before.items()}


def test_the_rights_are_those_of_a_new_folder(folder: Path) -> None:
    imported(folder)
    (folder / "new").mkdir()
    assert (folder / "into").stat().st_mode == (folder / "new").stat().st_mode


def test_there_is_no_table(folder: Path) -> None:
    (folder / "table.csv").unlink()
    assert imported(folder).status == 2


def test_the_format_cannot_be_told(folder: Path) -> None:
    from tests.commands.calling import call

    (folder / "table.csv").rename(folder / "table.txt")
    options = ["--map", str(folder / "map.yml"), "--into", str(folder / "into")]
    assert "--format csv" in call("import", str(folder / "table.txt"), *options).err
    assert call("import", str(folder / "table.txt"), *options, "--format", "csv").status == 0
