"""The plain scripts, run by a Python that has claimbook's requirements but not claimbook, from elsewhere."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.commands.calling import REPO, TOO_LONG, Call, call, environment
from tests.commands.transcript import lay

COFFEE = Path(__file__).parents[1] / "book" / "coffee"


@pytest.fixture(scope="session")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with links to all packages that are installed here, but claimbook."""
    home = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True, timeout=TOO_LONG)
    there = next(home.glob("lib*/python*/site-packages"))
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if "claimbook" not in package.name:
            (there / package.name).symlink_to(package)
    return home / "bin" / "python"


def script(python: Path, name: str, *arguments: str, cwd: Path) -> Call:
    around = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    command = [python, REPO / "scripts" / name, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=around, capture_output=True, timeout=TOO_LONG, check=False, encoding="utf-8"
    )
    return Call(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


def test_claimbook_is_not_there(bare_python: Path, tmp_path: Path) -> None:
    around = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    command = [bare_python, "-c", "import pybtex, yaml, claimbook"]
    done = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, check=False, timeout=TOO_LONG)
    assert b"No module named 'claimbook'" in done.stderr


def test_check(bare_python: Path, disputed: Path, tmp_path: Path) -> None:
    """The same as ``claimbook check``, wherever one stands."""
    done = script(bare_python, "check_contradictions.py", "--root", str(disputed), cwd=tmp_path)
    assert done == call("check", "--root", str(disputed))
    assert done.status == 1


def test_check_of_the_folder_one_is_in(bare_python: Path, disputed: Path) -> None:
    done = script(bare_python, "check_contradictions.py", "--format", "json", cwd=disputed / "book")
    assert done == call("check", "--format", "json", "--root", str(disputed))


def test_check_of_the_real_base(bare_python: Path) -> None:
    done = script(bare_python, "check_contradictions.py", "--select", "CB1", cwd=REPO / "scripts")
    assert done.status == 0, done.out + done.err


def test_help(bare_python: Path, tmp_path: Path) -> None:
    for name, verb in (("check_contradictions.py", "check"), ("build_book.py", "build")):
        assert script(bare_python, name, "--help", cwd=tmp_path).out.startswith(f"usage: claimbook {verb}")


def test_wrong_call(bare_python: Path, tmp_path: Path) -> None:
    for name in ("check_contradictions.py", "build_book.py"):
        done = script(bare_python, name, "--root", "nowhere", cwd=tmp_path)
        assert done.status == 2
        assert "'nowhere', which is not a folder" in done.err


def test_build_stops(bare_python: Path, disputed: Path, tmp_path: Path) -> None:
    done = script(bare_python, "build_book.py", "--root", str(disputed), cwd=tmp_path)
    assert done.status == 1
    assert "Not built: 3 disputes to rule on." in done.out


def test_build(bare_python: Path, tmp_path: Path) -> None:
    """A book is built, although nothing but the script knows where claimbook is."""
    root = Path(shutil.copytree(COFFEE, tmp_path / "coffee"))
    done = script(bare_python, "build_book.py", "--root", str(root), "--allow-unruled", cwd=tmp_path)
    assert done.status == 0, done.out + done.err
    assert (root / "_build" / "html" / "index.html").is_file()


@pytest.mark.parametrize("name", ["check_contradictions.py", "build_book.py"])
def test_scripts_may_be_run_by_name(name: str) -> None:
    path = REPO / "scripts" / name
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")
