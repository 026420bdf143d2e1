"""The plain scripts, run by a Python that has claimbook's requirements but not claimbook, from elsewhere."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.commands.calling import REPO, TOO_LONG, Call, call, environment
from tests.commands.transcript import lay

# Stands for jupyter-book: it says what it is to build, and with which claimbook. Real books are built by tests/book.
JUPYTER_BOOK = """\
import claimbook
def build_sphinx(source, built, **settings):
    print(f"from {source} to {built} with {claimbook.__file__}")
    return 0
"""


@pytest.fixture(scope="session")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with links to all packages that are installed here, but claimbook and jupyter-book."""
    home = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=TOO_LONG)
    there = next(home.glob("lib*/python*/site-packages"))
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if "claimbook" not in package.name and package.name != "jupyter_book":
            (there / package.name).symlink_to(package)
    (there / "jupyter_book").mkdir()
    (there / "jupyter_book" / "sphinx.py").write_text(JUPYTER_BOOK, encoding="utf-8")
    return home / "bin" / "python"


def script(python: Path, name: str, *arguments: str, cwd: Path) -> Call:
    around = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    command = [str(python), str(REPO / "scripts" / name), *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=around, capture_output=True, timeout=TOO_LONG, check=False, encoding="utf-8"
    )
    return Call(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


def test_claimbook_is_not_there(bare_python: Path, tmp_path: Path) -> None:
    around = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    command = [str(bare_python), "-c", "import pybtex, yaml, claimbook"]
    done = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, check=False, timeout=TOO_LONG)
    assert b"No module named 'claimbook'" in done.stderr


def test_check(bare_python: Path, disputed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as ``claimbook check``, wherever one stands."""
    monkeypatch.chdir(tmp_path)
    done = script(bare_python, "check_contradictions.py", "--root", str(disputed), cwd=tmp_path)
    assert done == call("check", "--root", str(disputed))
    assert done.status == 1


def test_check_of_citations(bare_python: Path, disputed: Path, tmp_path: Path) -> None:
    """Disputes are none of its business, and its own options go on."""
    done = script(bare_python, "check_citations.py", "--root", str(disputed), cwd=tmp_path)
    assert done == call("check", "--select", "CB2", "--root", str(disputed))
    assert done.status == 0, done.out
    (disputed / "book/references.bib").write_text("", encoding="utf-8")
    done = script(bare_python, "check_citations.py", "--root", str(disputed), "--format", "json", cwd=tmp_path)
    assert done.status == 1
    assert '"CB201"' in done.out


def test_check_of_the_folder_one_is_in(bare_python: Path, disputed: Path) -> None:
    done = script(bare_python, "check_contradictions.py", "--format", "json", cwd=disputed / "book")
    assert done == call("check", "--format", "json", "--root", str(disputed))


def test_check_of_the_real_base(bare_python: Path) -> None:
    done = script(bare_python, "check_contradictions.py", "--select", "CB1", cwd=REPO / "scripts")
    assert done.status == 0, done.out + done.err


def test_help(bare_python: Path, tmp_path: Path) -> None:
    for name, verb in (
        ("check_contradictions.py", "check"),
        ("check_citations.py", "check"),
        ("build_book.py", "build"),
    ):
        assert script(bare_python, name, "--help", cwd=tmp_path).out.startswith(f"usage: claimbook {verb}")


def test_wrong_call(bare_python: Path, tmp_path: Path) -> None:
    for name in ("check_contradictions.py", "check_citations.py", "build_book.py"):
        done = script(bare_python, name, "--root", "nowhere", cwd=tmp_path)
        assert done.status == 2
        assert "'nowhere', which is not a folder" in done.err


def test_build_stops(bare_python: Path, disputed: Path, tmp_path: Path) -> None:
    done = script(bare_python, "build_book.py", "--root", str(disputed), cwd=tmp_path)
    assert done.status == 1
    assert "Not built: 3 disputes to rule on." in done.out


def test_build(bare_python: Path, disputed: Path, tmp_path: Path) -> None:
    """The book is built with the claimbook of the script, although it is installed nowhere."""
    for name in ("_config.yml", "book/_toc.yml"):
        (disputed / name).write_text("{}\n", encoding="utf-8")
    done = script(bare_python, "build_book.py", "--root", str(disputed), "--allow-unruled", cwd=tmp_path)
    assert done.status == 0, done.err
    built = f"from {disputed / 'book'} to {disputed / '_build/html'} with {REPO / 'scripts' / 'claimbook'}"
    assert built in done.out
    assert "The book is at _build/html/index.html." in done.out


@pytest.mark.parametrize("name", ["check_contradictions.py", "check_citations.py", "build_book.py"])
def test_scripts_may_be_run_by_name(name: str) -> None:
    path = REPO / "scripts" / name
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")
