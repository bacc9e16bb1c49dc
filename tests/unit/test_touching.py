"""Cadences: who is to be talked to again, by which day, and what puts the day off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Category, Contact, NotFound
from tests.conftest import NOW

LOST = "is:losing-touch"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", clock=clock) as book:
        yield book


def talked(book: Book, name: str, days_ago: int, **values: object) -> int:
    """Somebody to whom one talked so many days ago."""
    id = book.add(Contact(name=name, **values)).id  # type: ignore[arg-type]
    book.log([id], on=NOW.date() - timedelta(days_ago))
    return id


def lost(book: Book) -> list[str]:
    return [person.name for person in book.find(LOST)]


def test_touch_is_lost_on_the_day_the_cadence_names(book: Book) -> None:
    talked(book, "Ada", 90, cadence="90d")
    talked(book, "Grace", 89, cadence="90d")
    talked(book, "Charles", 900)
    assert lost(book) == ["Ada"]


def test_months_are_those_of_the_calendar(book: Book) -> None:
    id = book.add(Contact(name="Ada", cadence="every 3 months")).id
    book.log([id], on=date(2026, 11, 30) - timedelta(92))
    assert book.touch_by()[id] == date(2026, 11, 30)


def test_whom_one_never_talked_to_counts_from_when_they_were_added(book: Book, clock: Clock) -> None:
    book.add(Contact(name="Ada", cadence="90d"))
    assert lost(book) == []
    clock.now += timedelta(90)
    assert lost(book) == ["Ada"]


def test_a_logged_talk_starts_the_cadence_again_and_a_note_does_not(book: Book) -> None:
    id = talked(book, "Ada", 100, cadence="90d")
    book.log([id], "thought of her", kind="note")
    assert lost(book) == ["Ada"]
    book.log([id], kind="email")
    assert lost(book) == []


def test_a_snooze_puts_the_day_off_and_is_no_talk(book: Book, clock: Clock) -> None:
    id = talked(book, "Ada", 100, cadence="90d")
    book.snooze_touch([id], NOW.date() + timedelta(7))
    assert lost(book) == []
    assert book.get(id).last_interaction == "2026-08-12"
    clock.now += timedelta(7)
    assert lost(book) == ["Ada"]


def test_a_persons_own_cadence_goes_before_that_of_a_tag(book: Book) -> None:
    talked(book, "Ada", 100, tags=("recruiter",), cadence="1y")
    talked(book, "Grace", 100, tags=("recruiter",))
    book.set_tag_cadence("recruiter", "90d")
    assert lost(book) == ["Grace"]


def test_a_tag_goes_before_a_category(book: Book) -> None:
    talked(book, "Ada", 100, tags=("recruiter",), company="Acme")
    talked(book, "Grace", 100, company="Acme")
    book.set_tag_cadence("recruiter", "1y")
    book.save_category(Category(name="Acme", query="company:acme", cadence="90d"))
    assert lost(book) == ["Grace"]


def test_the_deepest_tag_goes_before_those_above_it(book: Book) -> None:
    talked(book, "Ada", 100, tags=("conference/pycon",))
    talked(book, "Grace", 100, tags=("conference/fosdem",))
    book.set_tag_cadence("conference", "90d")
    book.set_tag_cadence("conference/pycon", "1y")
    assert lost(book) == ["Grace"]


def test_of_tags_and_of_categories_the_shortest_cadence_wins(book: Book) -> None:
    talked(book, "Ada", 40, tags=("a", "b"))
    book.set_tag_cadence("a", "30d")
    book.set_tag_cadence("b", "1y")
    talked(book, "Grace", 40, company="Acme", city="Berlin")
    book.save_category(Category(name="1", query="company:acme", cadence="30d"))
    book.save_category(Category(name="2", query="city:berlin", cadence="1y"))
    assert lost(book) == ["Ada", "Grace"]


def test_a_category_of_words_has_a_cadence_too(book: Book) -> None:
    talked(book, "Ada", 100, note="knows compilers")
    book.save_category(Category(name="Compilers", query="compilers", cadence="90d"))
    assert lost(book) == ["Ada"]


def test_a_category_of_those_whom_touch_is_lost_with_does_not_ask_itself(book: Book) -> None:
    talked(book, "Ada", 100, cadence="90d")
    book.save_category(Category(name="Lost", query=LOST, cadence="1d"))
    assert lost(book) == ["Ada"]


def test_such_a_category_leaves_the_answer_true_whatever_asked_for_it_first(book: Book) -> None:
    ada = talked(book, "Ada", 100, cadence="90d")
    book.save_category(Category(name="Lost", query=LOST, cadence="1d"))
    book.search("")
    assert list(book.touch_by()) == [ada]
    assert book.search(LOST).ids == [ada]


def test_the_cadence_of_a_category_of_words_is_known_before_anybody_searched(
    book: Book, clock: Clock
) -> None:
    ada = talked(book, "Ada", 100, note="knows compilers")
    book.save_category(Category(name="Compilers", query="compilers", cadence="90d"))
    with open_book(book.path, clock=clock) as opened_later:
        assert opened_later.cadence_of(ada) == "90d"


def test_archived_people_are_not_missed(book: Book) -> None:
    id = talked(book, "Ada", 100, cadence="90d")
    book.archive([id])
    assert book.touch_by() == {}


def test_the_day_after_another_answer_is_given(book: Book, clock: Clock) -> None:
    talked(book, "Ada", 89, cadence="90d")
    assert lost(book) == []
    clock.now += timedelta(1)
    assert lost(book) == ["Ada"]


def test_cadences_are_set_on_several_and_taken_away_again(book: Book) -> None:
    ids = [talked(book, name, 100) for name in ("Ada", "Grace")]
    assert book.set_cadence(ids, "quarterly") == 2
    assert lost(book) == ["Ada", "Grace"]
    assert book.set_cadence(ids[:1], "") == 1
    assert lost(book) == ["Grace"]
    book.undo()
    book.undo()
    assert [person.cadence for person in book.contacts(ids)] == ["", ""]


def test_a_renamed_tag_keeps_its_cadence_where_it_meets_another(book: Book) -> None:
    talked(book, "Ada", 100, tags=("head-hunter",))
    talked(book, "Grace", 100, tags=("recruiter",))
    book.set_tag_cadence("head-hunter", "90d")
    book.rename_tag("head-hunter", "recruiter")
    assert lost(book) == ["Ada", "Grace"]
    assert [(tag.name, tag.cadence) for tag in book.tags()] == [("recruiter", "90d")]


def test_a_cadence_of_a_tag_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(NotFound):
        book.set_tag_cadence("nobody", "90d")


def test_a_contact_with_a_cadence_that_is_none_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="as how often"):
        book.add(Contact(name="Ada", cadence="often"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("90d", "90d"),
        ("every 3 months", "3mo"),
        ("Every two weeks", "2w"),
        ("each year", "1y"),
        ("every month", "1mo"),
        ("weekly", "1w"),
        ("quarterly", "3mo"),
        ("", ""),
    ],
)
def test_cadences_are_kept_in_one_form(book: Book, written: str, kept: str) -> None:
    assert book.add(Contact(name="Ada", cadence=written)).cadence == kept


def test_somebody_can_be_left_in_peace_whatever_their_tags_ask_for(book: Book) -> None:
    ada = talked(book, "Ada", 100, tags=("recruiter",))
    talked(book, "Grace", 100, tags=("recruiter",))
    book.set_tag_cadence("recruiter", "90d")
    book.set_cadence([ada], "never")
    assert lost(book) == ["Grace"]
    book.set_cadence([ada], "")
    assert lost(book) == ["Ada", "Grace"]


def test_lists_show_the_cadence_that_wins(book: Book) -> None:
    ada = talked(book, "Ada", 100, tags=("recruiter",))
    book.set_tag_cadence("recruiter", "90d")
    book.count(LOST)
    (shown,) = book.with_cadences(book.contacts([ada]))
    assert shown.cadence == "90d"
    assert book.get(ada).cadence == ""


def test_a_follow_up_that_never_comes_again_is_no_length(book: Book) -> None:
    ada = talked(book, "Ada", 1)
    with pytest.raises(BadInput, match="as how often"):
        book.follow_up([ada], due=NOW.date(), every="never")


def test_what_is_due_is_put_off_for_each_as_a_follow_up_or_as_a_talk_in_one_change(book: Book) -> None:
    ada, grace = talked(book, "Ada", 100, cadence="90d"), talked(book, "Grace", 100, cadence="90d")
    book.follow_up([ada], "send CV", due=NOW.date())
    book.follow_up([ada], "call", due=NOW.date() + timedelta(3))
    until = NOW.date() + timedelta(7)
    assert book.put_off([ada, grace], until) == (1, 1)
    assert lost(book) == ["Ada"]
    assert [row.due for row in book.follow_ups(ada)] == ["2026-11-23", "2026-11-27"]
    assert [person.snoozed_until for person in book.contacts([ada, grace])] == ["", "2026-11-27"]
    book.undo()
    assert book.get(ada).due == "2026-11-20"
    assert book.get(grace).snoozed_until == ""


def test_where_nothing_is_due_nothing_is_put_off(book: Book) -> None:
    with pytest.raises(NotFound, match="no follow-up"):
        book.put_off([talked(book, "Ada", 1)], NOW.date())
