"""axe, which judges the same in less than half the time: what takes it longest is done once or in a simpler way."""

from typing import Any

import pytest
from playwright.sync_api import Page

Options = dict[str, object]

# It keeps private fields of each of its hundred thousand colours in weak maps, which the browser is slow to clear.
FIELDS = """
  class Fields {
    #key = Symbol();
    has(owner) { return this.#key in owner; }
    get(owner) { return owner[this.#key]; }
    set(owner, value) { owner[this.#key] = value; return this; }
    add(owner) { return this.set(owner, true); }
  }
  const WeakMap = Fields, WeakSet = Fields;"""

# It reads the same few colours again for every text and all that is behind it.
COLOURS = """
  const colours = axe.commons.color.Color.prototype, parse = colours.parseString, known = new Map();
  colours.parseString = function (text) {
    if (known.has(text)) return Object.assign(this, known.get(text));
    const {r, g, b, alpha} = parse.call(this, text);
    known.set(text, {r, g, b, alpha});
    return this;
  };"""


def as_it_comes() -> str:
    """The script of axe."""
    base = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
    return str(base.AXE_SCRIPT)


def quick() -> str:
    """The script of axe with what makes it quicker around it."""
    return f"(() => {{ {FIELDS} {as_it_comes()}; {COLOURS} }})()"


def judged(page: Page, options: Options, script: str) -> dict[str, Any]:
    """All that axe says of a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe(script)
    response: dict[str, Any] = axe.run(page, options=options).response
    return response
