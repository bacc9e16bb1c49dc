"""The type that all values of an unknown column fit, and its values as the book keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rolodex.formats.days import order_in, read_day, time_in
from rolodex.model import FieldType
from rolodex.values import canonical

YES = frozenset(("yes", "y", "true", "x", "✓", "✔", "☑"))
NO = frozenset(("no", "n", "false"))

# Leading zeros mark a code, more than 15 digits an id: programs that take those for numbers destroy them. But
# zeros behind 15 digits are none that they lose.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14}0{0,6})(?:\.[0-9]{1,15})?$")
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)


def typed(values: Sequence[str], today: date) -> tuple[FieldType, list[str], list[str]]:
    """The narrowest type that every value fits; the values in the form of that type, in the same order; and
    of dates the time of day behind each, as written, or nothing.

    Values are not empty. Yes and no become `yes` and `no`, dates partial dates, numbers plain ones; URLs and
    text stay as written. A column where a date could mean two days is text: nothing is lost.
    """
    none = [""] * len(values)
    if all(value.casefold() in YES or value.casefold() in NO for value in values):
        return "yesno", ["yes" if value.casefold() in YES else "no" for value in values], none
    if all(map(_NUMBER.match, values)):
        return "number", [canonical(value, "number", today) for value in values], none
    if all(map(_URL.match, values)):
        return "url", list(values), none
    days = _days(values, today)
    return ("date", days, [*map(time_in, values)]) if days else ("text", list(values), none)


def _days(values: Sequence[str], today: date) -> list[str] | None:
    # most columns of text end here, at their first value
    if read_day(values[0], today, order_in(values[:1]) or "day first") is None:
        return None
    order = order_in(set(values))
    days = [day for value in values if (day := read_day(value, today, order))]
    return days if len(days) == len(values) else None
