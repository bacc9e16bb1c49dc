"""Follow-ups and keeping in touch, in the app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from rolodex.book import Book, open_book
from rolodex.model import FollowUp
from tests.conftest import now
from tests.tui.steering import running

Answer = TypeVar("Answer")


def of(path: Path, ask: Callable[[Book], Answer]) -> Answer:
    with open_book(path, clock=now) as book:
        return ask(book)


def follow_ups(path: Path, name: str) -> list[FollowUp]:
    return of(path, lambda book: book.follow_ups(book.who(name).id))


async def test_a_follow_up_costs_one_key_and_its_text(path: Path) -> None:
    async with running(path) as app:
        await app.press("f")
        await app.type("send CV")
        await app.press("enter")
        (row,) = follow_ups(path, app.name)
    assert (row.text, row.due) == ("send CV", "2026-11-27")


async def test_what_is_typed_takes_the_place_of_what_was_restored(path: Path) -> None:
    async with running(path) as app:
        id = of(path, lambda book: book.who(app.name).id)
        of(path, lambda book: book.keep_draft(f"follow up {id}", {"text": "call"}))
        await app.press("f")
        assert "type to replace it" in app.text()
        await app.type("call")
        await app.press("enter")
        (row,) = follow_ups(path, app.name)
    assert row.text == "call"


async def test_when_it_is_due_is_read_as_days_to_come(path: Path) -> None:
    async with running(path) as app:
        await app.press("f", "tab")
        await app.type("fri")
        assert "Fri 27 Nov 2026, in 1w" in app.text()
        await app.press("enter")
        (row,) = follow_ups(path, app.name)
    assert row.due == "2026-11-27"


async def test_it_can_be_about_everybody_who_is_marked(path: Path) -> None:
    async with running(path) as app:
        await app.press("space", "space", "f")
        assert "about 2 people" in app.text()
        await app.type("dinner")
        await app.press("enter", "2")
        assert "dinner +1" in app.text()


async def test_all_who_are_due_can_be_marked_birthdays_too(path: Path) -> None:
    of(path, lambda book: book.set_values([book.who("Zuse").id], {"birthday": "22 November"}))
    async with running(path) as app:
        await app.press("f", "enter", "2", "asterisk")
        assert len(app.main.marks) == 2


async def test_a_day_that_can_not_be_read_is_told_and_nothing_is_kept(path: Path) -> None:
    async with running(path) as app:
        await app.press("f", "tab")
        await app.type("someday")
        await app.press("enter")
        assert "Can't read" in app.text()
        await app.press("escape")
        assert follow_ups(path, app.name) == []


async def test_the_due_view_groups_what_is_due(path: Path) -> None:
    of(path, lambda book: book.follow_up([book.who("ada").id], "send CV", due=date(2026, 11, 10)))
    of(path, lambda book: book.follow_up([book.who("grace").id], "call", due=date(2026, 11, 21)))
    async with running(path) as app:
        await app.press("2")
        lines = app.text().splitlines()
        assert "1 due" in lines[0]
        text = app.text()
        assert text.index("Overdue") < text.index("send CV") < text.index("This week") < text.index("call")
        assert "1w late" in text and "tomorrow" in text


async def test_an_empty_due_view_says_what_to_press(path: Path) -> None:
    async with running(path) as app:
        await app.press("2")
        assert "Press f on a person" in app.text()


async def test_done_takes_it_off_and_offers_to_log_it(path: Path) -> None:
    of(path, lambda book: book.follow_up([book.who("ada").id], "send CV", due=date(2026, 11, 10)))
    async with running(path) as app:
        await app.press("2", "x")
        assert follow_ups(path, "ada")[0].done_on == "2026-11-20"
        await app.press("enter")
    assert of(path, lambda book: book.timeline(book.who("ada").id)[0].text) == "send CV"


async def test_done_without_logging_is_one_escape(path: Path) -> None:
    of(path, lambda book: book.follow_up([book.who("ada").id], "send CV", due=date(2026, 11, 10)))
    before = of(path, lambda book: book.timeline(book.who("ada").id))
    async with running(path) as app:
        await app.press("2", "x", "escape")
        assert follow_ups(path, "ada")[0].done_on
        assert of(path, lambda book: book.timeline(book.who("ada").id)) == before
        await app.press("u")
        assert not follow_ups(path, "ada")[0].done_on


async def test_snooze_puts_off_the_line_at_the_cursor_and_no_other(path: Path) -> None:
    for day in (10, 11):
        of(path, lambda book, day=day: book.follow_up([1], str(day), due=date(2026, 11, day)))  # type: ignore[misc]
    async with running(path) as app:
        await app.press("2", "j", "z")
        await app.type("+1mo")
        await app.press("enter")
    assert sorted(row.due for row in of(path, lambda book: book.follow_ups(1))) == [
        "2026-11-10",
        "2026-12-20",
    ]


async def test_an_overdue_talk_is_put_off_without_pretending_one(path: Path) -> None:
    of(path, lambda book: book.set_cadence([book.who("ada").id], "1d"))
    before = of(path, lambda book: book.who("ada").last_interaction)
    async with running(path) as app:
        await app.press("2")
        assert "Losing touch" in app.text()
        await app.press("z", "enter")
        ada = of(path, lambda book: book.who("ada"))
    assert (ada.snoozed_until, ada.last_interaction) == ("2026-11-27", before)


async def test_how_often_to_be_in_touch_is_one_key_and_its_text(path: Path) -> None:
    async with running(path) as app:
        await app.press("K")
        await app.type("quarterly")
        await app.press("enter")
        name = app.name
    assert of(path, lambda book: book.who(name).cadence) == "3mo"


async def test_a_tag_in_the_sidebar_has_its_own_cadence(path: Path) -> None:
    async with running(path) as app:
        sidebar = app.main.sidebar
        sidebar.focus()
        sidebar.cursor = next(
            n for n, row in enumerate(sidebar._rows) if row.place and row.place.key == "recruiter"
        )
        await app.press("K")
        await app.type("90d")
        await app.press("enter")
    tags = of(path, lambda book: {tag.name: tag.cadence for tag in book.tags()})
    assert tags["recruiter"] == "90d"


async def test_the_agenda_keeps_the_cursor_on_its_row_when_a_person_is_there_twice(path: Path) -> None:
    for day in (10, 11, 12):
        of(path, lambda book, day=day: book.follow_up([1], str(day), due=date(2026, 11, day)))  # type: ignore[misc]
    async with running(path) as app:
        await app.press("2", "j", "j")
        row = app.main.people.cursor
        app.main.refresh_book()
        await app.settled()
        assert app.main.people.cursor == row


async def test_on_a_narrow_terminal_the_footer_keeps_the_keys_that_lead_to_all_others(path: Path) -> None:
    of(path, lambda book: book.follow_up([1], "send CV", due=date(2026, 11, 10)))
    async with running(path, size=(80, 24)) as app:
        await app.press("2")
        footer = app.text().splitlines()[-1]
        assert "x done" in footer and ": command" in footer and "? help" in footer


async def test_the_card_says_how_late_something_is(path: Path) -> None:
    of(path, lambda book: book.follow_up([1], "send CV", due=date(2026, 11, 13)))
    async with running(path) as app:
        await app.press("2")
        assert "▲ 1w late  send CV" in app.card


async def test_of_marked_people_each_is_put_off_whatever_is_due_with_them(path: Path) -> None:
    # the follow-up is about as many people as are marked, but not about the same
    of(path, lambda book: book.follow_up([1, 3], "dinner", due=date(2026, 11, 10)))
    of(path, lambda book: book.set_cadence([2], "1d"))
    async with running(path) as app:
        app.main.marks = {1: None, 2: None}
        await app.settled()
        await app.press("z", "enter")
    assert of(path, lambda book: book.follow_ups(1)[0].due) == "2026-11-27"
    assert of(path, lambda book: book.get(2).snoozed_until) == "2026-11-27"
