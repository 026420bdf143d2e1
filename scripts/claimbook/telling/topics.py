"""Topics of disputes: what their ids begin with, and what readers call it."""

from claimbook.capitals import capitalised
from claimbook.disagreement.positions import EFFECT, MODERATION
from claimbook.vocabulary.vocabulary import Vocabulary

OTHER = "Other questions"
_FORMS = {EFFECT: "Effect", MODERATION: "What changes it"}


def topics(vocabulary: Vocabulary) -> list[str]:
    """What disputes can be about."""
    return [*_FORMS, *vocabulary.properties, *(constraint.id for constraint in vocabulary.constraints)]


def topic_of(dispute: str) -> str:
    """The topic that an id names."""
    return dispute.partition("/")[0]


def topic_name(topic: str, vocabulary: Vocabulary) -> str:
    """A topic in words."""
    constraint = next((c.id.replace("-", " ") for c in vocabulary.constraints if c.id == topic), "")
    return _FORMS.get(topic) or capitalised(constraint) or vocabulary.label(topic)
