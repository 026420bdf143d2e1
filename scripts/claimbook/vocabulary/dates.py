"""Dates in EDTF, as closed intervals of days.

The part of the Extended Date/Time Format that claims need: a year, month or day, unspecified
last digits of a year (``195X``, ``19XX``), intervals with ``/`` and open ends ``..``, and the
qualifiers ``?``, ``~`` and ``%``: a date that is uncertain, approximate or both may as well be the
year, month, day, decade or century before or after. Level 2 of EDTF is not read. Tests hold this
against the ``edtf`` package.
"""

import math
import re
from calendar import monthrange
from datetime import date, timedelta

from claimbook.vocabulary.spans import HIGHEST, LOWEST, Interval

_A_DAY = timedelta(days=1)
_YEAR = r"[0-9]{4}|[0-9]{3}X|[0-9]{2}XX"
_DATE = re.compile(rf"(?P<year>{_YEAR})(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?)?(?P<doubt>[?~%])?\Z")


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
        if match["doubt"]:
            first, last = _widened(first, last, match["year"], match["month"], match["day"])
    except (ValueError, OverflowError):
        return None
    return (float(first.toordinal()), 0), (float(last.toordinal()), 0)


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if day is None:
        return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
    whole = date(int(year), int(month), int(day))
    return whole, whole


def _widened(first: date, last: date, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """The days with as many more on either side as the date itself is exact to."""
    if day is not None:
        return first - _A_DAY, last + _A_DAY
    if month is not None:
        later = last + _A_DAY
        return (first - _A_DAY).replace(day=1), later.replace(day=monthrange(later.year, later.month)[1])
    years = 10 ** year.count("X")
    return first.replace(year=first.year - years), last.replace(year=last.year + years)


def show_day(ordinal: float) -> str:
    """An ordinal as an ISO date; open ends as '..'."""
    return ".." if math.isinf(ordinal) else date.fromordinal(int(ordinal)).isoformat()
