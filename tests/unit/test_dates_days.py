"""Which day people mean by their words for one."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.dates import read_day
from rolodex.model import BadInput

TODAY = date(2026, 3, 18)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 18)),
        ("  YesterDay ", date(2026, 3, 17)),
        ("last night", date(2026, 3, 17)),
        ("tomorrow", date(2026, 3, 19)),
        ("day before yesterday", date(2026, 3, 16)),
        ("the day  before\tyesterday", date(2026, 3, 16)),
        # weekdays; today is a Wednesday
        ("mon", date(2026, 3, 16)),
        ("Monday", date(2026, 3, 16)),
        ("wed", date(2026, 3, 18)),
        ("thu", date(2026, 3, 12)),
        ("on friday", date(2026, 3, 13)),
        ("last tue", date(2026, 3, 17)),
        ("last wednesday", date(2026, 3, 11)),
        ("last thu", date(2026, 3, 12)),
        ("this fri", date(2026, 3, 20)),
        ("this mon", date(2026, 3, 16)),
        ("next fri", date(2026, 3, 27)),
        ("next mon", date(2026, 3, 23)),
        # distances
        ("3 days ago", date(2026, 3, 15)),
        ("3d ago", date(2026, 3, 15)),
        ("a week ago", date(2026, 3, 11)),
        ("two weeks ago", date(2026, 3, 4)),
        ("2w ago", date(2026, 3, 4)),
        ("a month ago", date(2026, 2, 18)),
        ("1 year ago", date(2025, 3, 18)),
        ("last week", date(2026, 3, 11)),
        ("last month", date(2026, 2, 18)),
        ("next week", date(2026, 3, 25)),
        ("next month", date(2026, 4, 18)),
        ("in 3 days", date(2026, 3, 21)),
        ("in two weeks", date(2026, 4, 1)),
        ("a week from today", date(2026, 3, 25)),
        ("+2w", date(2026, 4, 1)),
        ("+3d", date(2026, 3, 21)),
        ("-3d", date(2026, 3, 15)),
        ("2w", date(2026, 3, 4)),
        ("0 days ago", date(2026, 3, 18)),
        # the calendar
        ("12 mar", date(2026, 3, 12)),
        ("mar 12", date(2026, 3, 12)),
        ("12th of March", date(2026, 3, 12)),
        ("18 mar", date(2026, 3, 18)),
        ("19 mar", date(2025, 3, 19)),
        ("31 dec", date(2025, 12, 31)),
        ("29 feb", date(2024, 2, 29)),
        ("12.3.", date(2026, 3, 12)),
        ("3/12", date(2026, 3, 12)),
        ("12 march 2024", date(2024, 3, 12)),
        ("12.3.2024", date(2024, 3, 12)),
        ("2024-03-12", date(2024, 3, 12)),
        ("tue 12 march 2024", date(2024, 3, 12)),
        ("the 12th", date(2026, 3, 12)),
        ("18th", date(2026, 3, 18)),
        ("on the 19th", date(2026, 2, 19)),
        ("31st", date(2026, 1, 31)),
        ("12.", date(2026, 3, 12)),
        ("5 may 2030", date(2030, 5, 5)),
    ],
)
def test_a_day_is_read_as_the_past(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 18)),
        ("fri", date(2026, 3, 20)),
        ("on mon", date(2026, 3, 23)),
        ("wed", date(2026, 3, 25)),
        ("this mon", date(2026, 3, 23)),
        ("this wed", date(2026, 3, 18)),
        ("next fri", date(2026, 3, 27)),
        ("2w", date(2026, 4, 1)),
        ("2w ago", date(2026, 3, 4)),
        ("yesterday", date(2026, 3, 17)),
        ("12 mar", date(2027, 3, 12)),
        ("18 mar", date(2026, 3, 18)),
        ("1 jan", date(2027, 1, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("the 12th", date(2026, 4, 12)),
        ("the 18th", date(2026, 3, 18)),
        ("31st", date(2026, 3, 31)),
        ("fri 20 mar", date(2026, 3, 20)),
        ("12 mar 2024", date(2024, 3, 12)),
    ],
)
def test_a_day_is_read_as_the_future(text: str, day: date) -> None:
    assert read_day(text, TODAY, past=False) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("in 1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("in 1 month", date(2024, 1, 31), date(2024, 2, 29)),
        ("last month", date(2026, 3, 31), date(2026, 2, 28)),
        ("a year ago", date(2024, 2, 29), date(2023, 2, 28)),
        ("in 4y", date(2024, 2, 29), date(2028, 2, 29)),
        ("last year", date(2025, 2, 28), date(2024, 2, 28)),
        ("yesterday", date(2026, 1, 1), date(2025, 12, 31)),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("yesterday", date(2024, 3, 1), date(2024, 2, 29)),
        ("next mon", date(2026, 3, 22), date(2026, 3, 23)),
        ("last sun", date(2026, 3, 22), date(2026, 3, 15)),
        ("the 31st", date(2026, 3, 1), date(2026, 1, 31)),
        ("31 dec", date(2026, 1, 1), date(2025, 12, 31)),
        ("29 feb", date(1903, 1, 1), date(1896, 2, 29)),
    ],
)
def test_month_ends_leap_days_and_the_new_year_are_right(text: str, today: date, day: date) -> None:
    assert read_day(text, today) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "christmas",
        "2019",
        "may 2019",
        "may",
        "this week",
        "12",
        "30 feb",
        "29 feb 2023",
        "the 32nd",
        "the 0th",
        "99999999999 days ago",
        "in 9000 years",
        "9" * 5000 + " d ago",
        "last 3",
        "monday tuesday",
        "ad",
        "3 ago",
        "am",
        "3 fortnights ago",
        "fri 12 mar 2024",
        "last summer",
        "on",
        "ago",
        "+",
        "1604",
    ],
)
@pytest.mark.parametrize("past", [True, False])
def test_what_names_no_day_is_refused(text: str, past: bool) -> None:
    with pytest.raises(BadInput):
        read_day(text, TODAY, past=past)


def test_a_refused_day_is_quoted_with_examples_that_are_understood() -> None:
    for past in (True, False):
        with pytest.raises(BadInput) as refused:
            read_day("last summer", TODAY, past=past)
        complaint, _, examples = str(refused.value).rstrip(".").partition(": write ")
        assert complaint == "Can't read “last summer” as a day"
        days = [read_day(example, TODAY, past=past) for example in examples.replace(" or ", ", ").split(", ")]
        assert len(days) == 3
        assert all((day < TODAY) == past for day in days)
