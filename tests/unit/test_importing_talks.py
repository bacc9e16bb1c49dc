"""Talks that several rows of a file tell of, and rows that make nobody new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.book.bringing import FileImport
from rolodex.book.identity import Known
from rolodex.book.progress import Done
from rolodex.book.reports import FileReport
from rolodex.model import Contact, Handle, Interaction, Reading, Record
from tests.unit.import_runs import everybody, new_book, rows


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def bring_in(book: Book, *records: Record, source: str = "chat") -> FileReport:
    reading = Reading(file="chat.json", format="chat", records=records)
    with book._change("import") as change:
        known = Known(book._connection)
        file = FileImport(book._connection, source, reading, known, book.today, book._now())
        report = file.bring_in("", Done(None, len(records)))
        change.label = "import"
    return report


def told(
    name: str, *entries: Interaction, keys: tuple[str, ...] = (), only_known: bool = False, line: int = 1
) -> Record:
    return Record(
        contact=Contact(name=name),
        line=line,
        keys=keys or (f"name:{name.casefold()}",),
        interactions=entries,
        only_known=only_known,
    )


TALK = Interaction(on="2026-03-02", kind="message", text="engines", source_key="chat:1:2026-03-02")


def test_a_talk_with_several_is_one_with_all_of_them(book: Book) -> None:
    bring_in(book, told("Ada", TALK), told("Grace", TALK), told("Alan"))
    ada, grace, alan = everybody(book)
    [talk] = book.timeline(ada.id)
    assert talk.names == ("Ada", "Grace")
    assert [entry.id for entry in book.timeline(grace.id)] == [talk.id]
    assert book.timeline(alan.id) == []


def test_a_talk_with_several_comes_in_once_and_can_be_undone(book: Book) -> None:
    empty = rows(book.path)
    bring_in(book, told("Ada", TALK), told("Grace", TALK))
    full = rows(book.path)
    bring_in(book, told("Ada", TALK), told("Grace", TALK))
    assert rows(book.path) == full
    book.undo()
    assert rows(book.path) == empty


def test_who_joins_later_is_put_to_the_talk(book: Book) -> None:
    bring_in(book, told("Ada", TALK))
    bring_in(book, told("Ada", TALK), told("Grace", TALK))
    assert [book.timeline(person.id)[0].names for person in everybody(book)] == [("Ada", "Grace")] * 2


def test_a_talk_with_more_people_than_are_written_at_a_time_is_one(book: Book) -> None:
    bring_in(book, *(told(f"Person {number}", TALK, line=number) for number in range(501)))
    first = everybody(book)[0]
    [talk] = book.timeline(first.id)
    assert len(talk.names) == 501


def test_who_is_only_to_be_known_and_is_not_is_counted(book: Book) -> None:
    book.add(Contact(name="Ada"))
    report = bring_in(book, told("Ada", TALK, only_known=True), told("Grace", TALK, only_known=True))
    assert [person.name for person in everybody(book)] == ["Ada"]
    assert book.timeline(everybody(book)[0].id)[0].names == ("Ada",)
    assert (report.changed, report.new, report.unknown) == (1, 0, 1)


def test_one_row_that_makes_somebody_is_enough(book: Book) -> None:
    bring_in(
        book, told("Ada", TALK, keys=("x-id:1",), only_known=True), told("Ada", keys=("x-id:1",), line=2)
    )
    assert [person.name for person in everybody(book)] == ["Ada"]


def test_an_account_is_known_to_every_file_of_its_service(book: Book) -> None:
    bring_in(book, told("Ada", keys=("handle:x:ada", "x-id:7")), source="list")
    number = Record(
        contact=Contact(name="", tags=("x/following",)), line=1, keys=("x-id:7",), only_known=True
    )
    report = bring_in(book, number, source="x-following")
    assert [(person.name, person.tags) for person in everybody(book)] == [("Ada", ("x/following",))]
    assert report.people[0].name == "Ada"


def test_a_name_that_two_friends_have_tells_neither(book: Book) -> None:
    friends = [told("John Smith", keys=(f"facebook:john smith|{second}",), line=second) for second in (1, 2)]
    bring_in(book, *friends, source="facebook-friends")
    chat = told("John Smith", TALK, keys=("facebook:john smith",), only_known=True)
    assert bring_in(book, chat, source="facebook-messages").unknown == 1


def test_a_friend_who_was_given_another_name_is_known_by_the_old_one(book: Book) -> None:
    bring_in(book, told("Countess", keys=("facebook:countess|1",)), source="facebook-friends")
    book.set_values([everybody(book)[0].id], {"name": "Ada Lovelace"})
    bring_in(book, told("Countess", TALK, keys=("facebook:countess",), only_known=True), source="facebook")
    assert [len(book.timeline(person.id)) for person in everybody(book)] == [1]


def test_a_user_name_beside_the_account_is_no_second_person(book: Book) -> None:
    ada = Contact(name="ada", handles=(Handle("x", "ada"),))
    bring_in(book, Record(contact=ada, line=1, keys=("x-id:7", "handle:x:ada")), source="list")
    bring_in(book, Record(contact=ada, line=1, keys=("x-id:7", "handle:x:ada")), source="x-following")
    assert len(everybody(book)) == 1
