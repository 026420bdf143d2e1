"""The options of the directives on evidence, as a question to the studies."""

from collections.abc import Iterator

from claimbook.choosing.claims import dimensions
from claimbook.choosing.unknown import unknown
from claimbook.evidence.question import EvidenceQuestion
from claimbook.manuscript.options import Options, listed
from claimbook.reading.spelling import suggestion
from claimbook.vocabulary.vocabulary import OUTCOME, Vocabulary

FAMILY, EACH = "family", "each"


def question_options(vocabulary: Vocabulary) -> list[str]:
    """The options that ask a question: the dimensions, the arms, families of outcomes."""
    return [*dimensions(vocabulary), FAMILY]


def question_of(options: Options, vocabulary: Vocabulary) -> EvidenceQuestion:
    """The question that options ask; words that name nothing are left out."""
    terms = {
        name: frozenset(term for word in listed(text) if (term := vocabulary.graph_of(name).resolve(word)) is not None)
        for name, text in options
        if name in dimensions(vocabulary)
    }
    return EvidenceQuestion(vocabulary, terms, frozenset(options.listed(FAMILY)))


def questions_each(options: Options, vocabulary: Vocabulary) -> Iterator[tuple[str, EvidenceQuestion]]:
    """One question for each term of a dimension that a study's effect is told of, in the vocabulary's order."""
    name = options.get(EACH)
    asked = question_of(options, vocabulary)
    for term in vocabulary.graph_of(name).entries:
        terms = {**asked.terms, name: frozenset({term})}
        yield term, EvidenceQuestion(vocabulary, terms, asked.families, exact=True)


def unknown_question_options(options: Options, vocabulary: Vocabulary) -> list[str]:
    """A sentence for every option value that names nothing."""
    found = [
        f"':{name}: {word}' names nothing here. {suggestion(word, vocabulary.graph_of(name).spellings())}"
        for name, text in options
        if name in dimensions(vocabulary)
        for word in listed(text)
        if vocabulary.graph_of(name).resolve(word) is None
    ]
    return [*found, *unknown(options, {FAMILY: families(vocabulary), EACH: dimensions(vocabulary)})]


def families(vocabulary: Vocabulary) -> list[str]:
    """The families of outcomes."""
    if OUTCOME not in vocabulary.graphs:
        return []
    return list(dict.fromkeys(entry.family for entry in vocabulary.graphs[OUTCOME].entries.values() if entry.family))
