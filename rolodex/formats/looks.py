"""How the cells of a column look in a table: days, and several values in one, as its first rows have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from rolodex.formats.columns import Column
from rolodex.formats.days import Order, order_in, read_day

SEVERAL = "; "
"""Between several values in one cell, where no cell of the column tells."""
_NUMBERED = " ::: "
_DATED = frozenset(("birthday", "met_on", "since", "field"))
# The first that all days of a column are written in is it; ISO 8601, as the book has them, where none is.
_DAYS = (
    *("{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d:02}. {m:02}. {y}", "{d}. {m}. {y}", "{y}.{m:02}.{d:02}"),
    *("{d:02}/{m:02}/{y}", "{m:02}/{d:02}/{y}", "{d}/{m}/{y}", "{m}/{d}/{y}", "{y}/{m:02}/{d:02}"),
    *("{d:02}-{m:02}-{y}", "{m:02}-{d:02}-{y}", "{d:02} {mmm} {y}", "{d} {mmm} {y}", "{mmm} {d}, {y}"),
    *("{d:02} {month} {y}", "{d} {month} {y}", "{month} {d}, {y}", "{d:02}-{mmm}-{y}", "{d}-{mmm}-{y}"),
)
# not strftime's, which are those of the place where it runs
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|--([0-9]{2})-([0-9]{2})")
# What reading takes for such, with the white space that people put around it.
_BETWEEN = {
    "tags": re.compile(r"\s*(?::::|[;,|\n])\s*"),
    "email": re.compile(r"\s*(?::::|[;,\n])\s*"),
    "handle": re.compile(r"\s*(?::::|[;,\n])\s*"),
    "phone": re.compile(r"\s*(?::::|[;\n])\s*"),
    "url": re.compile(r"\s*:::\s*|[,;]?\s+"),
}
_STAR = re.compile(r"(?:^|[:;,|\n])\s*\* ")


@dataclass(frozen=True, slots=True)
class Look:
    """How a column looks."""

    day: str = ""
    """A template for `str.format`, without which days are ISO 8601."""
    order: Order = ""
    """Which of two numbers is the day, where that is told by all days of the column together."""
    between: str = SEVERAL
    has_star: bool = False
    """Whether Google's groups stand there, of which one is that of those with a star."""


def look_of(column: Column, cells: Iterable[str], today: date) -> Look:
    """The look of a column, from some of its cells."""
    values = {cell for cell in cells if cell}
    order = order_in(values)
    day = _day_form(values, order, today) if column.role in _DATED else ""
    between = _BETWEEN.get(column.role)
    seen = Counter(found for value in values for found in between.findall(value)) if between else None
    return Look(
        day=day,
        order=order if day else "",
        between=_NUMBERED if column.numbered else seen.most_common(1)[0][0] if seen else SEVERAL,
        has_star=column.role == "tags" and any(map(_STAR.search, values)),
    )


def _day_form(values: Collection[str], order: Order, today: date) -> str:
    days = {value: day for value in values if (day := read_day(value, today, order)) and day[:1] != "-"}
    whole = {value: day for value, day in days.items() if len(day) == len("2019-05-12")}

    def is_form(form: str) -> bool:
        written = ((value, _filled(form, day)) for value, day in whole.items())
        # behind it may stand a time
        return all(value == text or value.startswith(f"{text} ") for value, text in written)

    return next(filter(is_form, _DAYS), "") if whole else ""


def _filled(form: str, day: str) -> str:
    found = _DAY.fullmatch(day)
    if not found:
        return day
    month = _MONTHS[int(found[2] or found[4]) - 1]
    numbers = {"y": found[1], "m": int(found[2] or found[4]), "d": int(found[3] or found[5])}
    if not found[1]:
        form = form.removesuffix("{y}").rstrip(" ,-")
    return form.format(**numbers, month=month, mmm=month[:3])


def day_in(look: Look, day: str, today: date) -> str:
    """A partial date of the book as the column has days, if it is read back as the same; else as it is."""
    text = _filled(look.day, day) if look.day else day
    return text if read_day(text, today, look.order) == day else day


def joined(look: Look, values: Collection[str]) -> str:
    """Several values as one cell."""
    between = look.between
    sign = between.strip() or between
    return (SEVERAL if any(sign in value for value in values) else between).join(values)
