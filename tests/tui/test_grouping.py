"""Groups in the app: made, filled again, deleted and brought back, by undo and by importing them again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from rolodex.book import Book
from rolodex.model import Contact, Group
from tests.tui.steering import running
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump

RUST = "group/rust-oslo"


@pytest.fixture
def rust(book: Book) -> Group:
    """A meetup of Ada, who said something, and Grace, who was talked to there."""
    group = book.add_group(
        Group(
            name="Rust Oslo", kind="meetup", role="organiser", starts_on="2019", link="https://rust.example"
        )
    )
    ada, grace = book.add_all([Contact(name=name, tags=(RUST,)) for name in ("Ada Lovelace", "Grace Hopper")])
    book.say_in_group(group.id, ada.id, "talked on lifetimes")
    book.log([grace.id], "moths over pizza", on=date(2026, 5, 14), tags=[RUST])
    return group


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the app runs: paths to type are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_a_deleted_group_comes_back_by_undo_and_by_importing_it(
    book: Book, rust: Group, here: Path
) -> None:
    book.export(here / "r.jsonl", query=f"#{RUST}")
    before, people = dump(book.path), book.group_people(rust.id)
    async with running(book.path) as app:
        await app.press("B", "D")
        assert "No person is deleted. 2 people carry #group/rust-oslo" in " ".join(app.text().split())
        await app.press("g")
        assert "Deleted Rust Oslo; #group/rust-oslo stays · u brings it back" in app.text()
        assert "There is no group yet" in app.text()
        await app.press("u")
        assert "Rust Oslo" in app.text()
        assert dump(book.path) == before
        await app.press("D", "t", "escape")
        assert app.names() == ["Ada Lovelace", "Grace Hopper"]
        assert RUST not in app.card
        await app.press("i")
        await app.type("r.jsonl")
        await app.press("enter", "enter", "B", "enter")
        assert "¶ talked on lifetimes" in app.text()
        assert "◇ 14 May: moths over pizza" in app.text()
    assert book.group_people(book.group("Rust Oslo").id) == people


async def test_a_group_is_made_of_a_name_and_is_empty_at_first(book: Book) -> None:
    async with running(book.path) as app:
        await app.press("B")
        assert "There is no group yet" in app.text()
        await app.press("a")
        await app.type("Rust Oslo")
        await app.press("enter", "enter")
        assert "Nobody is in it yet" in app.text()
    assert book.group("Rust Oslo").kind == "meetup"


async def test_a_group_that_is_filled_again_says_who_is_missing_until_they_are_there_again(
    book: Book, rust: Group, here: Path
) -> None:
    (here / "m.csv").write_text("name\nAda Lovelace\nAlan Turing\n", "utf-8")
    async with running(book.path) as app:
        await app.press("B", "enter", "i")
        await app.type("m.csv")
        await app.press("enter")
        assert "missing Grace Hopper" in " ".join(app.text().split())
        await app.press("enter")
        assert "Rust Oslo: 2 people in the list, 1 new, 1 missing" in app.text()
        assert "missing since today" in app.text()
        await app.press("G", "x")
        assert "Grace Hopper is there again" in app.text()
        await app.press("g", "j", "e")
        await app.type("borrows")
        await app.press("enter")
        assert "¶ borrows" in app.text()
        await app.press("enter")
        assert app.name == "Alan Turing"
        assert "There Rust Oslo: borrows" in " ".join(app.card.split())


async def test_the_card_says_of_a_group_what_one_is_there_and_since_when(book: Book, rust: Group) -> None:
    async with running(book.path) as app:
        assert "#group/rust-oslo (organiser, since 2019)" in " ".join(app.card.split())
        await app.press("colon")
        await app.type("group rust")
        await app.press("enter")
        assert "meetup · 2 people · #group/rust-oslo" in app.text()
        await app.press("o", "escape")
        assert app.app.clipboard == "https://rust.example"


async def test_before_a_tag_is_deleted_the_group_that_goes_with_it_is_named(book: Book, rust: Group) -> None:
    async with running(book.path) as app:
        await app.press("shift+tab", "G", "D")
        detail = app.app.screen.query_one(".detail", Static)
        assert "2 people lose it. No person is deleted. A group goes with it: Rust Oslo." in str(
            detail.content
        )


async def test_hostile_text_is_shown_as_text(book: Book, rust: Group) -> None:
    text = " ".join(HOSTILE.values())
    book.edit_group(Group(id=rust.id, name=f"x{text}", kind="Slack", link=text, place=text, note=text))
    ada = book.who("ada").id
    book.say_in_group(rust.id, ada, text)
    async with running(book.path, size=(80, 24)) as app:
        await app.press("B")
        seen = app.text()
        await app.press("D", "n", "enter")
        seen += app.text()
        await app.press("e", "escape")
        seen += app.text()
        assert not any(ord(letter) < 32 and letter != "\n" for letter in seen)
