"""The agenda: what is due in which group, birthdays on their days, and people filtered by a query."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.book.agenda import open_agenda
from rolodex.columns import due
from rolodex.model import Category, Contact
from tests.conftest import NOW

FRIDAY = NOW.date()


def told(book: Book) -> list[tuple[str, str, str]]:
    """Group, name and text of each line."""
    return [(line.group, book.get(line.contacts[0]).name, line.words) for line in book.agenda()]


def on(day: date, path: Path) -> Book:
    """A book on another day."""
    return open_book(path, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=NOW.tzinfo))


@pytest.mark.parametrize(
    ("days", "group"),
    [(-400, "Overdue"), (-1, "Overdue"), (0, "Today"), (1, "This week"), (6, "This week"), (7, "Later")],
)
def test_a_follow_up_is_in_the_group_of_its_day_and_the_week_begins_tomorrow(
    book: Book, days: int, group: str
) -> None:
    id = book.add(Contact(name="Ada")).id
    book.follow_up([id], "send CV", due=FRIDAY + timedelta(days))
    assert told(book) == [(group, "Ada", "send CV")]


def test_groups_come_in_order_and_days_in_order_in_them(book: Book) -> None:
    id = book.add(Contact(name="Ada", cadence="30d")).id
    book.log([id], on=FRIDAY - timedelta(31))
    for days in (20, -2, 9, 0, -5):
        book.follow_up([id], str(days), due=FRIDAY + timedelta(days))
    assert [line[2] for line in told(book)] == ["-5", "-2", "0", "9", "20", "talk, every 30d"]


def test_what_is_done_is_gone(book: Book) -> None:
    id = book.add(Contact(name="Ada")).id
    book.finish([book.follow_up([id], due=FRIDAY).id])
    assert told(book) == []


def test_archived_people_are_left_out_unless_somebody_else_is_meant_too(book: Book) -> None:
    ada, grace = (book.add(Contact(name=name, birthday="--11-20")).id for name in ("Ada", "Grace"))
    book.follow_up([ada], "alone", due=FRIDAY)
    book.follow_up([ada, grace], "both", due=FRIDAY)
    book.archive([ada])
    assert {text for _, _, text in told(book)} == {"both", "birthday"}


def test_a_line_of_the_agenda_stands_for_somebody_who_is_not_archived(book: Book) -> None:
    ada, grace = (book.add(Contact(name=name)).id for name in ("Ada", "Grace"))
    book.follow_up([ada, grace], "both", due=FRIDAY)
    book.archive([ada])
    assert book.agenda_found().ids == [grace]


def test_one_that_comes_again_says_so(book: Book) -> None:
    id = book.add(Contact(name="Ada")).id
    book.follow_up([id], "call", due=FRIDAY, every="monthly")
    assert told(book) == [("Today", "Ada", "call ↻ 1mo")]


@pytest.mark.parametrize(
    ("birthday", "today", "line"),
    [
        ("1985-12-01", date(2026, 11, 20), ("Later", "birthday, 41 years")),
        ("--12-01", date(2026, 11, 20), ("Later", "birthday")),
        ("1985-12-04", date(2026, 11, 20), ("Later", "birthday, 41 years")),
        ("1985-12-05", date(2026, 11, 20), None),
        ("1985-11-19", date(2026, 11, 20), None),
        ("1985-12", date(2026, 11, 20), None),
        ("1985", date(2026, 11, 20), None),
        ("2000-02-29", date(2027, 2, 28), ("Today", "birthday, 27 years")),
        ("2000-02-29", date(2028, 2, 28), ("This week", "birthday, 28 years")),
        ("--02-29", date(2027, 2, 20), ("Later", "birthday")),
        ("1985-01-02", date(2026, 12, 31), ("This week", "birthday, 42 years")),
    ],
)
def test_birthdays_are_told_two_weeks_ahead(
    tmp_path: Path, birthday: str, today: date, line: tuple[str, str] | None
) -> None:
    with on(today, tmp_path / "book.db") as book:
        book.add(Contact(name="Ada", birthday=birthday))
        assert [(group, text) for group, _, text in told(book)] == ([line] if line else [])


def test_a_date_field_called_anniversary_is_told_as_birthdays_are(book: Book) -> None:
    book.add_field("Wedding anniversary", "date")
    book.add_field("has CV since", "date")
    book.add(Contact(name="Ada", fields={"Wedding anniversary": "2016-11-21", "has CV since": "2016-11-21"}))
    assert told(book) == [("This week", "Ada", "Wedding anniversary, 10 years")]


def test_a_birthday_that_another_program_wrote_wrongly_hides_no_other(book: Book) -> None:
    book.add(Contact(name="Ada", birthday="--11-20"))
    id = book.add(Contact(name="Grace")).id
    book._connection.execute("UPDATE contact SET birthday = '20.11.1990' WHERE id = ?", (id,))
    assert told(book) == [("Today", "Ada", "birthday")]


def test_a_query_leaves_those_whom_it_fits(book: Book) -> None:
    ada, grace, emmy = (book.add(Contact(name=name)).id for name in ("Ada", "Grace", "Emmy"))
    book.follow_up([ada, grace], "both", due=FRIDAY)
    book.follow_up([emmy], "other", due=FRIDAY)
    while book.index_more():
        pass
    found = book.agenda_found("grace")
    assert [line.text for line in found.agenda] == ["both"]
    assert [(heading.text, heading.count) for heading in found.headings] == [("Today", 1)]


def test_the_agenda_has_a_heading_above_each_group(book: Book) -> None:
    id = book.add(Contact(name="Ada")).id
    for days in (-1, -1, 5):
        book.follow_up([id], due=FRIDAY + timedelta(days))
    found = book.agenda_found()
    assert found.ids == [id] * 3
    assert [(h.position, h.text, h.count) for h in found.headings] == [(0, "Overdue", 2), (2, "This week", 1)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-21, "3w late"),
        (-1, "1d late"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "Mon"),
        (6, "Thu"),
        (7, "in 1w"),
        (-400, "1y late"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, said: str) -> None:
    assert due(FRIDAY + timedelta(days), FRIDAY) == said


@pytest.mark.parametrize(
    "query",
    [
        "#recruiter",
        "#recruiter -company:acme",
        "last:>90d or is:starred",
        "is:archived",
        "is:losing-touch",
        "recruter",
        '"chief recruiter"',
        "",
    ],
)
def test_the_agenda_alone_is_that_of_the_whole_book(book: Book, query: str) -> None:
    people = (
        Contact(name="Ada", tags=("recruiter",), company="Acme"),
        Contact(name="Grace", tags=("recruiter/tech",), starred=True),
        Contact(name="Alan", note="chief recruiter", company="Acme"),
        Contact(name="Carl", tags=("recruiter",), cadence="never"),
        Contact(name="Emmy", tags=("recruiter",)),
    )
    *_, emmy = book.add_all(people)
    book.archive([emmy.id])
    book.save_category(Category(name="Asked", query=query, cadence="30d"))
    later = NOW + timedelta(100)
    with open_book(book.path, clock=lambda: later) as whole:
        said = whole.agenda()
    with closing(open_agenda(book.path, clock=lambda: later)) as alone:
        assert alone.agenda() == said
        assert said or query in ("is:archived", "is:losing-touch")
