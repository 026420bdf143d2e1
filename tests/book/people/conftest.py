"""A reader with a browser of her own, and what she sees kept as pictures."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.book.building import REPO
from tests.book.conftest import Book
from tests.book.test_browser import Watched, close, watched

SCREENSHOTS = REPO / "_build" / "screenshots"


@pytest.fixture
def reader(browser: Browser, plain_book: Book) -> Iterator[Watched]:
    """A reader on the home page of the book as it is published; nothing may go wrong while she reads."""
    seen = watched(browser, plain_book)
    seen.open("index.html")
    yield seen
    close(seen)
    assert not seen.wrong


def keep(page: Page, name: str, size: ViewportSize | None = None) -> None:
    """A picture of the page, in another size if one is given."""
    if size is not None:
        page.set_viewport_size(size)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
