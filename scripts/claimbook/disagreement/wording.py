"""Positions, values and scopes in words, for people."""

import math
import re

from claimbook.disagreement.positions import EffectStance, ModerationStance, Stance, ValueStance
from claimbook.records.claims import Change, Effect
from claimbook.vocabulary.dates import show_day
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.spans import Spans
from claimbook.vocabulary.units import PLAIN
from claimbook.vocabulary.values import Comparison, Extent, Measure, Term, Type, Value
from claimbook.vocabulary.vocabulary import Vocabulary

_DECADE = re.compile(r"(?P<decade>\d{3})X")
_EFFECTS = {
    Effect.BETTER: "better",
    Effect.WORSE: "worse",
    Effect.SAME: "no difference",
    Effect.NOT_SHOWN: "no difference shown",
    Effect.MIXED: "mixed",
}
_CHANGES = {
    Change.STRONGER: "stronger",
    Change.WEAKER: "weaker",
    Change.REVERSES: "reversed",
    Change.NONE: "unchanged",
    Change.NOT_SHOWN: "not shown to change",
}

_IMPLIED = {
    Effect.BETTER: "works",
    Effect.WORSE: "worse than the control",
    Effect.SAME: "makes no difference",
    Effect.NOT_SHOWN: "not shown to work",
}

_RELATIONS = {
    Relation.EQUAL: "is the same as",
    Relation.NARROWER: "lies within",
    Relation.WIDER: "contains",
    Relation.OVERLAPPING: "overlaps with",
    Relation.DISJOINT: "excludes",
}


def show_effect(effect: Effect) -> str:
    return _EFFECTS[effect]


def show_relation(relation: Relation) -> str:
    """How one value lies to another, as a verb."""
    return _RELATIONS[relation]


def show_value(value: Value | str, vocabulary: Vocabulary) -> str:
    """A value as people write it."""
    match value:
        case Term():
            return vocabulary.graphs[value.graph].label_of(value.id)
        case Extent():
            return _show_extent(value.text)
        case Comparison():
            place = vocabulary.graph_of(value.dimension).label_of(value.term)
            return f"{'above' if value.above else 'below'} the {vocabulary.name(value.property)} for {place}"
        case str():
            return value
        case _:
            return value.text


def _show_extent(text: str) -> str:
    """A range with a dash; the EDTF decade 195X as 1950s."""
    decade = _DECADE.fullmatch(text)
    if decade is not None:
        return f"{decade['decade']}0s"
    return text.replace("..", "–") if "/" not in text else text


def show_stance(stance: Stance, vocabulary: Vocabulary) -> str:
    """A stance in a few words."""
    match stance:
        case EffectStance():
            return show_effect(stance.effect)
        case ValueStance():
            return f"{_word(stance, vocabulary)} {show_value(stance.value, vocabulary)}"
        case ModerationStance():
            return _show_moderation(stance, vocabulary)


def _show_moderation(stance: ModerationStance, vocabulary: Vocabulary) -> str:
    """``effect weaker with SSRIs (other medication)``, ``the higher (dose), the weaker the effect``."""
    name, when = vocabulary.name(stance.moderator), show_value(stance.when, vocabulary)
    if isinstance(stance.when, str) and stance.changes in (Change.STRONGER, Change.WEAKER):
        return f"the {when} ({name}), the {_CHANGES[stance.changes]} the effect"
    found = f"{name} {when}" if isinstance(stance.when, Extent) else f"{when} ({name})"
    return f"effect {_CHANGES[stance.changes]} with {found}"


def _word(stance: ValueStance, vocabulary: Vocabulary) -> str:
    """The source's own word; a value that an effect implies says so: ``works at 50 mg``, ``works before session``."""
    if stance.implied_by is None:
        return stance.word
    told = _IMPLIED[stance.implied_by]
    return told if vocabulary.properties[stance.property].measure.type is Type.SESSION_TIME else f"{told} at"


def show_key(key: str, vocabulary: Vocabulary) -> str:
    """A scope key in words; ``intervention.dose`` is the dose of the intervention."""
    arm, _, given = key.partition(".")
    return f"{vocabulary.name(given)} of the {arm}" if given else vocabulary.name(key)


def show_bounds(spans: Spans, unit: str) -> str:
    """Numbers in a unit, for people: '40 to 50 h', 'above 40 h'."""
    low, high, of = spans.low[0], spans.high[0], f" {unit}" if unit not in ("", PLAIN) else ""
    if low == high:
        return f"{low:g}{of}"
    if math.isinf(high):
        return f"{low:g}{of} or more"
    return f"at most {high:g}{of}" if math.isinf(low) else f"{low:g} to {high:g}{of}"


def show_numbers(spans: Spans, measure: Measure) -> str:
    """Numbers of a property, for people: '5 h or 20 to 25 h', '1999-01-01 to 1999-12-31'."""
    parts = [Spans((interval,)) for interval in spans.intervals]
    if measure.type is Type.DATE:
        return " or ".join(f"{show_day(part.low[0])} to {show_day(part.high[0])}" for part in parts)
    unit = "min" if measure.type is Type.SESSION_TIME else measure.unit
    return " or ".join(show_bounds(part, unit) for part in parts)
