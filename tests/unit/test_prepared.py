"""Terms answered from memory find whom the file says, also after the book was changed by anybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Contact, Handle, Labelled
from tests.conftest import now
from tests.unit.rows import some_of_everything

QUERIES = (
    *("#conference", "-#conference", "is:untagged", "has:tag", "is:starred", "is:archived", "-is:archived"),
    *("name:a", "company:eng", "title:chief", "city:lon", "note:math", "met:hall", "via:grace"),
    *("email:home", "phone:44", "handle:in/", "handle:ada", "with:ada", "with:charles", "-with:ada"),
    *("kind:meeting", "kind:email", "-kind:call", "last:never", "last:>90d", "last:<1y", "added:<1d"),
    *("has:note", "has:email", "has:url", "has:interaction", "has:met", "has:birthday", "has:cadence"),
    *('"has my cv":>2020-01-01', "fee:>=10", "fee:<20", "has:fee", "responsive:yes"),
    *('"analytical engines"', '"home.example"', '"in/ada"', '"compilers in the"', '-"lovelace"', '"a"'),
    *("-ada", "-lovelase", "ada or grace", "a or b", "-a", "ada sort:name", "ada compilers sort:-last"),
    *("sort:-name", "sort:last", "sort:-last", "sort:company", "sort:-city", "sort:met", "sort:-added"),
    *(
        "sort:fee",
        "sort:-fee",
        'sort:"has my cv"',
        "sort:due",
        "-is:starred sort:title",
        "company:e last:>1d",
    ),
)


def prepare(book: Book) -> Book:
    while book.index_more() or book.prepare_more():
        pass
    return book


def answers(book: Book) -> dict[str, list[int]]:
    return {text: list(book.search(text, sort="name").ids) for text in QUERIES}


def from_file(path: Path) -> dict[str, list[int]]:
    with open_book(path, clock=now) as other:
        while other.index_more():
            pass
        return answers(other)


def crowd(book: Book, count: int) -> list[int]:
    """People with a company and a note of their own."""
    return [
        book.add(Contact(name=f"Person-{n}", company=f"Firm-{n}", note=f"note-{n}")).id for n in range(count)
    ]


@pytest.fixture
def full(book: Book) -> Book:
    some_of_everything(book)
    return prepare(book)


def test_what_is_held_in_memory_answers_like_the_file(full: Book) -> None:
    assert answers(full) == from_file(full.path)


CHANGES: tuple[Callable[[Book], object], ...] = (
    lambda book: book.edit(
        replace(book.get(1), name="Zoë Zed", company="Ångström", note="", met_on="2025-02")
    ),
    lambda book: book.add(
        Contact(
            name="Emmy Noether", emails=(Labelled("emmy@home.example"),), handles=(Handle("in", "emmy-ada"),)
        )
    ),
    lambda book: book.log([1, 2], "coffee", kind="call", on=date(2026, 11, 19)),
    lambda book: book.star([2]),
    lambda book: book.archive([1]),
    lambda book: book.tag([2], add=["conference/new"], remove=["recruiter"]),
    lambda book: book.delete_tag(book.tags()[0].name),
    lambda book: book.rename_tag(book.tags()[0].name, "renamed"),
    lambda book: book.delete_interaction(book.timeline(1)[0].id),
    lambda book: book.edit_interaction(replace(book.timeline(1)[0], kind="call", on="2020-01-01")),
    lambda book: book.delete_field("fee"),
    lambda book: book.delete([1]),
    lambda book: (book.delete([1]), book.undo()),
    lambda book: book.undo(),
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_in_what_is_held_in_memory(full: Book, change: Callable[[Book], object]) -> None:
    answers(full)
    change(full)
    changed = answers(full)
    assert changed == from_file(full.path)
    assert answers(prepare(full)) == changed


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_another_process_is_seen_too(full: Book, change: Callable[[Book], object]) -> None:
    answers(full)
    with open_book(full.path, clock=now) as other:
        change(other)
    changed = answers(full)
    assert changed == from_file(full.path)
    assert answers(prepare(full)) == changed


def test_texts_of_more_people_than_share_a_block_are_each_their_own(book: Book) -> None:
    crowd(book, 600)
    prepare(book)
    assert book.search("company:firm-599", sort="name").ids == [600]
    assert len(book.search("company:firm", sort="name").ids) == 600
    assert book.search("note:note-300", sort="name").ids == [301]
    assert len(book.search("note:note", sort="name").ids) == 600
    assert len(book.search("sort:-company").ids) == 600


def test_whoever_was_in_a_crowd_was_with_all_others_of_it(book: Book) -> None:
    ids = crowd(book, 20)
    book.log(ids[:15], "a dinner")
    prepare(book)
    assert sorted(book.search("with:person-3", sort="name").ids) == [id for id in ids[:15] if id != ids[3]]
    assert sorted(book.search("with:person-1", sort="name").ids) == ids[:15]


def test_a_book_with_far_apart_ids_is_searched_too(book: Book) -> None:
    crowd(book, 3)
    with closing(sqlite3.connect(book.path)) as connection, connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 5000000000 WHERE name = 'contact'")
    far = book.add(Contact(name="Far Away", company="Firm far"))
    prepare(book)
    assert book.search("company:far", sort="name").ids == [far.id]
    assert book.search("-company:firm-1", sort="name").ids == [far.id, 1, 3]
    assert book.search("far").ids == [far.id]


def test_a_change_while_the_texts_are_being_read_is_seen(full: Book) -> None:
    with open_book(full.path, clock=now) as other:
        other.prepare_more()
        full.edit(replace(full.get(1), company="Renamed Ltd"))
        assert other.search("company:renamed").ids == [1]
        assert prepare(other).search("company:renamed").ids == [1]
