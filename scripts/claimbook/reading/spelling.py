"""The nearest valid spelling of a mistyped word."""

from collections.abc import Iterable
from difflib import get_close_matches

NOTHING = "There are none yet."  # to choose from


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like ``word``, or None when nothing comes near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def is_slip(word: str, meant: str) -> bool:
    """Whether one slip of the finger leads from one word to the other: a letter too many, missing, wrong or early."""
    if len(word) > len(meant):
        word, meant = meant, word
    same = next((n for n, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), len(word))
    rest, wanted = word[same:], meant[same:]
    if len(word) < len(meant):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])


def suggestion(word: str, known: Iterable[str], nothing: str = NOTHING) -> str:
    """A sentence for a diagnostic's help: the nearest spelling, or what there is to choose from.

    ``nothing`` is said where there is none.
    """
    known = sorted(known)
    match = nearest(word, known)
    if match is not None:
        return f"Did you mean '{match}'?"
    if not known:
        return nothing
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"Known: {shown}."
