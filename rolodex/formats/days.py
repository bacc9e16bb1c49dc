"""Dates as exporting programs and spreadsheets write them, as partial dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

Order = Literal["day first", "month first", ""]
"""Which of two numbers is the day, as in 4/12/2019; empty when nothing tells."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(
                "jan january",
                "feb february",
                "mar march",
                "apr april",
                "may",
                "jun june",
                "jul july",
                "aug august",
            ),
            *("sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}

_TIME = re.compile(
    r"[T,\s]\s*(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)\s*(?P<half>[AP]\.?M\.?)?"
    r"\s*(?:UTC|GMT|Z|[+-][0-9]{2}:?[0-9]{2})?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?$")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})$")
_NO_YEAR = re.compile(r"--([0-9]{2})(?:-?([0-9]{2}))?$")
# the German way: always day first
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.(?: ?([0-9]{4}|[0-9]{2}))?$")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})$")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.?[ -]([A-Za-z]{3,9})\.?(?:[ ,-] ?([0-9]{4}|[0-9]{2}))?$")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:(?:,| |, )([0-9]{4}))?$")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[ -]([0-9]{4})$")
_HALF_DAY = re.compile(r"[0-9] ?[AP]\.?M\.?$", re.IGNORECASE)
# Longer text is no date, and not searched for a time.
_LONGEST = 60
# Outlook's empty date in a CSV
_NOTHING = re.compile(r"0+([/.-])0+\1(?:0+)$")


def is_no_date(text: str) -> bool:
    """Whether this is how a program writes that there is no date: `0/0/00`."""
    return bool(_NOTHING.match(text))


def order_in(values: Iterable[str]) -> Order:
    """What the dates of one column tell of their order: a number over 12 is a day. Empty if they disagree."""
    seen: set[Order] = set()
    for value in values:
        if found := _NUMBERS.match(_without_time(value)[0]):
            if int(found[1]) > 12:
                seen.add("day first")
            elif int(found[3]) > 12:
                seen.add("month first")
    return seen.pop() if len(seen) == 1 else ""


def time_in(text: str) -> str:
    """The time of day behind the date, with its zone, as written; empty for midnight and for none."""
    day, timed = _without_time(text)
    return text.strip()[len(day) :].lstrip("Tt, ").strip() if timed else ""


def read_day(text: str, today: date, order: Order = "") -> str | None:
    """The partial date (`2019`, `2019-05`, `2019-05-12`, `--05-12`, `--05`) in a cell; None for no date.

    English month names only. A time behind it is left out; so is its zone: the day stands as it is written.
    A year of two digits is the last such year up to today's. Two numbers that could each be the month are
    read by `order`; without it the month is first where the time has AM or PM (LinkedIn in 2018: `2/7/22,
    3:04 PM`), and elsewhere they are no date.
    """
    return _read_day(text, today, order) if len(text) < _LONGEST else None


def read_day_and_time(text: str, today: date, order: Order = "") -> tuple[str, str]:
    """The partial date in a cell, as `read_day` does, and `time_in` it; both empty for no date."""
    return _read_both(text, today, order) if len(text) < _LONGEST else ("", "")


# the same few thousand days stand in a column again and again
@lru_cache(10_000)
def _read_both(text: str, today: date, order: Order) -> tuple[str, str]:
    day = _read_day(text, today, order)
    return (day, time_in(text)) if day else ("", "")


@lru_cache(10_000)
def _read_day(text: str, today: date, order: Order) -> str | None:
    american = bool(_HALF_DAY.search(text))
    text = _without_time(text)[0]
    if found := _YEAR_FIRST.match(text):
        year, _, month, day = found.groups()
        return _partial(int(year), int(month) if month else None, int(day) if day else None)
    if found := _DAY_MONTH.match(text):
        named = _MONTHS.get(found[2].lower())
        return _partial(_year(found[3], today), named, int(found[1])) if named else None
    if found := _NUMBERS.match(text):
        first, second, year_then = int(found[1]), int(found[3]), _year(found[4], today)
        order = order or order_in((text,)) or ("month first" if american or first == second else "")
        if not order:
            return None
        return (
            _partial(year_then, second, first) if order == "day first" else _partial(year_then, first, second)
        )
    if found := _DOTTED.match(text):
        return _partial(_year(found[3], today), int(found[2]), int(found[1]))
    if found := _NO_YEAR.match(text):
        return _partial(None, int(found[1]), int(found[2]) if found[2] else None)
    if found := _COMPACT.match(text):
        return _partial(int(found[1]), int(found[2]), int(found[3]))
    return _month_first(text)


def _month_first(text: str) -> str | None:
    found = _MONTH_DAY.match(text)
    if found and (named := _MONTHS.get(found[1].lower())):
        return _partial(int(found[3]) if found[3] else None, named, int(found[2]))
    found = _MONTH_YEAR.match(text)
    if found and (named := _MONTHS.get(found[1].lower())):
        return _partial(int(found[2]), named, None)
    return None


def _without_time(text: str) -> tuple[str, bool]:
    """The part before the time of day, and whether that time is other than midnight."""
    if ":" not in text:
        return text.strip(), False
    text = text.strip()
    found = _TIME.search(text) if len(text) < _LONGEST else None
    if not found:
        return text, False
    midnight = not found["time"].strip("0:.") or (
        found["time"].startswith("12:00") and "a" in (found["half"] or "").lower()
    )
    return text[: found.start()], not midnight


def _year(digits: str | None, today: date) -> int | None:
    if not digits:
        return None
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100


def _partial(year: int | None, month: int | None, day: int | None) -> str | None:
    try:
        # 2000 was a leap year: 29 February without a year is a day
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if year is None:
        return f"--{month:02}" if day is None else f"--{month:02}-{day:02}"
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"
