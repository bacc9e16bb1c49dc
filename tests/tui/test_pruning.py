"""Pruning, and saying how well one knows people, in the app."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Handle
from rolodex.tui.dialogs.how_well import HowWell
from rolodex.tui.dialogs.prune import Prune
from tests.tui.steering import Steered, running
from tests.unit.hostile import HOSTILE


@pytest.fixture
def connections(book: Book) -> Book:
    """Twenty people with whom one only connected, and Zuse, whom one knows how one met."""
    letters = "ABCDEFGHIJKLMNOPQRST"
    book.add_all([Contact(name=f"{letter} Stranger", handles=(Handle("x", letter),)) for letter in letters])
    book.add(Contact(name="Zuse", met_where="FOSDEM", handles=(Handle("x", "zuse"),)))
    return book


def _dialog(app: Steered) -> str:
    assert isinstance(app.app.screen, Prune)
    return app.text()


async def test_twenty_people_are_pruned(connections: Book) -> None:
    async with running(connections.path) as app:
        await app.open_view("never-met")
        assert "Zuse" not in app.names() and len(app.names()) == 20
        await app.press("V")
        assert "1 of 20" in _dialog(app) and "A Stranger" in app.text() and "x/A" in app.text()
        # typed ahead, as one does who goes through many: each key is for the person who comes next
        await app.pilot.press(*"vkmn", *["space"] * 4)
        await app.press("a")
        await app.type("spam")
        await app.press("enter", "a", "enter", "a", "enter")
        assert "12 of 20 · K Stranger: archived" in _dialog(app)
        await app.press("t")
        await app.type("todo")
        await app.press("enter", "w", "w")
        assert "#todo" in app.text() and "worked together" in app.text() and "12 of 20" in _dialog(app)
        await app.press("u")
        assert "taken back: what you did here" in _dialog(app) and "#todo" not in app.text()
        await app.press("u")
        assert "11 of 20" in _dialog(app) and "K Stranger" in app.text()
        await app.press("e")
        await app.type("fair")
        await app.press("enter", "f")
        await app.type("ask")
        await app.press("enter", "space", "a", "enter")
        await app.pilot.press(*["space"] * 8)
        await app.settled()
        assert "Went through 20 people: 17 kept, 3 archived." in _dialog(app)
        await app.press("escape")
        assert [name[0] for name in app.names()] == list("ABCDEFGHKMNOPQRST")
        await app.press("V")
        assert "Nobody to go through" in app.text()
        await app.open_view("archived")
        assert [name[0] for name in app.names()] == list("IJL") and "archived: spam" in app.card
    said = {person.name[0]: person for person in connections.find("stranger")}
    assert [said[letter].trust for letter in "ABCDE"] == ["vouch", "know", "met", "no", ""]
    assert (said["K"].note, said["K"].due_text) == ("fair", "ask")


async def test_how_well_the_marked_ones_are_known_is_said_with_one_key(connections: Book) -> None:
    async with running(connections.path) as app:
        await app.press("space", "space", "w")
        assert isinstance(app.app.screen, HowWell) and "How well do you know 2 people?" in app.text()
        await app.press("v")
        assert "2 people: would vouch · u undoes" in app.text()
        await app.press("w", "p", "colon")
        await app.type("known never")
        await app.press("enter")
        assert "2 people: never" in app.text()
        await app.press("u")
        assert "Undid: how you know 2 people: never" in app.text()
        # the sign stands before the names, and the card says it in words
        assert sum("●" in line and "Stranger" in line for line in app.text().splitlines()) == 2
        await app.press("g")
        card = " ".join(app.card.split())
        assert "Trust ● would vouch" in card and "Known met in person · so you say" in card


async def test_hostile_names_and_reasons_are_text(book: Book) -> None:
    for number, text in enumerate(HOSTILE.values()):
        book.add(Contact(name=f"{number} {text}", handles=(Handle("x", str(number)),)))
    async with running(book.path) as app:
        await app.open_view("never-met")
        await app.press("w", "k", "V", "w", "escape", "a", *"[/][home]", "enter")
        await app.pilot.press(*["space"] * len(HOSTILE))
        await app.settled()
        assert "kept, 1 archived." in _dialog(app)
        await app.press("escape")
        await app.open_view("archived")
        assert "[/][home]" in app.card
