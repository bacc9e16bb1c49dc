"""What the commonest things cost: every key that is pressed is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact
from tests.conftest import now
from tests.tui.steering import Steered, running

_AT_PYCON = 30


class Counted:
    """Presses keys and counts them."""

    def __init__(self, app: Steered) -> None:
        self._app = app
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self._app.press(*keys)

    async def type(self, text: str) -> None:
        self.keys += len(text)
        await self._app.type(text)


@pytest.fixture
def conference(path: Path) -> Path:
    """The book with thirty people met at one conference, and twenty at another."""
    with open_book(path, clock=now) as book:
        for number in range(_AT_PYCON):
            book.add(Contact(name=f"Guest {number}", met_where="EuroPython 2026", met_how="hallway"))
        for number in range(20):
            book.add(Contact(name=f"Speaker {number}", met_where="FOSDEM"))
    return path


async def test_a_talk_with_a_follow_up_is_logged_with_its_own_text_and_three_keys(path: Path) -> None:
    text = "coffee with Ada yesterday re compilers, follow up in two weeks"
    async with running(path) as app:
        counted = Counted(app)
        await counted.press("l")
        await counted.type(text)
        await counted.press("enter")
        assert counted.keys <= len(text) + 3
    with open_book(path, clock=now) as book:
        ada = book.who("Ada Lovelace")
        assert (ada.last_interaction, ada.due) == ("2026-11-19", "2026-12-04")
        assert book.timeline(ada.id)[0].text == "coffee re compilers"


async def test_a_misspelt_name_is_found_with_its_own_text_and_a_slash(path: Path) -> None:
    async with running(path) as app:
        for text, name in (
            ("lovelase", "Ada Lovelace"),
            ("ada lovlace", "Ada Lovelace"),
            ("gracee hoper", "Grace Hopper"),
            ("emy noehter", "Emmy Noether"),
        ):
            counted = Counted(app)
            await counted.press("slash")
            await counted.type(text)
            assert counted.keys <= len(text) + 1
            assert app.name == name
            await app.press("escape")


async def test_thirty_people_of_one_conference_are_tagged_with_twelve_keys(conference: Path) -> None:
    async with running(conference) as app:
        counted = Counted(app)
        await counted.press("slash")
        await counted.type("europ")
        await counted.press("enter", "asterisk", "t")
        await counted.press("tab", "enter")
        assert counted.keys <= 12
    with open_book(conference, clock=now) as book:
        tagged = book.find("#europython-2026")
    assert len(tagged) == _AT_PYCON
