"""Days as a list or a timeline shows them: how long ago, or which day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from rolodex.dates.names import MONTHS, WEEKDAYS


def age(day: date, today: date) -> str:
    """How long ago, in at most 5 characters: `today`, `6d`, `8w`, `11mo`, `2y`; ahead in at most 6: `in 3d`.

    Whole units, rounded down: days up to 6, weeks up to 8 (62 days), calendar months up to 11, then years.
    Ahead, 10 and 11 months are `in 1y` and more than 99 years `in 99y`, to stay within 6.
    """
    days = abs((today - day).days)
    if days == 0:
        return "today"
    ahead = day > today
    if days < 7:
        said = f"{days}d"
    elif days < 63:
        said = f"{days // 7}w"
    else:
        months = _months_between(*sorted((day, today)))
        if months < (10 if ahead else 12):
            said = f"{months}mo"
        else:
            years = max(1, months // 12)
            said = f"{min(99, years) if ahead else years}y"
    return f"in {said}" if ahead else said


def spoken(day: date, today: date) -> str:
    """Which day, for a timeline: `today`, `yesterday` and `tomorrow`, `Fri` up to 6 days ago.

    Up to 6 days ahead it is `Fri 27 Nov`. Others are `14 May` in this year or less than 11 months away, and
    `14 May 2024` further off.
    """
    ahead = (day - today).days
    if -1 <= ahead <= 1:
        return ("yesterday", "today", "tomorrow")[ahead + 1]
    weekday = WEEKDAYS[day.weekday()][:3]
    if -6 <= ahead < 0:
        return weekday
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    if 0 < ahead <= 6:
        return f"{weekday} {said}"
    if day.year == today.year or _months_between(*sorted((day, today))) < 11:
        return said
    return f"{said} {day.year}"


def in_full(day: date) -> str:
    """`Thu 19 Nov 2026`, whatever the day is on which it is said."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def last_months(today: date, count: int = 12) -> list[date]:
    """The first days of so many last months, oldest first; the last one is that of the month of `today`.

    Fewer in the first year of the calendar.
    """
    numbers = range(today.year * 12 + today.month - count, today.year * 12 + today.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers if number >= 12]


def _months_between(earlier: date, later: date) -> int:
    """Whole months; one that began on a day the last month lacks is whole on that month's last day."""
    whole = later.day >= min(earlier.day, monthrange(later.year, later.month)[1])
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (not whole)
