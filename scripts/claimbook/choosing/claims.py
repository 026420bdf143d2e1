"""Which claims a directive's options keep."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from claimbook.choosing.unknown import unknown
from claimbook.manuscript.options import Options, listed
from claimbook.records.claims import Claim, EffectAssertion, Form, ModerationAssertion, ValueAssertion
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

CLAIM_OPTIONS = ("source", "form", "property", "topic", "ids")


def dimensions(vocabulary: Vocabulary) -> list[str]:
    """The dimensions that claims can be selected by."""
    return [*vocabulary.dimensions, *ARMS]


Test = Callable[[Claim, list[str]], bool]


def select_claims(options: Options, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> list[Claim]:
    """The claims that match every option; in the order of ``ids`` where it is given."""
    ids = options.listed("ids")
    pool = [claims[id_] for id_ in ids if id_ in claims] if options.get("ids") else list(claims.values())
    others = options.without("ids")
    tests = [(_TESTS.get(name) or _about(name, vocabulary), listed(value)) for name, value in others]
    return [claim for claim in pool if all(test(claim, wanted) for test, wanted in tests)]


def _about(dimension: str, vocabulary: Vocabulary) -> Test:
    """Claims about one of the terms or a narrower one; arms count by their drug."""
    graph = vocabulary.graph_of(dimension)

    def test(claim: Claim, wanted: list[str]) -> bool:
        terms = {term for word in wanted if (term := graph.resolve(word)) is not None}
        return any(not terms.isdisjoint(_wider(graph.ancestors(id_), id_)) for id_ in _terms(claim, dimension))

    return test


def _wider(ancestors: frozenset[str], term: str) -> frozenset[str]:
    """``any`` is asked for by name; it does not stand for all that is narrower."""
    return ancestors if term == ANY else ancestors - {ANY}


def _terms(claim: Claim, dimension: str) -> list[str]:
    if dimension in ARMS and isinstance(claim.assertion, EffectAssertion):
        arm = claim.assertion.intervention if dimension == ARMS[0] else claim.assertion.comparator
        return [arm.term] if arm.term else []
    value = claim.scope.get(dimension)
    return [value.id] if isinstance(value, Term) else []


def _of_property(claim: Claim, wanted: list[str]) -> bool:
    match claim.assertion:
        case ValueAssertion() as value:
            return value.property in wanted
        case ModerationAssertion() as moderation:
            return moderation.moderator in wanted
    return False


_TESTS: dict[str, Test] = {
    "source": lambda claim, wanted: claim.source in wanted,
    "form": lambda claim, wanted: claim.form.value in wanted,
    "property": _of_property,
    "topic": lambda claim, wanted: PurePosixPath(claim.place.file).stem in wanted,
}


def unknown_claim_options(options: Options, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> list[str]:
    """A sentence for every option value that names nothing."""
    known: dict[str, Iterable[str]] = {
        "source": {claim.source for claim in claims.values()},
        "form": list(Form),
        "property": (*vocabulary.properties, *vocabulary.dimensions),
        "topic": {PurePosixPath(claim.place.file).stem for claim in claims.values()},
        "ids": claims,
        **{name: vocabulary.graph_of(name).spellings() for name in dimensions(vocabulary)},
    }
    return unknown(options, known)
