"""Doubles in the app: merged side by side, found, told apart."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Labelled
from rolodex.tui.dialogs.duplicates import DuplicatesScreen, Pairs
from rolodex.tui.dialogs.merging import Line, MergeForm, meaning_of
from tests.tui.steering import Steered, harmless, running
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump


@pytest.fixture
def boyles(book: Book) -> Book:
    for name, company in (("Bob Boyle", "Royal Society"), ("Robert Boyle", "Oxford")):
        book.add(Contact(name=name, company=company, city="London", emails=(Labelled("boyle@example.org"),)))
    for tag in ("pycon", "chess"):
        book.add(Contact(name="Rosalind Franklin", company="King's", city="London", tags=(tag,)))
    return book


async def listed(app: Steered) -> list[str]:
    """The names of the pairs, once they were looked for."""
    screen = app.app.screen
    assert isinstance(screen, DuplicatesScreen)
    await app.until(lambda: not screen._looking and "…" not in app.text().split("likely")[0][-80:])
    await app.settled()
    pairs = screen.query_one(Pairs)
    return [pairs.people[double.one].name for double in pairs.doubles]


async def test_marked_people_are_merged_and_one_undo_parts_them(boyles: Book) -> None:
    before = dump(boyles.path)
    async with running(boyles.path) as app:
        await app.press("space", "space", "m")
        assert "Royal Society" in app.text()
        assert "Oxford" in app.text()
        await app.press("enter")
        assert app.names() == ["Bob Boyle", "Rosalind Franklin", "Rosalind Franklin"]
        assert "Merged, also: name Robert Boyle; company Oxford" in boyles.find("boyle")[0].note
        await app.press("u")
        assert len(app.names()) == 4
    assert dump(boyles.path) == before


async def test_a_field_is_taken_of_the_one_that_is_picked(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("space", "space", "m", "right", "j", "right", "left", "enter")
    (boyle,) = boyles.find("boyle")
    assert (boyle.name, boyle.company, boyle.note) == ("Robert Boyle", "Royal Society", "")


def test_several_other_values_stand_in_the_note_and_one_stands_there() -> None:
    two = Line("city", ("Oxford", "London"), joins=False)
    assert "kept, and “London” stands in the note" in meaning_of(two)
    three = Line("city", ("Oxford", "London", "Lismore"), joins=False)
    assert "kept, and “London”, “Lismore” stand in the note" in meaning_of(three)


async def test_space_keeps_both_again(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("space", "space", "m", "right", "space", "enter")
    (boyle,) = boyles.find("boyle")
    assert boyle.name == "Bob Boyle"
    assert "name Robert Boyle" in boyle.note


async def test_escape_merges_nobody(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("space", "space", "m", "escape")
        assert len(app.names()) == 4


async def test_doubles_are_listed_the_sure_ones_first_with_the_reasons(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("M")
        assert await listed(app) == ["Bob Boyle", "Rosalind Franklin"]
        assert "same email" in app.text()


async def test_a_pair_is_merged_from_the_list_and_taken_back(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("M")
        await listed(app)
        await app.press("m")
        assert isinstance(app.app.screen, MergeForm)
        await app.press("enter")
        assert await listed(app) == ["Rosalind Franklin"]
        await app.press("u")
        assert len(await listed(app)) == 2
        await app.press("escape")
        assert len(app.names()) == 4


async def test_who_is_not_the_same_is_listed_no_more(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("m")
        await listed(app)
        await app.press("j", "n")
        assert await listed(app) == ["Bob Boyle"]
    assert len(boyles.duplicates()) == 1


async def test_all_sure_ones_are_merged_after_they_were_named(boyles: Book) -> None:
    async with running(boyles.path) as app:
        await app.press("M")
        await listed(app)
        await app.press("S")
        assert "Bob Boyle = Robert Boyle" in app.text()
        await app.press("y")
        assert await listed(app) == ["Rosalind Franklin"]
        await app.press("escape")
        assert app.names() == ["Bob Boyle", "Rosalind Franklin", "Rosalind Franklin"]


async def test_a_book_without_doubles_says_so(book: Book) -> None:
    book.add(Contact(name="Ada"))
    async with running(book.path) as app:
        await app.press("M")
        assert await listed(app) == []
        assert "No doubles" in app.text()
        await app.press("m", "n", "S", "u", "escape")
        assert app.names() == ["Ada"]


async def test_hostile_names_are_shown_as_text(book: Book) -> None:
    for number, name in enumerate(HOSTILE.values()):
        email = (Labelled(f"x{number}@example.org"),)
        book.add_all([Contact(name=name, company=company, emails=email) for company in (name, "Navy")])
    async with running(book.path, size=(80, 24)) as app:
        await app.press("M")
        assert len(await listed(app)) >= len(HOSTILE)
        for _ in HOSTILE:
            assert harmless(app.text())
            await app.press("m", "j")
            assert isinstance(app.app.screen, MergeForm)
            assert harmless(app.text())
            await app.press("escape", "j")
