"""The days of the log are those of the person's own zone, over changes of the clock and at its edges too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rolodex.book import open_book
from rolodex.model import Contact

OSLO, AUCKLAND, HONOLULU = ZoneInfo("Europe/Oslo"), ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")


@pytest.mark.parametrize(
    ("utc", "zone", "line", "day"),
    [
        # the night in which Oslo's clock goes forward, before and after
        (datetime(2026, 3, 28, 22, 59), OSLO, "coffee with ada", "2026-03-28"),
        (datetime(2026, 3, 28, 23, 1), OSLO, "coffee with ada", "2026-03-29"),
        (datetime(2026, 3, 29, 21, 59), OSLO, "coffee with ada", "2026-03-29"),
        (datetime(2026, 3, 29, 22, 1), OSLO, "coffee with ada yesterday", "2026-03-29"),
        # the day of 25 hours
        (datetime(2026, 10, 25, 0, 30), OSLO, "coffee with ada", "2026-10-25"),
        (datetime(2026, 10, 25, 1, 30), OSLO, "coffee with ada yesterday", "2026-10-24"),
        (datetime(2026, 10, 25, 22, 30), OSLO, "coffee with ada", "2026-10-25"),
        (datetime(2026, 10, 25, 23, 30), OSLO, "coffee with ada last night", "2026-10-25"),
        # new year at both ends of the world
        (datetime(2026, 12, 31, 11, 30), AUCKLAND, "coffee with ada", "2027-01-01"),
        (datetime(2026, 12, 31, 11, 30), HONOLULU, "coffee with ada", "2026-12-31"),
        (datetime(2027, 1, 1, 9, 30), HONOLULU, "coffee with ada yesterday", "2026-12-30"),
        # Monday there is Sunday here
        (datetime(2026, 11, 22, 12, 30), AUCKLAND, "coffee with ada on sunday", "2026-11-22"),
        (datetime(2026, 11, 22, 12, 30), HONOLULU, "coffee with ada on sunday", "2026-11-22"),
    ],
)
def test_a_day_in_words_is_told_from_the_day_it_is_there(
    tmp_path: Path, utc: datetime, zone: ZoneInfo, line: str, day: str
) -> None:
    with open_book(tmp_path / "book.db", clock=lambda: utc.replace(tzinfo=UTC).astimezone(zone)) as book:
        book.add(Contact(name="Ada Lovelace"))
        told = book.log_line(line)
        assert told.entry is not None
        assert told.entry.on == day


def test_a_follow_up_counts_days_and_not_hours_over_a_change_of_the_clock(tmp_path: Path) -> None:
    late = datetime(2026, 10, 24, 21, 59, tzinfo=UTC).astimezone(OSLO)
    with open_book(tmp_path / "book.db", clock=lambda: late) as book:
        book.add(Contact(name="Ada Lovelace"))
        told = book.log_line("coffee with ada +1d send CV")
        assert told.follow_up is not None
        assert told.follow_up.due == "2026-10-25"
