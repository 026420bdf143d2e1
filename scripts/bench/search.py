"""The cost of the disagreement search alone: claims in memory, with few positions and with all distinct."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from claimbook.diagnostics import Place
from claimbook.disagreement.disputes import find_disputes
from claimbook.knowledge import load
from claimbook.records.claims import Claim, PassageId, ValueAssertion
from claimbook.vocabulary.spans import Spans, closed
from claimbook.vocabulary.values import Extent, Term, Value
from claimbook.vocabulary.vocabulary import Vocabulary

from bench import shapes
from bench.measure import inside

_ROW = "{:<26} {:>10} {:>9} {:>9} {:>7} {:>13}"
VALUES = 3


def rows(sizes: Sequence[int]) -> Iterator[str]:
    """The lines of the table."""
    vocabulary = _vocabulary()
    yield _ROW.format("positions", "claims", "search s", "sort s", "ratio", "disagreements")
    for name, values in (("few", VALUES), ("all distinct, that agree", 0)):
        for size in sizes:
            claims = _claims(size, values)
            sorting = inside(lambda: sorted(claims, key=lambda claim: claim.id))  # noqa: B023 - called at once
            searching = inside(lambda: find_disputes(claims, vocabulary), 1)  # noqa: B023
            found = sum(len(dispute.disagreements) for dispute in find_disputes(claims, vocabulary))
            yield _ROW.format(name, f"{size:,}", f"{searching:.2f}", f"{sorting:.2f}", f"{searching / sorting:.1f}",
                              f"{found:,}")  # fmt: skip


def _vocabulary() -> Vocabulary:
    with TemporaryDirectory() as folder:
        root = Path(folder, "base")
        shapes.write(shapes.SHAPES["one-question"], 100, root)
        return load(root).vocabulary


def _claims(size: int, values: int) -> list[Claim]:
    """Claims on one dose, in random order: of as many values as are given, or all of ranges that overlap."""
    scope: dict[str, Value] = {"condition": Term("condition", "condition-0"), "intervention": Term("drug", "drug-0")}
    few = [ValueAssertion("dose", "recommended", _extent(10.0 * n, 10.0 * n)) for n in range(1, values + 1)]
    found = [_claim(number, scope, few[number % values] if few else _range(number, size)) for number in range(size)]
    Random(shapes.SEED).shuffle(found)
    return found


def _range(number: int, size: int) -> ValueAssertion:
    return ValueAssertion("dose", "recommended", _extent(float(number), float(number + size)))


def _extent(low: float, high: float) -> Extent:
    return Extent(Spans((closed(low, high),)), f"{low:g}..{high:g} mg")


def _claim(number: int, scope: dict[str, Value], assertion: ValueAssertion) -> Claim:
    source = f"source{number // shapes.CLAIMS_IN_SOURCE}"
    place = Place(f"claims/{source}/part.yml", number + 1)
    return Claim(f"{source}-claim-{number}", source, "", "", place, PassageId(place.file, number), (), assertion, scope)
