"""Favours: asked, asked again, answered, done, reminded of, found, and undone like every change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from rolodex import owing
from rolodex.book import Book, open_book
from rolodex.model import Answers, BadInput, Contact, Favour, NotFound
from rolodex.sentence.favour_line import FavourLine, Way, read_favour
from tests.conftest import NOW
from tests.unit.rows import dump

TODAY = NOW.date()


class _Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, days: int) -> None:
        self.now += timedelta(days)


@pytest.fixture
def clock() -> _Clock:
    """A clock that is put on by hand."""
    return _Clock()


@pytest.fixture
def book(tmp_path: Path, clock: _Clock) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", clock=clock) as book:
        yield book


@pytest.fixture
def ada(book: Book) -> int:
    return book.add(Contact(name="Ada Lovelace")).id


@pytest.fixture
def grace(book: Book) -> int:
    return book.add(Contact(name="Grace Hopper")).id


def keep(book: Book, id: int, line: str) -> Favour:
    """What a line says of somebody."""
    return book.add_favours([id], read_favour(line, book.today))[0]


@pytest.mark.parametrize(
    ("line", "way", "what", "by"),
    [
        ("asked for a reference", "asked them", "a reference", None),
        ("I asked him to look at the CV", "asked them", "look at the CV", None),
        ("a reference", "asked them", "a reference", None),
        ("promised the slides by fri", "promised", "the slides", date(2026, 11, 27)),
        ("I owe her a lunch +2w", "promised", "a lunch", date(2026, 12, 4)),
        ("asked me to review her draft by 12 dec", "asked me", "review her draft", date(2026, 12, 12)),
        ("he asks: a loan", "asked me", "a loan", None),
        ("she promised an introduction", "promised me", "an introduction", None),
        ("owes me a lunch", "promised me", "a lunch", None),
        ("promised Merlin a book by Knuth", "promised", "Merlin a book by Knuth", None),
        ("asked for news by 1 may 2020", "asked them", "news by 1 may 2020", None),
        ("asked", "asked them", "", None),
    ],
)
def test_a_line_says_who_is_to_do_what_by_when(line: str, way: Way, what: str, by: date | None) -> None:
    read = read_favour(line, TODAY)
    assert (read.way, read.what, read.by) == (way, what, by)


def test_the_way_is_the_one_given_where_the_line_does_not_say_it() -> None:
    assert read_favour("the slides", TODAY, "promised").way == "promised"
    assert read_favour("asked for the slides", TODAY, "promised").way == "asked them"


def test_asked_twice_without_an_answer_is_seen_on_the_contact(book: Book, ada: int, clock: _Clock) -> None:
    asked = keep(book, ada, "asked for a reference")
    clock.later(30)
    book.ask_again([asked.id])
    clock.later(65)
    (open_one,) = book.get(ada).favours
    assert owing.state(open_one, book.today) == "asked twice, no answer (3mo)"
    assert (open_one.times, open_one.asked_on, open_one.last_asked_on) == (2, "2026-11-20", "2026-12-20")


def test_a_yes_is_owed_until_it_is_done(book: Book, ada: int, clock: _Clock) -> None:
    asked = keep(book, ada, "asked for a reference")
    clock.later(5)
    book.answer_favours([asked.id], "yes")
    clock.later(9)
    (owed,) = book.get(ada).favours
    assert owing.label(owed) == "Owed"
    assert owing.state(owed, book.today) == "asked, said yes 1w ago"
    book.finish_favours([asked.id])
    assert book.get(ada).favours == ()
    assert owing.state(book.favour(asked.id), book.today) == "they did it today"


def test_a_no_is_kept_and_nothing_more_comes_of_it(book: Book, ada: int) -> None:
    asked = keep(book, ada, "asked for a reference by fri")
    book.answer_favours([asked.id], "no")
    assert book.get(ada).favours == ()
    assert book.follow_ups(ada) == []
    assert owing.state(book.favours(ada)[0], TODAY) == "they said no today"
    with pytest.raises(NotFound, match="refused already"):
        book.ask_again([asked.id])


def test_an_answer_can_be_taken_back(book: Book, ada: int) -> None:
    asked = keep(book, ada, "asked for a reference")
    book.answer_favours([asked.id], "yes")
    assert book.answer_favours([asked.id], "")[0].is_unanswered


def test_a_promise_with_a_day_is_due_on_it(book: Book, ada: int) -> None:
    promise = keep(book, ada, "promised the slides by fri")
    (row,) = book.follow_ups(ada)
    assert (row.text, row.due) == ("the slides", "2026-11-27")
    assert promise.due == "2026-11-27"
    assert owing.state(promise, TODAY) == "promised today, by 27 Nov"


@pytest.mark.parametrize("how", ["the follow-up", "the promise"])
def test_a_promise_and_its_follow_up_are_done_together(book: Book, ada: int, how: str) -> None:
    promise = keep(book, ada, "promised the slides by fri")
    if how == "the promise":
        book.finish_favours([promise.id])
    else:
        book.finish([book.follow_ups(ada)[0].id])
    assert book.favour(promise.id).done_on == book.follow_ups(ada)[0].done_on == "2026-11-20"
    book.undo()
    assert not book.favour(promise.id).done_on and not book.follow_ups(ada)[0].done_on


def test_a_promise_put_off_is_put_off_with_its_follow_up(book: Book, ada: int) -> None:
    promise = keep(book, ada, "promised the slides by fri")
    book.snooze([book.follow_ups(ada)[0].id], date(2026, 12, 4))
    assert book.favour(promise.id).due == "2026-12-04"


def test_asking_again_is_reminded_of_and_done_without_an_answer(book: Book, ada: int) -> None:
    asked = keep(book, ada, "asked for a reference +1w")
    (row,) = book.follow_ups(ada)
    assert row.text == "ask again: a reference"
    book.finish([row.id])
    assert book.favour(asked.id).is_unanswered


def test_a_promise_that_comes_again_stays_open_and_goes_with_the_next_day(book: Book, ada: int) -> None:
    promise = keep(book, ada, "promised the report by fri")
    (row,) = book.follow_ups(ada)
    book.edit_follow_up(replace(row, every="1mo"))
    book.finish([row.id])
    assert book.favour(promise.id).is_open
    assert book.favour(promise.id).due == "2026-12-27"


def test_a_reminder_is_moved_and_not_doubled(book: Book, ada: int) -> None:
    asked = keep(book, ada, "asked for a reference")
    for day in (date(2026, 12, 1), date(2026, 12, 2)):
        book.remind_of_favours([asked.id], day)
    assert [row.due for row in book.follow_ups(ada)] == ["2026-12-02"]


def test_the_same_is_asked_of_several_as_one_change(book: Book, ada: int, grace: int) -> None:
    before = dump(book.path)
    rows = book.add_favours([ada, grace, ada], FavourLine("asked them", "forward my CV", date(2026, 12, 1)))
    assert [row.name for row in rows] == ["Ada Lovelace", "Grace Hopper"]
    assert len(book.follow_ups(ada)) == len(book.follow_ups(grace)) == 1
    assert book.undo().label == "ask 2 people: forward my CV"
    assert dump(book.path) == before


@pytest.mark.parametrize(
    ("what", "on", "why"),
    [(" \n", None, "Say what"), ("a loan", date(2026, 11, 21), "still to come")],
)
def test_nothing_and_a_day_to_come_are_refused(
    book: Book, ada: int, what: str, on: date | None, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        book.add_favours([ada], FavourLine("asked them", what), on=on)
    with pytest.raises(NotFound):
        book.add_favours([ada, 99], FavourLine("asked them", "a loan"))
    assert book.all_favours() == []


def test_who_answers_and_who_does_not_is_counted(book: Book, ada: int, clock: _Clock) -> None:
    rows = [keep(book, ada, f"asked for {what}") for what in ("a", "b", "c")]
    keep(book, ada, "she promised a lunch")
    keep(book, ada, "asked me for d")
    clock.later(3)
    book.answer_favours([rows[0].id], "no")
    clock.later(7)
    book.finish_favours([rows[1].id])
    told = book.get(ada).answers
    assert told == Answers(asked=3, answered=2, days=6)
    assert owing.in_a_line(told) == "2 of 3, mostly in 6 days"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("is:owing", {"I promised", "asked of me"}),
        ("is:owed", {"said yes", "they promised"}),
        ("is:unanswered", {"unanswered"}),
        ("is:never-answered", {"unanswered"}),
        ("-has:favour", {"nothing"}),
        ("favour:SLÍDES", {"I promised", "they promised"}),
        ("has:follow-up", {"asked of me"}),
    ],
)
def test_people_are_found_by_what_is_owed(book: Book, asked: str, found: set[str]) -> None:
    said = {
        "unanswered": "asked for a reference",
        "said yes": "asked for a reference",
        "refused": "asked for a reference",
        "done": "asked for a reference",
        "I promised": "promised the slides",
        "asked of me": "asked me for a loan by fri",
        "they promised": "she promised the slides",
    }
    ids = {name: keep(book, book.add(Contact(name=name)).id, line).id for name, line in said.items()}
    book.add(Contact(name="nothing"))
    book.answer_favours([ids["said yes"]], "yes")
    book.answer_favours([ids["refused"]], "no")
    book.finish_favours([ids["done"]])
    assert book.search(asked).problems == ()
    assert {person.name for person in book.find(asked)} == found


def test_who_leaves_most_unanswered_comes_first(book: Book) -> None:
    for name, asked, answered in (("a", 1, 1), ("b", 2, 1), ("c", 1, 0), ("d", 3, 0), ("e", 0, 0)):
        id = book.add(Contact(name=name)).id
        rows = [keep(book, id, f"asked for {n}").id for n in range(asked)]
        if answered:
            book.answer_favours(rows[:answered], "yes")
    assert [person.name for person in book.find("sort:answers")] == ["d", "c", "b", "a", "e"]
    assert [person.name for person in book.find("sort:-answers")] == ["a", "b", "c", "d", "e"]


def test_everything_about_a_favour_can_be_undone_and_redone(book: Book, ada: int) -> None:
    states = [dump(book.path)]

    def done() -> None:
        states.append(dump(book.path))

    asked = keep(book, ada, "asked for a reference by fri")
    done()
    book.ask_again([asked.id])
    done()
    book.remind_of_favours([asked.id], date(2026, 12, 1))
    done()
    book.answer_favours([asked.id], "yes")
    done()
    book.finish_favours([asked.id])
    done()
    book.delete_favours([asked.id])
    done()
    for state in reversed(states[:-1]):
        book.undo()
        assert dump(book.path) == state
    for state in states[1:]:
        book.redo()
        assert dump(book.path) == state


def test_people_who_are_deleted_take_their_favours_along(book: Book, ada: int) -> None:
    keep(book, ada, "promised the slides by fri")
    before = dump(book.path)
    book.delete([ada])
    assert not dump(book.path)["favour"] and not dump(book.path)["follow_up"]
    book.undo()
    assert dump(book.path) == before


def test_a_merged_person_has_the_favours_of_both(book: Book, ada: int, grace: int) -> None:
    keep(book, ada, "asked for a reference")
    keep(book, grace, "promised the slides by fri")
    merged = book.merge(ada, [grace])
    assert [favour.what for favour in merged.favours] == ["a reference", "the slides"]
    assert merged.favours[1].due == "2026-11-27"


def test_the_history_of_a_person_tells_of_their_favours(book: Book, ada: int) -> None:
    asked = keep(book, ada, "asked for a reference")
    book.ask_again([asked.id])
    newest = book.history_of(ada)[0]
    assert (newest.what, newest.after) == ("favour", "asked of them 2 times: a reference")


def test_archived_people_are_not_among_what_is_open(book: Book, ada: int) -> None:
    keep(book, ada, "asked for a reference")
    book.archive([ada])
    assert book.open_favours() == []


def test_an_older_book_is_given_what_new_ones_have_for_recruiters_when_asked(book: Book) -> None:
    for name in ("CV version", "checked the firm"):
        book.delete_field(name)
    for category in book.categories()[3:]:
        book.delete_category(category.id)
    assert book.add_for_recruiters() == [
        *("CV version", "checked the firm"),
        *("Recruiters/Old CV", "Recruiters/Never answered"),
    ]
    assert "CV version" in book.categories()[0].fields
    assert book.add_for_recruiters() == []
