"""Logging many interactions at once: one change, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Contact, Interaction, NotFound


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return open_book(tmp_path / "book.db")


def test_many_interactions_are_one_change(book: Book) -> None:
    ada, grace = book.add(Contact(name="Ada Lovelace")), book.add(Contact(name="Grace Hopper"))
    entries = [
        Interaction(on="2026-05-14", text="hallway", contacts=(ada.id,)),
        Interaction(on="2026-05-15", kind="call", contacts=(ada.id, grace.id)),
    ]
    assert book.log_many(entries) == 2
    assert book.history(1)[0].label == "log 2 interactions"
    assert [entry.on for entry in book.timeline(ada.id)] == ["2026-05-15", "2026-05-14"]
    book.undo()
    assert book.timeline(ada.id) == []


def test_none_is_logged_when_one_is_with_nobody(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace"))
    with pytest.raises(BadInput):
        book.log_many([Interaction(on="2026-05-14", contacts=(ada.id,)), Interaction(on="2026-05-14")])
    assert book.timeline(ada.id) == []


def test_none_is_logged_when_somebody_is_gone(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace"))
    with pytest.raises(NotFound):
        book.log_many([Interaction(on="2026-05-14", contacts=(ada.id, ada.id + 1))])
    assert book.timeline(ada.id) == []
