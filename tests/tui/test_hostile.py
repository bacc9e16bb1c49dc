"""Texts from outside on every screen: they are shown as text, and nothing crashes, hides or acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Category, Contact, Handle, Labelled
from rolodex.text import shown
from rolodex.tui.places import VIEWS
from tests.conftest import now
from tests.tui.steering import harmless, running
from tests.unit.hostile import HOSTILE

MARKUP = HOSTILE["markup"]


def fill(book: Book, text: str) -> None:
    """A person of whom everything is hostile, with a log, a field and a category of the kind."""
    book.add_field(text[:60] or "x", "text")
    person = book.add(
        Contact(
            name=text,
            nickname=text,
            company=text,
            title=text,
            city=text,
            emails=(Labelled(text, text),),
            handles=(Handle(text, text),),
            tags=("recruiter", "conference", *_tag(text)),
            met_how=text,
            met_where=text,
            met_via=text,
            note=text,
            fields={book.fields()[-1].name: text},
        )
    )
    book.log([person.id], text, kind=text[:30])
    book.save_category(
        Category(name=text[:200], query="", columns=("how", "tags", "last"), group_by=("where",))
    )


def _tag(text: str) -> tuple[str, ...]:
    return (text[:300],) if any(character.isalnum() for character in text) else ()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A book of such people, one for each text."""
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        for text in HOSTILE.values():
            try:
                fill(book, text)
            except BadInput:
                # a few are no name of anything: refused with a sentence, which is tested elsewhere
                book.add(Contact(name="Ada", note=text))
    return path


async def test_the_views_show_it_as_text(hostile: Path) -> None:
    async with running(hostile) as app:
        for number in range(len(app.main.sidebar.places)):
            app.main.go(app.main.sidebar.places[number])
            await app.settled()
            assert harmless(app.text())
            assert app.main.people.count() or number < len(VIEWS) + 5


async def test_the_card_and_the_dialogs_of_each_show_it_as_text(hostile: Path) -> None:
    async with running(hostile) as app:
        for row in range(app.main.people.count()):
            app.main.people.cursor = row
            await app.settled()
            assert harmless(app.text())
            # that these show hostile texts of every kind is tested dialog by dialog: here a few will do
            for key in ("e", "l", "t", "h") if row % 7 == 0 else ():
                await app.pilot.press(key)
                await app.settled()
                assert len(app.app.screen_stack) == 3
                assert harmless(app.text())
                await app.press("escape")
        assert app.app.return_code is None


async def test_the_other_screens_show_it_as_text(hostile: Path) -> None:
    async with running(hostile) as app:
        for key in ("H", "C", "i", "question_mark", "colon"):
            await app.press(key)
            assert harmless(app.text())
            await app.press("escape")
        await app.press("asterisk")
        for key in ("t", "l", "D"):
            await app.press(key)
            assert len(app.app.screen_stack) == 3
            assert harmless(app.text())
            await app.press("escape")


async def test_its_tags_and_categories_are_text_where_they_are_changed(hostile: Path) -> None:
    async with running(hostile, size=(120, 120)) as app:
        sidebar = app.main.sidebar
        sidebar.focus()
        places = [n for n, row in enumerate(sidebar._rows) if row.place and row.place.kind != "view"]
        for number in places[::7]:
            sidebar.cursor = number
            place = sidebar.place
            assert place is not None
            for key in ("R", "D") if place.kind == "tag" else ("c", "D"):
                await app.pilot.press(key)
                await app.settled()
                assert len(app.app.screen_stack) == 3
                assert harmless(app.text())
                await app.press("escape")
                await app.settled()


async def test_every_name_and_what_is_first_of_it_is_seen(hostile: Path) -> None:
    async with running(hostile, size=(120, 60)) as app:
        lines = app.text().splitlines()
        for contact in app.main.people._contacts.values():
            assert any(shown(contact.name)[:10].rstrip() in line[26:60] for line in lines), contact.name[:40]


async def test_a_name_of_markup_is_seen_whole_and_found(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        fill(book, MARKUP)
    async with running(path, size=(200, 60)) as app:
        assert MARKUP in app.text()
        await app.press("colon")
        await app.type("home")
        await app.until(lambda: app.text().count(MARKUP) > 0)
        await app.press("escape", "slash")
        await app.type("[home]")
        assert app.name == MARKUP
        await app.press("enter", "D")
        await app.until(lambda: f"Deleted {MARKUP}" in app.text())
