"""Favours and promises in the app."""

from __future__ import annotations

from pathlib import Path

from rolodex.book import open_book
from rolodex.model import Favour
from rolodex.sentence.favour_line import read_favour
from tests.conftest import now
from tests.tui.steering import running
from tests.unit.hostile import HOSTILE


def keep(path: Path, who: str, *lines: str) -> None:
    """What lines say of somebody."""
    with open_book(path, clock=now) as book:
        for line in lines:
            book.add_favours([book.who(who).id], read_favour(line, book.today))


def favours(path: Path) -> list[Favour]:
    with open_book(path, clock=now) as book:
        return book.all_favours()


async def test_a_favour_costs_one_key_and_a_line_and_is_settled_in_the_list_of_all(path: Path) -> None:
    async with running(path) as app:
        await app.press("O")
        assert "Nothing is open: you owe nobody, and nobody owes you." in app.text()
        await app.press("escape", "p")
        await app.type("asked for a reference")
        await app.press("enter", "p")
        await app.type("the slides by fri")
        await app.press("tab")
        assert "You promised Ada Lovelace · the slides" in app.text()
        assert "due Fri 27 Nov 2026, in 1w" in app.text()
        await app.press("enter")
        assert "Asked a reference · no answer (today)" in " ".join(app.card.split())
        assert "▷ the slides" in app.card
        await app.press("O", "a")
        assert "Ada Lovelace: a reference · asked twice, no answer (today) · u undoes" in app.text()
        await app.press("y")
        assert "asked twice, said yes today" in app.text()
        await app.press("j", "x", "escape")
        assert "Promised" not in app.text()
        await app.press("u")
        assert "Promised, or asked of you" in app.text()
        await app.press("j", "f")
        await app.type("+1mo")
        await app.press("enter", "enter")
    reference, slides = favours(path)
    assert (reference.times, reference.answer) == (2, "yes")
    assert (slides.whom, slides.done_on, slides.due) == ("me", "", "2026-12-20")


async def test_what_is_done_is_offered_to_be_logged(path: Path) -> None:
    keep(path, "ada", "promised the slides")
    async with running(path) as app:
        await app.press("O", "x", "enter")
    with open_book(path, clock=now) as book:
        entry = book.timeline(book.who("ada").id)[0]
    assert (entry.kind, entry.text) == ("favour given", "the slides")
    assert favours(path)[0].done_on == "2026-11-20"


async def test_a_favour_in_the_timeline_is_done_edited_and_deleted_where_it_stands(path: Path) -> None:
    keep(path, "ada", "asked for a reference")
    async with running(path) as app:
        await app.press("enter")
        app.main.card.cursor = 0
        await app.press("e")
        await app.type(" letter")
        await app.press("enter")
        assert favours(path)[0].what == "a reference letter"
        await app.press("x", "escape")
        assert favours(path)[0].done_on == "2026-11-20"
        await app.press("D")
        assert favours(path) == []
        await app.press("u")
        assert len(favours(path)) == 1


async def test_the_same_is_asked_of_everybody_marked_by_command(path: Path) -> None:
    async with running(path) as app:
        await app.press("space", "space", "colon")
        await app.type("favour asked to forward my CV")
        await app.press("enter")
        assert "2 people: forward my CV" in app.text()
    assert [favour.name for favour in favours(path)] == ["Ada Lovelace", "Emmy Noether"]


async def test_hostile_favours_are_shown_as_text_on_every_screen(path: Path) -> None:
    keep(path, "ada", *(f"asked for {text}" for text in HOSTILE.values()))
    async with running(path, size=(80, 24)) as app:
        await app.press("O", "enter", "enter", "escape", "p")
        await app.type("[/] [home]")
        assert "[/] [home]" in app.text()
        await app.press("escape")
        assert app.name == "Ada Lovelace"


async def test_categories_below_another_are_folded_and_need_no_digit(path: Path) -> None:
    async with running(path) as app:
        sidebar = app.main.sidebar
        assert "5 Recruiters ▸" in app.text()
        assert "Old CV" not in app.text()
        await app.press("5")
        sidebar.focus()
        await app.press("right", "j", "enter")
        assert "Recruiters/Old CV ──" in app.text()
        assert app.names() == ["Ada Lovelace"]
        sidebar.focus()
        await app.press("left")
        assert sidebar.place is not None and sidebar.place.title == "Recruiters"
        await app.press("left")
        assert "6 Conference" in app.text() and "Never answered" not in app.text()
