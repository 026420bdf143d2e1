"""The nearest valid spelling of a mistyped word."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like ``word``, or None when nothing comes near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """A sentence for a diagnostic's help: the nearest spelling, or what there is to choose from."""
    known = sorted(known)
    match = nearest(word, known)
    if match is not None:
        return f"Did you mean '{match}'?"
    if not known:
        return "Nothing is declared here yet."
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"Known: {shown}."
