"""A changed knowledge base makes just the pages that show the change anew, and nothing stale stays behind."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from tests.book.building import Run, change, claimbook, copy_coffee
from tests.book.conftest import BuildOnce
from tests.book.site import Site, text_of

COLUMN, TRIAL = "claims/press2021/column.yml", "claims/trial2024/trial.yml"
RULINGS, DRAWING = "claims/rulings/all.yml", "book/figures/brewing.yml"
PAGES = {"index", "press2021", "trial2024", "studies", "evidence", "pictures", "quiet"}
NEW_CLAIM = """\
      - id: trial-cup
        says: Cups were all alike.
"""
BYLINE = """\
    claims:
      - id: press-byline
        says: Names its author and a day in spring 2021.
"""


@dataclass(frozen=True)
class Step:
    """One change, and the pages that have to be read again for it."""

    name: str
    make: Callable[[Path], object]
    read: set[str]
    archive: bool = True


STEPS = [
    Step("first", lambda root: None, PAGES),
    Step("nothing", lambda root: None, set()),
    Step("reworded", lambda root: change(root, COLUMN, "Decaf might help", "Decaf could help"), {"press2021"}),
    Step(
        "reworded cited",
        lambda root: change(root, COLUMN, "Holds that", "Maintains that"),
        {"index", "press2021", "pictures"},
    ),
    Step("added", lambda root: add_claim(root), {"index", "press2021", "trial2024", "pictures"}),
    Step(
        "deleted",
        lambda root: change(root, COLUMN, BYLINE, "    exclude: contact\n"),
        {"index", "press2021", "evidence"},
    ),
    Step("ruling", lambda root: change(root, RULINGS, "The column gives", "A column gives"), {"index"}),
    Step("redrawn", lambda root: change(root, DRAWING, "Twelve months", "A year"), {"pictures"}),
    Step("uncited", lambda root: change(root, "book/index.md", " {claim}`trial-raises`", ""), {"index"}),
    Step("fewer passages", lambda root: None, PAGES - {"studies", "quiet"}, archive=False),
]


def add_claim(root: Path) -> None:
    with (root / TRIAL).open("a", encoding="utf-8") as file:
        file.write(NEW_CLAIM)


@pytest.fixture
def history(build_once: BuildOnce) -> dict[str, Run]:
    """The builds after each step, one upon the other, each with a copy of its pages."""
    return {step.name: build_once(f"history {step.name}", partial(take, step)) for step in STEPS}


def take(step: Step, folder: Path) -> Run:
    root = folder.parent / "history"
    if not root.exists():
        quiet(copy_coffee(root))
    step.make(root)
    run = claimbook(root, "build", archive=root / "archive" if step.archive else None)
    shutil.copytree(run.html, folder / "_build/html", ignore=shutil.ignore_patterns("_static"))
    return replace(run, root=str(folder))


def quiet(root: Path) -> None:
    """Add a page that shows no record."""
    (root / "book/quiet.md").write_text("# Quiet\n\nNothing is cited here.\n", encoding="utf-8")
    change(root, "book/_toc.yml", "  - file: trial2024\n", "  - file: trial2024\n  - file: quiet\n")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_just_the_pages_that_show_the_change_are_read(history: dict[str, Run], step: Step) -> None:
    run = history[step.name]
    assert run.status == 0, run.text
    assert run.read == step.read


@pytest.mark.parametrize("step", STEPS[1:-1], ids=lambda step: step.name)
def test_pages_that_stay_the_same_are_not_written(history: dict[str, Run], step: Step) -> None:
    assert "quiet" not in history[step.name].written


def test_new_wording_replaces_the_old_one(history: dict[str, Run]) -> None:
    site = Site(history["reworded cited"].html)
    assert text_of(site.record("press-lowers")[1]).startswith("Maintains that")
    assert text_of(site.record("press-decaf")[1]).startswith("Decaf could help")
    for page, soup in site.pages.items():
        assert "Holds that coffee" not in str(soup), page
    assert "Maintains that" in text_of(site.dispute("effect/hypertension")[1])


def test_a_new_claim_has_a_record_and_counts(history: dict[str, Run]) -> None:
    before, after = Site(history["reworded cited"].html), Site(history["added"].html)
    assert "trial-cup" not in before.places
    assert text_of(after.record("trial-cup")[1]).startswith("Cups were all alike.")
    assert [text_of(s.pages["index.html"].select_one(".cb-number")) for s in (before, after)] == ["20", "21"]


def test_a_deleted_claim_is_nowhere(history: dict[str, Run]) -> None:
    run = history["deleted"]
    ours = [path for path in run.html.rglob("*") if path.is_file() and path.suffix in (".html", ".js")]
    assert ours
    for path in ours:
        assert "press-byline" not in path.read_text(encoding="utf-8"), path


def test_a_claim_forgets_a_citation_that_is_gone(history: dict[str, Run]) -> None:
    before, after = Site(history["redrawn"].html), Site(history["uncited"].html)
    assert text_of(before.record("trial-raises")[1].select_one(".cb-used")) == "Used in: Coffee and blood pressure"
    assert after.record("trial-raises")[1].select_one(".cb-used") is None
    assert "trial2024" in history["uncited"].written


def test_no_passage_is_left_when_the_archive_is_gone(history: dict[str, Run]) -> None:
    assert "cb-passage" in Site(history["uncited"].html).classed
    site = Site(history["fewer passages"].html)
    assert "cb-passage" not in site.classed
    assert history["fewer passages"].written == PAGES  # each carried the notice
    for page, soup in site.pages.items():
        assert "third-party text" not in str(soup), page


@pytest.mark.parametrize(("step", "archive"), [("uncited", True), ("fewer passages", False)])
def test_the_same_comes_out_as_from_scratch(
    history: dict[str, Run], build_once: BuildOnce, step: str, archive: bool
) -> None:
    def make(root: Path) -> Run:
        shutil.copytree(root.parent / "history", root, ignore=shutil.ignore_patterns("_build"))
        return claimbook(root, "build", archive=root / "archive" if archive else None)

    fresh = build_once(f"fresh {step}", make)
    pages, expected = (pages_of(html) for html in (history[step].html, fresh.html))
    assert pages.keys() == expected.keys()
    for name, text in pages.items():
        assert text == expected[name], f"{name} differs from a build from scratch"


def pages_of(html: Path) -> dict[str, str]:
    """The pages, without the checksums by which Sphinx tells browsers that a style sheet is new."""
    found = [p for p in html.rglob("*.html") if "_static" not in p.parts]
    return {p.relative_to(html).as_posix(): re.sub(r"\?v=\w+", "", p.read_text(encoding="utf-8")) for p in found}
