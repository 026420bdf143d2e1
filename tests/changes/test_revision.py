"""Where the other side comes from: real repositories, shallow clones, and what is said where it is missing."""

import shutil
from pathlib import Path

import pytest

from tests.changes.editing import FIGURES, add_claim, change, effects, since
from tests.commands.calling import call, spawn
from tests.commands.transcript import lay
from tests.repositories import commit, git, repository

UNKNOWN = "Name a commit, branch or tag, e.g. origin/main or HEAD~1; `git fetch` gets more."


@pytest.mark.parametrize("name", ["HEAD~1", "v1", "main~1", ":/start", "main@{1}", "HEAD^"])
def test_anything_that_git_accepts(name: str, disputed: Path) -> None:
    git(disputed, "tag", "v1")
    add_claim(disputed, "one-more", "cups: {is: 9}")
    commit(disputed)
    assert effects(disputed, name) == {"opened": {"cups/hypertension": ["one-more"]}}


def test_a_hash(disputed: Path) -> None:
    start = git(disputed, "rev-parse", "HEAD")
    add_claim(disputed, "one-more", "cups: {is: 9}")
    assert effects(disputed, start) == effects(disputed, start[:8]) == {"opened": {"cups/hypertension": ["one-more"]}}


@pytest.mark.parametrize(
    "name", ["nobody", "", "--help", "-h", "main..HEAD", "^main", "HEAD:nothing", "a\nb", "\u001b[31m", "0" * 40]
)
def test_what_names_no_commit(name: str, disputed: Path) -> None:
    done = call("check", f"--since={name}", "--root", str(disputed))
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("claimbook: git knows no revision '")
    assert done.err.endswith(f"{UNKNOWN}\n")
    assert "\x1b" not in done.err


@pytest.mark.parametrize("name", ["HEAD:claims", "HEAD^{tree}", f"HEAD:{FIGURES}"])
def test_what_is_no_commit(name: str, disputed: Path) -> None:
    done = since(disputed, name)
    assert done == (2, "", f"claimbook: '{name}' names a file or folder in git, not a commit.\n  {UNKNOWN}\n")


def test_a_repository_without_a_work_tree(disputed: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(disputed), "bare")
    shutil.copytree(disputed / "claims", tmp_path / "bare" / "claims")
    done = since(tmp_path / "bare")
    assert done.status == 2
    assert "lies in a repository without a work tree.\n  Clone it, and run the check in the clone." in done.err


def test_a_damaged_repository(disputed: Path) -> None:
    digest = git(disputed, "rev-parse", f"HEAD:{FIGURES}")
    (disputed / ".git" / "objects" / digest[:2] / digest[2:]).unlink()
    done = since(disputed)
    assert done.status == 2
    assert "git cannot read the repository.\n  It says: a file is missing or damaged: `git fsck` tells more" in done.err


def test_a_branch_that_only_the_origin_has(disputed: Path, tmp_path: Path) -> None:
    git(disputed, "branch", "release")
    git(tmp_path, "clone", "--quiet", str(disputed), "clone")
    assert since(tmp_path / "clone", "release").err == (
        "claimbook: git knows no revision 'release' here.\n  Did you mean 'origin/release'?\n"
    )
    assert since(tmp_path / "clone", "origin/release").status == 0


def test_a_folder_of_the_repository(tmp_path: Path) -> None:
    """The repository's root is not the knowledge base's, and a name in it is not plain."""
    root = lay(["disputed"], tmp_path / "all" / "some där" / "base")
    repository(tmp_path / "all")
    add_claim(root, "one-more", "cups: {is: 9}")
    assert effects(root) == {"opened": {"cups/hypertension": ["one-more"]}}


def test_uncommitted_and_unknown_to_git(disputed: Path) -> None:
    """Files count as they lie there."""
    path = disputed / FIGURES
    path.with_name("more.yml").write_text(path.read_text()[: path.read_text().index("  - at: Heading")] +
        "  - at: Elsewhere\n    anchor: 0123456789abcdef/3@0\n    claims:\n"
        "      - {id: one-more, says: More., cups: {is: 9}}\n")  # fmt: skip
    assert effects(disputed) == {"opened": {"cups/hypertension": ["one-more"]}}


def test_no_knowledge_base_then(tmp_path: Path) -> None:
    """Everything is new."""
    repository(tmp_path)
    root = lay(["disputed"], tmp_path / "base")
    commit(tmp_path)
    assert set(effects(root, "HEAD~1")["opened"]) == {
        "bean",
        "dose/hypertension",
        "effect/hypertension",
        "first-described",
    }
    done = since(root, "HEAD~1")
    assert "There was no knowledge base at this place then, so everything counts as new." in " ".join(done.out.split())
    assert done.status == 1


def test_not_a_repository(tmp_path: Path) -> None:
    root = lay(["disputed"], tmp_path / "base")
    for verb in (["check", "--since", "main"], ["diff", "main"]):
        done = call(*verb, "--root", str(root))
        assert done == (
            2, "", "claimbook: The knowledge base is not in a git repository.\n"
            "  Only git knows earlier states: `git init`, then commit what is there.\n"
        )  # fmt: skip


def test_no_git(disputed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for verb in (["check", "--since", "main"], ["diff", "main"]):
        done = spawn(verb, disputed, {"PATH": str(tmp_path / "empty")})
        assert (done.status, done.out) == (2, "")
        assert done.err == "claimbook: git is not installed.\n  Install it: earlier states are read with git.\n"


def test_no_commit_yet(tmp_path: Path) -> None:
    root = lay([], tmp_path / "base")
    git(root, "init", "--quiet")
    assert since(root, "HEAD").err == (
        "claimbook: git knows no revision 'HEAD' here. There is no commit yet, or it cannot be read.\n"
        "  Commit what is there first.\n"
    )


def test_histories_that_never_met(disputed: Path) -> None:
    """Without a merge base the revision itself is held against."""
    git(disputed, "checkout", "--quiet", "--orphan", "other")
    add_claim(disputed, "one-more", "cups: {is: 9}")
    commit(disputed)
    assert effects(disputed) == {"opened": {"cups/hypertension": ["one-more"]}}


def test_a_repository_that_git_refuses(disputed: Path) -> None:
    (disputed / ".git" / "config").write_text("[core\n")
    done = since(disputed)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("claimbook: git cannot read the repository.\n  It says: ")


def test_inside_a_hook(disputed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hooks run with variables that speak of another folder or of half an index."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    add_claim(disputed, "one-more", "cups: {is: 9}")
    assert effects(disputed) == {"opened": {"cups/hypertension": ["one-more"]}}


# Shallow clones, as CI makes them


@pytest.fixture
def forked(disputed: Path) -> Path:
    """Two branches that parted: main and change."""
    git(disputed, "checkout", "--quiet", "-b", "change")
    add_claim(disputed, "one-more", "cups: {is: 9}")
    commit(disputed)
    git(disputed, "checkout", "--quiet", "main")
    change(disputed, "book/references.bib", "Cups and figures", "Figures and cups")
    commit(disputed)
    return disputed


def shallow(origin: Path, into: Path) -> Path:
    git(into, "clone", "--quiet", "--depth", "1", "--branch", "change", origin.as_uri(), "clone")
    return into / "clone"


def test_shallow_without_the_branch(forked: Path, tmp_path: Path) -> None:
    done = since(shallow(forked, tmp_path), "origin/main")
    assert done.status == 2
    assert done.err == (
        "claimbook: git knows no revision 'origin/main' here. This clone is shallow, so it may only be missing.\n"
        "  In CI check out with `fetch-depth: 0`. By hand: `git fetch --unshallow`, for a branch then "
        "`git fetch origin main` and FETCH_HEAD as its name.\n"
    )


def test_shallow_without_the_merge_base(forked: Path, tmp_path: Path) -> None:
    clone = shallow(forked, tmp_path)
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "main")
    done = since(clone, "FETCH_HEAD")
    assert done.status == 2
    assert done.err == (
        "claimbook: This clone is shallow and does not reach back to where HEAD and 'FETCH_HEAD' parted.\n"
        "  Fetch the whole history: `git fetch --unshallow`, or in CI `fetch-depth: 0` at the checkout.\n"
    )


def test_shallow_and_then_as_advised(forked: Path, tmp_path: Path) -> None:
    clone = shallow(forked, tmp_path)
    git(clone, "fetch", "--quiet", "--unshallow")
    git(clone, "fetch", "--quiet", "origin", "main")
    assert effects(clone, "FETCH_HEAD") == {"opened": {"cups/hypertension": ["one-more"]}}


def test_shallow_but_deep_enough(forked: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", "--branch", "change", forked.as_uri(), "clone")
    assert effects(tmp_path / "clone", "HEAD~1") == {"opened": {"cups/hypertension": ["one-more"]}}


def test_nothing_is_left_behind(disputed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other side is laid out in a folder of its own, which is gone afterwards."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    assert since(disputed).status == 0
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_base_is_of_its_time(disputed: Path) -> None:
    """A source that was there and is gone, a folder that became a file: read as committed."""
    shutil.rmtree(disputed / "claims" / "cup2021")
    assert set(effects(disputed)["settled"]) == {"bean", "dose/hypertension", "effect/hypertension", "first-described"}
