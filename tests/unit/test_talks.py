"""How many talks there were when: by month for lists, by day for the year of a card."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex import dates
from rolodex.book import Book
from rolodex.columns import sparkline
from rolodex.model import Contact


@pytest.fixture
def ada(book: Book) -> int:
    return book.add(Contact(name="Ada Lovelace")).id


def months_of(book: Book, id: int) -> tuple[int, ...]:
    (person,) = book.with_months(book.contacts([id]))
    return person.months


def test_the_last_twelve_months_end_with_this_one() -> None:
    months = dates.last_months(date(2026, 11, 20))
    assert (months[0], months[-1], len(months)) == (date(2025, 12, 1), date(2026, 11, 1), 12)


def test_the_first_year_of_the_calendar_has_fewer() -> None:
    assert dates.last_months(date(1, 3, 1)) == [date(1, 1, 1), date(1, 2, 1), date(1, 3, 1)]


def test_talks_are_counted_by_month_and_the_oldest_month_is_whole(book: Book, ada: int) -> None:
    for day in (date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 1), date(2026, 11, 20)):
        book.log([ada], on=day)
    assert months_of(book, ada) == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)


@pytest.mark.parametrize("kind", ["note", "job change"])
def test_what_is_no_talk_is_not_counted(book: Book, ada: int, kind: str) -> None:
    book.log([ada], kind=kind)
    assert not any(months_of(book, ada))
    assert book.talks_of_a_year(ada) == {}


def test_what_is_still_ahead_is_not_counted(book: Book, ada: int) -> None:
    book.log([ada], on=date(2026, 11, 21))
    assert not any(months_of(book, ada))


def test_a_contact_of_whom_nobody_asked_has_no_months(book: Book, ada: int) -> None:
    book.log([ada])
    assert book.get(ada).months == ()


def test_talks_of_a_year_are_counted_by_day(book: Book, ada: int) -> None:
    for _ in range(2):
        book.log([ada], on=date(2026, 3, 4))
    book.log([ada], on=date(2025, 11, 30))
    assert book.talks_of_a_year(ada) == {date(2026, 3, 4): 2}


def test_a_bar_is_as_high_for_everybody_with_as_many_talks() -> None:
    assert sparkline((0, 1, 2, 3, 4, 5, 90, 0, 0, 0, 0, 1)) == "▁▃▄▆▆██▁▁▁▁▃"


def test_a_year_without_talks_is_blank() -> None:
    assert sparkline((0,) * 12) == sparkline(()) == ""
