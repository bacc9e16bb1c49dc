"""The card's timeline: a cursor over its entries, which are edited, deleted and narrowed to a kind there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact, Interaction
from tests.conftest import now
from tests.tui.steering import Steered, running

TEXTS = ("letter", "walk", "dinner", "lecture")
KINDS = ("email", "meeting", "meeting", "call")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One person with four entries, the newest of which is the letter."""
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        person = book.add(Contact(name="Emmy Noether", note="ideals"))
        for day, (text, kind) in enumerate(zip(TEXTS, KINDS, strict=True)):
            book.log([person.id], text, on=date(2026, 11, 19 - day), kind=kind)
    return path


def timeline(path: Path) -> list[Interaction]:
    with open_book(path, clock=now) as book:
        return book.timeline(book.who("Emmy Noether").id)


def at(app: Steered) -> str:
    """The text of the entry at the cursor, or nothing."""
    entry = app.main.card.entry
    return entry.text if isinstance(entry, Interaction) else ""


async def test_down_goes_from_entry_to_entry_and_up_leaves_the_timeline(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter")
        seen = [at(app)]
        for key in "jjjjjkkkkk":
            await app.press(key)
            seen.append(at(app))
        down = ["", *TEXTS, "lecture"]
        assert seen == [*down, "dinner", "walk", "letter", "", ""]


async def test_down_scrolls_until_the_timeline_is_in_sight(path: Path) -> None:
    with open_book(path, clock=now) as book:
        emmy = book.who("Emmy Noether")
        book.edit(replace(emmy, note="\n".join(f"line {number}" for number in range(40))))
    async with running(path) as app:
        await app.press("enter", "j")
        assert at(app) == "" and "line 25" in app.text() and "line 27" not in app.text()
        await app.press(*"j" * 25)
        assert at(app) in TEXTS
        await app.press("g")
        assert at(app) == "" and "line 0 " in app.text()
        await app.press("G")
        assert at(app) == "lecture"


async def test_an_entry_longer_than_the_card_is_read_line_by_line(path: Path) -> None:
    with open_book(path, clock=now) as book:
        emmy = book.who("Emmy Noether")
        book.log([emmy.id], "\n".join(f"line {number}" for number in range(60)), on=date(2026, 11, 20))
    async with running(path) as app:
        await app.press("enter", *"jjjj")
        assert at(app).startswith("line 0") and "line 34" in app.text() and "line 50" not in app.text()
        await app.press("G")
        assert at(app) == "lecture"


async def test_a_click_puts_the_cursor_on_an_entry_and_a_double_click_edits_it(path: Path) -> None:
    async with running(path) as app:
        row = next(n for n, line in enumerate(app.main.card.text.splitlines()) if "dinner" in line)
        await app.pilot.click("#card", offset=(4, row + 1))
        await app.settled()
        assert at(app) == "dinner"
        await app.pilot.click("#card", offset=(4, row + 1), times=2)
        await app.settled()
        assert "Edit the entry" in app.text()


async def test_e_edits_the_entry_at_the_cursor_and_the_cursor_stays(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "j", "j", "e")
        await app.type("long ")
        await app.press("enter")
        assert sorted(entry.text for entry in timeline(path)) == sorted(
            ["letter", "long walk", "dinner", "lecture"]
        )
        assert at(app) == "long walk"


async def test_e_above_the_timeline_edits_the_person(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "e")
        assert "Edit Emmy Noether" in app.text()


async def test_an_entry_is_deleted_without_a_question_and_undone(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "j", "D")
        assert [entry.text for entry in timeline(path)] == ["walk", "dinner", "lecture"]
        assert at(app) == "walk"
        await app.press("D", "D", "D")
        assert timeline(path) == [] and at(app) == "" and app.name == "Emmy Noether"
        await app.press("u", "u", "u", "u")
        assert len(timeline(path)) == 4


async def test_an_entry_deleted_by_another_program_is_told(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "j")
        gone = timeline(path)[0]
        await app.app.store.call(lambda book: book.delete_interaction(gone.id))
        await app.press("D")
        await app.until(lambda: "no longer in the log" in app.text())
        assert at(app) == "walk"


async def test_the_kinds_that_are_there_are_gone_through_and_counted(path: Path) -> None:
    async with running(path) as app:
        seen = []
        for _ in range(4):
            await app.press("F")
            line = next(line for line in app.main.card.text.splitlines() if "── Timeline" in line)
            seen.append((line.strip(" ─"), [text for text in TEXTS if text in app.main.card.text]))
        assert seen == [
            ("Timeline · meeting 2 of 4", ["walk", "dinner"]),
            ("Timeline · email 1 of 4", ["letter"]),
            ("Timeline · call 1 of 4", ["lecture"]),
            ("Timeline", list(TEXTS)),
        ]


async def test_the_last_entry_of_a_kind_deleted_all_are_shown_again(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "F", "F", "j")
        assert at(app) == "letter"
        await app.press("D")
        assert at(app) == "walk" and "lecture" in app.main.card.text


async def test_the_footer_has_the_keys_of_the_entry(path: Path) -> None:
    async with running(path) as app:
        await app.press("enter", "j")
        assert " e edit " in app.text().splitlines()[-1] and " D delete " in app.text().splitlines()[-1]


async def test_a_timeline_longer_than_is_shown_says_so(path: Path) -> None:
    with open_book(path, clock=now) as book:
        emmy = book.who("Emmy Noether")
        book.log_many(
            [Interaction(on="2026-01-02", text=f"talk {n}", contacts=(emmy.id,)) for n in range(200)]
        )
    async with running(path) as app:
        assert "The newest 200 are shown." in app.main.card.text
        await app.press("F")
        assert "meeting 198 of 200+" in app.main.card.text
