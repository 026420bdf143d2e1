"""Which claims a plot of values places, and in which rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimbook.choosing.claims import select_claims
from claimbook.disagreement.positions import ValueStance, positions
from claimbook.manuscript.options import Options
from claimbook.records.claims import Claim
from claimbook.vocabulary.values import Term, Value
from claimbook.vocabulary.vocabulary import Vocabulary

PROPERTY, ROWS, SCALE, SOURCE = "property", "rows", "scale", "source"
OWN = (PROPERTY, ROWS, SCALE)  # options of the picture, beside those that choose claims


class Placed(NamedTuple):
    """A value that a claim holds of the property, under a class of words, for one row; ``subject`` is what has it."""

    row: str
    claim: Claim
    stance: ValueStance
    subject: Mapping[str, Value]


def placed(options: Options, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> Iterator[Placed]:
    """Every value of the property that the claims asked for give, or that an effect found at it implies."""
    dimension = rows_of(options, vocabulary)
    for claim in select_claims(options.without(*OWN), claims, vocabulary):
        row = _row_of(claim, dimension)
        if claim.superseded_by or not row:
            continue
        for position in positions(claim, vocabulary):
            if isinstance(position.stance, ValueStance) and position.stance.property == options.get(PROPERTY):
                yield Placed(row, claim, position.stance, position.subjects)


def rows_of(options: Options, vocabulary: Vocabulary) -> str:
    """The dimension that makes the rows: as asked for, else what disputes about effects are named by."""
    return options.get(ROWS) or next(iter(vocabulary.effect.id_from), "")


def _row_of(claim: Claim, dimension: str) -> str:
    """The row that a claim stands in; '' for none."""
    if dimension == SOURCE:
        return claim.source
    term = claim.scope.get(dimension)
    return term.id if isinstance(term, Term) else ""
