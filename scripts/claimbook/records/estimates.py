"""Reading the numerical result that an effect claim gives."""

from collections.abc import Mapping

from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Scalar
from claimbook.records.claims import Estimate, Good
from claimbook.rules import report
from claimbook.vocabulary.faults import none_declared
from claimbook.vocabulary.values import BadValueError, number
from claimbook.vocabulary.vocabulary import Scale

ESTIMATE_KEYS = ("measure", "value", "interval", "n", "good")


def read_estimate(fields: Fields, measures: Mapping[str, Scale]) -> Estimate | None:
    """One ``estimate``; None, and diagnostics, when it does not say what was measured and which way is good."""
    fields.only(ESTIMATE_KEYS)
    measure = fields.word("measure", tuple(measures), required="Name the measure.", nothing=none_declared("measures"))
    good = fields.word("good", [good.value for good in Good], required="Say whether higher or lower is better.")
    value, n, interval = _float(fields, "value"), _count(fields), _interval(fields)
    if not measure or not good:
        return None
    if measures[measure] is Scale.RATIO:
        _check_ratio(fields, measure, value, interval)
    if value is not None and interval is not None and not interval[0] <= value <= interval[1]:
        why = f"'{fields.text('value')}' lies outside the interval"
        fields.unreadable("value", why, "Look both up again: an interval is about its estimate.")
    return Estimate(measure, Good(good), value, interval, n)


def _check_ratio(fields: Fields, measure: str, value: float | None, interval: tuple[float, float] | None) -> None:
    """Ratios are compared as logarithms, which only numbers above zero have."""
    for key, lowest in (("value", value), ("interval", interval[0] if interval is not None else None)):
        if lowest is not None and lowest <= 0:
            why = f"a ratio is above zero, and '{measure}' is one"
            fields.unreadable(key, why, "Look it up again, or declare the measure's scale as linear.")


def _interval(fields: Fields) -> tuple[float, float] | None:
    if "interval" not in fields:
        return None
    bounds = [_number(fields, "interval", text) for text in fields.scalars("interval")]
    numbers = [bound for bound in bounds if bound is not None]
    if len(numbers) == len(bounds) and (len(numbers) != 2 or numbers[0] > numbers[1]):
        fields.unreadable("interval", "not a lower and an upper bound", "Write 'interval: [0.1, 0.7]'.")
        return None
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _count(fields: Fields) -> int | None:
    n = _float(fields, "n")
    if n is not None and (n < 1 or n != int(n)):
        fields.unreadable("n", "not a number of participants", "Write a whole number, such as '1200'.")
    return int(n) if n is not None else None


def _float(fields: Fields, key: str) -> float | None:
    text = fields.scalar(key, fields.get(key))
    return _number(fields, key, text) if text is not None else None


def _number(fields: Fields, key: str, text: Scalar) -> float | None:
    try:
        return float(number(text.text))
    except BadValueError as error:
        report(fields.sink, "CB109", text.place, key=key, why=str(error), way=error.way)
        return None
