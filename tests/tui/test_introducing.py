"""Introductions in the app, from the asking to the outcome; paths, pairs and surroundings."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import Contact
from tests.tui.steering import running
from tests.unit.hostile import HOSTILE


@pytest.fixture
def people(book: Book) -> list[Contact]:
    return book.add_all(
        [
            Contact(name="Ada Lovelace", fields={"looking for": "a compiler"}),
            Contact(name="Emmy Noether", met_via="Ada Lovelace"),
            Contact(name="Grace Hopper", fields={"can help with": "compilers"}),
        ]
    )


async def test_an_introduction_from_asking_to_outcome(book: Book, people: list[Contact]) -> None:
    ada, _, grace = (person.id for person in people)
    async with running(book.path) as app:
        await app.press("space", "j", "space", "i")
        assert "Ada Lovelace, Grace Hopper" in app.text()
        await app.type("compilers")
        await app.press("enter")
        assert "Introduce Ada Lovelace to Grace Hopper · I shows the next step" in app.text()
        assert "introduce Ada Lovelace to Grace Hopper re compilers" in " ".join(app.card.split())
        await app.press("I")
        assert "nobody asked yet" in app.text()
        await app.press("enter")
        assert "May I introduce you to Grace Hopper?" in app.text()
        await app.type(" Yours")
        await app.press("ctrl+s")
        assert app.app.clipboard.startswith("Hi Ada,\n\nmay I introduce you to Grace Hopper?")
        assert app.app.clipboard.endswith("both of you. Yours\n")
        assert "waiting for Ada, ask Grace" in app.text()
        await app.press("a", "s")
        assert "Ada agreed, waiting for Grace" in app.text()
        await app.press("a")
        assert "ready: both agreed" in app.text()
        await app.press("enter", "ctrl+s")
        assert app.app.clipboard.startswith("Hi Ada, hi Grace,")
        assert "made today" in app.text()
        await app.press("o")
        await app.type("COBOL")
        await app.press("enter")
        assert "what came of it: COBOL" in app.text()
        await app.press("escape")
        assert app.names() == ["Ada Lovelace", "Emmy Noether", "Grace Hopper"]
        assert "compilers COBOL" in " ".join(app.card.split())
    (one,) = book.introductions()
    assert (one.made_on, one.outcome, one.is_open) == ("2026-11-20", "COBOL", False)
    assert [entry.kind for entry in book.timeline(grace)] == ["introduction"]
    assert not [row for row in book.follow_ups(ada) if not row.done_on]


async def test_an_empty_list_says_how_to_begin_and_a_line_begins_one(
    book: Book, people: list[Contact]
) -> None:
    async with running(book.path) as app:
        await app.press("I")
        assert "Nobody was introduced yet" in app.text()
        await app.press("escape", "colon")
        await app.type("intro ada to graec re moths")
        await app.press("enter")
        assert "Nobody is called “graec”" in app.text()
        await app.press("escape", "escape", "colon")
        await app.type("intro ada to grace re moths")
        await app.press("enter", "enter", "I", "d", "2")
        assert "Grace declined" in app.text()
        await app.press("u", "f")
        await app.type("tomorrow")
        await app.press("enter")
        assert "▲ tomorrow" in app.text()
        await app.press("D")
        assert "Nobody was introduced yet" in app.text()


async def test_two_who_are_marked_are_introduced_in_the_order_of_marking(
    book: Book, people: list[Contact]
) -> None:
    async with running(book.path) as app:
        await app.press("G", "space", "g")
        assert "i introduce" not in app.text()
        await app.press("space")
        assert "i introduce" in app.text()
        await app.press("i")
        assert "Grace Hopper, Ada Lovelace" in app.text()


async def test_keys_for_which_the_frame_has_no_room_are_left_out_but_never_the_way_out(
    book: Book, people: list[Contact]
) -> None:
    book.introduce([people[0].id, people[1].id])
    async with running(book.path, size=(60, 24)) as app:
        await app.press("I")
        assert "Enter write · s asked" in app.text()
        assert "Esc close" in app.text()
        assert "m made" not in app.text()


async def test_paths_pairs_and_surroundings_lead_to_people(book: Book, people: list[Contact]) -> None:
    ada, _, grace = (person.id for person in people)
    book.log([ada], on=date(2026, 8, 14))
    async with running(book.path) as app:
        await app.press("j", "P")
        assert "You → Ada Lovelace (talked, 3mo) → Emmy Noether (you met through Ada Lovelace)" in app.text()
        await app.press("enter")
        assert app.name == "Ada Lovelace"
        await app.press("L")
        assert "└─ Emmy Noether" in app.text()
        await app.press("j", "enter")
        assert app.name == "Emmy Noether"
        await app.press("G", "P")
        assert "Nobody you know leads to Grace Hopper" in app.text()
        await app.press("escape", "colon")
        await app.type("link ada to grace as knows")
        await app.press("enter", "P")
        assert "Grace Hopper (knows)" in app.text()
        book.unlink(ada, grace)
        await app.press("escape", "colon")
        await app.type("pairs")
        await app.press("enter", "enter")
        assert "Ada is looking for a compiler, Grace can help with compilers" in app.text()
        await app.press("enter", "enter")
        assert [one.why for one in book.introductions()] == ["a compiler"]


async def test_hostile_text_is_shown_as_text(book: Book) -> None:
    text = " ".join(HOSTILE.values())
    one, other = book.add_all(
        [
            Contact(name=f"x{text}", company=text, fields={"looking for": f"looms {text}"}),
            Contact(name=f"y{text}", met_via="Zed", fields={"can help with": "looms"}),
        ]
    )
    begun = book.introduce([one.id, other.id], text, asked_by=one.id)
    async with running(book.path, size=(80, 24)) as app:
        await app.press("I")
        seen = app.text()
        await app.press("enter")
        seen += app.text()
        await app.press("ctrl+s", "m", "escape", "P")
        seen += app.text()
        await app.press("escape", "L")
        seen += app.text()
        assert not any(ord(letter) < 32 and letter != "\n" for letter in seen)
    assert book.introduction(begun.id).made_on
