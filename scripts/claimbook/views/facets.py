"""A table of claims that readers can filter: its rows with what they are kinds of, and the choices to offer.

A facet is one way to divide the claims: by source, form, dispute, the study behind them, or a dimension. A claim
about a term counts for every broader term as well.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.capitals import capitalised
from claimbook.disagreement.grade import Grade
from claimbook.records.claims import Claim
from claimbook.views.model import ClaimView
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import Vocabulary

NONE = "none"
_GRADES = (*Grade, NONE)
_DISPUTES = {NONE: "not disputed"}


class FacetValue(NamedTuple):
    """A value of a facet, in words, with the number of claims that have it."""

    value: str
    label: str
    claims: int


class Facet(NamedTuple):
    """One way to divide the claims; ``name`` stands in addresses, ``label`` on the page."""

    name: str
    label: str
    choices: tuple[FacetValue, ...]


class ClaimRow(NamedTuple):
    """A claim, and its values as ``(facet, value)``."""

    claim: ClaimView
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A table of claims with its facets."""

    facets: tuple[Facet, ...]
    rows: tuple[ClaimRow, ...]


class _Kind(NamedTuple):
    """A value of a claim with its words."""

    facet: str
    value: str
    label: str


def listing(
    claims: Sequence[Claim],
    views: Mapping[str, ClaimView],
    labels: Mapping[str, str],
    dimensions: Sequence[str],
    vocabulary: Vocabulary,
) -> ListingView:
    """The claims with facets for source, dimensions, form, dispute and the study behind them."""
    kinds = {claim.id: list(_kinds(claim, views[claim.id], labels, dimensions, vocabulary)) for claim in claims}
    names = {"source": "Source", **{name: capitalised(vocabulary.name(name)) for name in dimensions},
             "form": "Form", "dispute": "Dispute", "trace": "Study behind it"}  # fmt: skip
    every = [kind for found in kinds.values() for kind in found]
    return ListingView(
        tuple(Facet(name, label, _choices(name, every)) for name, label in names.items()),
        tuple(ClaimRow(views[id_], tuple((k.facet, k.value) for k in found)) for id_, found in kinds.items()),
    )


def _choices(facet: str, kinds: Iterable[_Kind]) -> tuple[FacetValue, ...]:
    """The values that occur, in the order of their words; grades worst first."""
    counts = Counter(kind for kind in kinds if kind.facet == facet)
    found = [FacetValue(kind.value, kind.label, count) for kind, count in counts.items()]
    if facet == "dispute":
        return tuple(sorted(found, key=lambda choice: _GRADES.index(choice.value)))
    return tuple(sorted(found, key=lambda choice: choice.label.casefold()))


def _kinds(
    claim: Claim, view: ClaimView, labels: Mapping[str, str], dimensions: Iterable[str], vocabulary: Vocabulary
) -> Iterator[_Kind]:
    yield _Kind("source", claim.source, labels[claim.source])
    for name in dimensions:
        yield from _about(claim, name, vocabulary)
    yield _Kind("form", claim.form.value, claim.form.value)
    worst = view.marks[0].grade.value if view.marks else NONE
    yield _Kind("dispute", worst, _DISPUTES.get(worst, worst))
    yield _Kind("trace", view.chain.trace.name, view.chain.trace.words)


def _about(claim: Claim, dimension: str, vocabulary: Vocabulary) -> Iterator[_Kind]:
    """The term that a claim is about, then all that are broader."""
    graph = vocabulary.graph_of(dimension)
    value = claim.scope.get(dimension)
    terms = [value.id] if isinstance(value, Term) else []
    wider = {broader for term in terms for broader in graph.ancestors(term)} - {ANY}
    found = dict.fromkeys([*terms, *sorted(wider)])
    yield from (_Kind(dimension, term, graph.label_of(term)) for term in found)
