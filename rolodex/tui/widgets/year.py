"""A year of talks with somebody as a map: a column a month, a row a week of it, the warmer the more talks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content

from rolodex import dates
from rolodex.dates.names import MONTHS

_WEEKS = (1, 8, 15, 22, 29)
"""The days of a month on which its rows begin."""
_HEAT = ("$primary 45%", "$primary 70%", "$primary")
"""For one talk in a week, two, and more."""
_LEAD = 3
_CELL = 2
_SIGN = "■"


def year(days: Mapping[date, int], today: date, width: int) -> list[Content]:
    """The last 12 months in lines of at most so many cells, with what the colours mean; empty without a talk.

    `days` are numbers of talks by local day. Where there is no room for all months the newest are shown.
    """
    room = max(1, (width - _LEAD) // _CELL)
    months = dates.last_months(today)[-room:]
    if not any(months[0] <= day <= today for day in days):
        return []
    letters = "".join(f"{MONTHS[month.month - 1][0]:<{_CELL}}" for month in months)
    lines = [_head(width), Content.styled(f"{'':<{_LEAD}}{letters}".rstrip(), "$foreground-muted")]
    for begin in _WEEKS:
        lead = Content.styled(f"{begin:>2} ", "$foreground-muted")
        lines.append(lead + Content("").join(_cell(days, month, begin, today) for month in months))
    return lines


def _head(width: int) -> Content:
    """The title, and what the colours mean."""
    signs = [part for n, heat in enumerate(_HEAT) for part in ((f" {_SIGN}", heat), (f" {n + 1}", ""))]
    head = Content.assemble("── Talks a week", *signs, "+ ")
    return (head + Content("─" * max(0, width - head.cell_length))).stylize_before("$foreground-muted")


def _cell(days: Mapping[date, int], month: date, begin: int, today: date) -> Content:
    """A week of a month: blank where it is still ahead, or where the month has no such day."""
    week = [month + timedelta(begin - 1 + more) for more in range(7)]
    week = [day for day in week if day.month == month.month and day <= today]
    talks = sum(days.get(day, 0) for day in week)
    if not week:
        return Content(" " * _CELL)
    if not talks:
        return Content.styled(f"{'·':<{_CELL}}", "$foreground-muted 60%")
    return Content.styled(f"{_SIGN:<{_CELL}}", _HEAT[min(talks, len(_HEAT)) - 1])
