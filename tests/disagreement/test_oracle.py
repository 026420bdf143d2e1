"""The search against a slow oracle, on random knowledge bases."""

from claimbook.disagreement.disputes import find_disputes
from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import HealthCheck, given, settings

from tests.disagreement.bases import read_claims
from tests.disagreement.oracle import as_oracle_sees, judge_all
from tests.disagreement.strategies import Specs, bases

RELAXED = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@RELAXED
@given(bases())
def test_search_agrees_with_oracle_under_random_vocabularies(base: tuple[Vocabulary, Specs]) -> None:
    vocabulary, given_claims = base
    claims = read_claims(given_claims, vocabulary)
    assert as_oracle_sees(find_disputes(claims, vocabulary), claims) == judge_all(claims, vocabulary)
