"""The books that the tests read: the real one with and without the archive, and one about coffee."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.book import hostile
from tests.book.browsing import ARGUMENTS
from tests.book.building import ARCHIVE_VARIABLE, Run, claimbook, copy_coffee, copy_real, once
from tests.book.site import Site

Book = tuple[Run, Site]
BuildOnce = Callable[[str, Callable[[Path], Run]], Run]


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """``build_once(name, make)``: what ``make(folder)`` gave to the first worker of this run that asked."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "books"
    return lambda name, make: once(shared / name, lambda: make(shared / name))


def _archived(build_once: BuildOnce) -> Run:
    folder = os.environ.get(ARCHIVE_VARIABLE, "")
    if not folder:
        pytest.skip(f"{ARCHIVE_VARIABLE} is not set: the book with the sources' passages is not built")
    return build_once("archived", lambda root: claimbook(copy_real(root), "build", archive=Path(folder).resolve()))


def _plain(build_once: BuildOnce) -> Run:
    return build_once("plain", lambda root: claimbook(copy_real(root), "build"))


def _coffee(build_once: BuildOnce) -> Run:
    return build_once("coffee", lambda root: claimbook(copy_coffee(root), "build", archive=root / "archive"))


def _coffee_plain(build_once: BuildOnce) -> Run:
    return build_once("coffee_plain", lambda root: claimbook(copy_coffee(root), "build"))


def _hostile(build_once: BuildOnce) -> Run:
    return build_once("hostile", lambda root: claimbook(hostile.lay_out(root), "build", archive=root / "archive"))


_BOOKS = {"archived": _archived, "plain": _plain, "coffee": _coffee, "coffee_plain": _coffee_plain, "hostile": _hostile}


def built(name: str, build_once: BuildOnce) -> Book:
    """One of the books with its pages. A book that could not be built fails every test that reads it."""
    run = _BOOKS[name](build_once)
    assert run.status == 0, f"the book '{name}' was not built (status {run.status}):\n{run.text[-4000:]}"
    return run, _site(run.html)


@cache
def _site(html: Path) -> Site:
    return Site(html)


@pytest.fixture(params=list(_BOOKS))
def book(request: pytest.FixtureRequest, build_once: BuildOnce) -> Book:
    """Each of the books in turn."""
    return built(request.param, build_once)


@pytest.fixture(params=["archived", "coffee", "hostile"])
def quoting_book(request: pytest.FixtureRequest, build_once: BuildOnce) -> Book:
    """The books that were built with their archives."""
    return built(request.param, build_once)


@pytest.fixture(params=["real", "coffee", "hostile"])
def fullest_book(request: pytest.FixtureRequest, build_once: BuildOnce) -> Book:
    """The books with all that there is to see: of the real one, with its passages if they are at hand."""
    real = "archived" if os.environ.get(ARCHIVE_VARIABLE) else "plain"
    return built(real if request.param == "real" else request.param, build_once)


@pytest.fixture
def archived_book(build_once: BuildOnce) -> Book:
    """The real book with the sources' passages."""
    return built("archived", build_once)


@pytest.fixture
def plain_book(build_once: BuildOnce) -> Book:
    """The real book as it is published: without the sources' passages."""
    return built("plain", build_once)


@pytest.fixture
def coffee_book(build_once: BuildOnce) -> Book:
    """The book about coffee, with its archive."""
    return built("coffee", build_once)


@pytest.fixture
def hostile_book(build_once: BuildOnce) -> Book:
    """The book whose records try to be more than text."""
    return built("hostile", build_once)


@pytest.fixture
def coffee_root(tmp_path: Path) -> Path:
    """A copy of the knowledge base about coffee to do something to."""
    return copy_coffee(tmp_path / "coffee")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Without it the tests are skipped, or fail where CI is to have it."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Debian's chromium is not installed (apt-get install chromium): the book was not tried in a browser"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
