"""The guide for authors: it knows all that the code knows, and each entry has an example that runs."""

from pathlib import Path

from claimbook.sphinxext.directives import _DIRECTIVES as DIRECTIVES
from claimbook.sphinxext.figure_directives import _DIRECTIVES as FIGURES
from claimbook.sphinxext.roles import _ROLES as ROLES

from tests.book.building import claimbook
from tests.book.conftest import Book
from tests.book.site import text_of

GUIDE = """---
uncited: Tells authors how to write.
---
# How to write

```{style-guide}
It is a lot {claim}`trial-raises`.
---
Nothing of ours.
```
"""


def test_every_role_and_directive_has_an_example_that_runs(plain_book: Book) -> None:
    _, site = plain_book
    page = site.pages["style-guide.html"]
    every = {
        **{f"style_role_{name}": code for name, code in ROLES.items()},
        **{f"style_directive_{name}": code for name, code in {**DIRECTIVES, **FIGURES}.items()},
    }
    for id_, code in every.items():
        entry = page.find(id=id_)
        assert entry is not None, f"{id_} is not in the guide"
        assert entry.select("pre"), f"{id_} has no example"
        assert text_of(entry.select_one("p")), id_
        if getattr(code, "whole_page", False):
            assert "At work in:" in text_of(entry), id_
        else:
            assert entry.select(".cb-live > *"), id_
    shown = {str(entry["id"]) for entry in page.select("section[id^=style_]")}
    assert shown == {*every, "style_directive_style-guide"}


def test_its_examples_show_no_mistake(plain_book: Book) -> None:
    _, site = plain_book
    live = site.pages["style-guide.html"].select(".cb-live")
    assert live
    assert not [shown for shown in live if shown.select(".problematic, .system-message")]


def test_a_guide_without_an_example_stops_the_build(coffee_root: Path) -> None:
    (coffee_root / "book" / "guide.md").write_text(GUIDE, encoding="utf-8")
    contents = coffee_root / "book" / "_toc.yml"
    contents.write_text(contents.read_text("utf-8").rstrip() + "\n  - file: guide\n", encoding="utf-8")
    run = claimbook(coffee_root, "build", archive=coffee_root / "archive")
    assert run.status != 0
    assert "'dispute' has no example. Give one, after a line of '---'." in run.text
    assert "The example 'Nothing of ours.' shows no role and no directive of the book." in run.text
    assert "'claim' has no example" not in run.text
