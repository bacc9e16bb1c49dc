"""Follow-ups in the card's timeline, and the year above it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact, FollowUp, Interaction
from rolodex.tui.widgets.timeline import day, mixed
from tests.conftest import now
from tests.tui.steering import running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One person with two talks, two follow-ups that are open, and one that is done."""
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        emmy = book.add(Contact(name="Emmy Noether")).id
        book.log([emmy], "walk", on=date(2026, 11, 12))
        book.log([emmy], "letter", on=date(2026, 11, 20))
        done = book.follow_up([emmy], "send the proofs", due=date(2026, 11, 1))
        book.finish([done.id])
        book.follow_up([emmy], "ask about Bonn", due=date(2026, 11, 10))
        book.follow_up([emmy], "meet again", due=date(2026, 12, 4), every="3 months")
    return path


def rows_of(path: Path) -> list[FollowUp]:
    with open_book(path, clock=now) as book:
        return book.follow_ups(book.who("Emmy Noether").id)


async def test_what_is_to_be_done_stands_above_what_happened(path: Path) -> None:
    async with running(path) as app:
        order = ["▲ meet again", "▲ ask about Bonn", "✓ send the proofs", "◇ letter", "◇ walk"]
        places = [app.card.index(part) for part in order]
        assert places == sorted(places)


async def test_entries_are_narrowed_to_follow_ups_like_to_any_kind(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "F")
        assert "Timeline · follow-up 3 of 5" in app.card
        assert "letter" not in app.card


async def test_e_edits_the_follow_up_at_the_cursor(path: Path) -> None:
    async with running(path, size=(120, 50)) as app:
        await app.press("enter", "j", "e")
        await app.type("soon ")
        await app.press("enter")
        assert [row.text for row in rows_of(path) if row.due == "2026-12-04"] == ["meet againsoon"]


async def test_an_overdue_follow_up_keeps_its_day_when_its_text_is_edited(path: Path) -> None:
    async with running(path, size=(120, 50)) as app:
        await app.press("enter", "j", "j", "e")
        await app.type("!")
        await app.press("enter")
        assert [(row.due, row.text) for row in rows_of(path)][1] == ("2026-11-10", "ask about Bonn!")


async def test_d_deletes_the_follow_up_at_the_cursor_and_not_the_person(path: Path) -> None:
    async with running(path, size=(120, 50)) as app:
        await app.press("enter", "j", "D")
        assert [row.text for row in rows_of(path)] == ["send the proofs", "ask about Bonn"]


async def test_x_is_about_the_follow_up_at_the_cursor(path: Path) -> None:
    async with running(path, size=(120, 50)) as app:
        await app.press("enter", "j", "x", "escape")
        done = [row.text for row in rows_of(path) if row.done_on]
        assert done == ["send the proofs", "meet again"]


async def test_the_year_stands_on_the_card_of_who_was_talked_to(path: Path) -> None:
    async with running(path) as app:
        assert "── Talks a week" in app.card
        assert " 8 · · · · · · · · · · · ■" in app.card


async def test_without_a_talk_there_is_no_year(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        book.add(Contact(name="Emmy Noether"))
    async with running(path) as app:
        assert "Talks a week" not in app.card


def test_what_was_done_before_the_oldest_entry_shown_is_left_out() -> None:
    log = [Interaction(on="2026-11-02"), Interaction(on="2026-11-01")]
    rows = [FollowUp(due="2026-10-01", done_on="2026-10-01"), FollowUp(due="2026-10-05")]
    assert [day(entry) for entry in mixed(log, rows, more=True)] == ["2026-10-05", "2026-11-02", "2026-11-01"]
    assert day(mixed(log, rows, more=False)[-1]) == "2026-10-01"
