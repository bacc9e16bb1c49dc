"""Columns of an unknown sheet in the app: guessed, said otherwise, remembered; and left without a trace."""

from __future__ import annotations

from pathlib import Path

from textual import events

from rolodex.book import Book
from rolodex.tui.dialogs.columns import ColumnsForm
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.meanings import MeaningPicker
from rolodex.tui.dialogs.proposal import Proposal
from rolodex.tui.main import MainScreen
from tests.tui.dialog_host import shown as dialog
from tests.tui.steering import Steered, running
from tests.unit.hostile import HOSTILE

_HEADER = "Wer;Erreichbar;Betrag;Row\n"


def shown(steered: Steered) -> str:
    """Every character of the screen on top."""
    return "\n".join(strip.text for strip in steered.app.screen._compositor.render_strips())


async def opened(steered: Steered, path: Path) -> None:
    """Open a file to be imported."""
    await steered.press("i")
    await steered.type(str(path))
    await steered.press("enter")


async def test_columns_that_nobody_knows_are_said_before_the_proposal(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{_HEADER}Ada Lovelace;ada@a.example;20;1\nEmmy Noether;e@a.example;30;2\n", "utf-8")
    async with running(book.path) as steered:
        await opened(steered, path)
        await steered.until(lambda: isinstance(steered.app.screen, ColumnsForm))
        await steered.settled()
        assert "4 columns · 2 not understood" in shown(steered)
        await steered.press("escape", "enter")
        await steered.press("j", "j", "S")
        await steered.type("take")
        await steered.press("enter", "space")
        assert "field Stake" in shown(steered) and "left out" in shown(steered)
        await steered.press("ctrl+s")
        await steered.until(lambda: isinstance(steered.app.screen, Proposal))
        assert not book.find("")
        await steered.press("enter")
        await steered.until(lambda: isinstance(steered.app.screen, MainScreen))
        ada = book.get(next(person.id for person in book.find("ada")))
        assert ([email.value for email in ada.emails], ada.fields) == (["ada@a.example"], {"Stake": "20"})


async def test_a_word_typed_in_one_burst_goes_into_one_picker(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{_HEADER}Ada Lovelace;ada@a.example;20;1\n", "utf-8")
    async with running(book.path) as steered:
        await opened(steered, path)
        await steered.until(lambda: isinstance(steered.app.screen, ColumnsForm))
        await steered.settled()
        for letter in "company":
            steered.app.post_message(events.Key(letter, letter))
        await steered.until(lambda: isinstance(steered.app.screen, MeaningPicker))
        await steered.until(lambda: "company" in shown(steered))
        await steered.press("escape")
        assert isinstance(steered.app.screen, ColumnsForm)


async def test_what_was_said_of_columns_is_the_start_of_the_next_file_and_says_so(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{_HEADER}Ada Lovelace;ada@a.example;20;1\n", "utf-8")
    book.import_([path], columns={"Wer": "name", "Row": "leave out"})
    path.write_text(f"{_HEADER}Grace Hopper;grace@navy.example;40;3\n", "utf-8")
    async with dialog(book.path, lambda store: ImportForm(store, str(path))) as here:
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Proposal))
        await here.until(lambda: "Columns mean what you said of an earlier file" in here.on_screen)
        form = ColumnsForm(await here.app.store.call(lambda book: book.sheets([path])))
        here.app.push_screen(form)
        await here.until(lambda: "as you said before" in here.on_screen)
        assert "left out" in here.on_screen


async def test_columns_of_a_sheet_that_is_in_the_book_are_corrected(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,Town\nAda Lovelace,London\n", "utf-8")
    book.import_([path], columns={"Town": "company"})
    async with running(book.path) as steered:
        await opened(steered, path)
        await steered.until(lambda: "Nothing would change" in shown(steered))
        await steered.press("ctrl+o")
        await steered.until(lambda: isinstance(steered.app.screen, ColumnsForm))
        await steered.press("j")
        await steered.type("city")
        await steered.press("enter", "ctrl+s")
        await steered.until(lambda: isinstance(steered.app.screen, Proposal))
        await steered.press("enter")
        await steered.until(lambda: isinstance(steered.app.screen, MainScreen))
        assert book.find("ada")[0].city == "London"


async def test_it_is_said_where_a_file_has_no_columns_to_be_named(book: Book) -> None:
    async with dialog(book.path, lambda store: ImportForm(store, __file__)) as here:
        await here.press("ctrl+o")
        await here.until(lambda: "Nothing here is a sheet" in here.problem)


async def test_a_hostile_sheet_is_text_and_left_without_a_trace(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    texts = [text.replace('"', '""') for text in HOSTILE.values() if "\ud800" not in text]
    cells = [f'"{text}"' for text in texts]
    path.write_text(
        f"{','.join(cells)},,,Dup,Dup\n{','.join(reversed(cells))},1,2,3,4\n{'?,' * len(cells)}\n", "utf-8"
    )
    async with running(book.path, size=(80, 24)) as steered:
        await opened(steered, path)
        await steered.until(lambda: isinstance(steered.app.screen, ColumnsForm))
        for keys in (["enter"], ["escape", "G"], ["enter"], ["escape", "space", "ctrl+s"]):
            await steered.press(*keys)
            assert not set(shown(steered)) & set("\x1b\u202e\x07\0")
        assert "No column says who a row is about" in shown(steered)
        await steered.press("escape")
        await steered.until(lambda: not isinstance(steered.app.screen, ColumnsForm))
        assert "can't be imported" in shown(steered)
    assert not book.find("") and not book.sheets([path]).sheets[0].is_said
