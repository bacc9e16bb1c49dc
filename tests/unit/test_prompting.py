"""How a line of the log that is being typed can go on."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact


@pytest.fixture
def people(book: Book) -> Book:
    """Ada Lovelace, of whom there is most talk, Adam Riese and Grace Hopper, with two tags."""
    ada = book.add(Contact(name="Ada Lovelace", tags=("conference/pycon", "rust")))
    book.add(Contact(name="Adam Riese", tags=("conference/pycon",)))
    book.add(Contact(name="Grace Hopper"))
    book.log([ada.id], "engines")
    book.find("anybody")
    return book


def _completed(book: Book, line: str) -> list[str]:
    return [line[: one.start] + one.text + line[one.end :] for one in book.complete_line(line, len(line))]


@pytest.mark.parametrize(
    "line", ["coffee with ad", "met ad", "ad", "coffee with grace and ad", "@ad", "w/ ad"]
)
def test_a_name_that_was_begun_goes_on_as_whose_it_may_be(people: Book, line: str) -> None:
    before = line[: -len("ad")].rstrip("@")
    assert _completed(people, line) == [f"{before}Ada Lovelace", f"{before}Adam Riese"]


def test_a_family_name_that_was_begun_goes_on(people: Book) -> None:
    assert _completed(people, "coffee with grace ho") == ["coffee with Grace Hopper"]


def test_a_word_of_the_text_is_not_taken_for_a_name(people: Book) -> None:
    assert _completed(people, "coffee about ad") == []


def test_a_tag_goes_on_as_the_tags_of_the_book(people: Book) -> None:
    assert _completed(people, "coffee #py") == ["coffee #conference/pycon"]
    assert _completed(people, "coffee #") == [
        "coffee #conference",
        "coffee #conference/pycon",
        "coffee #rust",
    ]


def test_what_stands_behind_the_cursor_stays(people: Book) -> None:
    (one, *_) = people.complete_line("coffee with ad yesterday", len("coffee with ad"))
    assert (one.start, one.end, one.text) == (12, 14, "Ada Lovelace")
