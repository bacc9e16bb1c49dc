"""The app stays up and true: long lists, locked books, pasted texts, broken settings."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from textual import events

from rolodex.book import open_book
from rolodex.model import Contact
from rolodex.tui.places import digits
from rolodex.tui.settings import Settings, load, save
from tests.conftest import now
from tests.tui.steering import running


async def test_a_long_list_is_whole_after_going_to_its_end_and_back(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    sheet = tmp_path / "many.csv"
    sheet.write_text("name\n" + "".join(f"Person {number:05}\n" for number in range(4000)))
    with open_book(path, clock=now) as book:
        book.import_([sheet])
    async with running(path) as app:
        for _ in range(45):
            await app.pilot.press("pagedown", "pagedown", "pagedown")
        await app.press("G", "g")
        rows = app.text().splitlines()[4:34]
        assert all("Person 000" in row for row in rows[:25])


async def test_a_book_locked_by_another_program_is_told_and_nothing_ends(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    async with running(path) as app:
        await app.app.store.call(lambda book: book._connection.execute("PRAGMA busy_timeout = 10"))
        other.execute("BEGIN IMMEDIATE")
        await app.press("slash")
        await app.type("ada")
        await app.press("enter", "S")
        await app.until(lambda: "again" in app.text())
        other.execute("ROLLBACK")
        await app.press("S")
        await app.until(lambda: "Starred Ada Lovelace" in app.text())
    other.close()


async def test_what_is_pasted_into_the_search_is_text(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        app.main.line.post_message(events.Paste("\x1b]0;owned\x07ada"))
        await app.settled()
        assert "\x1b" not in app.main.line.value and "\x1b" not in app.text()


async def test_broken_settings_are_told_and_never_written_over(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"keys": {"star": "x"},}')
    async with running(path, settings=settings) as app:
        await app.until(lambda: "settings are left alone" in " ".join(app.text().split()))
        await app.press("T")
        await app.type("rolodex-light")
        await app.press("enter")
    assert settings.read_text() == '{"keys": {"star": "x"},}'


async def test_what_else_stands_in_the_settings_is_kept(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"note": "mine", "theme": "nord"}')
    save(settings, Settings("gruvbox", {}, load(settings).others))
    assert '"note": "mine"' in settings.read_text()


async def test_the_footer_shows_a_key_of_ones_own(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    save(settings, Settings(keys={"log": "m"}))
    async with running(path, settings=settings) as app:
        assert "m log" in app.text().splitlines()[-1]


async def test_a_new_category_asks_for_what_is_shown(path: Path) -> None:
    async with running(path) as app:
        with open_book(path, clock=now) as book:
            recruiters = next(one for one in book.categories() if one.name == "Recruiters")
            book.save_category(replace(recruiters, query="#recruiter or #group"))
            book.add(Contact(name="Somebody"))
        await app.until(lambda: digits(app.main.sidebar.places)["5"].query == "#recruiter or #group")
        await app.press("5", "slash")
        await app.type("company:navy")
        await app.press("enter", "C")
        assert "(#recruiter or #group) company:navy" in app.text()


async def test_the_panes_keep_their_height_after_a_form(path: Path) -> None:
    async with running(path) as app:
        before = app.main.people.size, app.main.sidebar.size
        await app.press("a", "escape", "l", "escape")
        await app.pilot.resize_terminal(130, 40)
        await app.pilot.resize_terminal(120, 36)
        await app.settled()
        assert (app.main.people.size, app.main.sidebar.size) == before
