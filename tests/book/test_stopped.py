"""Everything that keeps the book from being built, and what people are told then."""

from pathlib import Path

import pytest

from tests.book.building import Run, change, claimbook, copy_coffee
from tests.book.conftest import BuildOnce
from tests.book.site import Site, text_of

CLAIMS, RULINGS = "claims/trial2024/trial.yml", "claims/rulings/all.yml"
BANNER = "Not yet reviewed"
WRONG = {
    "{claim}`trial-rises`": ("trial-rises", "'trial-raises'"),
    "{claim}`press-lowers, trial-rises`": ("trial-rises", "'trial-raises'"),
    "{dispute}`effect/hypertention`": ("effect/hypertention", "'effect/hypertension'"),
    "{source}`press2020`": ("press2020", "'press2021'"),
    "{number}`claim`": ("claim", "'claims'"),
    "{cite}`trial2042`": ("trial2042",),
    "[there](nowhere.md)": ("nowhere.md",),
    "```{evidence-profile}\n:complaint: migrane\n```": ("':complaint: migrane' names nothing", "'migraine'"),
    "```{evidence-profile}\n:family: preasure\n```": ("':family: preasure' names nothing", "'pressure'"),
    "```{evidence-profile}\n:each: complant\n```": ("':each: complant' names nothing", "'complaint'"),
    "```{forest-plot}\n:habits: newcomers\n```": ("':habits:' is not an option here", "'habit'"),
    "```{studies}\n:design: primary\n:except: mug2019, saucer2020, pot2025, trial2042\n```": (
        "':design: primary' names nothing",
        "':except: trial2042' names nothing",
    ),
}


def without_ruling(root: Path, dispute: str) -> None:
    path = root / RULINGS
    items = path.read_text(encoding="utf-8").split("- dispute: ")
    path.write_text("- dispute: ".join(i for i in items if not i.startswith(f"{dispute}\n")), encoding="utf-8")


def assert_stopped(run: Run, status: int, *told: str) -> None:
    assert run.status == status, run.text
    said = " ".join(run.text.split())
    for part in told:
        assert part in said, f"'{part}' is missing in:\n{run.text}"
    assert "Traceback" not in run.text
    assert not run.html.exists()


def test_broken_yaml(coffee_root: Path) -> None:
    line = change(coffee_root, CLAIMS, "mg of caffeine in it.\n", "mg: of caffeine in it.\n")
    assert_stopped(claimbook(coffee_root, "build"), 2, f"{CLAIMS}:{line}:", "error CB101", "Not built")


def test_unknown_term(coffee_root: Path) -> None:
    line = change(coffee_root, CLAIMS, "complaint: migraine", "complaint: migrane")
    assert_stopped(claimbook(coffee_root, "build"), 2, f"{CLAIMS}:{line}:", "migrane", "'migraine'", "Not built")


def test_missing_passage(coffee_root: Path) -> None:
    (coffee_root / "archive/trial2024.txt").write_text("Nothing of the kind.\n", encoding="utf-8")
    run = claimbook(coffee_root, "build", archive=coffee_root / "archive")
    assert_stopped(run, 2, f"{CLAIMS}:19:13: error CB302", "'trial2024'", "Not built: 6 errors")


def test_broken_bibliography(coffee_root: Path) -> None:
    change(coffee_root, "book/references.bib", "title = {A year", "title {A year")
    assert_stopped(claimbook(coffee_root, "build"), 2, "book/references.bib:", "CB204", "Not built")


def test_unruled_conflict(coffee_root: Path) -> None:
    without_ruling(coffee_root, "cups/hypertension")
    run = claimbook(coffee_root, "build")
    told = ("conflict cups/hypertension", "claimbook rule cups/hypertension", "Not built: 1 dispute", "--allow-unruled")
    assert_stopped(run, 1, *told)
    assert "effect/hypertension" not in run.text


def test_stale_ruling(coffee_root: Path) -> None:
    change(coffee_root, CLAIMS, "cups: {advised: 1}", "cups: {advised: 2}")
    told = ("claimbook rule cups/hypertension --accept", f"{RULINGS}:1:3", "Not built: 1 dispute")
    assert_stopped(claimbook(coffee_root, "build"), 1, *told)


def test_a_draft_is_no_ruling(coffee_root: Path) -> None:
    """Nor is it shown as one where the book is built all the same."""
    change(coffee_root, RULINGS, "because: The trial says what", "because: 'DRAFT: The trial says what")
    change(coffee_root, RULINGS, "saying where it is from.\n", "saying where it is from.'\n")
    told = (f"write the ruling at {RULINGS}:1:3", "Not built: 1 dispute")
    assert_stopped(claimbook(coffee_root, "build"), 1, *told)
    run = claimbook(coffee_root, "build", "--allow-unruled")
    _, section = Site(run.html).dispute("cups/hypertension")
    assert "not yet reviewed" in text_of(section.select_one(".cb-head")).casefold()
    assert section.select_one(".cb-ruling") is None
    assert not any("DRAFT" in text_of(page) for page in Site(run.html).pages.values())


def test_no_book_under_the_root(coffee_root: Path) -> None:
    (coffee_root / "_config.yml").unlink()
    assert_stopped(claimbook(coffee_root, "build"), 2, "_config.yml", "--root")


@pytest.mark.parametrize(("wrong", "told"), WRONG.items())
def test_unknown_things_in_a_page_warn_with_their_place(unknown: Run, wrong: str, told: tuple[str, ...]) -> None:
    before = list(WRONG)[: list(WRONG).index(wrong)]
    line = 3 + sum(len(other.splitlines()) + 1 for other in before)
    warnings = [said for said in unknown.text.splitlines() if f"book/press2021.md:{line}: WARNING" in said]
    assert warnings, unknown.text
    for part in told:
        assert any(part in said for said in warnings), warnings


def test_unknown_things_in_a_page_stop_the_build(unknown: Run) -> None:
    assert unknown.status == 1
    assert "The book was not built" in unknown.text
    assert "Traceback" not in unknown.text


@pytest.fixture
def unknown(build_once: BuildOnce) -> Run:
    """A build of a book whose page names what does not exist, each on a line of its own."""

    def make(root: Path) -> Run:
        copy_coffee(root)
        page = root / "book/press2021.md"
        page.write_text("\n\n".join(["# The column", *WRONG, page.read_text(encoding="utf-8").split("\n\n", 1)[1]]))
        return claimbook(root, "build")

    return build_once("unknown", make)


# Building all the same


@pytest.fixture
def unruled(build_once: BuildOnce) -> Run:
    """A build that was allowed although one dispute waits, with a page that touches none."""

    def make(root: Path) -> Run:
        copy_coffee(root)
        without_ruling(root, "cups/hypertension")
        (root / "book/quiet.md").write_text("# Quiet\n\nA cup {claim}`trial-caffeine`, a rise {claim}`trial-raises`.\n")
        (root / "book/loud.md").write_text("# Loud\n\nOne cup {claim}`trial-advises`.\n")
        change(root, "book/_toc.yml", "  - file: trial2024\n", "  - file: trial2024\n  - file: quiet\n  - file: loud\n")
        return claimbook(root, "build", "--allow-unruled")

    return build_once("unruled", make)


def test_a_banner_is_on_just_the_pages_concerned(unruled: Run) -> None:
    assert unruled.status == 0, unruled.text
    site = Site(unruled.html)
    banners = {page: soup.select("article .cb-unruled") for page, soup in site.pages.items()}
    concerned = {page for page, found in banners.items() if found}
    assert concerned == {"index.html", "press2021.html", "trial2024.html", "loud.html"}
    for page in concerned:
        (banner,) = banners[page]
        assert BANNER in text_of(banner)
        assert "How many cups a day for hypertension?" in text_of(banner)
        assert "What does coffee do" not in text_of(banner)
        assert [link.fragment for link in site.links(page, banner)] == [site.dispute("cups/hypertension")[1]["id"]]


def test_the_unruled_dispute_says_so(unruled: Run) -> None:
    site = Site(unruled.html)
    _, section = site.dispute("cups/hypertension")
    assert "not yet reviewed" in text_of(section.select_one(".cb-head")).casefold()
    assert section.select_one(".cb-ruling") is None


def test_the_next_strict_build_stops_again(unruled: Run) -> None:
    run = claimbook(Path(unruled.root), "build")
    assert run.status == 1
    assert "Not built: 1 dispute" in run.text
