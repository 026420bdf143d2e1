"""Values as parts of ids: the same however a source or a record spells them."""

import re

from claimbook.vocabulary.dates import show_day
from claimbook.vocabulary.spans import Interval
from claimbook.vocabulary.values import Extent, Measure, Term, Type, Value
from claimbook.vocabulary.vocabulary import Vocabulary

_OTHER = re.compile(r"[^\w.+]+")


def slug(key: str, value: Value, vocabulary: Vocabulary) -> str:
    """A term by its id, and numbers in the unit of the property that ``key`` gives a value of: '0.05 g' is '50-mg'."""
    if isinstance(value, Term):
        return value.id
    if not isinstance(value, Extent):
        return _OTHER.sub("-", value.text).strip("-")
    measure = vocabulary.properties[key.rpartition(".")[2]].measure
    told = " or ".join(_told(interval, measure) for interval in value.spans.intervals)
    return _OTHER.sub("-", told).strip("-")


def _told(interval: Interval, measure: Measure) -> str:
    (low, open_low), (high, open_high) = interval
    least, most = (_shown(end, measure) for end in (low, high))
    if not open_low and not open_high:
        told = least if low == high else f"{least}..{most}"
    else:
        from_ = f"{'above' if open_low else 'at least'} {least}" if least else ""
        told = f"{from_} {'below' if open_high else 'at most'} {most}" if most else from_ or "any"
    return f"{told} {'min' if measure.type is Type.SESSION_TIME else measure.unit}"


def _shown(end: float, measure: Measure) -> str:
    """A day, or a number to its last digit, without signs that ids have another use for; '' for an open end."""
    if end in (float("-inf"), float("inf")):
        return ""
    if measure.type is Type.DATE:
        return show_day(end)
    return ("minus " if end < 0 else "") + repr(abs(end)).removesuffix(".0").replace("+", "")
