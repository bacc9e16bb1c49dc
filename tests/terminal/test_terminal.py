"""The installed program in a real terminal, from the first key to the row in the book."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

from rolodex.book import open_book
from rolodex.model import Contact

SIZE = (36, 120)
_LONGEST_WAIT = 30.0


class Terminal:
    """A program on a pty, and the screen that it draws."""

    def __init__(self, fd: int, process: subprocess.Popen[bytes]) -> None:
        self._fd, self._process = fd, process
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def until(self, condition: Callable[[str], bool]) -> str:
        """Read what the program writes until the screen is as it should be; the screen."""
        end = time.monotonic() + _LONGEST_WAIT
        while not condition(text := "\n".join(self.screen.display)):
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"never seen; the screen:\n{text}")
        return text

    def sees(self, text: str) -> str:
        """Wait until a text is on the screen."""
        return self.until(lambda screen: text in screen)

    def exit_code(self) -> int:
        """Read to the end of the program; its exit code."""
        while self._read():
            pass
        return self._process.wait(_LONGEST_WAIT)

    def _read(self) -> bool:
        if not select.select([self._fd], [], [], _LONGEST_WAIT)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        # pyte would print the sequences that ask for the keyboard's protocol
        text = self._decode(data)
        for asked in ("\x1b[>1u", "\x1b[<u", "\x1b[?u", "\x1b[=1u"):
            text = text.replace(asked, "")
        self._stream.feed(text)
        return bool(data)


@contextmanager
def program(*arguments: str) -> Iterator[Terminal]:
    """`rolodex` with arguments in a terminal of 120 by 36."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "rolodex", *arguments],
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
        # its own: readline, which pytest loads, puts COLUMNS into what is inherited behind Python's back
        env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"},
    )
    os.close(its)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_search_tag_log_undo_and_quit(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path) as book:
        book.add(Contact(name="Ada Lovelace", company="Analytical Engines"))
        book.add(Contact(name="Grace Hopper", company="Navy"))
    with program("--book", str(path)) as terminal:
        terminal.sees("2 people")
        terminal.send("/grase hoper")
        terminal.until(lambda screen: "Navy" in screen and "Ada Lovelace" not in screen)
        terminal.sees("Enter keep")
        terminal.send("\r")
        terminal.sees("Space mark")
        terminal.send("t")
        terminal.sees("Enter apply")
        terminal.send("compilers\r")
        terminal.sees("#compilers · 1 changed")
        terminal.send("l")
        terminal.sees("Enter log")
        terminal.send("coffee in the hallway\r")
        terminal.sees("Logged meeting with Grace Hopper")
        terminal.send("S")
        terminal.sees("Starred Grace Hopper")
        terminal.send("u")
        terminal.sees("Undid: star Grace Hopper")
        terminal.send("q")
        assert terminal.exit_code() == 0
    with open_book(path) as book:
        grace = book.who("grace hopper")
        assert (grace.tags, grace.starred) == (("compilers",), False)
        assert [entry.text for entry in book.timeline(grace.id)] == ["coffee in the hallway"]
        assert [change.label for change in book.history(3)] == [
            "star Grace Hopper",
            "log meeting with Grace Hopper",
            "tag 1 person #compilers",
        ]


@pytest.mark.parametrize(("verb", "asked"), [("star", "Star them?"), ("delete", "Delete them?")])
def test_a_verb_asks_about_all_whom_a_query_fits(tmp_path: Path, verb: str, asked: str) -> None:
    path = tmp_path / "people.db"
    with open_book(path) as book:
        book.add(Contact(name="Ada Lovelace", company="Acme"))
        book.add(Contact(name="Grace Hopper", company="Acme"))
    for answer, code, done in (("n", 130, 0), ("y", 0, 1)):
        with program("--book", str(path), verb, "company:acme") as terminal:
            assert "2 people: Ada Lovelace, Grace Hopper." in terminal.sees(asked)
            terminal.send(f"{answer}\r")
            assert terminal.exit_code() == code
        with open_book(path) as book:
            assert len([change for change in book.history(9) if change.label == f"{verb} 2 people"]) == done


def test_keys_typed_ahead_of_the_screen_belong_to_the_search(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path) as book:
        book.add(Contact(name="Ada Lovelace"))
        book.add(Contact(name="Grace Hopper"))
    with program("--book", str(path)) as terminal:
        terminal.sees("2 people")
        terminal.send("/ada\r")
        terminal.until(lambda screen: "Ada Lovelace" in screen and "Grace Hopper" not in screen)
        terminal.send("q")
        assert terminal.exit_code() == 0


def test_a_line_typed_ahead_of_the_dialog_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path) as book:
        book.add(Contact(name="Ada Lovelace"))
        grace = book.add(Contact(name="Grace Hopper"))
    with program("--book", str(path)) as terminal:
        terminal.sees("2 people")
        terminal.send("jlcoffee and talk\r")
        terminal.sees("Logged meeting with Grace Hopper")
        terminal.send("q")
        assert terminal.exit_code() == 0
    with open_book(path) as book:
        assert [entry.text for entry in book.timeline(grace.id)] == ["coffee and talk"]


def test_a_file_that_is_no_book_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Grace")
    with program("--book", str(path)) as terminal:
        terminal.until(lambda screen: "not a rolodex book" in " ".join(screen.split()))
        assert terminal.exit_code() == 2
    assert path.read_text() == "Dear Grace"


def test_an_editor_has_the_terminal_to_itself_and_the_app_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, editor = tmp_path / "people.db", tmp_path / "editor.py"
    with open_book(path) as book:
        book.add(Contact(name="Grace Hopper", note="nanoseconds"))
    editor.write_text(
        "import pathlib, sys\n"
        "said = input('what else? ')\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text() + said)\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    with program("--book", str(path)) as terminal:
        terminal.sees("1 person")
        terminal.send("E")
        terminal.sees("what else?")
        terminal.send("and wires\n")
        terminal.sees("Edited the note · u undoes")
        terminal.send("q")
        assert terminal.exit_code() == 0
    with open_book(path) as book:
        assert book.who("Grace Hopper").note == "nanoseconds\nand wires"
