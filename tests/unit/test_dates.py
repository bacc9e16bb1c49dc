"""Partial dates, ages, spoken days and birthdays."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.dates import (
    PartialDate,
    age,
    next_birthday,
    read_day,
    read_partial,
    span_in_words,
    spoken,
    years_on,
)
from rolodex.model import BadInput

TODAY = date(2026, 3, 18)
"""A Wednesday."""
ANY_TODAY = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), TODAY])


def partial_dates() -> st.SearchStrategy[PartialDate]:
    def cut(day: date, parts: str) -> PartialDate:
        return PartialDate(
            day.year if "y" in parts else None,
            day.month if "m" in parts else None,
            day.day if "d" in parts else None,
        )

    return st.builds(cut, st.dates(), st.sampled_from(["y", "ym", "ymd", "m", "md"]))


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("2019", PartialDate(2019)),
        ("2019-05", PartialDate(2019, 5)),
        ("2019-05-12", PartialDate(2019, 5, 12)),
        ("--04-12", PartialDate(None, 4, 12)),
        ("--04", PartialDate(None, 4)),
        ("--02-29", PartialDate(None, 2, 29)),
        ("0988-01-01", PartialDate(988, 1, 1)),
    ],
)
def test_the_canonical_form_is_read_and_written(text: str, partial: PartialDate) -> None:
    assert PartialDate.parse(text) == partial
    assert str(partial) == text


@given(partial_dates())
def test_every_partial_date_survives_its_canonical_form(partial: PartialDate) -> None:
    assert PartialDate.parse(str(partial)) == partial


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-5",
        "2019-05-1",
        "--0412",
        "---12",
        "2019-",
        " 2019",
        "2019\n",
        "٢٠١٩",
        "May 2019",
        "2019-02-29",
        "2019-13",
        "2019-00",
        "2019-01-00",
        "2019-04-31",
        "--02-30",
        "--13",
        "0000",
    ],
)
def test_nothing_but_the_canonical_form_of_a_day_that_exists_is_parsed(text: str) -> None:
    with pytest.raises(BadInput):
        PartialDate.parse(text)


@pytest.mark.parametrize("parts", [(None, None, None), (2019, None, 12), (None, None, 12), (10000, 1, 1)])
def test_parts_that_make_no_date_are_refused(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(BadInput):
        PartialDate(*parts)


def test_partial_dates_sort_by_time_with_those_without_a_year_last() -> None:
    in_order = ["1999-12-31", "2019", "2019-05", "2019-05-12", "2019-06", "2020", "--01", "--01-02", "--04"]
    shuffled = random.Random(7).sample(in_order, len(in_order))
    assert [str(partial) for partial in sorted(map(PartialDate.parse, shuffled))] == in_order


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2019-05-12", date(2019, 5, 12), date(2019, 5, 12)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("--04-12", None, None),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(text: str, first: date | None, last: date | None) -> None:
    partial = PartialDate.parse(text)
    assert (partial.first(), partial.last()) == (first, last)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2019", "2019"),
        ("2019-05", "May 2019"),
        ("2019-09", "Sep 2019"),
        ("2019-05-12", "12 May 2019"),
        ("2026-03-02", "2 Mar 2026"),
        ("--04-12", "12 Apr"),
        ("--04", "April"),
        ("--03-18", "18 Mar"),
        ("2026-03-18", "today"),
        ("2026-03-17", "yesterday"),
        ("2026-03-19", "tomorrow"),
    ],
)
def test_a_partial_date_is_shown_as_people_say_it(text: str, shown: str) -> None:
    assert PartialDate.parse(text).shown(TODAY) == shown


@given(partial_dates(), ANY_TODAY)
def test_what_a_partial_date_is_shown_as_is_read_back(partial: PartialDate, today: date) -> None:
    if partial.year is not None and partial.year < 1000:
        partial = PartialDate(
            partial.year + 1000, partial.month, min(partial.day, 28) if partial.day else None
        )
    assert read_partial(partial.shown(today), today) == str(partial)


@given(partial_dates(), ANY_TODAY)
def test_a_canonical_date_is_read_as_itself(partial: PartialDate, today: date) -> None:
    assert read_partial(str(partial), today) == str(partial)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 18), "today"),
        (date(2026, 3, 17), "1d"),
        (date(2026, 3, 12), "6d"),
        (date(2026, 3, 11), "1w"),
        (date(2026, 3, 5), "1w"),
        (date(2026, 3, 4), "2w"),
        (date(2026, 1, 15), "8w"),
        (date(2026, 1, 14), "2mo"),
        (date(2025, 12, 19), "2mo"),
        (date(2025, 12, 18), "3mo"),
        (date(2025, 3, 19), "11mo"),
        (date(2025, 3, 18), "1y"),
        (date(2024, 3, 19), "1y"),
        (date(2024, 3, 18), "2y"),
        (date(2026, 3, 21), "in 3d"),
        (date(2026, 4, 1), "in 2w"),
        (date(2026, 6, 18), "in 3mo"),
        (date(2027, 1, 17), "in 9mo"),
        (date(2027, 1, 18), "in 1y"),
        (date(2028, 3, 18), "in 2y"),
        (date(9999, 1, 1), "in 99y"),
    ],
)
def test_an_age_is_said_in_its_largest_whole_unit(day: date, said: str) -> None:
    assert age(day, TODAY) == said


def test_a_month_that_began_on_a_day_the_last_month_lacks_is_whole_at_its_end() -> None:
    assert age(date(2025, 11, 30), date(2026, 2, 28)) == "3mo"
    assert age(date(2024, 2, 29), date(2025, 2, 28)) == "1y"


@given(ANY_TODAY, ANY_TODAY)
def test_an_age_fits_its_column(day: date, today: date) -> None:
    said = age(day, today)
    assert len(said) <= (6 if day > today else 5)
    assert not said.startswith(("0", "in 0"))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 18), "today"),
        (date(2026, 3, 17), "yesterday"),
        (date(2026, 3, 16), "Mon"),
        (date(2026, 3, 12), "Thu"),
        (date(2026, 3, 11), "11 Mar"),
        (date(2026, 1, 1), "1 Jan"),
        (date(2025, 12, 31), "31 Dec"),
        (date(2025, 4, 19), "19 Apr"),
        (date(2025, 4, 18), "18 Apr 2025"),
        (date(2024, 5, 14), "14 May 2024"),
        (date(2026, 3, 19), "tomorrow"),
        (date(2026, 3, 20), "Fri 20 Mar"),
        (date(2026, 3, 24), "Tue 24 Mar"),
        (date(2026, 3, 25), "25 Mar"),
        (date(2026, 12, 31), "31 Dec"),
        (date(2027, 2, 17), "17 Feb"),
        (date(2027, 2, 18), "18 Feb 2027"),
    ],
)
def test_a_day_is_spoken_as_people_say_it(day: date, said: str) -> None:
    assert spoken(day, TODAY) == said


@given(st.dates(date(1100, 1, 1), date(2900, 1, 1)), st.integers(-1000, 1000))
def test_a_spoken_day_is_read_back(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert read_day(spoken(day, today), today, past=day <= today) == day


@pytest.mark.parametrize(
    ("partial", "today", "birthday"),
    [
        ("--04-12", TODAY, date(2026, 4, 12)),
        ("1815-12-10", TODAY, date(2026, 12, 10)),
        ("1906-03-18", TODAY, date(2026, 3, 18)),
        ("1906-03-17", TODAY, date(2027, 3, 17)),
        ("--01-01", date(2026, 12, 31), date(2027, 1, 1)),
        ("--02-29", date(2026, 1, 1), date(2026, 2, 28)),
        ("--02-29", date(2027, 12, 1), date(2028, 2, 29)),
        ("--02-29", date(2028, 2, 28), date(2028, 2, 29)),
        ("--02-29", date(2026, 3, 1), date(2027, 2, 28)),
        ("--01-01", date.max, None),
        ("", TODAY, None),
        ("1815", TODAY, None),
        ("1815-12", TODAY, None),
        ("--12", TODAY, None),
        ("10 December", TODAY, None),
    ],
)
def test_the_next_birthday_is_on_or_after_today(partial: str, today: date, birthday: date | None) -> None:
    assert next_birthday(partial, today) == birthday


@pytest.mark.parametrize(
    ("partial", "day", "years"),
    [
        ("1990-03-18", date(2026, 3, 18), 36),
        ("1990-03-18", date(2026, 3, 17), 35),
        ("2024-02-29", date(2025, 2, 28), 1),
        ("2024-02-29", date(2025, 2, 27), 0),
        ("2024-02-29", date(2028, 2, 28), 3),
        ("2026-03-18", date(2026, 3, 17), None),
        ("1990-03", date(2026, 3, 18), None),
        ("--03-18", date(2026, 3, 18), None),
        ("", date(2026, 3, 18), None),
    ],
)
def test_years_are_counted_from_birthday_to_birthday(partial: str, day: date, years: int | None) -> None:
    assert years_on(partial, day) == years


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("", "", ""),
        ("2019", "", "since 2019"),
        ("", "2024-05", "until May 2024"),
        ("2026-05", "2026-05", "May 2026"),
        ("2026-05-13", "2026-05-17", "13–17 May 2026"),
        ("2026-05-29", "2026-06-02", "29 May – 2 Jun 2026"),
        ("2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
        ("2019", "2024-05", "2019 – May 2024"),
    ],
)
def test_a_span_is_said_with_what_both_ends_share_once(first: str, last: str, said: str) -> None:
    assert span_in_words(first, last, TODAY) == said
