"""The search against a slow oracle, on random knowledge bases."""

from claimbook.disagreement.disputes import find_disputes
from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import given, settings

from tests.disagreement.bases import read_claims
from tests.disagreement.oracle import as_oracle_sees, judge_all
from tests.disagreement.strategies import STEADY, Specs, bases

MANY = settings(STEADY, max_examples=250)
Base = tuple[Vocabulary, Specs]


def check(base: Base) -> None:
    vocabulary, specs = base
    claims = read_claims(specs, vocabulary)
    assert as_oracle_sees(find_disputes(claims, vocabulary), claims) == judge_all(claims, vocabulary)


@MANY
@given(bases(2, 4))
def test_search_agrees_with_oracle_on_few_claims(base: Base) -> None:
    check(base)


@MANY
@given(bases(5, 9))
def test_search_agrees_with_oracle_on_more_claims(base: Base) -> None:
    check(base)
