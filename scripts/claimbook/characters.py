"""Characters that act instead of being seen, and text in which they show as escapes.

Control characters drive terminals; invisible marks of direction turn the text around them, so that it reads
otherwise than it stands. Wherever text of a record is shown, on a terminal or in the book, it passes here.
"""

import unicodedata

# Invisible characters that scripts need; every other one is shown as an escape.
HARMLESS = "\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Signs that stand around a number in Arabic, Syriac and Kaithi: seen, although of the kind of those that are not.
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LAYOUT = frozenset("\n\r\t")


def acts(character: str) -> bool:
    """Whether a character might do something instead of being seen."""
    return unicodedata.category(character) in _HIDDEN and character not in HARMLESS and character not in _SEEN


def harmless(text: str) -> str:
    """Text in which characters that act show as escapes; newlines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    acting = {ord(c): escaped(c) for c in set(text) - _LAYOUT if acts(c)}
    return text.translate(acting) if acting else text


def escaped(character: str) -> str:
    """A character as Python and YAML write it."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
