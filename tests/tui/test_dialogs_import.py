"""Import in the app: the path, the look before, the import, and how it is stopped."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from textual.widgets import Static

from rolodex.book import Book, ImportReport
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.proposal import Proposal
from tests.tui.dialog_host import OPEN, Shown, shown
from tests.unit.hostile import HOSTILE


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("Name,Company,Shoe size\nAda,Engines,37\nGrace,Navy,38\n,,\n", "utf-8")
    return path


def report(here: Shown) -> str:
    """What the look said."""
    return str(here.dialog.query_one("#report", Static).content)


def path(here: Shown) -> str:
    """What stands in the line."""
    return here.dialog.query_one(Line).text


async def proposed(here: Shown) -> None:
    """Wait for the proposal."""
    await here.until(lambda: isinstance(here.app.screen, Proposal) and here.app.screen.is_mounted)
    await here.pilot.pause()


async def test_enter_looks_first_and_changes_nothing(book: Book, sheet: Path) -> None:
    async with shown(book.path, lambda store: ImportForm(store, str(sheet))) as here:
        await here.press("enter")
        await here.until(lambda: report(here))
        assert "people.csv" in report(here)
        assert "2 new · 0 changed · 0 same" in report(here)
        assert "kept as fields: Shoe size" in report(here)
        assert here.result is OPEN
    assert not book.find("")


async def test_a_second_enter_imports_as_one_change(book: Book, sheet: Path) -> None:
    async with shown(book.path, lambda store: ImportForm(store, str(sheet))) as here:
        await here.press("enter")
        await proposed(here)
        await here.press("enter")
        imported = await here.closed()
    assert isinstance(imported, ImportReport)
    assert (imported.new, imported.change) == (2, book.history(1)[0])
    assert sorted(person.name for person in book.find("")) == ["Ada", "Grace"]


async def test_another_path_has_to_be_looked_at_again(book: Book, sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name\nEmmy\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(sheet))) as here:
        await here.press("enter")
        await proposed(here)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.dialog)
        here.dialog.query_one(Line).text = str(other)
        await here.until(lambda: not report(here))
        await here.press("enter")
        await here.until(lambda: "1 new" in report(here))
        assert here.result is OPEN
    assert not book.find("")


async def test_tab_completes_folders_and_files(book: Book, sheet: Path) -> None:
    folder = sheet.parent / "exports"
    folder.mkdir()
    sheet.rename(folder / "people.csv")
    async with shown(book.path, lambda store: ImportForm(store, f"{sheet.parent}/ex")) as here:
        await here.press("end", "x", "backspace")
        await here.until(lambda: here.dialog.query_one(Line)._suggestion)
        await here.press("tab")
        assert path(here) == f"{folder}/"
        await here.until(lambda: here.dialog.query_one(Line)._suggestion.endswith("people.csv"))
        await here.press("tab")
        assert path(here) == f"{folder}/people.csv"


async def test_a_file_that_is_not_there_is_told(book: Book, tmp_path: Path) -> None:
    async with shown(book.path, lambda store: ImportForm(store, str(tmp_path / "gone.csv"))) as here:
        await here.press("enter")
        await here.until(lambda: here.problem)
        assert "gone.csv" in here.problem
        assert here.result is OPEN


async def test_escape_stops_an_import_and_nothing_is_changed(book: Book, sheet: Path) -> None:
    busy = threading.Event()
    async with shown(book.path, lambda store: ImportForm(store, str(sheet))) as here:
        other = asyncio.create_task(here.app.store.call(lambda _: busy.wait(10)))
        await here.press("enter", "escape")
        busy.set()
        await other
        await here.until(lambda: here.problem)
        assert "stopped" in here.problem
        assert here.result is OPEN
        await here.press("escape")
        assert await here.closed() is None
    assert not book.find("")


async def test_a_long_report_can_be_scrolled_with_keys(book: Book, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    for number in range(20):
        (exports / f"{number}.csv").write_text(f"Name,Extra\nGuest {number},1\n", "utf-8")
    async with shown(book.path, lambda store: ImportForm(store, str(exports))) as here:
        await here.press("enter")
        await proposed(here)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.dialog)
        scroll = here.dialog.query_one("VerticalScroll")
        await here.until(lambda: scroll.max_scroll_y)
        assert "Enter imports" not in here.on_screen
        await here.press(*["pagedown"] * 6)
        await here.until(lambda: "Enter imports" in here.on_screen)


async def test_hostile_files_are_only_text(book: Book, tmp_path: Path) -> None:
    rows = [f'"{text.replace(chr(34), chr(34) * 2)}",x' for text in HOSTILE.values() if "\ud800" not in text]
    (tmp_path / "Al [home] [@click=app.quit] \x1b[31m.csv").write_text(
        "Name,[/] \u202e\n" + "\n".join(rows), "utf-8"
    )
    async with shown(book.path, lambda store: ImportForm(store, str(tmp_path)), size=(120, 60)) as here:
        await here.press("enter")
        await here.until(lambda: report(here) or here.problem)
        await here.until(lambda: "Al [home] [@click=app.quit]" in here.on_screen)
        assert not set(here.on_screen) & set("\x1b\u202e\x07\0")
