"""What a cited claim offers to the prose that cites it: numbers, and which way it says that it went."""

import math
from collections.abc import Iterable, Iterator
from functools import cached_property

from claimbook.knowledge import KnowledgeBase
from claimbook.prose.directions import ALL, Direction, pointers
from claimbook.prose.quantities import BARE, PERCENT, Amount, Quantity, QuantityReader
from claimbook.records.claims import (
    Change,
    Claim,
    Effect,
    EffectAssertion,
    Estimate,
    ModerationAssertion,
    ValueAssertion,
)
from claimbook.vocabulary.dates import show_day
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Extent, Term, Type, Value
from claimbook.vocabulary.vocabulary import ARMS, Mode, Vocabulary

_OF_EFFECT = {
    Effect.BETTER: frozenset({Direction.BETTER, Direction.SOMETHING}),
    Effect.WORSE: frozenset({Direction.WORSE, Direction.SOMETHING}),
    Effect.SAME: frozenset({Direction.NOTHING}),
    Effect.NOT_SHOWN: frozenset({Direction.NOTHING}),
    Effect.MIXED: ALL,
}
_OF_CHANGE = {Change.NONE: frozenset({Direction.NOTHING}), Change.NOT_SHOWN: frozenset({Direction.NOTHING})}
_OF_MODE = {
    Mode.BEST: frozenset({Direction.BETTER}),
    Mode.WORKS: frozenset({Direction.BETTER}),
    Mode.FAILS: frozenset({Direction.NOTHING}),
}
# What may be told of it as well, since less of an effect is not the same as worse than without.
_LOOSELY = {
    Change.STRONGER: frozenset({Direction.BETTER}),
    Change.WEAKER: frozenset({Direction.WORSE}),
    Change.REVERSES: frozenset({Direction.WORSE}),
    Mode.FAILS: frozenset({Direction.WORSE}),
}
_YEARS = frozenset(range(1500, 2100))
_NOWHERE: frozenset[Direction] = frozenset()


class ReadingRules:
    """How claims are read here: with the vocabulary's units and the names of what was tried against."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.quantities = QuantityReader(vocabulary.units)
        self.others = _others(vocabulary)
        self._amounts: dict[str, tuple[Amount, ...]] = {}

    def amounts(self, key: str, value: Value | str) -> Iterable[Amount]:
        """The numbers of a typed value as it was written; of a name for a range, its ends."""
        if isinstance(value, Term):
            return self._noted(self._label(value))
        return self._of_extent(key, value) if isinstance(value, Extent) else ()

    def written(self, key: str, value: Extent) -> list[tuple[str, list[float]]]:
        """The numbers of a value one by one, as written and as what each may be; of a date its years."""
        property_ = self.vocabulary.properties.get(key)
        if property_ is not None and property_.type is Type.DATE:
            years = [amount.number for amount in _years(value)]
            return [(value.text, years)] if years else []
        found = self.quantities.read(value.text.replace("..", " to "))
        return [(each.text, [each.figure, *(a.number for a in each.readings)]) for each in found]

    def _of_extent(self, key: str, value: Extent) -> Iterable[Amount]:
        property_ = self.vocabulary.properties.get(key)
        type_ = property_.type if property_ is not None else Type.COUNT
        if type_ is Type.DATE:
            return list(_years(value))
        found = self._noted(value.text.replace("..", " to "))
        if not found and property_ is not None:
            return [a for end in _ends(value) for a in self._noted(f"{end:.15g} {property_.measure.unit}")]
        if type_ is Type.PROPORTION:
            return [*found, *(Amount(PERCENT, a.number * 100) for a in found if a.base == BARE)]
        return found

    def _noted(self, text: str) -> tuple[Amount, ...]:
        """All readings of the numbers of a text that many claims share."""
        if text not in self._amounts:
            self._amounts[text] = tuple(a for found in self.quantities.read(text) for a in found.readings)
        return self._amounts[text]

    def _label(self, value: Term) -> str:
        graph = self.vocabulary.graphs.get(value.graph)
        return graph.label_of(value.id) if graph is not None and value.id != ANY else ""


class Offer:
    """What one claim offers; each thing is found out when it is first asked for."""

    def __init__(self, claim: Claim, published: str, reading: ReadingRules) -> None:
        self.owner = claim.id
        self.claim = claim
        self._published = published
        self._reading = reading

    @cached_property
    def amounts(self) -> frozenset[Amount]:
        """All its numbers: of its typed values, its words, and its years."""
        said = (amount for found in self._said for amount in found.readings)
        told = [*self._typed(), *said, *map(_year, _dated(self.claim.as_of))]
        # A claim with a date of its own does not lend its source's to the prose.
        dated = any(amount.base == BARE and amount.number in _YEARS for amount in told)
        return frozenset(told if dated else [*told, *map(_year, _dated(self._published))])

    @cached_property
    def asserted(self) -> frozenset[Amount]:
        """The numbers of the value that it asserts."""
        if not isinstance(self.claim.assertion, ValueAssertion):
            return frozenset()
        return frozenset(self._reading.amounts(self.claim.assertion.property, self.claim.assertion.value))

    @cached_property
    def _said(self) -> list[Quantity]:
        return self._reading.quantities.read(self.claim.says)

    @cached_property
    def said_figures(self) -> frozenset[float]:
        """The numbers of its words, with and without their units."""
        return frozenset(
            number for found in self._said for number in (found.figure, *(a.number for a in found.readings))
        )

    @cached_property
    def asserted_figures(self) -> list[tuple[str, list[float]]]:
        """Each number that it asserts, as it was written and as what it may be: of its value, or of its estimate."""
        match self.claim.assertion:
            case EffectAssertion(estimate=Estimate(value=float() | int() as value)):
                return [(f"{value:g}", [float(value)])]
            case ValueAssertion(property=key, value=Extent() as value):
                return self._reading.written(key, value)
        return []

    @cached_property
    def figures(self) -> frozenset[float]:
        """Its numbers without their units."""
        return self.said_figures | {amount.number for amount in self.amounts if amount.base in (BARE, PERCENT)}

    @cached_property
    def labelled(self) -> frozenset[tuple[str, float]]:
        """The numbers of its place, such as those of "row 4"."""
        found = self._reading.quantities.read(self.claim.at)
        return frozenset((each.label, each.readings[-1].number) for each in found if each.label)

    @cached_property
    def counted(self) -> frozenset[str]:
        """What its counts count, by the last word of their names."""
        properties = self._reading.vocabulary.properties
        counts = (key for key, _ in self._values() if key in properties and properties[key].type is Type.COUNT)
        return frozenset(key.rpartition("-")[2] for key in counts)

    @cached_property
    def typed_way(self) -> frozenset[Direction]:
        """Where its typed assertion points."""
        match self.claim.assertion:
            case EffectAssertion():
                return self.effect_way
            case ModerationAssertion(changes=changes):
                return _OF_CHANGE.get(changes, _NOWHERE)
            case ValueAssertion(mode=mode):
                return _OF_MODE.get(self._mode(mode), _NOWHERE)
        return _NOWHERE

    @cached_property
    def loose_way(self) -> frozenset[Direction]:
        """Where else one may say that it points, citing it by its id."""
        match self.claim.assertion:
            case ModerationAssertion(changes=changes):
                return _LOOSELY.get(changes, _NOWHERE)
            case ValueAssertion(mode=mode):
                return _LOOSELY.get(self._mode(mode), _NOWHERE)
        return _NOWHERE

    def _mode(self, word: str) -> Mode:
        return self._reading.vocabulary.modes.get(word, Mode.IS)

    @property
    def effect_way(self) -> frozenset[Direction]:
        """Where its effect points; nowhere where it has none."""
        assertion = self.claim.assertion
        return _OF_EFFECT[assertion.effect] if isinstance(assertion, EffectAssertion) else _NOWHERE

    @cached_property
    def said_way(self) -> frozenset[Direction]:
        """Where its words point."""
        says = self.claim.says
        return frozenset(found.direction for found in pointers(says, 0, len(says), self._reading.others))

    def _typed(self) -> Iterator[Amount]:
        for key, value in self._values():
            yield from self._reading.amounts(key, value)
        if isinstance(self.claim.assertion, EffectAssertion) and self.claim.assertion.estimate is not None:
            estimate = self.claim.assertion.estimate
            given = (estimate.value, estimate.n, *(estimate.interval or ()))
            yield from (Amount(BARE, float(number)) for number in given if number is not None)

    def _values(self) -> Iterator[tuple[str, Value | str]]:
        return values_of(self.claim, self._reading.vocabulary)


def values_of(claim: Claim, vocabulary: Vocabulary) -> Iterator[tuple[str, Value | str]]:
    """All that a claim types, each with its dimension, property or moderator."""
    yield from claim.scope.items()
    match claim.assertion:
        case EffectAssertion(intervention=one, comparator=other):
            yield from (*one.given.items(), *other.given.items())
            yield from ((ARMS[0], Term(vocabulary.arm_dimension, arm.term)) for arm in (one, other) if arm.term)
        case ValueAssertion(property=key, value=value):
            yield key, value
        case ModerationAssertion(moderator=key, when=when):
            yield key, when


class Offers:
    """Offers of claims by id and of entries by key, each made once, when it is first asked for."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.reading = ReadingRules(base.vocabulary)
        self.claims = base.records.claims
        self._base = base
        self._sources = base.records.sources
        self._bibliography = base.bibliography
        self._made: dict[str, Offer] = {}

    def claims_of(self, key: str) -> list[str]:
        """The ids of a source's claims; none where no source has the key."""
        return [claim.id for claim in self._base.claims_of(key)]

    def made(self) -> Iterable[Offer]:
        """The offers that were asked for so far."""
        return self._made.values()

    def of_claim(self, id_: str) -> Offer | None:
        """What a claim offers; None for one that is not known or could not be read."""
        if id_ not in self._made:
            claim = self.claims.get(id_)
            if claim is None:
                return None
            self._made[id_] = Offer(claim, self._published(claim.source), self.reading)
        return self._made[id_]

    def years_of(self, key: str) -> frozenset[Amount]:
        """The years that an entry of the bibliography offers by itself."""
        entry = self._bibliography.entries.get(key)
        dates = [entry.fields.get(name, "") for name in ("year", "date")] if entry is not None else []
        return frozenset(map(_year, _dated(*dates, self._published(key))))

    def called(self, key: str) -> str:
        """What readers may know a work by: its key, title, kind and authors, and when it was published."""
        source, entry = self._sources.get(key), self._bibliography.entries.get(key)
        told = (source.title, source.kind, *source.authors, source.published) if source is not None else ()
        return " ".join((key, *told, *(entry.authors if entry is not None else ())))

    def _published(self, key: str) -> str:
        source = self._sources.get(key)
        return source.published if source is not None else ""


def _others(vocabulary: Vocabulary) -> frozenset[str]:
    """The single words that name what was tried against."""
    graph = vocabulary.graphs.get(vocabulary.arm_dimension)
    entries = [graph.entries[term] for term in vocabulary.controls if term in graph.entries] if graph else []
    names = [name for entry in entries for name in (entry.label, *entry.aliases)]
    return frozenset(name.casefold() for name in names if name.isalpha())


def _dated(*dates: str) -> Iterator[str]:
    return (date[:4] for date in dates if date[:4].isdigit())


def _year(text: str) -> Amount:
    return Amount(BARE, float(text))


def _ends(value: Extent) -> Iterator[float]:
    """The finite ends of a set of numbers."""
    for low, high in value.spans.intervals:
        yield from (abs(end[0]) for end in (low, high) if not math.isinf(end[0]) and end[0])


def _years(value: Extent) -> Iterator[Amount]:
    for low, high in value.spans.intervals:
        yield from map(_year, _dated(show_day(low[0]), show_day(high[0])))
