"""Names that look swapped, cut off or run together, as they do after copying from a page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimbook.citations.bibliography import OTHERS, Entry, Name


class Doubt(NamedTuple):
    """A name of an entry, what it looks like, and the way out."""

    name: Name
    looks: str
    way: str


_TEX = re.compile(r"\\(?:[A-Za-z]+\s*|.)|[{}]")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ ~-]*){1,3}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SEVERAL = re.compile(r"[;&]|\bet\.? al\b", re.IGNORECASE)
_CUT = re.compile(r"\.\.\.|…|\ufffd|\?|-$|\d")
_LINEAGE = re.compile(r"(?:Jr|Sr|jun|sen|[IVX]+|1st|2nd|3rd|4th)\.?", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Team|Group|Consortium|Collaboration|Collaborative|Network|Institute|University|Association|Society|"
    r"Committee|Agency|Ministry|Department|Foundation|Organi[sz]ation|Administration|Inc|Ltd|GmbH)\b"
)
_BRACES = "Put it in braces if it is meant so, like {{{text}}}."


def doubts(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Doubt]]:
    """Names that are hardly written as they are meant, with the entries that have them."""
    entries = list(entries)
    known = Counter(
        _ends(name) for entry in entries for name in _all(entry) if name.given and not name.family.startswith("{")
    )
    for entry in entries:
        partial = "coauthors" in entry.unseen
        for name in _all(entry):
            doubt = _doubt(name, partial, known)
            if doubt is not None:
                yield entry, Doubt(name, *doubt)


def _all(entry: Entry) -> list[Name]:
    """Names of people: what is in braces is left as it is, and ``others`` stands for more of them."""
    return [n for names in entry.names.values() for n in names if not n.braced and n.text.lower() != OTHERS]


def _doubt(name: Name, partial: bool, known: Counter[tuple[str, str]]) -> tuple[str, str] | None:
    text, family, given = _plain(name.text), _plain(name.family), _plain(name.given)
    if _SEVERAL.search(text):
        return "like several names in one", "Join names by ' and '; write 'and others' for those left out."
    if _CUT.search(text):
        return "cut off or mangled", "Copy it again from the work."
    if name.lineage and not _LINEAGE.fullmatch(_plain(name.lineage)):
        return "like several names joined by commas", "Join names by ' and ', and write each as 'Family, Given'."
    if _BODY.search(text):
        return "like an organisation taken apart as a person", _BRACES.format(text=name.text)
    if not given:
        return _alone(name, family, partial)
    if _is_swapped(name, family, given, known):
        way = f"Write '{_turned(name)}'. " + _BRACES.format(text=name.family)
        return "swapped: the family name should come first, before the comma", way
    return None


def _alone(name: Name, family: str, partial: bool) -> tuple[str, str] | None:
    """A name of one part; ``partial`` when the entry says that its names were not seen in full."""
    if len(family.rstrip(".")) < 2 or name.text.rstrip().endswith(","):
        return "cut off", "Copy it again from the work."
    if partial:
        return None
    return "cut off: there is no given name", _BRACES.format(text=name.text)


def _is_swapped(name: Name, family: str, given: str, known: Counter[tuple[str, str]]) -> bool:
    """Initials in the place of the family name, or the two as they mostly stand the other way round."""
    if name.family.startswith("{"):
        return False
    initials = _INITIALS.fullmatch(family) is not None and any(not w.isupper() for w in _WORD.findall(given))
    first, last = _ends(name)
    return initials or (first != last and known[last, first] >= known[first, last])


def _turned(name: Name) -> str:
    """A swapped name as it is probably meant; without a comma, what ends in initials begins with the family name."""
    if "," in name.text:
        return f"{name.given}, {name.family}"
    words = name.text.split()
    first = next((i for i, word in enumerate(words) if _INITIALS.fullmatch(_plain(word))), 1)
    return f"{' '.join(words[:first])}, {' '.join(words[first:])}"


def _ends(name: Name) -> tuple[str, str]:
    """The family name and the first given one, folded, for comparison."""
    return _folded(name.family), _folded(name.given.split(" ")[0])


def _folded(text: str) -> str:
    plain = _plain(text)
    plain = plain if plain.isascii() else unicodedata.normalize("NFKD", plain)
    return "".join(filter(str.isalnum, plain.casefold()))


def _plain(text: str) -> str:
    """A name without TeX, nearly as it reads."""
    return _TEX.sub("", text) if "\\" in text or "{" in text else text
