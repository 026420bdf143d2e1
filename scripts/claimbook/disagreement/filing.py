"""Where a disagreement is filed: the id of its dispute, and the question that it is about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claimbook.disagreement.grade import Meeting
from claimbook.disagreement.judge import Pair
from claimbook.disagreement.positions import (
    EFFECT,
    MODERATION,
    EffectStance,
    ModerationStance,
    Scope,
    Stance,
    ValueStance,
    sort_key,
)
from claimbook.disagreement.sets.violation import Subject, Violation
from claimbook.disagreement.slugs import slug
from claimbook.disagreement.wording import show_value
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Value
from claimbook.vocabulary.vocabulary import ARMS, Signature, Vocabulary


class Filed(NamedTuple):
    """Where a disagreement belongs."""

    id: str
    question: str


class Filing:
    """Where pairs belong; the same for all on one topic whose subjects meet alike, and told once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[str, tuple[Meeting, ...]], Filed] = {}

    def of(self, pair: Pair) -> Filed:
        key = _topic(_stances(pair), self._vocabulary)[0], pair.subjects.met
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = file_pair(pair, self._vocabulary)
        return found


def file_pair(pair: Pair, vocabulary: Vocabulary) -> Filed:
    """Where two positions that oppose each other belong."""
    return file_under(_stances(pair), pair.subjects.met, vocabulary)


def _stances(pair: Pair) -> tuple[Stance, ...]:
    return pair.first.stance, pair.second.stance


def file_under(stances: Sequence[Stance], meetings: Iterable[Meeting], vocabulary: Vocabulary) -> Filed:
    """Effects and moderations go under the narrower subject, values under the wider."""
    topic, signature, wider = _topic(stances, vocabulary)
    met = {meeting.key: meeting for meeting in meetings}
    named = {key: naming(met[key], wider=wider) for key in signature.id_from if key in met}
    parts = [part_of(key, values, vocabulary) for key, values in named.items()]
    id_ = "/".join([topic, *(part for part in parts if part)])
    return Filed(id_, _question(signature, topic, named, vocabulary))


def file_violation(violation: Violation, vocabulary: Vocabulary) -> Filed:
    """Constraints are filed under their name and the subject, which is named even where it is the main one.

    Values of one property stand with what else disagrees about it.
    """
    named = dict(violation.subject)
    parts = [part for key, values in named.items() if (part := part_of(key, values, vocabulary))]
    if not parts and violation.name not in vocabulary.properties:
        parts = ["+".join(_slugs(key, values, vocabulary)) for key, values in named.items()]
    return Filed("/".join([violation.name, *parts]), violation.question)


def question_about(name: str, scope: Scope, vocabulary: Vocabulary) -> tuple[Subject, str]:
    """What names a dispute about one property on one subject, and its question."""
    signature, known = vocabulary.properties[name].signature, dict(scope)
    subject = tuple((key, (known[key],)) for key in signature.id_from if key in known)
    return subject, _question(signature, name, dict(subject), vocabulary)


def _topic(stances: Sequence[Stance], vocabulary: Vocabulary) -> tuple[str, Signature, bool]:
    """What stances are about, what names their dispute, and whether the wider subject does."""
    for stance in stances:
        if isinstance(stance, ValueStance):
            return stance.property, signature_of(stance, vocabulary), True
        if isinstance(stance, ModerationStance):
            return f"{MODERATION}/{stance.moderator}", signature_of(stance, vocabulary), False
    return EFFECT, vocabulary.effect, False


def signature_of(stance: Stance, vocabulary: Vocabulary) -> Signature:
    """What a stance is about, may be explained by, and is named by."""
    if isinstance(stance, ValueStance):
        return vocabulary.properties[stance.property].signature
    return vocabulary.effect if isinstance(stance, EffectStance) else vocabulary.moderation


# Parts of an id


def naming(meeting: Meeting, *, wider: bool) -> tuple[Value, ...]:
    """The wider or the narrower of two values, or both where neither contains the other."""
    if meeting.relation is Relation.OVERLAPPING:
        return in_order((meeting.first, meeting.second))
    if meeting.relation is Relation.EQUAL:
        return in_order((meeting.first, meeting.second))[:1]
    return (meeting.first,) if (meeting.relation is Relation.WIDER) == wider else (meeting.second,)


def in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    """Values in the order in which ids join them, each once, and of several spellings always the same."""
    return tuple(dict.fromkeys(sorted(values, key=lambda value: (sort_key(value), repr(value)))))


def part_of(key: str, values: tuple[Value, ...], vocabulary: Vocabulary) -> str:
    """What values add to an id: nothing for the main intervention, terms joined by '+' else."""
    ids = _slugs(key, values, vocabulary)
    return "" if key == ARMS[0] and ids == (vocabulary.main,) else "+".join(ids)


def _slugs(key: str, values: tuple[Value, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slug(key, value, vocabulary) for value in values))


# Questions


def _question(signature: Signature, topic: str, named: Mapping[str, tuple[Value, ...]], vocabulary: Vocabulary) -> str:
    """The question in a sentence, from the vocabulary's own template where it has one."""
    name, _, moderator = topic.partition("/")
    shown = _shown(named, vocabulary)
    if signature.question:
        about = vocabulary.name(moderator) if moderator else ""
        return signature.question.format_map(_Named({"moderator": about, **shown}))
    return f"{vocabulary.label(name)}: {_told(named, vocabulary)}?" if named else f"{vocabulary.label(name)}?"


def question_of_rule(says: str, subject: Subject, vocabulary: Vocabulary) -> str:
    """Whether a constraint, in its own words, holds for what it was broken on."""
    about = f" for {_told(dict(subject), vocabulary)}" if subject else ""
    return f"Does this rule hold{about}: '{says.removesuffix('.')}'?"


def _told(named: Mapping[str, tuple[Value, ...]], vocabulary: Vocabulary) -> str:
    """What a question is about; the main intervention is left out as it is in ids, unless nothing else is named."""
    shown = _shown(named, vocabulary)
    telling = [text for key, text in shown.items() if part_of(key, named[key], vocabulary)]
    return ", ".join(telling or shown.values())


def _shown(named: Mapping[str, tuple[Value, ...]], vocabulary: Vocabulary) -> dict[str, str]:
    return {key: " and ".join(show_value(value, vocabulary) for value in values) for key, values in named.items()}


class _Named(dict[str, str]):
    """Names for a template; one that is not known stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
