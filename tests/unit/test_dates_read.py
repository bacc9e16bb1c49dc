"""What partial dates, spans and lengths are read from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.dates import PartialDate, read_day, read_length, read_partial, read_span
from rolodex.model import BadInput

TODAY = date(2026, 3, 18)
"""A Wednesday."""
ANY_TODAY = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), TODAY])

# What days are said with, and what gets in the way.
PIECES = [
    piece
    for line in (
        "last this next on the in ago from now of today yesterday week months",
        "a two 3 12 12th 31 29 2w d years feb mar. may tue friday pm",
        "2024 1900 0000 9999 '19 99999999999 12.3. 3/12 2024-02-30 20240101 10:30",
        "+ - -- / . , : ½ ٣ ß İ \ud800 \0",
    )
    for piece in line.split()
]
SAID = st.lists(st.sampled_from(PIECES), max_size=7)
ANY_TEXT = st.text() | SAID.map(" ".join) | SAID.map("".join)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        (" \t", ""),
        # as partial as given
        ("2019", "2019"),
        ("May 2019", "2019-05"),
        ("may, 2019", "2019-05"),
        ("2019-05", "2019-05"),
        ("05/2019", "2019-05"),
        ("5.2019", "2019-05"),
        ("May", "--05"),
        ("--04", "--04"),
        ("12 April", "--04-12"),
        ("April 12", "--04-12"),
        ("12th of April", "--04-12"),
        ("12.04.", "--04-12"),
        ("12. 4.", "--04-12"),
        ("--0412", "--04-12"),
        ("--04-12", "--04-12"),
        ("29 Feb", "--02-29"),
        # whole days
        ("12 May 2019", "2019-05-12"),
        ("May 12, 2019", "2019-05-12"),
        ("May 12 2019", "2019-05-12"),
        ("12May2019", "2019-05-12"),
        ("12-May-2019", "2019-05-12"),
        ("7-Feb-22", "2022-02-07"),
        ("07 Jun 2026", "2026-06-07"),
        ("2019-05-12", "2019-05-12"),
        ("2019-5-2", "2019-05-02"),
        ("2019/05/12", "2019-05-12"),
        ("20190512", "2019-05-12"),
        ("2019 May 12", "2019-05-12"),
        ("Sunday, 12 May 2019", "2019-05-12"),
        # other languages
        ("12. Mai 2019", "2019-05-12"),
        ("3. März", "--03-03"),
        ("3. Ma\u0308rz", "--03-03"),
        ("1er août 2019", "2019-08-01"),
        ("12 de mayo de 2019", "2019-05-12"),
        # with a time of day
        ("2/7/22, 3:04 PM", "2022-02-07"),
        ("1/29/26, 2:37\u202fPM", "2026-01-29"),
        ("2022/06/20 13:05:02 UTC", "2022-06-20"),
        ("2019-05-12T10:00:00Z", "2019-05-12"),
        ("2019-05-12 10:00:00.123 +02:00", "2019-05-12"),
        ("19531015T231000Z", "1953-10-15"),
        ("Tue Mar 03 05:13:34 UTC 2026", "2026-03-03"),
        ("14. Nov. 2023, 22:13", "2023-11-14"),
        # which number is the day
        ("12/05/2019", "2019-12-05"),
        ("13/05/2019", "2019-05-13"),
        ("05/13/2019", "2019-05-13"),
        ("12.05.2019", "2019-05-12"),
        ("12-05-2019", "2019-05-12"),
        ("05.13.2019", "2019-05-13"),
        ("3/12", "--03-12"),
        # a spreadsheet's "Mar 2019"
        ("Mar-19", "2019-03"),
        ("19-Mar", "--03-19"),
        ("May '19", "2019-05"),
        # years of two digits, today being in 2026
        ("1.2.31", "2031-02-01"),
        ("1.2.32", "1932-02-01"),
        ("1.2.00", "2000-02-01"),
        # words
        ("yesterday", "2026-03-17"),
        ("the 12th", "2026-03-12"),
        ("last month", "2026-02"),
        ("this year", "2026"),
        ("two months ago", "2026-01"),
        ("2 years ago", "2024"),
        ("a week ago", "2026-03-11"),
    ],
)
def test_a_written_date_stays_as_partial_as_it_is(text: str, canonical: str) -> None:
    assert read_partial(text, TODAY) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "last summer",
        "soon",
        "12",
        "201",
        "13.13.",
        "13/13/2019",
        "0/0/00",
        "30 Feb",
        "29 Feb 2019",
        "31.4.2019",
        "32 May",
        "13/2019",
        "00/2019",
        "0000",
        "this week",
        "spring 2019",
        "the 32nd",
        "12 foo 2019",
        "2019-05-12x",
        "99999999999 months ago",
        "9000 years ago",
        "Monday, 12 May 2019",
        "x" * 10_000,
        "12 May " + "," * 10_000,
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_partial(text, TODAY)


def test_a_refused_date_is_quoted_on_one_short_line() -> None:
    with pytest.raises(
        BadInput, match=r"^Can't read “last summer a+…” as a date: write 2019, May 2019, .*\.$"
    ):
        read_partial("last\nsummer " + "a" * 50, TODAY)


def test_a_weekday_that_contradicts_its_date_is_named() -> None:
    with pytest.raises(BadInput, match="12 May 2019 is a Sunday, not a Monday"):
        read_partial("Mon, 12 May 2019", TODAY)


@given(ANY_TEXT, ANY_TODAY)
def test_any_text_is_a_partial_date_or_refused(text: str, today: date) -> None:
    try:
        found = read_partial(text, today)
    except BadInput:
        return
    assert not found or str(PartialDate.parse(found)) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026-03-12", date(2026, 3, 12), date(2026, 3, 12)),
        ("yesterday", date(2026, 3, 17), date(2026, 3, 17)),
        ("last week", date(2026, 3, 9), date(2026, 3, 15)),
        ("this week", date(2026, 3, 16), date(2026, 3, 22)),
        ("last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("march", date(2026, 3, 1), date(2026, 3, 31)),
        ("april", date(2025, 4, 1), date(2025, 4, 30)),
        ("feb", date(2026, 2, 1), date(2026, 2, 28)),
        ("19 mar", date(2025, 3, 19), date(2025, 3, 19)),
    ],
)
def test_a_span_holds_the_days_its_date_may_mean(text: str, first: date, last: date) -> None:
    assert read_span(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["", "  ", "soon", "2026-13", "2026-02-30", "90000d"])
def test_what_spans_no_days_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_span(text, date(99, 1, 1))


@given(ANY_TEXT, ANY_TODAY)
def test_any_text_is_a_span_or_refused(text: str, today: date) -> None:
    try:
        first, last = read_span(text, today)
    except BadInput:
        return
    assert first <= last


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("90d", 90),
        ("2w", 14),
        ("3mo", 90),
        ("3m", 90),
        ("1y", 365),
        ("90 days", 90),
        (" 2  Weeks", 14),
        ("a month", 30),
        ("two weeks", 14),
        ("0d", 0),
        ("1000y", 365_000),
    ],
)
def test_a_length_is_read_in_days(text: str, days: int) -> None:
    assert read_length(text) == days


@pytest.mark.parametrize(
    "text", ["", "90", "d", "-3d", "1.5y", "3 moons", "ad", "1001y", "9" * 5000 + "d", "2w 3d"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_length(text)


@given(ANY_TEXT)
def test_any_text_is_a_length_or_refused(text: str) -> None:
    try:
        assert read_length(text) >= 0
    except BadInput as refused:
        str(refused).encode()


@given(ANY_TEXT, ANY_TODAY, st.booleans())
def test_any_text_is_a_day_or_refused(text: str, today: date, past: bool) -> None:
    try:
        assert isinstance(read_day(text, today, past=past), date)
    except BadInput as refused:
        str(refused).encode()
