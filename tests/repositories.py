"""Real git repositories in temporary folders."""

import os
import subprocess
from pathlib import Path

# Whoever runs the tests has a configuration of their own, which decides nothing here.
_SURROUNDINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{role}_{what}": said
    for role in ("AUTHOR", "COMMITTER")
    for what, said in (("NAME", "tests"), ("EMAIL", "tests@example.org"), ("DATE", "2026-01-01T12:00:00Z"))
}


def git(folder: Path, *arguments: str) -> str:
    """What git says, run in a folder; it must not fail."""
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    around = {name: said for name, said in os.environ.items() if not name.startswith("GIT_")} | _SURROUNDINGS
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "change") -> str:
    """Everything that lies in the folder as a commit; its hash."""
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    """The folder, which may hold files, as a repository with one commit."""
    git(folder, "init", "--quiet")
    commit(folder, "start")
    return folder
