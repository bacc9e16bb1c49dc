"""Reviews: who is asked about, in which order, when again; and a round of them taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, Round, open_book
from rolodex.model import BadInput, Contact, NotFound
from rolodex.spacing import Answer
from tests.conftest import NOW
from tests.unit.rows import dump


def add(book: Book, name: str, *talks: str, met: str = "") -> int:
    """Somebody with whom one talked on those days."""
    id = book.add(Contact(name=name, met_on=met)).id
    for day in talks:
        book.log([id], on=date.fromisoformat(day))
    return id


def asked(book: Book, limit: int = 20, query: str = "") -> list[str]:
    """Whom a review asks about, by name."""
    return [person.name for person in book.contacts(book.review_queue(limit, query))]


def test_whom_one_talked_to_longest_ago_is_asked_about_first(book: Book) -> None:
    add(book, "Ada", "2026-03-01")
    add(book, "Grace", "2024-03-01")
    add(book, "Emmy", "2025-03-01", "2023-01-01")
    assert asked(book) == ["Grace", "Emmy", "Ada"]


def test_whom_one_never_talked_to_counts_from_when_one_met_them(book: Book) -> None:
    add(book, "Ada", "2025-03-01")
    add(book, "Grace", met="2025-02")
    add(book, "Emmy", met="2026")
    add(book, "Nobody knows")
    add(book, "One April", met="--04-12")
    assert asked(book) == ["Nobody knows", "One April", "Grace", "Ada", "Emmy"]


def test_among_equals_whom_one_talked_to_least_is_first_then_who_was_added_first(book: Book) -> None:
    add(book, "Often", "2025-03-01", "2025-02-01")
    add(book, "Once", "2025-03-01")
    add(book, "Once, later", "2025-03-01")
    assert asked(book) == ["Once", "Once, later", "Often"]


@pytest.mark.parametrize(("day", "left_out"), [("2026-10-21", True), ("2026-10-20", False)])
def test_whom_one_talked_to_or_met_within_thirty_days_is_left_out(
    book: Book, day: str, left_out: bool
) -> None:
    add(book, "Ada", day)
    add(book, "Grace", met=day)
    assert asked(book) == ([] if left_out else ["Grace", "Ada"])


def test_a_note_is_no_talk(book: Book) -> None:
    ada = add(book, "Ada")
    book.log([ada], "seen on a poster", kind="note")
    assert asked(book) == ["Ada"]


def test_archived_people_are_left_out(book: Book) -> None:
    book.archive([add(book, "Ada")])
    assert asked(book) == []


def test_a_query_and_a_limit_narrow_it(book: Book) -> None:
    ids = [add(book, name) for name in ("Ada", "Grace", "Emmy")]
    book.tag(ids[1:], add=["navy"])
    assert asked(book, query="#navy") == ["Grace", "Emmy"]
    assert asked(book, query="emmy") == ["Emmy"]
    assert asked(book, limit=1, query="#navy") == ["Grace"]


def test_a_mistaken_query_asks_about_nobody(book: Book) -> None:
    add(book, "Ada")
    with pytest.raises(BadInput):
        book.review_queue(query="last:soon")


@pytest.mark.parametrize(
    ("answers", "again"),
    [
        (["knew it"], "2026-12-20"),
        (["vaguely"], "2026-11-27"),
        (["no idea"], "2026-11-27"),
        (["knew it", "knew it", "knew it", "knew it", "knew it"], "2027-11-20"),
        (["knew it", "knew it", "vaguely"], "2026-12-20"),
        (["knew it", "knew it", "no idea"], "2026-11-27"),
    ],
)
def test_answers_say_when_to_ask_again(book: Book, answers: list[Answer], again: str) -> None:
    ada = add(book, "Ada")
    assert [book.reviewed(ada, answer) for answer in answers][-1] == date.fromisoformat(again)
    assert asked(book) == []


def test_whose_day_has_come_goes_before_those_never_asked_about(tmp_path: Path, book: Book) -> None:
    ada, emmy = add(book, "Ada", "2020-01-01"), add(book, "Emmy", "2021-01-01")
    add(book, "Grace", "2019-01-01")
    book.reviewed(ada, "knew it")
    book.reviewed(emmy, "vaguely")
    with open_book(book.path, clock=lambda: NOW.replace(month=12, day=19)) as earlier:
        assert asked(earlier) == ["Emmy", "Grace"]
    with open_book(book.path, clock=lambda: NOW.replace(month=12, day=20)) as later:
        assert asked(later) == ["Emmy", "Ada", "Grace"]


def test_an_answer_that_is_none_is_refused(book: Book) -> None:
    ada = add(book, "Ada")
    with pytest.raises(BadInput, match="knew it, vaguely, no idea"):
        book.reviewed(ada, "perhaps")  # type: ignore[arg-type]
    assert asked(book) == ["Ada"]


def test_a_review_of_somebody_who_is_gone_is_refused(book: Book) -> None:
    with pytest.raises(NotFound):
        book.reviewed(99, "knew it")


def test_people_who_are_deleted_take_their_reviews_along_and_bring_them_back(book: Book) -> None:
    ada = add(book, "Ada")
    book.reviewed(ada, "knew it")
    before = dump(book.path)
    book.delete([ada])
    assert dump(book.path)["review"] == []
    book.undo()
    assert dump(book.path) == before


def test_a_review_stands_in_the_history_of_the_person(book: Book) -> None:
    ada = add(book, "Ada")
    book.reviewed(ada, "vaguely")
    edit = book.history_of(ada)[0]
    assert (edit.change.label, edit.what, edit.after) == ("review Ada: vaguely", "next review", "2026-11-27")


def test_a_round_is_taken_back_answer_by_answer_with_what_followed(book: Book) -> None:
    for name in ("Ada", "Grace", "Emmy"):
        add(book, name)
    states = [dump(book.path)]
    round = Round(book.review_queue())
    round.answer(book, "knew it")
    states.append(dump(book.path))
    round.answer(book, "no idea")
    assert round.follow_up(book) == date(2026, 11, 27)
    states.append(dump(book.path))
    round.answer(book, "no idea")
    round.archive(book)
    assert round.id is None
    assert round.summary() == "Reviewed 3 people: 1 knew it, 2 no idea, 1 followed up, 1 archived."
    for state in reversed(states):
        round.take_back(book)
        assert dump(book.path) == state
    assert round.summary() == "Nobody was reviewed."
    assert [person.name for person in book.contacts([round.id or 0])] == ["Ada"]


def test_to_archive_who_is_archived_already_is_nothing_to_take_back(book: Book) -> None:
    ada = add(book, "Ada")
    round = Round([ada])
    round.answer(book, "no idea")
    book.archive([ada])
    round.archive(book)
    assert round.done[-1].changes == 1


def test_a_round_goes_on_without_somebody_who_is_left_out(book: Book) -> None:
    ids = [add(book, name) for name in ("Ada", "Grace")]
    round = Round(book.review_queue())
    round.leave_out()
    round.answer(book, "knew it")
    assert round.queue == ids[1:]
    assert round.id is None


def test_who_is_back_from_the_archive_keeps_their_day(book: Book) -> None:
    ada = add(book, "Ada")
    book.reviewed(ada, "knew it")
    book.archive([ada])
    book.archive([ada], on=False)
    assert asked(book) == []
    book.edit(replace(book.get(ada), name="Ada Lovelace"))
    assert asked(book) == []
