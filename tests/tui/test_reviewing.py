"""Reviews and the book in numbers, in the app."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import Contact
from rolodex.tui.dialogs.review import Review
from rolodex.tui.dialogs.statistics import StatisticsScreen
from rolodex.tui.reviewing import ROUND
from tests.tui.steering import Steered, harmless, running
from tests.unit.hostile import HOSTILE


@pytest.fixture
def people(book: Book) -> list[int]:
    """Ada, Grace and Emmy, in the order in which they are asked about."""
    ada = book.add(Contact(name="Ada", company="Engines", met_how="hallway", tags=("maths",)))
    grace = book.add(Contact(name="Grace", company="Navy"))
    emmy = book.add(Contact(name="Emmy", tags=("maths",)))
    book.log([grace.id], "moths", on=date(2024, 1, 1))
    book.log([emmy.id], "rings", on=date(2025, 1, 1))
    return [ada.id, grace.id, emmy.id]


def given(book: Book) -> list[str]:
    """The reviews and what followed, as the journal names them, oldest first."""
    return [change.label for change in reversed(book.history(20)) if not change.undone][5:]


async def test_only_the_name_is_shown_until_asked(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V")
        asked = _dialog(app)
        assert "1 of 3" in asked
        assert "Ada" in asked
        assert not any(known in app.text() for known in ("Engines", "hallway", "maths"))
        await app.press("space")
        assert all(known in _dialog(app) for known in ("Ada", "Engines", "hallway", "#maths"))
        await app.press("1")
        assert "2 of 3 · Ada again 20 Dec" in _dialog(app)
        assert "Navy" not in _dialog(app)


async def test_what_is_lacking_names_no_key_that_does_something_else_here(
    book: Book, people: list[int]
) -> None:
    async with running(book.path) as app:
        await app.press("V", "space")
        assert "Nothing yet." in _dialog(app)
        assert "l logs" not in _dialog(app)


@pytest.mark.parametrize("keys", [("1", "2", "3"), ("k", "v", "n")])
async def test_numbers_and_letters_answer(book: Book, people: list[int], keys: tuple[str, ...]) -> None:
    async with running(book.path) as app:
        await app.press("V", *keys, "space")
        assert "Reviewed 3 people: 1 knew it, 1 vaguely, 1 no idea." in app.text()
        await app.press("escape")
        assert not isinstance(app.app.screen, Review)
    assert given(book) == ["review Ada: knew it", "review Grace: vaguely", "review Emmy: no idea"]


async def test_keys_typed_ahead_are_for_the_people_who_come_next(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.pilot.press("V", "1", "3", "f", "2")
        await app.settled()
        assert "Reviewed 3 people: 1 knew it, 1 vaguely, 1 no idea, 1 followed up." in app.text()
    assert book.get(people[1]).due == "2026-11-27"


async def test_who_is_unknown_can_be_looked_up_and_archived(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V", "3")
        assert "No idea, then." in _dialog(app)
        await app.press("l")
        assert "hallway" in _dialog(app)
        await app.press("a")
        assert "2 of 3 · archived" in _dialog(app)
    assert book.get(people[0]).archived


async def test_an_answer_is_taken_back_with_what_followed(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V", "3", "a", "u")
        assert "1 of 3" in _dialog(app)
        assert "Ada" in _dialog(app)
        await app.press("2", "escape")
        assert "Reviewed 1 person: 1 vaguely." in app.text()
    assert not book.get(people[0]).archived
    assert given(book) == ["review Ada: vaguely"]


async def test_there_is_nothing_to_take_back_before_the_first_answer(book: Book, people: list[int]) -> None:
    before = book.history(1)
    async with running(book.path) as app:
        await app.press("V", "u")
        assert "take back" not in _dialog(app)
    assert book.history(1) == before


async def test_who_is_skipped_is_left_for_another_time(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V", "s", "1", "escape")
        assert "Reviewed 1 person: 1 knew it." in app.text()
    assert book.review_queue() == [people[0], people[2]]


async def test_what_somebody_else_changed_since_is_not_taken_back(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V", "1")
        book.reviewed(people[0], "no idea")
        await app.press("u")
        assert "can't be undone" in _dialog(app)
        assert "2 of 3" in _dialog(app)


async def test_somebody_deleted_meanwhile_is_left_out(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("V")
        book.delete([people[1]])
        await app.press("1")
        assert "Emmy" in _dialog(app)
        assert "2 of 2" in _dialog(app)


async def test_only_those_shown_are_asked_about(book: Book, people: list[int]) -> None:
    async with running(book.path) as app:
        await app.press("slash")
        await app.type("#maths")
        await app.press("enter", "V")
        assert "1 of 2" in _dialog(app)


async def test_when_nobody_is_about_to_be_forgotten_it_says_so(book: Book) -> None:
    async with running(book.path) as app:
        await app.press("V")
        assert not isinstance(app.app.screen, Review)
        assert "Nobody here is about to be forgotten" in app.text()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_the_keys_that_answer_are_on_every_screen(
    book: Book, people: list[int], size: tuple[int, int]
) -> None:
    async with running(book.path, size=size) as app:
        await app.press("V")
        assert "1 knew it" in app.text()
        assert "Ada" in app.text()


async def test_the_book_is_shown_in_numbers(book: Book, people: list[int]) -> None:
    async with running(book.path, size=(120, 60)) as app:
        await app.press("number_sign")
        text = app.text()
        assert "3  people" in text
        assert "#maths" in text
        assert "Talks by kind" in text
        assert "Longest since you talked" in text
        await app.press("escape")
        assert not isinstance(app.app.screen, StatisticsScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_no_number_is_wider_than_the_screen(
    book: Book, people: list[int], size: tuple[int, int]
) -> None:
    async with running(book.path, size=size) as app:
        await app.press("number_sign")
        frame = app.app.screen.query_one("#numbers").region
        lines = app.app.screen.query_one("#numbers").render().plain.split("\n")  # type: ignore[union-attr]
        assert max(map(len, lines)) <= frame.width
        await app.press("G")
        assert "People by month added" in app.text()


async def test_an_empty_book_in_numbers_says_what_to_do(book: Book) -> None:
    async with running(book.path) as app:
        await app.press("number_sign")
        assert "a adds a person" in app.text()


async def test_names_from_outside_are_shown_as_text(book: Book) -> None:
    for text in HOSTILE.values():
        person = book.add(Contact(name=f"x{text}", note=text, met_how=text, tags=()))
        book.log([person.id], text, on=date(2024, 1, 1), kind="lunch")
    async with running(book.path) as app:
        for people in (ROUND, len(HOSTILE) - ROUND):
            await app.press("V")
            for _ in range(people):
                await app.press("space")
                assert harmless(app.text())
                await app.press("3", "space")
            assert f"Reviewed {people} " in app.text()
            await app.press("escape")
        await app.press("number_sign")
        assert isinstance(app.app.screen, StatisticsScreen)
        assert harmless(app.text())


def _dialog(app: Steered) -> str:
    """What the dialog says, without what can be seen of the screen below."""
    screen = app.app.screen
    assert isinstance(screen, Review)
    region = screen.query_one(".frame").region
    return "\n".join(line[region.x : region.right] for line in app.text().split("\n"))
