"""Which claims and disputes a directive's options keep."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from claimbook.reading.spelling import suggestion
from claimbook.records.claims import Claim, EffectAssertion, ModerationAssertion, ValueAssertion
from claimbook.rulings.review import Reviewed, Status
from claimbook.views.request import Request
from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.values import Term
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

CLAIM_OPTIONS = ("source", "form", "property", "topic", "ids")
DISPUTE_OPTIONS = ("source", "grade", "status", "topic", "ids")


def listed(text: str) -> list[str]:
    """The parts of a list separated by commas."""
    return [part for part in (" ".join(p.split()) for p in text.split(",")) if part]


def dimensions(vocabulary: Vocabulary) -> list[str]:
    """The dimensions that claims can be selected by."""
    return [*vocabulary.dimensions, *ARMS]


# Claims

Test = Callable[[Claim, list[str]], bool]


def select_claims(request: Request, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> list[Claim]:
    """The claims that match every option; in the order of ``ids`` where it is given."""
    if request.get("ids"):
        pool = [claims[id_] for id_ in listed(request.get("ids")) if id_ in claims]
    else:
        pool = list(claims.values())
    options = [option for option in request.options if option[0] != "ids"]
    tests = [(_TESTS.get(name) or _about(name, vocabulary), listed(value)) for name, value in options]
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


def unknown_claim_options(request: Request, claims: Mapping[str, Claim], vocabulary: Vocabulary) -> list[str]:
    """A sentence for every option value that names nothing."""
    known: dict[str, Iterable[str]] = {
        "source": {claim.source for claim in claims.values()},
        "form": ("effect", "value", "moderation", "statement"),
        "property": (*vocabulary.properties, *vocabulary.dimensions),
        "topic": {PurePosixPath(claim.place.file).stem for claim in claims.values()},
        "ids": claims,
        **{name: vocabulary.graph_of(name).spellings() for name in dimensions(vocabulary)},
    }
    return _unknown(request, known)


# Disputes


def select_disputes(request: Request, reviewed: Iterable[Reviewed], claims: Mapping[str, Claim]) -> list[Reviewed]:
    """The disputes that match every option, worst first or in the order of ``ids``."""
    pool = list(reviewed)
    if request.get("ids"):
        by_id = {r.dispute.id: r for r in pool}
        pool = [by_id[id_] for id_ in listed(request.get("ids")) if id_ in by_id]
    tests: dict[str, Callable[[Reviewed, list[str]], bool]] = {
        "source": lambda r, wanted: any(claims[id_].source in wanted for id_ in r.dispute.claims),
        "grade": lambda r, wanted: r.dispute.severity.value in wanted,
        "status": lambda r, wanted: not {r.status.value, _verdict(r)}.isdisjoint(wanted),
        "topic": lambda r, wanted: any(f"{r.dispute.id}/".startswith(f"{topic}/") for topic in wanted),
    }
    wanted = [(tests[name], listed(value)) for name, value in request.options if name in tests]
    return [r for r in pool if all(test(r, values) for test, values in wanted)]


def _verdict(reviewed: Reviewed) -> str:
    """The verdict that stands; '' when there is none or it is out of date."""
    return reviewed.ruling.verdict.value if reviewed.ruling and reviewed.status is Status.RULED else ""


def unknown_dispute_options(request: Request, reviewed: Iterable[Reviewed], sources: Iterable[str]) -> list[str]:
    """A sentence for every option value that names nothing. A topic may be without dispute for now."""
    known: dict[str, Iterable[str]] = {
        "source": sources,
        "grade": ("conflict", "tension", "exception", "contrast"),
        "status": ("new", "ruled", "stale", "none", "open", "explained", "one-side", "not-a-dispute"),
        "ids": [r.dispute.id for r in reviewed],
    }
    return _unknown(request, known)


def _unknown(request: Request, known: Mapping[str, Iterable[str]]) -> list[str]:
    return [
        f"':{name}: {word}' names nothing here. {suggestion(word, known[name])}"
        for name, value in request.options
        if name in known
        for word in listed(value)
        if word not in set(known[name])
    ]
