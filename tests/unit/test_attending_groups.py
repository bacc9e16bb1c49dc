"""Event mode and groups: an event becomes a conference, or uses the group that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Contact, Group
from tests.conftest import now

PYCON = "conference/pycon-2026"


@pytest.fixture
def by_hand(tmp_path: Path) -> Iterator[Book]:
    """An empty book in the shell."""
    with open_book(tmp_path / "by_hand.db", clock=now, origin="shell") as book:
        yield book


def test_an_event_becomes_a_conference_with_the_first_person_there(by_hand: Book) -> None:
    by_hand.start_event("PyCon 2026 @Pittsburgh #conference/pycon-2026")
    assert by_hand.groups() == []
    by_hand.add(Contact(name="Ada"))
    (group,) = by_hand.groups()
    assert (group.name, group.kind, group.place, group.tag) == (
        "PyCon 2026",
        "conference",
        "Pittsburgh",
        PYCON,
    )
    assert (group.starts_on, group.ends_on, group.people) == ("2026-11-20", "2026-11-20", 1)
    by_hand.undo()
    assert by_hand.groups() == []


def test_an_event_lasts_until_the_last_day_somebody_was_there(tmp_path: Path) -> None:
    clock = [now()]
    with open_book(tmp_path / "book.db", clock=lambda: clock[0], origin="shell") as book:
        book.start_event("PyCon 2026 #conference/pycon-2026")
        ada = book.add(Contact(name="Ada"))
        clock[0] = clock[0].replace(day=22)
        book.log([ada.id], "compilers")
        (group,) = book.groups()
    assert (group.starts_on, group.ends_on) == ("2026-11-20", "2026-11-22")


def test_an_event_uses_the_group_of_its_name_and_leaves_what_was_written_of_it(by_hand: Book) -> None:
    group = by_hand.add_group(
        Group(name="PyCon 2026", kind="conference", starts_on="2026", place="Pittsburgh", role="speaker")
    )
    event = by_hand.start_event("pycon 2026")
    assert (event.tag, event.place) == (PYCON, "Pittsburgh")
    by_hand.add(Contact(name="Ada"))
    assert by_hand.groups() == [replace(group, people=1)]


def test_a_meetup_that_one_is_at_keeps_its_dates(by_hand: Book) -> None:
    group = by_hand.add_group(Group(name="Rust Oslo", kind="meetup", starts_on="2019"))
    by_hand.start_event("Rust Oslo")
    by_hand.add(Contact(name="Ada"))
    assert by_hand.group("Rust Oslo") == replace(group, people=1)
