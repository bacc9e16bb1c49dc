"""Dates as files write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.formats.days import is_no_date, order_in, read_day, time_in
from rolodex.formats.fieldtypes import typed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Nov 2018", "2018-11-05"),
        ("7-Feb-22", "2022-02-07"),
        ("29 February 2020", "2020-02-29"),
        ("2026-03-02 18:22:01 UTC", "2026-03-02"),
        ("2022/06/20 13:05:02 UTC", "2022-06-20"),
        ("2019-05-12T10:30:00+02:00", "2019-05-12"),
        ("12/31/1999", "1999-12-31"),
        ("31/12/1999", "1999-12-31"),
        ("4/4/2019", "2019-04-04"),
        ("9.3.1970", "1970-03-09"),
        ("24.12.", "--12-24"),
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("May 2019", "2019-05"),
        ("Dec 10, 1815", "1815-12-10"),
        ("Dec 10", "--12-10"),
        ("10 December", "--12-10"),
        ("--02-29", "--02-29"),
        (" --03-07", "--03-07"),
        ("18151210", "1815-12-10"),
        ("1/29/85", "1985-01-29"),
    ],
)
def test_a_date_is_read(text: str, day: str) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "May",
        "4/12/2019",
        "31 Feb 2020",
        "--02-30",
        "2019-13",
        "29 Feb 2019",
        "12 Mär 2020",
        "2019-05-12 or so",
        "0/0/00",
        "१२/१३/२०१९",
    ],
)
def test_what_is_no_one_day_is_not_read(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_two_numbers_are_read_in_the_order_of_their_column() -> None:
    assert read_day("4/12/2019", TODAY, order_in(["4/12/2019", "13/1/2020"])) == "2019-12-04"
    assert read_day("4/12/2019", TODAY, order_in(["4/12/2019", "1/13/2020"])) == "2019-04-12"


def test_a_column_that_disagrees_has_no_order() -> None:
    assert order_in(["13/1/2020", "1/13/2020"]) == ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        *(("2019-05-12 00:00:00", ""), ("2/28/18, 12:00 AM", ""), ("2/28/18, 12:00 PM", "12:00 PM")),
        *(("2019-05-12T14:30:00Z", "14:30:00Z"), ("2019-05-12", "")),
    ],
)
def test_midnight_is_no_time(text: str, time: str) -> None:
    assert time_in(text) == time


def test_outlooks_empty_date_is_known() -> None:
    assert is_no_date("0/0/00")
    assert not is_no_date("10/10/00")


@given(st.dates())
def test_every_iso_day_comes_back(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day.isoformat()


@given(st.text())
def test_any_text_is_a_day_or_is_not(text: str) -> None:
    day = read_day(text, TODAY)
    assert day is None or day.replace("-", "").isdigit()


@pytest.mark.parametrize(
    ("values", "type_", "kept"),
    [
        (["yes", "No", "x", "TRUE"], "yesno", ["yes", "no", "yes", "yes"]),
        (["20", "17.50", "-3"], "number", ["20", "17.5", "-3"]),
        (["2019", "2020"], "number", ["2019", "2020"]),
        (["0123", "50667"], "text", ["0123", "50667"]),
        (["1234567890123456789"], "text", ["1234567890123456789"]),
        (["1000000000000000", "3"], "number", ["1000000000000000", "3"]),
        (["20 %"], "text", ["20 %"]),
        (["12 Mar 2026", "2019-05"], "date", ["2026-03-12", "2019-05"]),
        (["4/13/2019", "4/12/2019"], "date", ["2019-04-13", "2019-04-12"]),
        (["4/11/2019", "4/12/2019"], "text", ["4/11/2019", "4/12/2019"]),
        (["2019-05-12 10:30"], "date", ["2019-05-12"]),
        (["2019-05-12", "soon"], "text", ["2019-05-12", "soon"]),
        (["https://a.example/x", "HTTP://b.example"], "url", ["https://a.example/x", "HTTP://b.example"]),
        (["https://a.example and more"], "text", ["https://a.example and more"]),
    ],
)
def test_a_column_has_the_narrowest_type_that_fits_all_its_values(
    values: list[str], type_: str, kept: list[str]
) -> None:
    assert typed(values, TODAY)[:2] == (type_, kept)
