"""Words that say which way it went, and which way that is once negations and doubts are taken in.

What cannot be told for sure is left out: a word that is missed costs less than one that is misread.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from claimbook.prose import english


class Direction(StrEnum):
    """Which way something went for what was tried."""

    BETTER = "better"
    WORSE = "worse"
    NOTHING = "nothing"
    SOMETHING = "something"


ALL = frozenset(Direction)
SAID = {
    Direction.BETTER: "it got better",
    Direction.WORSE: "it got worse",
    Direction.NOTHING: "nothing was seen",
    Direction.SOMETHING: "something was seen",
}
_BEFORE, _AFTER = 6, 4  # words that may turn one word's sense
_CLAUSE_END = re.compile(r"[;:()\[\]|—?]|\.(?!\w)")
_WORD = re.compile(r"[A-Za-z][\w'’-]*|,")
_COMMA = ","


class Pointer(NamedTuple):
    """A word of a text that points somewhere."""

    start: int
    end: int
    word: str
    direction: Direction


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def pointers(text: str, start: int, end: int, others: frozenset[str] = frozenset()) -> list[Pointer]:
    """The words between two offsets that point one way for sure.

    ``others`` are the words that name what was tried against, such as a placebo: of a clause whose
    subject it is nothing is said here.
    """
    found: list[Pointer] = []
    if english.POINTING.isdisjoint(_WORD.findall(text[start:end].casefold())):
        return found
    for clause in _clauses(text, start, end):
        lowered = [word.text for word in clause]
        if "if" in lowered or "whether" in lowered:
            continue
        for number, word in enumerate(clause):
            direction = _direction(lowered, number, others) if word.text in english.POINTING else None
            if direction is not None:
                found.append(Pointer(word.start, word.end, text[word.start : word.end], direction))
    return found


def _clauses(text: str, start: int, end: int) -> list[list[_Word]]:
    """The words of each clause; commas are kept as words. A question is no clause at all."""
    found: list[list[_Word]] = []
    at = start
    for match in [*_CLAUSE_END.finditer(text, start, end), None]:
        stop = match.start() if match is not None else end
        if match is None or match[0] != "?":
            found.extend(_parted([_Word(w.start(), w.end(), w[0].casefold()) for w in _WORD.finditer(text, at, stop)]))
        at = stop + 1
    return found


def _parted(words: list[_Word]) -> list[list[_Word]]:
    """Parted before every word that begins another thought."""
    found: list[list[_Word]] = [[]]
    for word in words:
        if word.text in english.CLAUSES:
            found.append([])
        found[-1].append(word)
    return found


def _direction(words: Sequence[str], at: int, others: frozenset[str]) -> Direction | None:
    """Where the word at this place of its clause points."""
    word = words[at]
    before, after = words[max(at - _BEFORE, 0) : at], words[at + 1 : at + 1 + _AFTER]
    if _unsettled(before, after) or _is_of(words[:at], others):
        return None
    if any(tuple(words[max(at + 1 - len(phrase), 0) : at + 1]) == phrase for phrase in english.NOTHING_PHRASES):
        return Direction.NOTHING
    negations = _negations(before)
    if negations is None or negations > 1:
        return None
    if word in english.NOTHING_IF_NEGATED:
        return Direction.NOTHING if negations else _seen(before, after)
    if word in english.NOTHING:
        return None if negations else Direction.NOTHING
    if word in english.WORSE:
        return None if negations else Direction.WORSE
    if word not in english.BETTER:
        return None
    if negations:
        return Direction.NOTHING
    return None if any(w in english.FADING for w in after) else Direction.BETTER


def _seen(before: Sequence[str], after: Sequence[str]) -> Direction | None:
    """What "a clear effect" says that nobody denies; of "the effect" nothing can be told."""
    stressed = not english.STRESS.isdisjoint(before[-1:])
    return Direction.SOMETHING if stressed and english.FADING.isdisjoint(after) else None


def _unsettled(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words around leave open where it goes."""
    told = " ".join(before)
    near = {*before, *after[:2]}
    return not near.isdisjoint(english.UNSETTLING) or any(phrase in told for phrase in english.UNSETTLING_PHRASES)


def _negations(before: Sequence[str]) -> int | None:
    """How many negations reach a word; None where a comma between makes it doubtful."""
    at = [n for n, word in enumerate(before) if word in english.NEGATIONS or word.endswith(("n't", "n’t"))]
    at = [n for n in at if before[n : n + 2] != ["not", "only"]]
    if at and _COMMA in before[at[-1] :]:
        return None
    return len(at)


def _is_of(before: Sequence[str], others: frozenset[str]) -> bool:
    """Whether the clause so far is about what was tried against, rather than about what was tried."""
    subjects = (n for n, word in enumerate(before) if word in others)
    return any(n == 0 or before[n - 1] not in english.BEFORE_OBJECTS for n in subjects)
