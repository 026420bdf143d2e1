"""A source's text in full, line by line, facing what is recorded of it; only where the archive is at hand."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from claimbook.check import Result
from claimbook.diagnostics import Sink
from claimbook.disagreement.disagreements import Disagreement
from claimbook.records.claims import Claim, PassageId
from claimbook.rulings.review import Reviewed
from claimbook.telling.marks import DisputeMark, mark_of
from claimbook.views.model import ClaimView, ClashView, LineView, NoteView, StretchView

Span = tuple[int, int]
Said = TypeVar("Said")


class _Passage(NamedTuple):
    """A passage entry with its place in the text: code points of every anchor, the asserting one first."""

    claims: list[Claim]
    spans: tuple[Span, ...]


def facing_text(
    key: str, result: Result, views: Mapping[str, ClaimView], own: Iterable[Reviewed]
) -> tuple[LineView, ...]:
    """The lines of a source's text; none without the archive. ``own`` are its disputes with itself."""
    text = result.base.archive.text(key, Sink())
    if text is None:
        return ()
    passages = _passages(key, result)
    numbers = {claim.id: number for number, passage in enumerate(passages, 1) for claim in passage.claims}
    clashes = _clashes(key, result, own, numbers)
    notes: dict[int, list[NoteView]] = defaultdict(list)
    for number, passage in enumerate(passages, 1):
        shown = tuple(views[claim.id] for claim in passage.claims)
        start = text.text.rfind("\n", 0, passage.spans[0][0]) + 1
        notes[start].append(NoteView(number, passage.claims[0].at, shown, clashes.get(number, ())))
    pieces = _Pieces(text.text, passages, _aside(key, result))
    return tuple(
        LineView(pieces.of(number), tuple(notes[start]))
        for number, (start, end) in enumerate(pieces.lines)
        if text.text[start:end].strip()
    )


def _lines(text: str) -> Iterator[Span]:
    """Where each line begins and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


# What is recorded


def _passages(key: str, result: Result) -> list[_Passage]:
    """The source's passages that were found in its text, in the order of the text."""
    grouped: dict[PassageId, list[Claim]] = defaultdict(list)
    for claim in result.base.claims_of(key):
        if result.base.located[claim.id].spans:
            grouped[claim.passage].append(claim)
    found = (_Passage(claims, result.base.located[claims[0].id].spans) for claims in grouped.values())
    return sorted(found, key=lambda passage: passage.spans[0])


def _aside(key: str, result: Result) -> list[tuple[Span, str]]:
    """What was set aside, with the reason in words."""
    return [
        (span, exclusion.reason.value.replace("-", " "))
        for exclusion in result.base.records.exclusions
        if exclusion.source == key
        for span in result.base.located[exclusion.id].spans
    ]


def _clashes(
    key: str, result: Result, own: Iterable[Reviewed], numbers: Mapping[str, int]
) -> dict[int, tuple[ClashView, ...]]:
    """For each passage the disputes in which it stands against others of its source."""
    claims = result.base.records.claims
    against: dict[tuple[int, str], set[int]] = defaultdict(set)
    marks: dict[str, DisputeMark] = {}
    for reviewed in own:
        marks[reviewed.dispute.id] = mark_of(reviewed)
        for disagreement in reviewed.dispute.actionable:
            if disagreement.within_source and all(claims[id_].source == key for id_ in disagreement.claims):
                for number, others in _met(disagreement, numbers):
                    against[number, reviewed.dispute.id] |= others
    found: dict[int, tuple[ClashView, ...]] = {}
    for (number, dispute), others in against.items():
        found[number] = (*found.get(number, ()), ClashView(marks[dispute], tuple(sorted(others - {number}))))
    return found


def _met(disagreement: Disagreement, numbers: Mapping[str, int]) -> Iterator[tuple[int, set[int]]]:
    """Each passage of a disagreement with the passages on its other sides."""
    sides = [{numbers[id_] for id_ in member if id_ in numbers} for member in disagreement.members]
    for i, side in enumerate(sides):
        others = set().union(*sides[:i], *sides[i + 1 :])
        yield from ((number, others) for number in side)


# The text in pieces


class _Pieces:
    """Cuts a text wherever a passage or something set aside begins or ends; ``lines`` is where its lines are."""

    def __init__(self, text: str, passages: Sequence[_Passage], aside: Iterable[tuple[Span, str]]) -> None:
        self.lines = list(_lines(text))
        self._text = text
        claimed = ((span, number) for number, one in enumerate(passages, 1) for span in dict.fromkeys(one.spans))
        self._claimed, self._aside = self._by_line(claimed), self._by_line(aside)

    def _by_line(self, marked: Iterable[tuple[Span, Said]]) -> dict[int, list[tuple[Span, Said]]]:
        """What is marked, under each line that it touches."""
        found: dict[int, list[tuple[Span, Said]]] = defaultdict(list)
        for span, said in marked:
            first = bisect_right(self.lines, span[0], key=itemgetter(0)) - 1
            for number in range(first, bisect_left(self.lines, span[1], key=itemgetter(0))):
                found[number].append((span, said))
        return found

    def of(self, number: int) -> tuple[StretchView, ...]:
        """The pieces of a line."""
        start, end = self.lines[number]
        claimed, aside = self._claimed[number], self._aside[number]
        spans = [span for span, _ in claimed] + [span for span, _ in aside]
        cuts = {start, end, *(place for span in spans for place in span if start < place < end)}
        return tuple(self._piece(piece, claimed, aside) for piece in pairwise(sorted(cuts)))

    def _piece(
        self, piece: Span, claimed: Iterable[tuple[Span, int]], aside: Iterable[tuple[Span, str]]
    ) -> StretchView:
        notes = tuple((span, number) for span, number in claimed if _within(piece, span))
        reason = next((why for span, why in aside if _within(piece, span)), "")
        return StretchView(
            text=self._text[slice(*piece)],
            notes=tuple(number for _, number in notes),
            ends=tuple(number for span, number in notes if span[1] == piece[1]),
            aside="" if notes else reason,
        )


def _within(piece: Span, span: Span) -> bool:
    return span[0] <= piece[0] and piece[1] <= span[1]
