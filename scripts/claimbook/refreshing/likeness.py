"""When two spellings of a title or of a family name stand for the same one.

Registries and bibliographies differ in capitals, accents, TeX, dashes and particles without anyone being
wrong; only what is left after that counts as a difference.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

_COMMAND = re.compile(r"\\[A-Za-z]+")
_NAMED = ("LATIN ", "GREEK ")
_WORDS = re.compile(r"[^\W_]+")
# Two ways of writing one letter: Muller for ü, and Mueller. Both sides are folded alike.
_DIGRAPH = re.compile(r"(?<=[aou])e|(?<=a)a")
_SUBTITLE = re.compile(r"[:?.–—]\s")
_ENOUGH = 4  # words without which a title's first part could be anybody's


def plain(text: str) -> str:
    """BibTeX's text as it reads in print."""
    if "\\" in text or "$" in text:
        import codecs

        import latexcodec  # noqa: F401 - makes the codec known

        written: Any = text  # the codec turns text into text, which codecs in general do not
        text = _COMMAND.sub(" ", codecs.decode(written, "ulatex", "ignore")).replace("$", "")
    return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())


def same_title(ours: str, theirs: str) -> bool:
    """Whether two titles are one, with or without its subtitle, which registries often lack."""
    one, other = _letters(ours), _letters(theirs)
    if one == other:
        return True
    return (_head(theirs) == one and one != "") or (_head(ours) == other and other != "")


def _head(title: str) -> str:
    """The letters of what stands before the subtitle; '' where there is none, or too little to go by."""
    match = _SUBTITLE.search(title)
    head = title[: match.start()] if match is not None else ""
    return _letters(head) if len(_WORDS.findall(head)) >= _ENOUGH else ""


def first_difference(ours: Sequence[str], theirs: Sequence[str], *, cut: bool) -> int | None:
    """The index of the first family name that differs, or that only one of the two lists has.

    A list of ours that is ``cut`` is compared as far as it goes.
    """
    for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if not same_family(one, other):
            return index
    if len(ours) > len(theirs) or (len(ours) < len(theirs) and not cut):
        return min(len(ours), len(theirs))
    return None


def same_family(one: str, other: str) -> bool:
    """Whether two family names are one, with or without particles and second names before or after it."""
    shorter, longer = sorted((_parts(one), _parts(other)), key=len)
    if "".join(shorter) == "".join(longer):
        return True
    return bool(shorter) and shorter in (longer[: len(shorter)], longer[-len(shorter) :])


def _parts(name: str) -> list[str]:
    joined = re.sub("['’ʼ`]", "", name)
    return [_DIGRAPH.sub("", _letters(word)) for word in _WORDS.findall(_unmarked(joined))]


def _letters(text: str) -> str:
    """Letters and digits alone, small, without marks, '&' as 'and'."""
    return "".join(map(_basic, _unmarked(text.replace("&", " and "))))


def _unmarked(text: str) -> str:
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _basic(character: str) -> str:
    """A letter without its stroke, by the name of its alphabet: ø is o, æ is ae, β is beta."""
    if not character.isalnum():
        return ""
    name = "" if character.isascii() else unicodedata.name(character, "")
    return name.partition(" WITH ")[0].rpartition(" ")[2].lower() if name.startswith(_NAMED) else character
