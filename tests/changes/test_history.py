"""``claimbook rule``: what changed since a ruling, from the history of real repositories."""

from pathlib import Path

import pytest

from tests.changes.editing import FIGURES, RULINGS, add_claim, change
from tests.commands.calling import Call, call, spawn
from tests.commands.transcript import lay
from tests.repositories import commit, git, repository

STALE = "first-described"
CHANGED = "- claim cup-first-1671 changed: first-described is 1671 -> is 1571"


def rule(root: Path, *arguments: str) -> Call:
    return call("rule", *arguments, "--root", str(root))


def outdate(root: Path) -> None:
    change(root, FIGURES, '{is: "1671"}', '{is: "1571"}')


def told(root: Path) -> str:
    """What is told of the stale one, on one line."""
    return " ".join(rule(root, STALE).out.split())


def test_committed_together(disputed: Path) -> None:
    at = git(disputed, "rev-parse", "--short=10", "HEAD")
    outdate(disputed)
    commit(disputed)
    add_claim(disputed, "elsewhere", "cups: {is: 9}")
    commit(disputed)
    assert f"changed since the ruling of 2026-01-02 (commit {at}): {CHANGED}" in told(disputed)
    assert CHANGED in " ".join(rule(disputed).out.split())


def test_ruling_committed_after_its_claims(tmp_path: Path) -> None:
    """They changed again in the commit that brought the ruling."""
    root = lay(["disputed"], tmp_path / "base")
    ruling = (root / RULINGS).read_text()
    (root / RULINGS).unlink()
    repository(root)
    (root / RULINGS).write_text(ruling)
    outdate(root)
    commit(root)
    assert CHANGED in told(root)
    assert "(commit " in told(root)


def test_ruling_committed_before_its_claims(tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    change(root, FIGURES, '{is: "1671"}', '{is: "1600"}')
    repository(root)
    change(root, FIGURES, '{is: "1600"}', '{is: "1671"}')
    commit(root)
    outdate(root)
    assert CHANGED in told(root)
    assert "(commit " in told(root)


def test_ruling_moved_to_another_file(disputed: Path) -> None:
    git(disputed, "mv", RULINGS, "claims/rulings/moved.yml")
    outdate(disputed)
    commit(disputed)
    assert CHANGED in told(disputed)
    assert "(commit " in told(disputed)


def test_ruling_written_while_branches_were_merged(disputed: Path) -> None:
    """No commit but the merge has it."""
    git(disputed, "config", "log.showSignature", "yes")
    ruling = (disputed / RULINGS).read_text()
    (disputed / RULINGS).unlink()
    git(disputed, "add", "--all")
    git(disputed, "commit", "--quiet", "--amend", "--message", "start")
    git(disputed, "checkout", "--quiet", "-b", "side")
    commit(disputed)
    git(disputed, "checkout", "--quiet", "main")
    commit(disputed)
    git(disputed, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    (disputed / RULINGS).write_text(ruling)
    at = commit(disputed)[:10]
    outdate(disputed)
    assert f"changed since the ruling of 2026-01-02 (commit {at}): {CHANGED}" in told(disputed)


def test_claims_that_came_and_went(disputed: Path) -> None:
    body = (disputed / FIGURES).read_text()
    start, end = body.index("      - id: cup-first-1450\n"), body.index("      - id: cup-first-1671\n")
    (disputed / FIGURES).write_text(body[:start] + body[end:])
    add_claim(disputed, "one-more", 'first-described: {is: "1800"}')
    assert "- claim cup-first-1450 removed" in told(disputed)
    assert "- claim one-more added (claims/cup2021/figures.yml:" in told(disputed)


def test_grades(disputed: Path) -> None:
    change(disputed, FIGURES, '{is: "1450"}', '{is: "1450"}\n        wording: suggested')
    commit(disputed)
    rule(disputed, STALE, "--accept")
    commit(disputed)
    at = git(disputed, "rev-parse", "--short=10", "HEAD")
    change(disputed, FIGURES, "        wording: suggested\n      - id: cup-first-1671", "      - id: cup-first-1671")
    assert f"(commit {at})" in told(disputed)
    assert "- claim cup-first-1450 changed: wording suggested -> asserted" in told(disputed)


def test_nothing_but_claimbook_changed(disputed: Path) -> None:
    """A fingerprint that nothing ever had, as after a change in what is compared."""
    mark = "1f73448b777d26d8b81ee265129f9933a626afa10dde4dcc18d2e7ec237e8e09"
    change(disputed, RULINGS, mark, "f" * 64)
    commit(disputed)
    assert "No commit near the ruling of 2026-01-02 has what it was made on" in told(disputed)
    assert (
        "- none of its records differs: the ruling was out of date already, or claimbook compares otherwise now"
        in told(disputed)
    )


@pytest.mark.parametrize("mark", ["f" * 64, "--output=x", "'\"; rm -rf'", '"\\0"'])
def test_never_committed(mark: str, disputed: Path) -> None:
    change(disputed, RULINGS, "1f73448b777d26d8b81ee265129f9933a626afa10dde4dcc18d2e7ec237e8e09", mark)
    assert (
        "What changed since the ruling cannot be told: No commit has the ruling's fingerprint: "
        "it was never committed, or not as it stands now."
    ) in told(disputed)


def test_shallow(disputed: Path, tmp_path: Path) -> None:
    """Where history is cut off, its first commit seems to bring everything; it is no commit to trust."""
    outdate(disputed)
    commit(disputed)
    git(tmp_path, "clone", "--quiet", "--depth", "1", disputed.as_uri(), "clone")
    assert "This clone is shallow, and the ruling is older than it reaches. `git fetch --unshallow`." in told(
        tmp_path / "clone"
    )
    git(tmp_path / "clone", "fetch", "--quiet", "--unshallow")
    assert CHANGED in told(tmp_path / "clone")


def test_no_repository(tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    outdate(root)
    assert "cannot be told: The knowledge base is not in a git repository." in told(root)
    assert rule(root).status == 1


def test_no_git(disputed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outdate(disputed)
    done = spawn(["rule"], disputed, {"PATH": str(tmp_path / "empty")})
    assert done.status == 1
    assert "cannot be told: git is not installed." in " ".join(done.out.split())


def test_nothing_stale_asks_nothing_of_git(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    root = lay([], tmp_path / "base")
    assert spawn(["rule"], root, {"PATH": str(tmp_path / "empty")}) == (0, "Nothing to rule on.\n", "")
