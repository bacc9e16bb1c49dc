"""Writing people out from the app, and a card as a QR code."""

from __future__ import annotations

from pathlib import Path

from rolodex.book import Book
from rolodex.formats.qr import drawn
from rolodex.formats.vcardout import short
from rolodex.model import Contact
from tests.tui.steering import running


async def test_a_command_writes_whom_the_list_shows(book: Book, tmp_path: Path) -> None:
    for name in ("Ada", "Grace", "Emmy"):
        book.add(Contact(name=name, company="Navy" if name == "Grace" else ""))
    file = tmp_path / "out.csv"
    async with running(book.path) as app:
        await app.press("slash")
        await app.type("company:navy")
        await app.press("enter", "colon")
        await app.type(f"export {file}")
        await app.press("enter")
        assert "Wrote 1 person" in app.text()
    assert file.read_text().split("\n")[1].startswith("Grace,")


async def test_only_the_marked_ones_are_written_and_a_file_that_is_there_is_asked_about(
    book: Book, tmp_path: Path
) -> None:
    for name in ("Ada", "Grace", "Emmy"):
        book.add(Contact(name=name))
    file = tmp_path / "out.csv"
    file.write_text("mine")
    async with running(book.path) as app:
        await app.press("space", "X")
        await app.type(str(file))
        await app.press("enter")
        assert "Write over it?" in app.text()
        await app.press("n")
        assert file.read_text() == "mine"
        await app.press("enter", "y")
    assert file.read_text() == "Name\nAda\n"


async def test_a_table_gets_the_columns_that_were_chosen_or_those_of_another(
    book: Book, tmp_path: Path
) -> None:
    book.add(Contact(name="Ada", company="Analytics", city="London"))
    model = tmp_path / "model.csv"
    model.write_text("Name,Firm\n")
    file = tmp_path / "out.csv"
    async with running(book.path) as app:
        await app.press("X")
        await app.type(str(file))
        await app.press("tab")
        await app.type("name, nothing")
        await app.press("enter")
        await app.until(lambda: "nothing" in app.text() and "column" in app.text())
        assert not file.exists()
        await app.press("ctrl+u")
        await app.type("city as Town")
        await app.press("ctrl+o")
        await app.until(lambda: "The table: Town" in app.text())
        await app.press("j", "space", "K", "enter")
        await app.until(lambda: "name, city as Town" in app.text())
        await app.press("enter")
        assert "Wrote 1 person" in app.text()
        assert file.read_text() == "Name,Town\nAda,London\n"
        await app.press("X")
        await app.type(str(file))
        await app.press("tab")
        await app.type(f"like {tmp_path}/mod")
        await app.press("tab", "enter", "y")
        await app.until(lambda: "as model.csv has no column for it" in app.text())
        assert file.read_text().splitlines()[0] == "Name,Firm"


async def test_a_file_of_no_known_kind_is_told(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada"))
    async with running(book.path) as app:
        await app.press("colon")
        await app.type("export ~nobody-here/x.csv")
        await app.press("enter")
        assert "no user of that name" in app.text()
        await app.press("colon")
        await app.type(f"export {tmp_path}/out.doc")
        await app.press("enter")
        assert "which format" in app.text()


async def test_a_card_is_shown_as_a_code_in_every_theme(book: Book) -> None:
    ada = book.add(Contact(name="Al [/] [home]"))
    async with running(book.path) as app:
        await app.press("Q")
        for line in drawn(short(ada)):
            assert line.strip() in app.text()
        await app.press("escape")
        assert "▀▀▀▀" not in app.text()


async def test_a_screen_too_small_for_the_code_says_so(book: Book) -> None:
    book.add(Contact(name="Ada " + "x" * 400))
    async with running(book.path) as app:
        await app.press("Q")
        assert "make the window larger" in app.text()
