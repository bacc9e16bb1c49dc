"""The type that all values of an unknown column fit, and its values as the book keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rolodex.formats.days import Order, order_in, read_day, read_day_and_time, time_in
from rolodex.model import FieldType
from rolodex.values import canonical

YES = frozenset(("yes", "y", "true", "x", "✓", "✔", "☑"))
NO = frozenset(("no", "n", "false"))

# Leading zeros mark a code, more than 15 digits an id: programs that take those for numbers destroy them. But
# zeros behind 15 digits are none that they lose.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14}0{0,6})(?:\.[0-9]{1,15})?$")
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)


class Typing:
    """The narrowest type that every value of one column fits, found value by value.

    Yes and no become `yes` and `no`, dates partial dates, numbers plain ones; URLs and text stay as written.
    A column where a date could mean two days is text: nothing is lost.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._may_be: set[FieldType] = {"yesno", "number", "url", "date"}
        self._days: set[str] = set()
        """The values, while all of them may be dates."""
        self._order: Order = ""
        self.type: FieldType = "text"
        """Of the values seen until `settle`."""
        self.has_times = False
        """Whether there is a time of day behind any of the dates."""

    def see(self, value: str) -> None:
        """Look at one value, which is not empty."""
        if value in self._days or not self._may_be:
            return
        for type_ in (*self._may_be,):
            if not _FITS[type_](value, self._today):
                self._may_be.remove(type_)
        if "date" in self._may_be:
            self._days.add(value)
        elif self._days:
            self._days = set()

    def settle(self) -> None:
        """Settle the type: all values were seen."""
        if "date" in self._may_be:
            self._order = order_in(self._days)
            if None in {read_day(value, self._today, self._order) for value in self._days}:
                self._may_be.remove("date")
        self.type = next(filter(self._may_be.__contains__, _FITS), "text")
        self.has_times = self.type == "date" and any(map(time_in, self._days))

    def form(self, value: str) -> tuple[str, str]:
        """A value in the form of the type, and of a date the time of day behind it, if any, as written."""
        if self.type == "date":
            return read_day_and_time(value, self._today, self._order)
        if self.type == "yesno":
            return "yes" if value.casefold() in YES else "no", ""
        return canonical(value, "number", self._today) if self.type == "number" else value, ""


def typed(values: Sequence[str], today: date) -> tuple[FieldType, list[str], list[str]]:
    """The type of these values, see `Typing`; the values in its form; and of dates the time of day behind
    each, as written, or nothing. Values are not empty."""
    typing = Typing(today)
    for value in values:
        typing.see(value)
    typing.settle()
    formed = [*map(typing.form, values)]
    return typing.type, [value for value, _ in formed], [time for _, time in formed]


def _is_answer(value: str, _today: date) -> bool:
    return value.casefold() in YES or value.casefold() in NO


def _is_number(value: str, _today: date) -> bool:
    return _NUMBER.match(value) is not None


def _is_url(value: str, _today: date) -> bool:
    return _URL.match(value) is not None


def _may_be_day(value: str, today: date) -> bool:
    # which number is the day is told by all values of the column
    return read_day(value, today, order_in((value,)) or "day first") is not None


_FITS: Mapping[FieldType, Callable[[str, date], bool]] = {
    "yesno": _is_answer,
    "number": _is_number,
    "url": _is_url,
    "date": _may_be_day,
}
"""The narrowest first."""
