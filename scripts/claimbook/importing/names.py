"""Texts of a table as ids: of claims, terms, sources and files."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

LONGEST = 60
# What would otherwise be lost although it sets names apart, such as the sign of a receptor's status.
_SPELLED = {"+": " plus ", "%": " percent ", "&": " and ", "<": " below ", ">": " above ", "≤": " at most ",
            "≥": " at least ", "=": " is ", "±": " plus minus "}  # fmt: skip
_SIGN = re.compile(r"(?<![^\W_])-(?=\S)|(?<=\S)-(?![^\W_])")
_ROUND_DOT = re.compile(r"(?<=\d)[.,](?=\d)")


def digest(text: str, length: int = 6) -> str:
    """Hex digits that tell a text from others."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def same(text: str) -> str:
    """What two spellings of one name share: case, white space, hyphens and underscores aside."""
    words = re.split(r"[\s_-]+", _SIGN.sub(" minus ", unicodedata.normalize("NFKC", text).replace("−", "-")).casefold())
    return " ".join(word for word in words if word)


def slug(text: str) -> str:
    """Words of a-z and 0-9 joined by '-'; never empty. Where letters are lost, a few hex digits make up for them."""
    name = unicodedata.normalize("NFKD", same(text))
    for sign, word in _SPELLED.items():
        name = name.replace(sign, word)
    lost = any(c.isalnum() and not c.isascii() for c in name)
    name = _ROUND_DOT.sub("p", name).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", name))
    if lost or not name or len(name) > LONGEST:
        name = f"{name[:LONGEST].strip('-') or 'id'}-{digest(same(text))}"
    return name


class NewIds:
    """Ids for texts, first come, first served: a later text never changes the id of an earlier one."""

    def __init__(self, reserved: Iterable[str] = (), passed: Iterable[str] = ()) -> None:
        self._ids: dict[str, str] = {text: text for text in passed}
        self._taken = {*reserved, *passed}
        self._known: dict[str, str] = {}

    def id_of(self, text: str) -> str:
        """The text's id; the same for spellings that differ in case, white space and hyphens only."""
        if text not in self._known:
            self._known[text] = self._named(same(text), text)
        return self._known[text]

    def _named(self, key: str, text: str) -> str:
        if key not in self._ids:
            name = slug(text)
            self._ids[key] = name if name not in self._taken else f"{name}-{digest(key)}"
            self._taken.add(self._ids[key])
        return self._ids[key]
