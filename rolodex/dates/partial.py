"""Dates of which only a part is known, and the birthdays that follow from them."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from rolodex.dates.names import MONTHS, quoted
from rolodex.model import BadInput

_CANONICAL = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    r"|--(?P<any_month>[0-9]{2})(?:-(?P<any_day>[0-9]{2}))?"
)
# A leap year, so that 29 February without a year is a day.
_ANY_YEAR = 2000


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, a day, a day of any year, or a month of any year.

    The forms without a year are those of vCard (RFC 6350, section 4.3.1), with a hyphen before the day.
    They sort by year, month and day, a less exact date before the more exact ones; those without a year last.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None:
            if self.year is None or self.day is not None:
                raise BadInput(
                    "A date needs a year or a month, and a day needs its month: write 2019 or 12 May."
                )
        elif not 1 <= self.month <= 12:
            raise BadInput(f"There is no month {self.month}: write a date such as 2019-05-12 or 12 May 2019.")
        elif self.day is not None and not 1 <= self.day <= monthrange(self.year or _ANY_YEAR, self.month)[1]:
            year = "" if self.year is None else f" {self.year}"
            raise BadInput(
                f"There is no {self.day} {MONTHS[self.month - 1]}{year}: write a day that the calendar has."
            )
        if self.year is not None and not 1 <= self.year <= 9999:
            raise BadInput(f"There is no year {self.year} in the calendar: write one from 0001 to 9999.")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date of a canonical form: `2019`, `2019-05`, `2019-05-12`, `--04-12` or `--04`.

        Raises BadInput for anything else; `read_partial` is for what people write.
        """
        found = _CANONICAL.fullmatch(text)
        if found is None:
            raise BadInput(
                f"{quoted(text)} is not a date of the form 2019, 2019-05, 2019-05-12, --04-12 or --04."
            )
        year = found["year"]
        month = found["month"] or found["any_month"]
        day = found["day"] or found["any_day"]
        return cls(_number(year), _number(month), _number(day))

    def __str__(self) -> str:
        """The canonical form, which `parse` reads back."""
        text = "-" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def __lt__(self, other: PartialDate) -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[bool, int, int, int]:
        return self.year is None, self.year or 0, self.month or 0, self.day or 0

    def first(self) -> date | None:
        """The first day it may mean; None without a year."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """The last day it may mean; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def shown(self, today: date) -> str:
        """As people say it: `2019`, `May 2019`, `12 May 2019`, `12 Apr`, `April`, `yesterday`, `tomorrow`.

        The year is never left out when it is known: without one it is a day of any year.
        """
        if self.month is None:
            return str(self.year)
        if self.day is None:
            month = MONTHS[self.month - 1]
            return month if self.year is None else f"{month[:3]} {self.year}"
        day = self.first()
        if day is None:
            return f"{self.day} {MONTHS[self.month - 1][:3]}"
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
        return near.get((day - today).days) or f"{self.day} {MONTHS[self.month - 1][:3]} {self.year}"


def span_in_words(first: str, last: str, today: date) -> str:
    """From one canonical partial date to another, either of which may be empty.

    `13–17 May 2026`, `29 May – 2 Jun 2026`, `2019 – 2024`, `since 2019`, `until May 2024`; one date
    where both are the same.
    """
    if not first or not last:
        one = PartialDate.parse(first or last).shown(today) if first or last else ""
        return f"{'since' if first else 'until'} {one}" if one else ""
    begin, end = PartialDate.parse(first), PartialDate.parse(last)
    if begin == end:
        return begin.shown(today)
    said = [one.shown(date.min) for one in (begin, end)]
    if begin.year == end.year and begin.day and end.day:
        month = f" {MONTHS[begin.month - 1][:3]}" if begin.month and begin.month != end.month else ""
        return f"{begin.day}{month}{' – ' if month else '–'}{said[1]}"
    return " – ".join(said)


def next_birthday(partial: str, today: date) -> date | None:
    """The local day on or after today on which a birthday is kept: 28 February for the 29th in common years.

    None when the canonical partial date names no day, and for a value that is no canonical partial date:
    other programs write to the book too, and one bad birthday must not hide the others.
    """
    try:
        born = PartialDate.parse(partial)
    except BadInput:
        return None
    if born.month is None or born.day is None:
        return None
    day = _kept_in(today.year, born.month, born.day)
    if day >= today:
        return day
    return _kept_in(today.year + 1, born.month, born.day) if today.year < 9999 else None


def years_on(partial: str, day: date) -> int | None:
    """Whole years from a canonical partial date to a day: the age, where `partial` is a birthday.

    None when the year or the day is not known, before the first day, and for no canonical partial date.
    On 28 February of a common year somebody born on 29 February is a year older, as `next_birthday` has it.
    """
    try:
        born = PartialDate.parse(partial)
    except BadInput:
        return None
    if born.year is None or born.month is None or born.day is None:
        return None
    years = day.year - born.year - (day < _kept_in(day.year, born.month, born.day))
    return years if years >= 0 else None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _kept_in(year: int, month: int, day: int) -> date:
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, month, day)
