"""Disagreements: positions that do not fit, with the claims that hold them, each with where it belongs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from claimbook.disagreement.facets import DisputeFacet, by_study, facets, shared_studies
from claimbook.disagreement.filing import Filed, Filing, file_violation
from claimbook.disagreement.grade import Grade, Judgement, compare_circumstances, grade
from claimbook.disagreement.judge import confront
from claimbook.disagreement.positions import EffectStance, Held, Position
from claimbook.disagreement.search import Opposed, Part, SortKeys, opposed, opposed_in_one_study, parts
from claimbook.disagreement.sets.constraints import violations
from claimbook.disagreement.sets.violation import Violation
from claimbook.disagreement.steps import said
from claimbook.disagreement.wording import show_stance, show_value
from claimbook.halves import in_halves
from claimbook.pulse import Pulse
from claimbook.records.claims import Claim, Wording
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import Vocabulary

Tell = Callable[[], tuple[str, ...]]
NOBODY: Mapping[str, str] = {}
WORTH_SHARING = 3_000  # positions from which a second process saves more than it costs


class Disagreement(NamedTuple):
    """Positions that do not fit, with the claims that hold them (``members``, one tuple each).

    A member may be a crowd of positions, of which each opposes each of the other member; ``crowd``
    then tells the position of each claim.
    """

    members: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    grade: Grade
    within_source: bool
    tell: Tell
    unstated: tuple[str, ...]
    explained_by: tuple[str, ...]
    crowd: Mapping[str, str] = NOBODY

    @property
    def why(self) -> tuple[str, ...]:
        """The steps that led to its grade, in words."""
        return self.tell()

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims of all positions, each once."""
        return tuple(dict.fromkeys(id_ for member in self.members for id_ in member))


# From positions to claims


class _Reason(NamedTuple):
    """What it takes to say why two positions disagree: their numbers, and how their claims meet.

    Nobody reads most reasons, and a reason in words is long: so this goes from one process to another.
    """

    first: int
    second: int
    same_passage: bool
    of_one_study: bool
    shared: tuple[str, ...]


class _Found(NamedTuple):
    """A disagreement that does not know its reason yet."""

    place: Filed
    disagreement: Disagreement
    reason: _Reason


class Pairs:
    """The search for all disagreements of two positions.

    Finding takes the time, and may be done in another process; telling what was found is done in this one.
    """

    def __init__(self, held: Held, vocabulary: Vocabulary, pulse: Pulse) -> None:
        self._held = held
        self._vocabulary = vocabulary
        self._pulse = pulse
        self._writer = _Writer(held, vocabulary)

    def find(self) -> list[list[_Found]]:
        all_parts = parts(self._held, self._vocabulary)
        return in_halves(self._search, all_parts, [len(part.mine) for part in all_parts], WORTH_SHARING)

    def _search(self, some: Sequence[Part]) -> list[_Found]:
        found, order = list[_Found](), SortKeys()
        for number, part in enumerate(some):
            self._pulse(f"comparing claims, {number / len(some):.0%}")
            for pair in opposed(part, order, self._vocabulary):
                found += self._writer.of(pair)
        return found

    def tell(self, found: Iterable[Iterable[_Found]]) -> Iterator[tuple[Filed, Disagreement]]:
        """Every disagreement with where it belongs."""
        in_study = (self._writer.of(pair) for pair in opposed_in_one_study(self._held, self._vocabulary))
        for place, disagreement, reason in chain.from_iterable((*found, *in_study)):
            yield place, disagreement._replace(tell=partial(_why, reason, self._writer.known, self._vocabulary))


def _why(reason: _Reason, known: Sequence[Position], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The steps that led to a grade, taken once more, in words."""
    pair = confront(known[reason.first], known[reason.second], vocabulary, same_study=reason.of_one_study)
    assert pair is not None
    return said((*pair.judgement(vocabulary, same_passage=reason.same_passage).why, *reason.shared))


def _untold() -> tuple[str, ...]:
    """Stands for reasons until they are known."""
    return ()


class _Writer:
    """Writes down what is opposed as disagreements of the claims that hold it."""

    def __init__(self, held: Held, vocabulary: Vocabulary) -> None:
        self.known = list(held)
        self._held = held
        self._vocabulary = vocabulary
        self._numbers = {position: number for number, position in enumerate(self.known)}
        self._filing = Filing(vocabulary)
        self._labels = _Labels(vocabulary)
        self._crowds: dict[str, dict[str, str]] = defaultdict(dict)

    def of(self, found: Opposed) -> Iterator[_Found]:
        """The disagreements, one for each way in which the claims meet."""
        pair, place = found.pair, self._filing.of(found.pair)
        first, second = (self._numbers[position] for position in pair.held)
        sides = [_holders(side, self._held) for side in found.sides]
        shown = zip((pair.first, pair.second), found.sides, strict=True)
        labels, crowd = tuple(_label(*both, self._labels) for both in shown), self._crowd(found)
        for some in by_study(sides) if found.of_one_study else [sides]:
            for facet in facets(some, by_passage=_suggested(pair.held)):
                judgement = pair.judgement(self._vocabulary, same_passage=facet.same_passage)
                reason = _Reason(first, second, facet.same_passage, found.of_one_study, _dependence(facet))
                yield _Found(place, _disagreement(facet, labels, judgement, _untold, crowd), reason)

    def _crowd(self, found: Opposed) -> Mapping[str, str]:
        """The position in words of each claim, where the sides are values in numbers; shared by all on one topic."""
        if len(found.sides[0]) == len(found.sides[1]) == 1 or isinstance(found.pair.first.stance, EffectStance):
            return NOBODY
        crowd = self._crowds[found.pair.first.topic]
        for position in chain(*found.sides):
            claims = self._held[position]
            if claims[0].id not in crowd:
                crowd.update(dict.fromkeys((c.id for c in claims), self._labels[position]))
        return crowd


def _holders(positions: Sequence[Position], held: Held) -> list[Claim]:
    """The claims that hold one of some positions, each once."""
    if len(positions) == 1:
        return held[positions[0]]
    return list({claim.id: claim for position in positions for claim in held[position]}.values())


class _Labels(dict[Position, str]):
    """The stances of positions in words, each made when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, position: Position) -> str:
        label = self[position] = show_stance(position.stance, self._vocabulary)
        return label


def _label(shown: Position, positions: Sequence[Position], known: _Labels) -> str:
    """A stance in words; of a crowd the first, and how many more there are."""
    told = known[shown]
    alone = len(positions) == 1 or isinstance(shown.stance, EffectStance)
    return told if alone else f"{told} and {len(positions) - 1:,} more"


def of_violations(held: Held, vocabulary: Vocabulary, stopped: Pulse) -> Iterator[tuple[Filed, Disagreement]]:
    """Every set of positions that breaks a constraint or an order, with where it belongs."""
    for violation in violations(held, vocabulary, stopped):
        place = file_violation(violation, vocabulary)
        for disagreement in _of_violation(violation, held, vocabulary):
            yield place, disagreement


def _of_violation(violation: Violation, held: Held, vocabulary: Vocabulary) -> Iterator[Disagreement]:
    positions = violation.positions
    labels = violation.labels or tuple(_labelled(position, vocabulary) for position in positions)
    circumstances = violation.circumstances or compare_circumstances(positions, vocabulary)
    for facet in facets([held[position] for position in positions], by_passage=_suggested(positions)):
        judgement = grade(violation.opposition, violation.subjects, circumstances, positions, vocabulary,
                          same_passage=facet.same_passage)  # fmt: skip
        yield _disagreement(facet, labels, judgement, partial(said, (*judgement.why, *_dependence(facet))))


def _labelled(position: Position, vocabulary: Vocabulary) -> str:
    """A stance with its property and condition: what a constraint ties together differs in both."""
    told = show_stance(position.stance, vocabulary)
    subject = [show_value(value, vocabulary) for _, value in position.subject
               if not (isinstance(value, Term) and value.id == vocabulary.main)]  # fmt: skip
    return f"{vocabulary.name(position.topic)}: {told}" + (f" ({', '.join(subject)})" if subject else "")


def _suggested(positions: Iterable[Position]) -> bool:
    return any(position.wording is Wording.SUGGESTED for position in positions)


def _dependence(facet: DisputeFacet) -> tuple[str, ...]:
    """What is to be said of claims that tell of the same study."""
    studies = ", ".join(name.rpartition("#")[2] for name in shared_studies(facet.members))
    return (f"not independent: both tell of the same study ({studies})",) if studies else ()


def _disagreement(
    facet: DisputeFacet, labels: tuple[str, ...], judgement: Judgement, tell: Tell, crowd: Mapping[str, str] = NOBODY
) -> Disagreement:
    return Disagreement(
        members=tuple(_ids(side) for side in facet.members),
        labels=labels,
        grade=judgement.grade,
        within_source=facet.within_source,
        tell=tell,
        unstated=judgement.unstated,
        explained_by=judgement.explained_by,
        crowd=crowd,
    )


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return (claims[0].id,) if len(claims) == 1 else tuple(sorted(claim.id for claim in claims))
