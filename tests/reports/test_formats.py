"""What every format has in common: the same run gives the same bytes, and the status is the check's."""

import subprocess
import sys
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.reports.formats import FORMATS, Presentation
from claimbook.reports.terminal import Terminal

from tests.commands.calling import TOO_LONG, call, environment
from tests.commands.transcript import lay
from tests.conftest import overlay
from tests.reports.bases import BASES, hostile_base

LAZY = {"claimbook.reports.sarif", "claimbook.reports.github", "claimbook.reports.gitlab", "claimbook.reports.junit",
        "xml.etree", "xml.etree.ElementTree", "jsonschema"}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("base", BASES)
def test_the_status_is_the_checks(form: str, base: str, tmp_path: Path) -> None:
    root = lay(BASES[base], tmp_path / "base")
    done = call("check", "--format", form, "--root", str(root))
    assert done.status == check(root).exit_status
    assert done.out.endswith("\n")
    assert not done.err


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_left_out_is_in_none(form: str, tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    chosen = ["--select", "CB3", "--root", str(root), "--archive", str(root / "archive")]
    done = call("check", "--format", form, *chosen)
    assert done.status == 0
    assert "cup-raises" not in done.out


def test_the_same_bytes_whatever_order_sets_have(tmp_path: Path) -> None:
    root = hostile_base(tmp_path)
    overlay(root, {"claims/notes/claims.yml": "source: brew2020\n"})
    code = """if True:
        import sys
        from claimbook.cli import main
        for form in sys.argv[2:]:
            print(form, main(["check", "--format", form, "--root", sys.argv[1]]), flush=True)
    """
    command = [sys.executable, "-c", code, str(root), *FORMATS]
    printed = {
        subprocess.run(
            command, env=environment({"PYTHONHASHSEED": seed}), capture_output=True, timeout=TOO_LONG, check=False
        ).stdout
        for seed in ("0", "1", "2")
    }
    (lines,) = (told.decode().splitlines() for told in printed)
    assert {f"{form} 2" for form in FORMATS} <= set(lines), "each was printed to its end"


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_programs_see_the_same_on_any_terminal(form: str, tmp_path: Path) -> None:
    result = check(lay(["disputed"], tmp_path / "base"))
    views = [Presentation(Terminal(40)), Presentation(Terminal(110, colour=True), verbose=True)]
    narrow, wide = (FORMATS[form](result, view) for view in views)
    assert narrow == wide


def test_no_format_that_was_not_asked_for_is_imported(tmp_path: Path) -> None:
    """The plain check is what runs most often."""
    root = lay([], tmp_path / "base")
    code = "import sys; from claimbook.cli import main; main(['check', '--root', sys.argv[1]]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], env=environment(), capture_output=True, timeout=TOO_LONG, check=True,
        encoding="utf-8",
    )  # fmt: skip
    assert not LAZY & set(done.stdout.splitlines()[-1].split())
