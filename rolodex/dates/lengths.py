"""Lengths of time as people write them: `90d`, `2 weeks`, `a month`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from rolodex.dates.names import folded, quoted
from rolodex.model import BadInput

Unit = Literal["days", "weeks", "months", "years"]

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
    **dict.fromkeys(("m", "mo", "mos", "month", "months"), "months"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "years"),
}
_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_LENGTH = re.compile(r"(?:(?P<digits>[0-9]+) ?|(?P<word>[a-z]+) )(?P<unit>[a-z]+)")

# A thousand years: a day this far from any day of a person's life is still in the calendar.
_MOST_DAYS = 365_000


def read_length(text: str) -> int:
    """Days in `90d`, `2w`, `3mo` or `3m`, `1y`, `90 days`, `two weeks`: a month counts 30, a year 365.

    Raises BadInput for anything else, and above 1000 years.
    """
    length = count_and_unit(folded(text))
    if length is None:
        raise BadInput(f"Can't read {quoted(text)} as a length of time: write 90d, 2w, 3mo or 1y.")
    days = length[0] * _DAYS[length[1]]
    if days > _MOST_DAYS:
        raise BadInput(f"{quoted(text)} is longer than 1000 years: write a shorter time, such as 90d or 1y.")
    return days


_SAID: dict[str, tuple[int, Unit]] = {
    "daily": (1, "days"),
    "weekly": (1, "weeks"),
    "fortnightly": (2, "weeks"),
    "monthly": (1, "months"),
    "quarterly": (3, "months"),
    "yearly": (1, "years"),
    "annually": (1, "years"),
}
_SHORT: dict[Unit, str] = {"days": "d", "weeks": "w", "months": "mo", "years": "y"}


NEVER = "never"
"""A cadence that is none: nobody is to be reminded, whatever tags and categories ask for."""


def read_cadence(text: str, *, or_never: bool = False) -> str:
    """How often, as `90d`, `2w`, `3mo` or `1y`, of `every 3 months`, `each week`, `quarterly`, `90 days`.

    Empty from empty, and with `or_never` NEVER from `never`. Raises BadInput for anything else, for a length
    of nothing and above 100 years.
    """
    words = folded(text)
    if not words and not text.strip():
        return ""
    if or_never and words == NEVER:
        return NEVER
    rest = words.removeprefix("every ").removeprefix("each ").strip()
    length = _SAID.get(rest) or count_and_unit(rest) or count_and_unit(f"1 {rest}")
    if length is None or not 0 < length[0] * _DAYS[length[1]] <= 36_500:
        raise BadInput(f"Can't read {quoted(text)} as how often: write 90d, 2w, every 3 months or yearly.")
    return f"{length[0]}{_SHORT[length[1]]}"


def how_often(cadence: str) -> str:
    """A canonical cadence in words: `every 90d`, `never`; of an empty one `as tags and categories say`."""
    if cadence == NEVER:
        return "never"
    return f"every {cadence}" if cadence else "as tags and categories say"


def later(day: date, cadence: str, times: int = 1) -> date:
    """The day `times` lengths in the canonical form of `read_cadence` after a day.

    A day that the month lacks becomes its last. The last day of the calendar where that would be later.
    """
    length = count_and_unit(cadence)
    if length is None:
        raise BadInput(f"{quoted(cadence)} is no length of time.")
    try:
        return moved(day, length[0] * times, length[1])
    except BadInput:
        return date.max


def count_and_unit(words: str) -> tuple[int, Unit] | None:
    """`(2, "weeks")` from the folded `2w`, `2 weeks` or `two weeks`; None from anything else."""
    found = _LENGTH.fullmatch(words)
    if found is None:
        return None
    unit = _UNITS.get(found["unit"])
    count = int(found["digits"]) if found["digits"] else _NUMBERS.get(found["word"])
    return None if unit is None or count is None else (count, unit)


def moved(day: date, count: int, unit: Unit) -> date:
    """The day `count` units later, or earlier when negative; a day its month lacks becomes the month's last.

    Raises BadInput when that is outside the years 1 to 9999.
    """
    try:
        if unit == "days":
            return day + timedelta(days=count)
        if unit == "weeks":
            return day + timedelta(weeks=count)
        return day + (relativedelta(months=count) if unit == "months" else relativedelta(years=count))
    except (OverflowError, ValueError) as error:
        away = f"{abs(count)} {unit} {'before' if count < 0 else 'after'} {day.isoformat()}"
        raise BadInput(f"{away} is outside the calendar: write a day nearer to today.") from error
