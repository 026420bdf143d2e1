"""The book's own Markdown parser: MyST's syntax, made of markdown-it and the plugins that MyST takes.

MyST's ``create_md_parser`` gives the same tokens (a test holds the two together on every page), but
brings docutils along. Two things are left out, since no check needs what they make: links around bare
addresses, and the count of words.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claimbook.layout import CONFIGURATION

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# What Jupyter Book enables where its configuration does not say.
DEFAULT = ("colon_fence", "dollarmath", "linkify", "substitution", "tasklist")


class _Plugin(NamedTuple):
    """A plugin of mdit-py-plugins: its module, its function, and MyST's options for it."""

    module: str
    name: str
    options: Mapping[str, Any] = {}


_ALWAYS = (
    _Plugin("front_matter", "front_matter_plugin"),
    _Plugin("myst_blocks", "myst_block_plugin"),
    _Plugin("myst_role", "myst_role_plugin"),
    _Plugin("footnote", "footnote_plugin"),
)
_EXTENSIONS = {
    "dollarmath": _Plugin("dollarmath", "dollarmath_plugin", {"double_inline": True}),
    "colon_fence": _Plugin("colon_fence", "colon_fence_plugin"),
    "amsmath": _Plugin("amsmath", "amsmath_plugin"),
    "deflist": _Plugin("deflist", "deflist_plugin"),
    "fieldlist": _Plugin("field_list", "fieldlist_plugin"),
    "tasklist": _Plugin("tasklists", "tasklists_plugin"),
    "substitution": _Plugin("substitution", "substitution_plugin"),
    "attrs_inline": _Plugin(
        "attrs",
        "attrs_plugin",
        {"after": ("image", "code_inline", "link_close", "span_close"), "spans": True, "span_after": "footnote_ref"},
    ),
    "attrs_block": _Plugin("attrs", "attrs_block_plugin"),
}
_PLAIN = re.compile(r"[^\n!#$%&*+\-:<=>@\[\\\]^_`{}~]+")
_CORE = ("strikethrough", "smartquotes", "replacements")


def enabled_extensions(root: Path) -> tuple[str, ...]:
    """The extensions that the book's configuration enables; Jupyter Book's own list where it has none."""
    try:
        text = (root / CONFIGURATION).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return DEFAULT
    named = _configured(text) if "myst_enable_extensions" in text else None
    return tuple(map(str, named)) if isinstance(named, list) else DEFAULT


def _configured(text: str) -> object:
    """What the configuration says under either of the places that Jupyter Book reads; None if nothing."""
    import yaml

    try:
        whole = yaml.load(text, Loader=yaml.CSafeLoader)
        named = (whole.get("parse") or {}).get("myst_enable_extensions")
        return named or whole["sphinx"]["config"]["myst_enable_extensions"]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError):
        return None  # the build says what is wrong with it


def make_parser(extensions: tuple[str, ...]) -> "MarkdownIt":
    """A parser of MyST Markdown with the extensions given; one that is unknown adds nothing."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (*_ALWAYS, *(_EXTENSIONS[name] for name in extensions if name in _EXTENSIONS)):
        add = getattr(import_module(f"mdit_py_plugins.{plugin.module}"), plugin.name)
        parser.use(add, **plugin.options)
    core = [name for name in _CORE if name in extensions]
    parser.enable(core).disable(["footnote_inline", "footnote_tail"])
    parser.options["typographer"] = bool({"smartquotes", "replacements"}.intersection(core))
    parser.inline.ruler.at("text", _plain)
    return parser


def _plain(state: "StateInline", silent: bool) -> bool:
    """The parser's own rule for text in which no character means anything, which goes letter by letter."""
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True
