"""Event mode in the app: put on, ended, seen in the bar, and people added a line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact
from rolodex.tui.dialogs.person_lines import PersonLines
from tests.conftest import now
from tests.tui.dialog_host import OPEN, shown
from tests.tui.steering import Steered, running
from tests.unit.hostile import HOSTILE

LINE = "PyCon 2026 @Pittsburgh #conference/pycon-2026"


def start(path: Path, line: str = LINE) -> None:
    with open_book(path, clock=now) as book:
        book.start_event(line)


def person(path: Path, name: str) -> Contact:
    with open_book(path, clock=now) as book:
        return book.who(name, guess=False)


def bar(app: Steered) -> str:
    return app.text().splitlines()[0]


async def test_an_event_is_put_on_and_the_bar_says_so(path: Path) -> None:
    async with running(path) as app:
        assert "●" not in bar(app)
        await app.press("at")
        await app.type(LINE)
        await app.press("enter")
        assert "● PyCon 2026 · Pittsburgh · 2 people   @ ends it" in bar(app)


async def test_the_emptied_line_ends_it(path: Path) -> None:
    start(path)
    async with running(path) as app:
        assert "●" in bar(app)
        await app.press("at")
        assert LINE in app.text()
        await app.press("ctrl+u", "enter")
        assert "●" not in bar(app)
    with open_book(path, clock=now) as book:
        assert book.event() is None


async def test_the_command_line_puts_an_event_on_and_ends_it(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type(f"event {LINE}")
        await app.press("enter")
        assert "● PyCon 2026 · Pittsburgh · 2 people" in bar(app)
        await app.press("colon")
        await app.type("event off")
        await app.press("enter")
        assert "●" not in bar(app)


async def test_a_line_that_is_no_event_is_said_and_can_be_mended(path: Path) -> None:
    async with running(path) as app:
        await app.press("at")
        await app.type("@Pittsburgh")
        await app.press("enter")
        assert "An event needs a name" in app.text()
        await app.press("home")
        await app.type("PyCon ")
        await app.press("enter")
        assert "● PyCon · Pittsburgh" in bar(app)


async def test_an_event_of_the_shell_shows_in_the_app(path: Path) -> None:
    async with running(path) as app:
        start(path)
        await app.until(lambda: "● PyCon 2026" in bar(app))


@pytest.mark.parametrize(
    ("width", "said"),
    [(120, "Pittsburgh · 2 people   @ ends it"), (80, "Pittsburgh · 2 people"), (50, "● P")],
)
async def test_the_bar_says_what_there_is_room_for(path: Path, width: int, said: str) -> None:
    start(path)
    async with running(path, size=(width, 24)) as app:
        assert said in bar(app)
        assert bar(app).rstrip().endswith("people")


async def test_whom_one_logs_gets_the_event_and_one_undo_takes_all_of_it(path: Path) -> None:
    start(path)
    async with running(path) as app:
        await app.press("G", "l")
        await app.type("relays")
        await app.press("enter")
        zuse = person(path, "Zuse")
        assert (zuse.met_where, zuse.tags) == ("PyCon 2026, Pittsburgh", ("conference/pycon-2026",))
        assert "3 people" in bar(app).split("●")[1]
        await app.press("u")
        assert person(path, "Zuse").tags == ()


async def test_people_are_added_a_line_each_until_escape(path: Path) -> None:
    start(path)
    async with running(path) as app:
        await app.press("plus")
        assert "Add people at PyCon 2026, Pittsburgh" in app.text()
        await app.type("Joe Armstrong, Erlang, joe@example.org")
        assert "Joe Armstrong · joe@example.org · Erlang" in app.text()
        await app.press("enter")
        await app.type("Barbara Liskov @liskov")
        await app.press("enter")
        assert "2 Barbara Liskov · x/liskov · #conference/pycon-2026" in app.text()
        await app.press("escape")
        assert "Added 2 people" in app.text()
        assert "4 people" in bar(app).split("●")[1]
    joe = person(path, "Joe Armstrong")
    assert (joe.met_where, joe.met_on, joe.note) == ("PyCon 2026, Pittsburgh", "2026-11-20", "Erlang")


async def test_whoever_is_there_already_is_said_before_they_are_added_twice(path: Path) -> None:
    async with running(path) as app:
        await app.press("plus")
        await app.type("ada lovelace")
        assert "In the book already: Ada Lovelace · Analytical Engines" in app.text()
        await app.type("s")
        assert "already" not in app.text()


async def test_keys_typed_ahead_of_an_answer_belong_to_the_next_person(path: Path) -> None:
    async with running(path) as app:
        await app.press("plus")
        await app.pilot.press(*"Joe", "enter", *"Kay", "enter", "escape")
        await app.settled()
        assert "Added 2 people" in app.text()
    assert person(path, "Joe").name == "Joe" and person(path, "Kay").name == "Kay"


async def test_a_line_that_was_not_added_is_not_lost_to_one_escape(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: PersonLines(store, None)) as lines:
        await lines.type("Joe")
        await lines.press("escape")
        assert lines.result is OPEN and "not added yet" in lines.problem
        await lines.press("escape")
        assert await lines.closed() == 0


async def test_a_line_without_a_name_is_refused_and_stays(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: PersonLines(store, None)) as lines:
        await lines.type("joe@example.org")
        await lines.press("enter")
        assert "Say the name first" in lines.problem
        assert "joe@example.org" in lines.on_screen


async def test_a_line_that_the_book_refuses_comes_back_with_the_reason(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: PersonLines(store, None)) as lines:
        await lines.type("Joe #//")
        await lines.press("enter")
        await lines.until(lambda: "is not a tag" in lines.problem)
        assert "Joe #//" in lines.on_screen


async def test_many_lines_leave_the_frame_on_the_screen(tmp_path: Path) -> None:
    async with shown(tmp_path / "book.db", lambda store: PersonLines(store, None)) as lines:
        for letter in "abcdefghijklmnopqrstuvwxyz":
            await lines.press(letter, "enter")
        await lines.until(lambda: "26 z" in lines.on_screen)
        frame = lines.dialog.query_one(".frame")
        assert frame.region.y >= 0 and frame.region.bottom <= 24


async def test_hostile_events_and_people_are_only_text(path: Path) -> None:
    words = "".join(HOSTILE[key] for key in ("markup", "escape sequence", "right to left override", "emoji"))
    hostile = words.replace("@", "").replace("#", "")
    start(path, f"{hostile} @{hostile} #x")
    with open_book(path, clock=now, origin="app") as book:
        book.add(Contact(name="Konrad Zuse", note=hostile, company=hostile))
    async with running(path) as app:
        assert "● Al [/] [home] [click=app.quit]x" in bar(app)
        await app.press("plus")
        await app.type("Konrad Zuse")
        assert "In the book already: Konrad Zuse · Al [/]" in app.text()
        assert not set(app.text()) & set("\x1b\u202e\x07\0")
