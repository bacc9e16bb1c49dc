"""Follow-ups: kept, done, put off, coming again, and undone like every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, NotFound
from rolodex.sentence.by_day import split_day
from tests.unit.rows import dump

TODAY = date(2026, 11, 20)


@pytest.fixture
def ada(book: Book) -> int:
    return book.add(Contact(name="Ada Lovelace")).id


@pytest.fixture
def grace(book: Book) -> int:
    return book.add(Contact(name="Grace Hopper")).id


def test_a_follow_up_is_about_everybody_it_names(book: Book, ada: int, grace: int) -> None:
    row = book.follow_up([ada, grace], "send  CV\n", due=date(2026, 12, 4))
    assert (row.due, row.text, row.names) == ("2026-12-04", "send CV", ("Ada Lovelace", "Grace Hopper"))
    assert book.follow_ups(ada) == book.follow_ups(grace) == [row]


def test_a_contact_says_what_is_due_next(book: Book, ada: int) -> None:
    book.follow_up([ada], "later", due=date(2027, 1, 1))
    book.follow_up([ada], "soon", due=date(2026, 11, 25))
    first = book.follow_up([ada], "done", due=date(2026, 11, 21))
    book.finish([first.id])
    assert (book.get(ada).due, book.get(ada).due_text) == ("2026-11-25", "soon")


def test_a_follow_up_with_nobody_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="Say about whom"):
        book.follow_up([], due=TODAY)


def test_a_follow_up_with_somebody_who_is_gone_is_refused_whole(book: Book, ada: int) -> None:
    with pytest.raises(NotFound):
        book.follow_up([ada, 99], due=TODAY)
    assert book.follow_ups(ada) == []


def test_what_is_done_stays_with_the_day_it_was_done(book: Book, ada: int) -> None:
    row = book.follow_up([ada], "send CV", due=date(2026, 11, 1))
    assert book.finish([row.id]) == []
    assert book.follow_ups(ada) == [replace(row, done_on="2026-11-20")]


def test_what_is_done_can_not_be_done_again(book: Book, ada: int) -> None:
    row = book.follow_up([ada], due=TODAY)
    book.finish([row.id])
    with pytest.raises(NotFound, match="done already"):
        book.finish([row.id])


@pytest.mark.parametrize(
    ("due", "every", "days"),
    [
        (date(2026, 11, 20), "every 3 months", ["2027-02-20", "2027-05-20"]),
        (
            date(2026, 8, 31),
            "monthly",
            ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"],
        ),
        (date(2024, 2, 29), "1y", ["2027-02-28", "2028-02-29"]),
        (date(2026, 11, 1), "2w", ["2026-11-29", "2026-12-13"]),
        (date(2026, 12, 24), "1w", ["2026-12-31", "2027-01-07"]),
    ],
)
def test_the_next_days_are_counted_from_the_first(
    book: Book, ada: int, due: date, every: str, days: list[str]
) -> None:
    row = book.follow_up([ada], "call", due=due, every=every)
    coming = []
    for _ in days:
        (row,) = book.finish([row.id])
        coming.append(row.due)
    assert coming == days


def test_at_the_end_of_the_calendar_nothing_comes_again(book: Book, ada: int) -> None:
    row = book.follow_up([ada], "call", due=date.max, every="1y")
    assert book.finish([row.id]) == []


def test_one_that_is_put_off_comes_again_on_the_days_it_would_have(book: Book, ada: int) -> None:
    row = book.follow_up([ada], due=date(2026, 11, 18), every="1mo")
    book.snooze([row.id], date(2026, 11, 25))
    (after,) = book.finish([row.id])
    assert after.due == "2026-12-18"


def test_a_new_day_begins_the_days_anew(book: Book, ada: int) -> None:
    row = book.follow_up([ada], due=date(2026, 11, 18), every="1mo")
    book.edit_follow_up(replace(row, due="2026-11-25"))
    (after,) = book.finish([row.id])
    assert after.due == "2026-12-25"


@pytest.mark.parametrize("every", ["soon", "0d", "200y", "every", "-3d"])
def test_a_length_that_is_none_is_refused(book: Book, ada: int, every: str) -> None:
    with pytest.raises(BadInput, match="as how often"):
        book.follow_up([ada], due=TODAY, every=every)


def test_an_edit_to_a_day_that_is_none_is_refused(book: Book, ada: int) -> None:
    row = book.follow_up([ada], due=TODAY)
    with pytest.raises(BadInput, match="is not a day"):
        book.edit_follow_up(replace(row, due="2026-02-30"))


def test_several_are_put_off_at_once(book: Book, ada: int, grace: int) -> None:
    rows = [book.follow_up([id], due=TODAY) for id in (ada, grace)]
    assert book.snooze([row.id for row in rows], date(2026, 11, 27)) == 2
    assert {book.get(id).due for id in (ada, grace)} == {"2026-11-27"}


def test_people_who_are_deleted_leave_their_follow_ups(book: Book, ada: int, grace: int) -> None:
    both = book.follow_up([ada, grace], "dinner", due=TODAY)
    book.follow_up([ada], "send CV", due=TODAY)
    before = dump(book.path)
    book.delete([ada])
    assert book.follow_ups(grace) == [replace(both, contacts=(grace,), names=("Grace Hopper",))]
    assert len(dump(book.path)["follow_up"]) == 1
    book.undo()
    assert dump(book.path) == before


def test_everything_about_a_follow_up_can_be_undone_and_redone(book: Book, ada: int) -> None:
    states = [dump(book.path)]
    row = book.follow_up([ada], "call", due=date(2026, 11, 10), every="1mo")
    states.append(dump(book.path))
    book.snooze([row.id], date(2026, 11, 21))
    states.append(dump(book.path))
    (after,) = book.finish([row.id])
    states.append(dump(book.path))
    book.delete_follow_ups([after.id, row.id])
    states.append(dump(book.path))
    for state in reversed(states[:-1]):
        book.undo()
        assert dump(book.path) == state
    for state in states[1:]:
        book.redo()
        assert dump(book.path) == state


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("due:", {"overdue", "today", "week", "month"}),
        ("-due:", {"nothing", "done"}),
        ("due:overdue", {"overdue"}),
        ("due:today", {"today"}),
        ("due:<7d", {"overdue", "today"}),
        ("due:7d", {"overdue", "today", "week"}),
        ("due:<=1w", {"overdue", "today", "week"}),
        ("due:>7d", {"month"}),
        ("due:>=7d", {"week", "month"}),
        ("due:2026-12", {"month"}),
        ("due:<2026-11-20", {"overdue"}),
        ("due:tomorrow..2026-12-31", {"week", "month"}),
        ("has:follow-up -due:today", {"overdue", "week", "month"}),
    ],
)
def test_people_are_found_by_what_is_due(book: Book, asked: str, found: set[str]) -> None:
    days = {"overdue": 19, "today": 20, "week": 27, "month": 31, "done": 20}
    for name, day in days.items():
        id = book.add(Contact(name=name)).id
        row = book.follow_up([id], due=date(2026, 12 if day == 31 else 11, day))
        if name == "done":
            book.finish([row.id])
    book.add(Contact(name="nothing"))
    assert book.search(asked).problems == ()
    assert {person.name for person in book.find(asked)} == found


def test_people_stand_in_the_order_of_what_is_due(book: Book) -> None:
    for name, day in (("c", 30), ("a", 0), ("b", 22)):
        id = book.add(Contact(name=name)).id
        if day:
            book.follow_up([id], due=date(2026, 11, day))
    assert [person.name for person in book.find("sort:due")] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("send CV +2w", "send CV", date(2026, 12, 4)),
        ("send the invoice by fri", "send the invoice", date(2026, 11, 27)),
        ("the slides by +2w", "the slides", date(2026, 12, 4)),
        ("+tomorrow call", "call", date(2026, 11, 21)),
        ("read the book by Ada", "read the book by Ada", None),
        ("stand by yesterday", "stand by yesterday", None),
    ],
)
def test_the_day_at_an_end_of_what_is_to_be_done_is_its_day(text: str, what: str, day: date | None) -> None:
    assert split_day(text, date(2026, 11, 20)) == (what, day)
