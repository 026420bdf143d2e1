"""The options of the directives on evidence, as a question to the studies."""

from collections.abc import Iterable, Iterator

from claimbook.check import Result
from claimbook.evidence.question import Question
from claimbook.reading.spelling import suggestion
from claimbook.views.model import Request
from claimbook.views.selection import dimensions, listed
from claimbook.vocabulary.vocabulary import OUTCOME, Vocabulary

FAMILY, EACH = "family", "each"


def question_options(vocabulary: Vocabulary) -> list[str]:
    """The options that ask a question: the dimensions, the arms, families of outcomes."""
    return [*dimensions(vocabulary), FAMILY]


def question_of(request: Request, vocabulary: Vocabulary) -> Question:
    """The question that options ask; words that name nothing are left out."""
    terms = {
        name: frozenset(term for word in listed(text) if (term := vocabulary.graph_of(name).resolve(word)) is not None)
        for name, text in request.options
        if name in dimensions(vocabulary)
    }
    return Question(vocabulary, terms, frozenset(listed(request.get(FAMILY))))


def questions_each(request: Request, result: Result) -> Iterator[tuple[str, Question]]:
    """One question for each term of a dimension that a study's effect is told of, in the vocabulary's order."""
    vocabulary, name = result.base.vocabulary, request.get(EACH)
    asked = question_of(request, vocabulary)
    for term in vocabulary.graph_of(name).entries:
        terms = {**asked.terms, name: frozenset({term})}
        yield term, Question(vocabulary, terms, asked.families, exact=True)


def unknown_question_options(request: Request, vocabulary: Vocabulary) -> list[str]:
    """A sentence for every option value that names nothing."""
    found = [
        f"':{name}: {word}' names nothing here. {suggestion(word, vocabulary.graph_of(name).spellings())}"
        for name, text in request.options
        if name in dimensions(vocabulary)
        for word in listed(text)
        if vocabulary.graph_of(name).resolve(word) is None
    ]
    return [*found, *_unknown(request, FAMILY, families(vocabulary)), *_unknown(request, EACH, dimensions(vocabulary))]


def families(vocabulary: Vocabulary) -> list[str]:
    """The families of outcomes."""
    if OUTCOME not in vocabulary.graphs:
        return []
    return list(dict.fromkeys(entry.family for entry in vocabulary.graphs[OUTCOME].entries.values() if entry.family))


def _unknown(request: Request, name: str, known: Iterable[str]) -> Iterator[str]:
    for word in listed(request.get(name)):
        if word not in set(known):
            yield f"':{name}: {word}' names nothing here. {suggestion(word, known)}"
