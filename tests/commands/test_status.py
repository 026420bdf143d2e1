"""How claimbook ends: every exit status, in the situations that only a real process is in."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from claimbook.commands import VERBS
from claimbook.reports.formats import FORMATS

from tests.commands.calling import MODULE, TOO_LONG, call, environment, spawn
from tests.commands.transcript import lay

# claimbook, but something happens when it comes to look for disputes.
_WHILE_COMPARING = """\
import signal, sys
from claimbook import check
def disputes_ahead(*_):
    {happens}
check.disputes_ahead = disputes_ahead
from claimbook.cli import main
sys.exit(main(sys.argv[1:]))
"""
FAULTY = _WHILE_COMPARING.format(happens='raise RuntimeError("two wrongs\\x1b[31m in one")')
# A process that is started in the background may have been told to pass over Ctrl-C.
STOPPED = _WHILE_COMPARING.format(
    happens="signal.signal(signal.SIGINT, signal.default_int_handler); signal.raise_signal(signal.SIGINT)"
)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return lay([], tmp_path / "base")


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return lay(["disputed", "broken"], tmp_path / "base")


# As documented


@pytest.mark.parametrize("form", FORMATS)
def test_every_format(form: str, disputed: Path) -> None:
    """In one situation; the status in others, in this process, is held against the check's by the tests of formats."""
    done = spawn(["check", "--format", form], disputed)
    assert done.status == 1
    assert done.out
    assert not done.err


@pytest.mark.parametrize("form", FORMATS)
def test_our_own_fault_in_every_format(form: str, clean: Path) -> None:
    """No half a report: a program that reads it must not take it for a whole one."""
    done = spawn(["check", "--format", form], clean, python=("-c", FAULTY))
    assert done.status == 3
    assert not done.out
    assert "report it" in done.err


@pytest.mark.parametrize("form", FORMATS)
def test_interrupted_in_every_format(form: str, clean: Path) -> None:
    done = spawn(["check", "--format", form], clean, python=("-c", STOPPED))
    assert done == (130, "", "claimbook: interrupted\n")


def test_unknown_format(clean: Path) -> None:
    done = spawn(["check", "--format", "xml"], clean)
    assert done.status == 2
    assert "'sarif'" in done.err
    assert not done.out


def test_clean(clean: Path) -> None:
    assert spawn(["check"], clean).status == 0


def test_something_to_act_on(disputed: Path) -> None:
    assert spawn(["check"], disputed).status == 1


def test_broken_input(broken: Path) -> None:
    assert spawn(["check"], broken).status == 2


@pytest.mark.parametrize("base", ["clean", "disputed", "broken"])
def test_the_report_says_its_status(base: str, request: pytest.FixtureRequest) -> None:
    done = call("check", "--root", str(request.getfixturevalue(base)))
    assert f"exit status {done.status})" in done.out.replace("\n", " ")


def test_the_root_is_found_upwards(clean: Path) -> None:
    deep = clean / "book" / "deep"
    deep.mkdir()
    assert spawn(["check"], deep) == spawn(["check"], clean)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """A call from a shell whose folder was removed or replaced meanwhile."""
    script = f"mkdir gone && cd gone && rmdir ../gone && exec {sys.executable} -m claimbook check"
    done = subprocess.run(script, shell=True, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"claimbook: The current folder is gone.\n")


def test_the_archive_is_found_in_the_environment(clean: Path) -> None:
    done = spawn(["check"], clean, {"CLAIMBOOK_ARCHIVE": "archive"})
    assert "3 verified" in done.out


@pytest.mark.parametrize("more", [{}, {"CLAIMBOOK_DEBUG": "0"}])
def test_our_own_fault(clean: Path, more: dict[str, str]) -> None:
    done = spawn(["check"], clean, more, python=("-c", FAULTY))
    assert done.status == 3
    assert "RuntimeError: two wrongs\\x1b[31m in one" in done.err
    assert "report it" in done.err
    assert "Traceback" not in done.err
    assert not done.out


def test_our_own_fault_in_full(clean: Path) -> None:
    done = spawn(["check"], clean, {"CLAIMBOOK_DEBUG": "1"}, python=("-c", FAULTY))
    assert done.status == 3
    assert done.err.startswith("Traceback")
    assert "report it" in done.err


def test_missing_package(clean: Path) -> None:
    gone = "import sys; sys.modules['pybtex'] = None; from claimbook.cli import main; sys.exit(main(sys.argv[1:]))"
    done = spawn(["check"], clean, python=("-c", gone))
    assert done.status == 2
    assert "'pybtex' is missing" in done.err
    assert "make check" in done.err


def _heed_interrupts() -> None:
    """A process that is started in the background may have been told to pass over Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupted(clean: Path) -> None:
    """Ctrl-C while it waits for a passage at a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, *MODULE, "anchor", "brew2020", "--archive", "archive"]
    with subprocess.Popen(
        command, cwd=clean, env=environment(), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=_heed_interrupts,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert b"Paste the passage" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=TOO_LONG)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 130
    assert told == b"claimbook: interrupted\n"


# Where the output goes


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_reads_on(form: str, disputed: Path) -> None:
    """The reader of the pipe went away, as ``| head`` does: no complaint, and the status of the check."""
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, *MODULE, "check", "--format", form]
    done = subprocess.run(
        command, cwd=disputed, env=environment(), stdout=theirs, stderr=subprocess.PIPE, timeout=TOO_LONG, check=False
    )
    os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 1


def test_nobody_reads_help(disputed: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, *MODULE, "--help"]
    done = subprocess.run(
        command, cwd=disputed, env=environment(), stdout=theirs, stderr=subprocess.PIPE, timeout=TOO_LONG, check=False
    )
    os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 0


def test_standard_output_is_closed(disputed: Path) -> None:
    script = f'"{sys.executable}" -m claimbook check >&-'
    done = subprocess.run(
        script, shell=True, cwd=disputed, env=environment(), stderr=subprocess.PIPE, timeout=TOO_LONG, check=False
    )
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_the_disk_is_full(disputed: Path) -> None:
    command = [sys.executable, *MODULE, "check"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=disputed, env=environment(), stdout=full, stderr=subprocess.PIPE, timeout=TOO_LONG, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "claimbook: standard output: No space left on device\n"


def test_output_is_utf8_wherever_one_is(disputed: Path) -> None:
    done = spawn(["check"], disputed, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "─" in done.out


# Files that cannot be used


def test_unreadable_folder_is_a_diagnostic(disputed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the check goes on, and nobody complains about what the folder may hold."""
    locked, listed = disputed / "claims" / "cup2021", Path.iterdir

    def iterdir(folder: Path) -> object:
        if folder == locked:
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    done = call("check", "--root", str(disputed))
    assert done.status == 2
    assert "claims/cup2021:1:1: error CB117 The folder claims/cup2021 cannot be read" in done.out
    assert "Permission denied" in done.out
    assert "CB116" not in done.out
    assert "1 claim" not in done.out
    assert "3 claims from 2 sources" in done.out
    assert not done.err


def test_locked_folder(disputed: Path) -> None:
    """The same with real rights, where those who run the tests are bound by them."""
    locked = disputed / "claims" / "cup2021"
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("no folder is closed to whoever runs this")
        done = call("check", "--root", str(disputed))
    finally:
        locked.chmod(0o755)
    assert done.status == 2
    assert "The folder claims/cup2021 cannot be read" in done.out


def test_names_that_are_no_text(disputed: Path) -> None:
    """A file whose name is not UTF-8 is read and named; neither report nor JSON breaks on it."""
    path = os.fsencode(disputed / "claims" / "cup2021") + b"/bad\xff.yml"
    with open(path, "wb") as file:  # noqa: PTH123 (pathlib would do, but bytes are the point)
        file.write(b"source: cup2021\n")
    for form in FORMATS:
        done = spawn(["check", "--format", form], disputed)
        assert done.status == 2
        assert "bad" in done.out
        assert not done.err


# Help


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help(verb: str, clean: Path) -> None:
    done = call(*verb.split(), "--help")
    assert done.status == 0
    assert "for example:" in done.out
    assert not done.err


def test_version() -> None:
    assert call("--version").out.startswith("claimbook ")
