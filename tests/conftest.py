"""Shared by all tests: small knowledge bases in temporary folders, and the real archive when it is named."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# Tests run side by side, so no single one has a fair clock; in CI a failure must be the change's, not the draw's.
settings.register_profile("claimbook", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("claimbook")
# No test may be answered by what another one left; those about kept answers name a folder of their own.
os.environ["CLAIMBOOK_CACHE"] = "off"

BASE = Path(__file__).parent / "cases" / "base"
MakeBase = Callable[..., Path]


def overlay(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files (POSIX path under the root to content) into ``root``; None removes one."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def make_base(tmp_path: Path) -> MakeBase:
    """``make_base({"claims/brew2020/claims.yml": "..."})`` is the root of a small knowledge base.

    It starts as a copy of ``tests/cases/base`` (coffee and blood pressure, free of diagnostics,
    its archive under ``archive/``), over which the given files are laid.
    """

    def make(files: Mapping[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "base"
        shutil.copytree(BASE, root)
        overlay(root, files or {})
        return root

    return make


@pytest.fixture(scope="session")
def real_archive() -> Path:
    """The folder of the real sources' texts, which only CLAIMBOOK_ARCHIVE names."""
    folder = os.environ.get("CLAIMBOOK_ARCHIVE", "")
    if not folder:
        pytest.skip("CLAIMBOOK_ARCHIVE is not set")
    return Path(folder)
