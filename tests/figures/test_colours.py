"""Marks stand out from the page, light and dark: three to one, as WCAG asks of graphics; shapes tell them apart too."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from claimbook.disagreement.grade import Grade
from claimbook.figures import glyphs
from claimbook.records.sources import Design
from claimbook.sphinxext import theme

CSS = (theme.STATIC / "claimbook.css").read_text(encoding="utf-8")
INKS = sorted({*(design.value for design in Design if design is not Design.DOCUMENT), "document", *Grade})
LEAST = 3.0
THEMES = {"pydata_sphinx_theme": "pydata-sphinx-theme.css", "sphinx_book_theme": "sphinx-book-theme.css"}


@cache
def palettes() -> dict[str, dict[str, str]]:
    """The colours of our style sheet and of the theme, for each of its two modes."""
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    themes = [next(Path(str(files(package))).rglob(name)).read_text() for package, name in THEMES.items()]
    for sheet in (*themes, re.sub(r"/\*.*?\*/", "", CSS.split("@media print")[0], flags=re.S)):
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            modes = ["dark"] if "dark" in selector else ["light"] if "light" in selector else []
            modes = modes or (["light", "dark"] if ":root" in selector else [])
            for mode in modes:
                found[mode].update(re.findall(r"(--(?:cb|pst-color)-[\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", body))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["--pst-color-background", "--pst-color-surface", "--cb-soft"])
def test_marks_stand_out_from_the_page(mode: str, ink: str, ground: str) -> None:
    colours = palettes()[mode]
    assert contrast(colours[f"--cb-{ink}"], colours[ground]) >= LEAST


@pytest.mark.parametrize("ink", [*INKS, glyphs.NEUTRAL])
def test_every_ink_has_its_class(ink: str) -> None:
    assert re.search(rf"\.cb-ink-{ink} \{{ --cb-own: ", CSS)


def test_no_two_kinds_share_a_shape() -> None:
    kinds = [entry.glyph.shape for entry in glyphs.legend_of_sources(Design)]
    grades = [glyphs.of_grade(grade, settled=False).shape for grade in Grade]
    assert len(set(kinds)) == len(kinds) == len(Design)
    assert len(set(grades)) == len(grades) == len(Grade)


def test_every_shape_can_be_drawn() -> None:
    from claimbook.sphinxext import svg

    kinds = [entry.glyph for entry in glyphs.legend_of_sources(Design)]
    said = [kinds[0]._replace(shape=shape) for shape in glyphs.SAID]
    for glyph in (*kinds, *said, *(glyphs.of_grade(grade, settled=True) for grade in Grade)):
        assert svg.shape(glyph)


def test_paper_has_the_colours_for_white() -> None:
    printed = dict(re.findall(r"(--cb-[\w-]+):\s*(#\w+)", CSS.split("Pictures on paper")[1]))
    assert printed == {name: palettes()["light"][name] for name in printed}
    assert {f"--cb-{design.value}" for design in Design} <= set(printed)
