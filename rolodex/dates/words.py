"""What people say for a day, a partial date or a span of days, read against today."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date

from rolodex.dates.lengths import Unit, count_and_unit, moved
from rolodex.dates.names import MONTHS, WEEKDAY_NUMBERS, WEEKDAYS, folded, quoted
from rolodex.dates.partial import PartialDate
from rolodex.dates.written import weekday_and_rest, written
from rolodex.model import BadInput

_DAYS_FROM_TODAY = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "this morning": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_PERIODS: dict[str, Unit] = {"week": "weeks", "month": "months", "year": "years"}
_PERIODS_FROM_NOW = {"last": -1, "this": 0, "next": 1}
_DAY_OF_MONTH = re.compile(r"the ([0-9]{1,2})(?:st|nd|rd|th)?|([0-9]{1,2})(?:st|nd|rd|th|\.)")


def read_day(text: str, today: date, *, past: bool = True) -> date:
    """One local day from what a person writes: `yesterday`, `last tue`, `3d ago`, `12 mar`, `in two weeks`.

    Without a year or a direction it is the nearest day in the past, or in the future when `past` is false:
    - `12 mar`, `the 12th`: today counts on both sides;
    - `tue`, `on tuesday`: today counts in the past; in the future it is a week on (today would be "today");
    - `2w`: as `2w ago`, or `+2w`.

    `last tue` is the newest before today, `this tue` the one of this week (Monday to Sunday; the coming one
    if that is gone and `past` is false), `next tue` the one of next week. `last week` is a week ago, `next
    month` a month on; a day the month lacks becomes its last. For dates in digits see `written.written`.

    Raises BadInput when the text names no day, or one that the calendar does not have.
    """
    words = folded(text)
    day = _told_from_today(words, today, past) or _on_the_calendar(words, today, past)
    if day is None:
        examples = "yesterday, last tue or 12 mar" if past else "tomorrow, next tue or in 2 weeks"
        raise BadInput(f"Can't read {quoted(text)} as a day: write {examples}.")
    return day


def read_partial(text: str, today: date) -> str:
    """The canonical partial date of what a person or a file writes, exactly as partial as that; '' from ''.

    Reads `May 2019`, `05/2019`, `12 April`, `12.04.`, `--0412`, `7-Feb-22` and `2/7/22, 3:04 PM`; for digits
    see `written.written`. What `read_day` knows is read as the past, but `last month` and `2 months ago` name
    a month, `last year` and `2 years ago` a year. Raises BadInput for anything else.
    """
    words = folded(text)
    if not words and not text.strip():
        return ""
    weekday, rest = weekday_and_rest(words)
    partial = written(rest, today)
    if partial is not None:
        if partial.year and partial.day:
            _check_weekday(partial.first(), weekday)
        return str(partial)
    count, unit = _period(words) or _distance(words, past=True) or (0, "days")
    if unit == "months":
        return moved(today, count, unit).isoformat()[:7]
    if unit == "years":
        return moved(today, count, unit).isoformat()[:4]
    day = _told_from_today(words, today, past=True) or _on_the_calendar(words, today, past=True)
    if day is None:
        raise BadInput(
            f"Can't read {quoted(text)} as a date: "
            "write 2019, May 2019, 12 May 2019, 2019-05-12, 12 April or yesterday."
        )
    return day.isoformat()


def read_span(text: str, today: date) -> tuple[date, date]:
    """The first and the last local day that `2026-03`, `2025`, `12 May 2026` or `last week` may mean.

    Reads what `read_partial` reads, and `last week`, `this week` and `next week` as Monday to Sunday. A date
    without a year is the newest that has begun. Raises BadInput for anything else.
    """
    count, unit = _period(folded(text)) or (0, "days")
    if unit == "weeks":
        monday = moved(today, 7 * count - today.weekday(), "days")
        return monday, moved(monday, 6, "days")
    found = read_partial(text, today)
    if not found:
        raise BadInput("There is no date here: write 2026-03, 2025 or 12 May 2026.")
    partial = PartialDate.parse(found)
    if partial.year is None:
        partial = _with_year(partial, today, past=True)
    first, last = partial.first(), partial.last()
    assert first is not None and last is not None
    return first, last


def _told_from_today(words: str, today: date, past: bool) -> date | None:
    words = words.removeprefix("on ").removeprefix("the ")
    if words in _DAYS_FROM_TODAY:
        return moved(today, _DAYS_FROM_TODAY[words], "days")
    which, _, name = words.rpartition(" ")
    if name in WEEKDAY_NUMBERS:
        return _weekday(which, WEEKDAY_NUMBERS[name], today, past)
    length = _period(words) or _distance(words, past)
    if length is None or words.startswith("this "):
        return None
    return moved(today, *length)


def _weekday(which: str, weekday: int, today: date, past: bool) -> date | None:
    """The weekday (0 is Monday) that `last`, `this`, `next` or nothing before it picks; None for others."""
    this_week = weekday - today.weekday()
    if which == "":
        days = -(-this_week % 7) if past else this_week % 7 or 7
    elif which == "last":
        days = -(-this_week % 7 or 7)
    elif which == "this":
        days = this_week if past else this_week % 7
    elif which == "next":
        days = this_week + 7
    else:
        return None
    return moved(today, days, "days")


def _period(words: str) -> tuple[int, Unit] | None:
    """How many units from now: `last week` is (-1, "weeks"), `this year` is (0, "years")."""
    which, _, name = words.partition(" ")
    if which not in _PERIODS_FROM_NOW or name not in _PERIODS:
        return None
    return _PERIODS_FROM_NOW[which], _PERIODS[name]


def _distance(words: str, past: bool) -> tuple[int, Unit] | None:
    """How many units from now: negative for `3d ago` and `-3d`, positive for `in 3 days` and `+3d`."""
    sign = -1 if past else 1
    if words.endswith(" ago"):
        words, sign = words.removesuffix(" ago"), -1
    elif words.startswith("-"):
        words, sign = words[1:].lstrip(), -1
    elif words.startswith(("+", "in ")):
        words, sign = words.removeprefix("in ").removeprefix("+").lstrip(), 1
    elif words.endswith((" from now", " from today")):
        words, sign = words.rpartition(" from ")[0], 1
    length = count_and_unit(words)
    return None if length is None else (sign * length[0], length[1])


def _on_the_calendar(words: str, today: date, past: bool) -> date | None:
    weekday, rest = weekday_and_rest(words.removeprefix("on "))
    day: date | None
    if found := _DAY_OF_MONTH.fullmatch(rest):
        day = _day_of_month(int(found[1] or found[2]), today, past)
    else:
        partial = written(rest.removeprefix("the "), today)
        if partial is None:
            return None
        if partial.day is None:
            raise BadInput(f"{quoted(words)} names no day: write one, such as 12 May 2019 or 2019-05-12.")
        day = _with_year(partial, today, past).first()
    _check_weekday(day, weekday)
    return day


def _day_of_month(number: int, today: date, past: bool) -> date:
    if not 1 <= number <= 31:
        raise BadInput(f"No month has a day {number}: write one from the 1st to the 31st.")
    first = today.replace(day=1)
    while True:
        if number <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=number)
            if day <= today if past else day >= today:
                return day
        first = moved(first, -1 if past else 1, "months")


def _with_year(partial: PartialDate, today: date, past: bool) -> PartialDate:
    """With the year of the newest that has begun, or of the next that begins; unchanged if it has a year."""
    if partial.year is not None:
        return partial
    for years in range(9):  # up to eight years lie between two leap days: 1896 and 1904
        year = today.year - years if past else today.year + years
        if not 1 <= year <= 9999 or ((partial.month, partial.day) == (2, 29) and not isleap(year)):
            continue
        begins = date(year, partial.month or 1, partial.day or 1)
        if begins <= today if past else begins >= today:
            return PartialDate(year, partial.month, partial.day)
    raise BadInput(f"{partial.shown(today)} is outside the calendar: write it with its year.")


def _check_weekday(day: date | None, weekday: int | None) -> None:
    if day is None or weekday is None or day.weekday() == weekday:
        return
    name, is_a = f"{day.day} {MONTHS[day.month - 1]} {day.year}", WEEKDAYS[day.weekday()]
    raise BadInput(f"{name} is a {is_a}, not a {WEEKDAYS[weekday]}: write the day you mean with its year.")
