"""The lists of changes: of the whole book, and of one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from rolodex.book import Book
from rolodex.model import Contact
from rolodex.tui.dialogs.history import ContactHistory, HistoryScreen
from rolodex.tui.store import Store
from tests.conftest import NOW
from tests.tui.dialog_host import Shown, shown
from tests.unit.hostile import HOSTILE


def history(store: Store) -> HistoryScreen:
    return HistoryScreen(store, NOW.date())


def history_of(contact: Contact) -> Callable[[Store], ContactHistory]:
    return lambda store: ContactHistory(store, contact, NOW.date())


def lines(here: Shown) -> list[str]:
    """What stands in the list."""
    return [str(option.prompt) for option in here.dialog.query_one(OptionList).options]


async def test_changes_are_listed_newest_first_with_their_local_time(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    book.star([ada.id])
    async with shown(book.path, history) as here:
        await here.until(lambda: lines(here))
        assert [line.split("library")[0].split() for line in lines(here)][:2] == [
            ["10:00", "2", "star", "Ada"],
            ["10:00", "1", "add", "Ada"],
        ]


@pytest.mark.parametrize("key", ["enter", "u"])
async def test_the_change_at_the_cursor_is_undone_and_redone(book: Book, key: str) -> None:
    ada = book.add(Contact(name="Ada"))
    book.star([ada.id])
    book.archive([book.add(Contact(name="Grace")).id])
    async with shown(book.path, history) as here:
        await here.until(lambda: lines(here))
        await here.press("j", "j", key)
        await here.until(lambda: "undone" in lines(here)[2])
        assert not book.get(ada.id).starred
        assert here.dialog.query_one(OptionList).highlighted == 2
        await here.press(key)
        await here.until(lambda: "undone" not in lines(here)[2])
        assert book.get(ada.id).starred


async def test_a_click_only_moves_the_cursor(book: Book) -> None:
    book.star([book.add(Contact(name="Ada")).id])
    async with shown(book.path, history) as here:
        await here.until(lambda: lines(here))
        await here.pilot.click(OptionList, offset=(5, 1))
        assert here.dialog.query_one(OptionList).highlighted == 1
    assert not any(change.undone for change in book.history())


async def test_a_change_that_a_newer_one_stands_on_is_refused_with_words(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    book.edit(replace(ada, company="Engines"))
    async with shown(book.path, history) as here:
        await here.until(lambda: lines(here))
        await here.press("j", "u")
        await here.until(lambda: here.problem)
        assert "add Ada" in here.problem
        assert lines(here)
    assert book.get(ada.id).company == "Engines"


async def test_a_book_without_changes_says_so(book: Book) -> None:
    while not (newest := book.history(1)[:1]) or not newest[0].undone:
        if not newest:
            break
        book.undo(newest[0].id)
    async with shown(book.path, history) as here:
        await here.until(lambda: "Nothing was changed yet" in here.on_screen or lines(here))
        assert here.app.screen is here.dialog


async def test_what_changed_of_a_person_is_told_from_what_to_what(book: Book) -> None:
    ada = book.add(Contact(name="Ada", company="Engines"))
    book.edit(replace(ada, company="Difference Ltd"))
    book.tag([ada.id], add=["rust"])
    async with shown(book.path, history_of(ada)) as here:
        await here.until(lambda: lines(here))
        newest, edit, *_ = lines(here)
        assert "tag" in newest and "+ rust" in newest
        assert "company" in edit and "Engines → Difference Ltd" in edit and "edit Ada" in edit


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_lists_close(book: Book, key: str) -> None:
    async with shown(book.path, history) as here:
        await here.press(key)
        await here.closed()


async def test_hostile_changes_are_only_text_each_on_one_line(book: Book) -> None:
    people = [book.add(Contact(name=text, company="A")) for text in HOSTILE.values()]
    for person, text in zip(people, HOSTILE.values(), strict=True):
        book.edit(replace(person, company=text))
    async with shown(book.path, history, size=(80, 60)) as here:
        await here.until(lambda: lines(here))
        assert not set(here.on_screen) & set("\x1b\u202e\x07\0")
        assert here.dialog.query_one(OptionList).virtual_size.height == len(lines(here))
    async with shown(book.path, history_of(people[0])) as here:
        await here.until(lambda: lines(here))
        assert not set(here.on_screen) & set("\x1b\u202e\x07\0")


async def test_an_import_is_rolled_back_and_it_is_said_who_stays(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\nAda\nEmmy\n", "utf-8")
    book.import_([path])
    ada = next(person for person in book.find("") if person.name == "Ada")
    book.star([ada.id])
    async with shown(book.path, lambda store: HistoryScreen(store, book.today), size=(120, 36)) as here:
        await here.until(lambda: "roll back an import" in here.on_screen)
        await here.press("r")
        await here.until(lambda: "no import" in here.problem)
        await here.press("j", "r")
        await here.until(lambda: "Ada (star" in here.problem)
        await here.until(lambda: "rolled back  1 of 2 still there" in here.on_screen)
    assert [person.name for person in book.find("")] == ["Ada"]
