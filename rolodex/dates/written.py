"""Calendar dates as people and files write them, in digits or with the name of a month."""

from __future__ import annotations

import re
from datetime import date

from rolodex.dates.names import MONTH_NUMBERS, WEEKDAY_NUMBERS
from rolodex.dates.partial import PartialDate

_TIME = re.compile(
    r"(?:(?<=[0-9])t|[ ,]+(?:at )?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?[ap]\.?m\b\.?)?(?: ?(?:z|utc|gmt)\b| ?[+-][0-9]{2}:?[0-9]{2}\b)?"
    r"|(?<=[0-9]{8})t[0-9]{4,6}z?"
)
_WEEKDAY_FIRST = re.compile(r"([a-z]+)[., ]+(.+)")

_YEAR_FIRST = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>[0-9]{4})(?:([-/.])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?)?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"--(?P<month>[0-9]{2})(?:-?(?P<day>[0-9]{2}))?",
    )
)
_MONTH_AND_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")
_TWO_NUMBERS = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<mark>[-/.]) ?(?P<two>[0-9]{1,2})(?:(?P=mark) ?(?P<year>[0-9]{4}|[0-9]{2})|\.)?"
)

_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er)?"
_MONTH = r"(?P<month>[a-z]{3,10})\.?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_NAMED_MONTH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}\.?[ /-]?(?:of |de )?{_MONTH}(?:[ ,/-]*(?:of |de )?{_YEAR})?",
        rf"{_MONTH} ?{_DAY}(?:(?: ?, ?| ){_YEAR})?",
        # A spreadsheet turns a typed "Mar 2019" into "Mar-19", and a typed "Mar 19" into "19-Mar".
        rf"{_MONTH}(?:[ ,-]+(?:of |de )?(?P<year>[0-9]{{4}}|'[0-9]{{2}})|-(?P<short>[0-9]{{2}}))?",
        rf"(?P<year>[0-9]{{4}})[ -]{_MONTH}(?:[ -]{_DAY})?",
    )
)
_YEARS_AHEAD = 5


def written(words: str, today: date) -> PartialDate | None:
    """The date in a folded text, exactly as partial as it is written; None when the text is no calendar date.

    In digits:
    - the year first (`2019-05-12`, `2019/5/12`, `20190512`) is always year, month, day;
    - otherwise a number over 12 is the day;
    - otherwise slashes mean month first (`3/12` is 12 March), dots and hyphens day first (`12.3.`).

    A year of two digits is the latest that is at most five years after today's. A time of day is passed over,
    with its zone: the day is the one written. Raises BadInput for a date that the calendar does not have.
    """
    words = " ".join(_TIME.sub(" ", words).split())
    for pattern in _YEAR_FIRST:
        if found := pattern.fullmatch(words):
            return _partial(found.groupdict(), today)
    if found := _MONTH_AND_YEAR.fullmatch(words):
        return _partial(found.groupdict(), today)
    if found := _TWO_NUMBERS.fullmatch(words):
        one, two = int(found["one"]), int(found["two"])
        month_first = two > 12 or (found["mark"] == "/" and one <= 12)
        month, day = (one, two) if month_first else (two, one)
        return PartialDate(_full_year(found["year"], today), month, day)
    for pattern in _NAMED_MONTH:
        if (found := pattern.fullmatch(words)) and found["month"] in MONTH_NUMBERS:
            return _partial(found.groupdict(), today)
    return None


def weekday_and_rest(words: str) -> tuple[int | None, str]:
    """The weekday (0 is Monday) that a folded text starts with before something else, and that something."""
    found = _WEEKDAY_FIRST.fullmatch(words)
    if found is None or found[1] not in WEEKDAY_NUMBERS:
        return None, words
    return WEEKDAY_NUMBERS[found[1]], found[2]


def _partial(parts: dict[str, str | None], today: date) -> PartialDate:
    month, day = parts.get("month"), parts.get("day")
    return PartialDate(
        _full_year(parts.get("year") or parts.get("short"), today),
        None if month is None else MONTH_NUMBERS.get(month) or int(month),
        None if day is None else int(day),
    )


def _full_year(digits: str | None, today: date) -> int | None:
    if digits is None:
        return None
    year = int(digits.lstrip("'"))
    if len(digits) == 4:
        return year
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - year) % 100
