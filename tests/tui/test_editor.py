"""Texts in the person's own editor: which one, what is handed over, and what can go wrong."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from rolodex.book import open_book
from rolodex.model import BadInput, Contact
from rolodex.tui.editor import Sheet, command
from tests.conftest import now
from tests.tui.steering import running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where files for editors are made, and a driver that can be suspended as that of a terminal can."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "suspend_application_mode", lambda driver: None)
    monkeypatch.setattr(HeadlessDriver, "resume_application_mode", lambda driver: None)
    yield folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        person = book.add(Contact(name="Emmy Noether", note="ideals"))
        book.log([person.id], "a walk", on=date(2026, 11, 19))
    return path


def script(tmp_path: Path, body: str) -> str:
    """$EDITOR that runs a few lines of Python with the path of the text as `file`."""
    program = tmp_path / "an editor.py"
    program.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\n{body}\n")
    return f"{sys.executable} '{program}'"


def note(path: Path) -> str:
    with open_book(path, clock=now) as book:
        return book.who("Emmy Noether").note


@pytest.mark.parametrize(
    ("set", "words"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, ["code", "--wait"]),
        ({"EDITOR": "'my editor' -n '; rm x'"}, ["my editor", "-n", "; rm x"]),
        ({"VISUAL": " ", "EDITOR": "ed"}, ["ed"]),
    ],
)
def test_the_editor_is_visual_else_editor_split_without_a_shell(
    set: dict[str, str], words: list[str]
) -> None:
    assert command(set) == words


def test_without_a_setting_it_is_vi_else_nano(tmp_path: Path) -> None:
    nano = tmp_path / "nano"
    nano.write_text("")
    nano.chmod(0o755)
    assert command({"PATH": str(tmp_path)}) == [str(nano)]
    (tmp_path / "vi").write_text("")
    (tmp_path / "vi").chmod(0o755)
    assert command({"PATH": str(tmp_path)}) == [str(tmp_path / "vi")]


@pytest.mark.parametrize(("set", "said"), [({"EDITOR": "'vi"}, "quotes"), ({}, "set $VISUAL or $EDITOR")])
def test_no_editor_is_a_sentence(tmp_path: Path, set: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput) as error:
        command({"PATH": str(tmp_path), **set})
    assert said in str(error.value)


def test_the_file_is_private_and_gone_after(folder: Path) -> None:
    with Sheet("a secret") as sheet:
        assert sheet.path.read_text() == "a secret\n"
        assert stat.S_IMODE(sheet.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(sheet.path.parent.stat().st_mode) == 0o700
    assert not list(folder.iterdir())


async def test_the_note_is_edited_from_the_list_and_one_u_brings_it_back(
    path: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, "file.write_text(file.read_text() + 'and rings\\n')"))
    async with running(path) as app:
        await app.press("E")
        assert note(path) == "ideals\nand rings"
        assert "and rings" in app.card
        await app.press("u")
        assert note(path) == "ideals"
    assert not list(folder.iterdir())


async def test_the_text_of_the_entry_at_the_cursor_is_edited_and_shown_in_its_lines(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, "file.write_text('a walk\\nby the Leine\\n')"))
    async with running(path) as app:
        await app.press("enter", "j", "E")
        with open_book(path, clock=now) as book:
            assert book.timeline(book.who("Emmy Noether").id)[0].text == "a walk\nby the Leine"
        assert "  by the Leine" in app.main.card.text.splitlines()
        assert note(path) == "ideals"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("file.write_text('lost'); sys.exit(3)", "ended with code 3"),
        ("pass", "Nothing was changed"),
        ("file.write_bytes(b'\\xff\\xfe')", "UTF-8"),
        ("file.unlink()", "UTF-8"),
    ],
)
async def test_an_editor_that_fails_or_changes_nothing_changes_nothing(
    path: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, body))
    async with running(path) as app:
        await app.press("E")
        await app.until(lambda: said in " ".join(app.text().split()))
    assert note(path) == "ideals"
    assert not list(folder.iterdir())


async def test_an_editor_that_is_not_there_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/no/such/editor; true")
    async with running(path) as app:
        await app.press("E")
        await app.until(lambda: "can't be run" in " ".join(app.text().split()))
    assert note(path) == "ideals"


async def test_a_text_that_can_not_be_saved_stays_in_its_file(
    path: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "EDITOR",
        script(
            tmp_path,
            "file.write_text('written for nothing')\n"
            "from rolodex.book import open_book\n"
            f"with open_book(pathlib.Path({str(path)!r})) as book: book.delete([book.who('Emmy').id])",
        ),
    )
    async with running(path) as app:
        await app.press("E")
        await app.until(lambda: "What you wrote is in" in app.text())
    assert [file.read_text() for file in folder.glob("*/text.txt")] == ["written for nothing"]
