"""Which claims a plot of values places, and in which rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimbook.disagreement.positions import ValueStance, positions
from claimbook.records.claims import Claim
from claimbook.views.request import Request
from claimbook.views.selection import select_claims
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import Vocabulary

PROPERTY, ROWS, SCALE, SOURCE = "property", "rows", "scale", "source"
OWN = (PROPERTY, ROWS, SCALE)  # options of the picture, beside those that choose claims


class Placed(NamedTuple):
    """A value that a claim holds of the property, under a class of words, for one row."""

    row: str
    claim: Claim
    stance: ValueStance


def placed(request: Request, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> Iterator[Placed]:
    """Every value of the property that the claims asked for give, or that an effect found at it implies."""
    asked = Request(request.kind, tuple(option for option in request.options if option[0] not in OWN))
    dimension = rows_of(request, vocabulary)
    for claim in select_claims(asked, claims, vocabulary):
        row = _row_of(claim, dimension)
        if claim.superseded_by or not row:
            continue
        for position in positions(claim, vocabulary):
            if isinstance(position.stance, ValueStance) and position.stance.property == request.get(PROPERTY):
                yield Placed(row, claim, position.stance)


def rows_of(request: Request, vocabulary: Vocabulary) -> str:
    """The dimension that makes the rows: as asked for, else what disputes about effects are named by."""
    return request.get(ROWS) or next(iter(vocabulary.effect.id_from), "")


def _row_of(claim: Claim, dimension: str) -> str:
    """The row that a claim stands in; '' for none."""
    if dimension == SOURCE:
        return claim.source
    term = claim.scope.get(dimension)
    return term.id if isinstance(term, Term) else ""
