"""The log: interactions with one or many people, their timelines, and the last day of contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rolodex.book import Book
from rolodex.model import INTERACTION_KINDS, BadInput, Contact, NotFound
from tests.unit.hostile import HOSTILE


@pytest.fixture
def ids(book: Book) -> list[int]:
    """Ada, Grace and Emmy."""
    return [book.add(Contact(name=name)).id for name in ("Ada", "Grace", "Emmy")]


def test_what_is_logged_is_read_back(book: Book, ids: list[int]) -> None:
    entry = book.log(
        ids[:2], " coffee\r\nand cake ", on=date(2026, 3, 12), kind=" Coffee ", tags=["#Cake", "tea time"]
    )
    assert (entry.text, entry.on, entry.kind) == ("coffee\nand cake", "2026-03-12", "coffee")
    assert (entry.names, entry.contacts, entry.tags) == (
        ("Ada", "Grace"),
        tuple(ids[:2]),
        ("Cake", "tea-time"),
    )
    assert book.timeline(ids[1]) == [entry]
    assert book.timeline(ids[2]) == []


def test_an_interaction_is_of_today_unless_a_day_is_given(book: Book, ids: list[int]) -> None:
    assert book.log(ids).on == "2026-11-20"


def test_the_tags_of_an_interaction_are_not_tags_of_the_people(book: Book, ids: list[int]) -> None:
    book.log(ids, tags=["tea"])
    assert book.tags_of(ids) == {}


def test_a_timeline_is_newest_first(book: Book, ids: list[int]) -> None:
    for text, day in (("first", 2), ("third", 9), ("second", 2)):
        book.log(ids[:1], text, on=date(2026, 3, day))
    assert [entry.text for entry in book.timeline(ids[0])] == ["third", "second", "first"]
    assert [entry.text for entry in book.timeline(ids[0], limit=1)] == ["third"]


def test_the_last_interaction_is_the_newest_talk(book: Book, ids: list[int]) -> None:
    book.log(ids[:1], on=date(2026, 3, 2))
    book.log(ids[:1], on=date(2026, 3, 1), kind="call")
    book.log(ids[:1], on=date(2026, 3, 3), kind="note")
    book.log(ids[:1], on=date(2026, 3, 4), kind="job change")
    ada = book.get(ids[0])
    assert (ada.last_interaction, ada.interactions) == ("2026-03-02", 2)


def test_an_edited_interaction_moves_the_last_day_of_everybody_concerned(book: Book, ids: list[int]) -> None:
    entry = book.log(ids[:2], "tea", on=date(2026, 3, 2))
    edited = book.edit_interaction(replace(entry, on="2026-04-01", contacts=(ids[1], ids[2])))
    assert edited.names == ("Grace", "Emmy")
    assert [book.get(id).last_interaction for id in ids] == ["", "2026-04-01", "2026-04-01"]


def test_a_deleted_interaction_leaves_the_people(book: Book, ids: list[int]) -> None:
    entry = book.log(ids)
    book.delete_interaction(entry.id)
    assert [(person.interactions, person.last_interaction) for person in book.contacts(ids)] == [(0, "")] * 3
    with pytest.raises(NotFound, match="no longer in the log"):
        book.delete_interaction(entry.id)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"contacts": ()}, "Say with whom"),
        ({"kind": " "}, "A kind is a short word"),
        ({"kind": "k" * 41}, "A kind is a short word"),
        ({"on": "yesterday"}, "“yesterday” is not a day"),
        ({"on": "2026-02-30"}, "“2026-02-30” is not a day"),
        ({"tags": ("#",)}, "is not a tag"),
    ],
)
def test_a_mistaken_interaction_is_refused_and_nothing_is_changed(
    book: Book, ids: list[int], values: dict[str, Any], words: str
) -> None:
    entry = book.log(ids, "tea")
    number = len(book.history())
    with pytest.raises(BadInput, match=words):
        book.edit_interaction(replace(entry, **values))
    assert book.timeline(ids[0]) == [entry]
    assert len(book.history()) == number


def test_logging_needs_somebody(book: Book) -> None:
    with pytest.raises(BadInput, match="Say with whom"):
        book.log([])


def test_logging_with_somebody_who_is_gone_is_refused(book: Book, ids: list[int]) -> None:
    book.delete(ids[:1])
    with pytest.raises(NotFound, match="no longer in the book"):
        book.log(ids)
    assert book.timeline(ids[1]) == []


def test_an_interaction_with_one_person_twice_is_with_one(book: Book, ids: list[int]) -> None:
    assert book.log([ids[0], ids[0]]).names == ("Ada",)


def test_kinds_in_use_come_first_and_then_those_that_every_book_knows(book: Book, ids: list[int]) -> None:
    for kind in ("call", "dinner", "dinner"):
        book.log(ids, kind=kind)
    rest = [kind for kind in INTERACTION_KINDS if kind != "call"]
    assert book.kinds() == ["dinner", "call", *rest]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_the_log_is_kept_and_found_again(book: Book, ids: list[int], text: str) -> None:
    entry = book.log(ids[:1], f"{text} zebra")
    assert book.timeline(ids[0]) == [entry]
    assert [person.name for person in book.find("zebra")] == ["Ada"]
    book.undo()
    assert book.find("zebra") == []
