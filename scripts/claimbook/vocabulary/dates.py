"""Dates in EDTF, as closed intervals of days.

The part of the Extended Date/Time Format that claims need: a year, month or day, unspecified
last digits of a year (``195X``, ``19XX``), intervals with ``/`` and open ends ``..``, and the
qualifiers ``?``, ``~`` and ``%``, which are kept in the text and do not widen the interval.
Level 2 of EDTF is not read. Tests hold this against the ``edtf`` package.
"""

import math
import re
from calendar import monthrange
from datetime import date

from claimbook.vocabulary.spans import HIGHEST, LOWEST, Interval

_YEAR = r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX"
_DATE = re.compile(rf"(?P<year>{_YEAR})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?[?~%]?\Z")


def parse_edtf(text: str) -> Interval | None:
    """The days an EDTF string covers, as proleptic Gregorian ordinals; None when it is not EDTF."""
    start, slash, end = text.partition("/")
    if not slash:
        return _date(start)
    first = (LOWEST, HIGHEST) if start == ".." else _date(start)
    last = (LOWEST, HIGHEST) if end == ".." else _date(end)
    if first is None or last is None or start == end == "..":
        return None
    low, high = first[0], last[1]
    return (low, high) if low <= high else None


def _date(text: str) -> Interval | None:
    match = _DATE.match(text)
    if match is None:
        return None
    if "X" in match["year"] and match["month"]:
        return None
    try:
        first, last = _days(match["year"], match["month"], match["day"])
    except ValueError:
        return None
    return (float(first.toordinal()), 0), (float(last.toordinal()), 0)


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if day is None:
        return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
    whole = date(int(year), int(month), int(day))
    return whole, whole


def show_day(ordinal: float) -> str:
    """An ordinal as an ISO date; open ends as '..'."""
    return ".." if math.isinf(ordinal) else date.fromordinal(int(ordinal)).isoformat()
